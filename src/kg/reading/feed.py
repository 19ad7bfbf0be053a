"""RSS and Atom feeds: their items, each with its address, its dates and the text that the feed itself gives."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from xml.sax import SAXException

from kg import settings
from kg.errors import UnreadableError
from kg.reading.dates import iso
from kg.reading.decode import too_large

_HEAD = 2048
_FEED = re.compile(
    rb"""^\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<\?xml-stylesheet[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*
    <(?:rss\b|rdf:RDF\b[^>]*purl\.org/rss|feed\b[^>]*w3\.org/2005/Atom|feed\b[^>]*purl\.org/atom)""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{1,300}>")
_NUMBERED = re.compile(r"(.+)#(\d{1,6})")
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|xtor|at_(?:medium|campaign|\w+)|mc_[ce]id|s_cid", re.IGNORECASE)
SUFFIXES = frozenset({".xml", ".rss", ".atom", ".rdf"})
"""How the names of saved feeds end."""
MOST = 2000
"""Items of a feed that are read."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article as a feed announces it; `content` is HTML, as much as the feed gives of it."""

    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as read: the name of the site, its language, and its items in its own order."""

    title: str | None
    language: str | None
    items: tuple[Item, ...]


def is_feed(data: bytes) -> bool:
    """Whether these bytes are an RSS or Atom feed."""
    return bool(_FEED.match(data[:_HEAD]))


def parse(data: bytes, name: str, address: str = "") -> Feed:
    """The feed in these bytes. UnreadableError for what is no feed, or broken before its first item."""
    if len(data) > settings.MAX_DOCUMENT_BYTES:
        raise too_large(name)
    import feedparser  # not for who reads pages

    found = feedparser.parse(io.BytesIO(data), response_headers={"content-location": address} if address else {})
    broken = isinstance(found.get("bozo_exception"), SAXException)
    if not found.entries and (broken or not found.get("version")):
        reason = "no feed" if not is_feed(data) else "a broken feed"
        raise UnreadableError(f"{name}: {reason} (RSS or Atom) that can be read", cure="check the address of the feed")
    language = str(found.feed.get("language") or "").partition("-")[0].lower()
    return Feed(
        _plain(found.feed.get("title")),
        language if re.fullmatch("[a-z]{2}", language) else None,
        tuple(_item(dict(entry)) for entry in found.entries[:MOST]),
    )


def canonical(url: str) -> str:
    """An address without what tells how the reader came: fragment and tracking parameters."""
    parts = urlsplit(url.strip())
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    ]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(kept)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _item(entry: dict[str, Any]) -> Item:
    link = str(entry.get("link") or "").strip()
    url = canonical(link) if link.startswith(("http://", "https://")) else None
    bodies = [str(part.get("value") or "") for part in entry.get("content") or ()]
    content = max([*bodies, str(entry.get("summary") or "")], key=len)
    title = _plain(entry.get("title"))
    authors = (_plain(author.get("name")) for author in entry.get("authors") or ())
    return Item(
        key=url or str(entry.get("id") or "") or f"{title}|{entry.get('published') or ''}",
        url=url,
        title=title,
        published=_day(entry, "published") or _day(entry, "updated"),
        updated=str(entry.get("updated") or "") or None if entry.get("updated") != entry.get("published") else None,
        authors=tuple(dict.fromkeys(name for name in authors if name and "@" not in name)),
        content=content,
    )


def _plain(text: object) -> str | None:
    """A title without markup and entities, on one line."""
    said = html.unescape(_TAG.sub(" ", str(text or "")))
    return " ".join(said.split()) or None


def _day(entry: dict[str, Any], which: str) -> str | None:
    """The day of a stamp, where its author stands: « Tue, 04 Jun 2024 00:15:00 +0200 » is the fourth."""
    stamp = str(entry.get(which) or "")
    if re.match(r"\d{4}-\d\d-\d\d", stamp):
        return iso(stamp)
    try:
        return parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError):
        parsed = entry.get(f"{which}_parsed")
        return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else iso(stamp)


# -- feeds that were saved ---------------------------------------------------------------------------------------


def sources(path: str) -> list[str]:
    """The items of a saved feed as documents, `feed.xml#1` and so on; none where the file is no feed."""
    try:
        with Path(path).open("rb") as file:
            if not is_feed(file.read(_HEAD)):
                return []
        return [f"{path}#{number}" for number in range(1, len(saved(path).items) + 1)]
    except (OSError, ValueError, UnreadableError):
        return []


def numbered(source: str) -> tuple[str, int] | None:
    """The file and the number of an item that is named as `sources` names it."""
    match = _NUMBERED.fullmatch(source)
    return (match[1], int(match[2])) if match and not Path(source).exists() and Path(match[1]).is_file() else None


def saved(path: str) -> Feed:
    """The feed in a file."""
    state = Path(path).stat()
    if state.st_size > settings.MAX_DOCUMENT_BYTES:
        raise too_large(path)
    return _saved(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _saved(path: str, _changed: int, _size: int) -> Feed:
    return parse(Path(path).read_bytes(), path)
