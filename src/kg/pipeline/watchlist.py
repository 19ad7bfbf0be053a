"""What is known of the feeds that are followed: each article that they announced, and what became of it.

A file of lines beside the store, each written before the next step is taken; the last line on an article counts. An
article is noted as waiting before its feed is noted as heard, so that nothing is lost when a run is cut off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.reading import Feed, Item

WAITING, STORED, REFUSED, FAILED = "waiting", "stored", "refused", "failed"
_FILE = "watched.jsonl"


@dataclass(frozen=True, slots=True)
class Announced:
    """An article that a feed announced. `stamp` is the feed's word on its last change."""

    key: str
    feed: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    stamp: str | None = None
    content: str = ""
    status: str = WAITING
    why: str = ""
    tries: int = 0
    etag: str = ""
    modified: str = ""

    @property
    def item(self) -> Item:
        """The item of the feed, as far as it is kept."""
        return Item(self.key, self.url, self.title, self.published, self.stamp, self.authors, self.content)


@dataclass(slots=True)
class Watchlist:
    """The articles that feeds announced, by key, and the validators of the feeds; kept in a folder."""

    folder: Path
    articles: dict[str, Announced] = field(default_factory=dict)
    feeds: dict[str, tuple[str, str]] = field(default_factory=dict)
    busy: dict[str, float] = field(default_factory=dict)
    lines: int = 0

    def __post_init__(self) -> None:
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").split("\n"):
                self._recall(line)
        if self.lines > 2 * (len(self.articles) + len(self.feeds)) + 100:
            self._rewrite()

    @property
    def path(self) -> Path:
        """The file of the list."""
        return self.folder / _FILE

    def meet(self, feed: str, told: Feed) -> int:
        """Note what a feed announces; the number of its articles that are done with already."""
        known, fresh = 0, []
        for item in told.items:
            old = self.articles.get(item.key)
            if old is None:
                kept = item.content if item.url is None else ""
                fresh.append(
                    Announced(
                        item.key, feed, item.url, item.title, item.published, item.authors, told.title, told.language,
                        item.updated, kept,
                    )
                )  # fmt: skip
            elif old.status == STORED and item.updated and item.updated != old.stamp:
                fresh.append(replace(old, stamp=item.updated, published=item.published, status=WAITING, tries=0))
            else:
                known += old.status != WAITING
        self.note(*fresh)
        return known

    def waiting(self, feeds: Iterable[str]) -> list[Announced]:
        """The articles of these feeds that are still to be read, in the order in which they were announced."""
        wanted = set(feeds)
        return [each for each in self.articles.values() if each.status == WAITING and each.feed in wanted]

    def again(self, feeds: Iterable[str]) -> None:
        """Let what was refused or failed wait anew."""
        wanted = set(feeds)
        given_up = [e for e in self.articles.values() if e.status in (REFUSED, FAILED) and e.feed in wanted]
        self.note(*(replace(each, status=WAITING, tries=0, why="") for each in given_up))

    def note(self, *articles: Announced) -> None:
        """Remember these articles as they are now."""
        for each in articles:
            self.articles[each.key] = each
        self._write([{"article": _short(each)} for each in articles])

    def heard(self, feed: str, etag: str, modified: str) -> None:
        """Remember with what the feed is to be asked next time."""
        if self.feeds.get(feed) != (etag, modified):
            self.feeds[feed] = etag, modified
            self._write([{"feed": feed, "etag": etag, "modified": modified}])

    def leave(self, host: str, until: float) -> None:
        """Remember that a host asked to be left alone until that time (seconds since 1970)."""
        self.busy[host] = until
        self._write([{"host": host, "until": round(until)}])

    def _recall(self, line: str) -> None:
        """Take a line of the file; the last one may have been cut off."""
        try:
            said = json.loads(line)
            if "article" in said:
                article = Announced(**{**said["article"], "authors": tuple(said["article"].get("authors", ()))})
                self.articles[article.key] = article
            elif "feed" in said:
                self.feeds[said["feed"]] = said["etag"], said["modified"]
            else:
                self.busy[said["host"]] = float(said["until"])
        except (ValueError, TypeError, KeyError):
            return
        self.lines += 1

    def _write(self, told: list[dict[str, Any]]) -> None:
        if not told:
            return
        with self.path.open("a+b") as file:
            if file.tell() and not self._ends_whole():
                file.write(b"\n")
            file.write(b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in told))
            file.flush()
            os.fsync(file.fileno())
        self.lines += len(told)

    def _ends_whole(self) -> bool:
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"

    def _rewrite(self) -> None:
        """Write the list anew, without what later lines replaced."""
        fresh = self.path.with_suffix(".new")
        told: list[dict[str, Any]] = [{"article": _short(each)} for each in self.articles.values()]
        told += [{"feed": feed, "etag": etag, "modified": modified} for feed, (etag, modified) in self.feeds.items()]
        told += [{"host": host, "until": until} for host, until in self.busy.items()]
        with fresh.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(each, ensure_ascii=False) + "\n" for each in told)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self.path)
        self.lines = len(told)


def _short(article: Announced) -> dict[str, Any]:
    return {name: value for name, value in asdict(article).items() if value or name in ("key", "feed")}
