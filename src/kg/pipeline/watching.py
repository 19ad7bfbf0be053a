"""Feeds into the graph: what they announce is fetched once, politely, and stored; a run cut off loses nothing."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import DeadlineError, FetchError, ForbiddenError, KgError, ModelError, SiteBusyError, UnreadableError
from kg.model import Article
from kg.pipeline.ingest import ingest_each
from kg.pipeline.outcome import Outcome
from kg.pipeline.watchlist import FAILED, REFUSED, STORED, Announced, Watchlist
from kg.pipeline.workspace import Workspace
from kg.reading import Feed, announced, page, read_feed
from kg.reading.courtesy import Visitor as Visitor

if TYPE_CHECKING:
    from spacy.language import Language

TRIES = 5
"""How often an article is asked for whose site does not answer, each time in another round."""
_TOGETHER = 4
"""Articles a transaction: fetching takes longer than storing, and what is stored need not be fetched again."""

CHANGED, SAME, FAULTY = "read", "unchanged", "failed"


@dataclass(slots=True)
class Round:
    """What one round over the feeds came to; it grows while the round goes on.

    `feeds` counts them by what they gave; `known` articles were done with already; `unread` are those that robots.txt
    or their site refused, `failed` those that could not be read, `later` those that the next round tries again.
    """

    feeds: Counter[str] = field(default_factory=Counter)
    faults: list[tuple[str, KgError]] = field(default_factory=list)
    known: int = 0
    found: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    same: int = 0
    refused: list[tuple[str, KgError]] = field(default_factory=list)
    failed: list[tuple[str, KgError]] = field(default_factory=list)
    later: list[tuple[str, KgError]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Whether every feed and every article that may be read was read."""
        return not (self.faults or self.failed or self.later)


def watch(
    feeds: Sequence[str],
    workspace: Workspace,
    load: Callable[[], Language],
    visitor: Visitor,
    *,
    again: bool = False,
    into: Round | None = None,
    on_found: Callable[[int], None] | None = None,
    on_progress: Callable[[str], None] | None = None,
) -> Round:
    """Ask each feed for news, fetch the articles that are new, store them. `load` gives the pipeline when it is needed.

    `into` is filled as the round goes on, so that a round that is cut off can be told too. Raises ForbiddenError for
    a feed that is no http or https address, StoreError when the store fails.
    """
    for feed in feeds:
        if urlsplit(feed).scheme.lower() not in ("http", "https"):
            raise ForbiddenError(
                f"{feed}: only http and https addresses are followed", cure="a saved feed goes to kg ingest"
            )
    return _Watch(feeds, workspace, visitor, into or Round(), on_progress).run(load, again, on_found)


class _Watch:
    """One round."""

    def __init__(
        self,
        feeds: Sequence[str],
        workspace: Workspace,
        visitor: Visitor,
        told: Round,
        on_progress: Callable[[str], None] | None,
    ) -> None:
        self.feeds = list(dict.fromkeys(feeds))
        self.workspace, self.visitor, self.round = workspace, visitor, told
        self.on_progress = on_progress
        self.list = Watchlist(workspace.folder)
        self.validators: dict[str, tuple[str, str]] = {}
        for host, until in self.list.busy.items():
            if until > time.time():
                visitor.busy[host] = visitor.now() + until - time.time()

    def run(self, load: Callable[[], Language], again: bool, on_found: Callable[[int], None] | None) -> Round:
        """Feeds first, then what they announced."""
        if again:
            self.list.again(self.feeds)
        for feed in self.feeds:
            self.hear(feed)
        waiting = self.list.waiting(self.feeds)
        self.round.found = len(waiting)
        if on_found is not None:
            on_found(len(waiting))
        if waiting:
            ingest_each(self.fetched(waiting), self.workspace, load(), self.stored, together=_TOGETHER)
        return self.round

    def hear(self, feed: str) -> None:
        """Ask one feed what is new; note its articles before noting that it was heard."""
        etag, modified = self.list.feeds.get(feed, ("", ""))
        try:
            answer = self.visitor.get(feed, etag=etag, modified=modified, ask_robots=False)
            if not answer.fresh:
                self.round.feeds[SAME] += 1
                return
            self.round.known += self.list.meet(feed, read_feed(answer.data, feed, answer.url))
        except KgError as error:
            self.leave(feed, error)
            self.round.feeds[FAULTY] += 1
            self.round.faults.append((feed, error))
            return
        self.round.feeds[CHANGED] += 1
        self.list.heard(feed, answer.etag, answer.modified)

    def fetched(self, waiting: Sequence[Announced]) -> Iterator[tuple[str, Callable[[], Article]]]:
        """Each article once it is fetched, hosts in turn; what cannot be fetched is noted with the reason."""
        for each in self.in_turn(waiting):
            try:
                article = self.article(each)
            except KgError as error:
                self.missed(each, error)
                continue
            except Exception as error:  # a fault of ours on one page must not end the round
                fault = UnreadableError(f"{each.url}: {type(error).__name__} while it was read: {error}")
                self.missed(each, fault)
                continue
            if article is not None:
                yield each.key, lambda article=article: article  # type: ignore[misc]

    def in_turn(self, waiting: Sequence[Announced]) -> Iterator[Announced]:
        """The articles in the order in which their hosts may be visited."""
        hosts: dict[str, deque[Announced]] = defaultdict(deque)
        for each in waiting:
            hosts[urlsplit(each.url or "").netloc].append(each)
        while hosts:
            host = min(hosts, key=lambda host: self.visitor.ready(hosts[host][0].url or ""))
            yield hosts[host].popleft()
            if not hosts[host]:
                del hosts[host]

    def article(self, each: Announced) -> Article | None:
        """The article at its address, completed by what the feed says; None where nothing changed since last time."""
        if each.url is None:
            return announced(each.item, Feed(each.publisher, each.language, ()), each.title or each.key)
        answer = self.visitor.get(each.url, etag=each.etag, modified=each.modified)
        if not answer.fresh:
            self.round.same += 1
            self.list.note(replace(each, status=STORED))
            self.progress(each)
            return None
        self.validators[each.key] = answer.etag, answer.modified
        read = page(answer, each.url)
        return replace(
            read,
            title=read.title or each.title,
            published=read.published or each.published,
            publisher=read.publisher or each.publisher,
            authors=read.authors or each.authors,
            language=read.language or each.language,
        )

    def stored(self, outcome: Outcome) -> None:
        """An article is safely stored, or could not be."""
        each = self.list.articles[outcome.source]
        if outcome.error is not None:
            self.missed(each, outcome.error)
            return
        self.round.outcomes.append(outcome)
        etag, modified = self.validators.pop(each.key, ("", ""))
        self.list.note(replace(each, status=STORED, content="", why="", etag=etag, modified=modified))
        self.progress(each)

    def missed(self, each: Announced, error: KgError) -> None:
        """An article could not be read: refused for good, faulty for good, or to be tried again in another round."""
        place = each.url or each.key
        why = " ".join(str(error).split())[:300]
        self.leave(place, error)
        if isinstance(error, SiteBusyError):
            self.round.later.append((place, error))
        elif isinstance(error, ForbiddenError):
            self.round.refused.append((place, error))
            self.list.note(replace(each, status=REFUSED, why=why, content=""))
        elif _passes(error) and each.tries + 1 < TRIES:
            self.round.later.append((place, error))
            self.list.note(replace(each, tries=each.tries + 1, why=why))
        else:
            self.round.failed.append((place, error))
            self.list.note(replace(each, status=FAILED, tries=each.tries + 1, why=why, content=""))
        self.progress(each)

    def leave(self, place: str, error: KgError) -> None:
        """Remember a host that asked to be left alone."""
        host = urlsplit(place).netloc.lower()
        if isinstance(error, SiteBusyError) and self.list.busy.get(host, 0.0) < time.time():
            self.list.leave(host, time.time() + error.seconds)

    def progress(self, each: Announced) -> None:
        if self.on_progress is not None:
            self.on_progress(each.title or each.url or each.key)


def _passes(error: KgError) -> bool:
    """Whether a fault may be gone tomorrow: no answer, none in time, a fault of the server or of a language model."""
    if isinstance(error, FetchError):
        return error.status is None or error.status >= 500
    return isinstance(error, DeadlineError | ModelError)
