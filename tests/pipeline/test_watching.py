"""Feeds are followed politely; nothing is fetched twice and nothing is lost. Each test speaks to a real server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from tests.pipeline.newsstand import Newsstand, Page, now_plus

from kg import settings
from kg.errors import ForbiddenError
from kg.pipeline import open_workspace
from kg.pipeline.watching import TRIES, Round, Visitor, watch
from kg.pipeline.watchlist import Watchlist
from kg.reading.fetch import Asked

Run = Callable[..., Round]


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    site = Newsstand()
    yield site
    site.close()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """One round over feeds, into one store; each call is a process of its own as far as the store can tell."""

    def one(*feeds: str, pause: float = 0.0, visitor: Visitor | None = None, **named: Any) -> Round:
        with open_workspace(str(tmp_path / "store")) as workspace:
            polite = visitor or Visitor(pause=pause, allow_private=True)
            return watch(feeds, workspace, lambda: spacy.blank("fr"), polite, **named)

    return one


def told(done: Round) -> tuple[int, int, int, int]:
    return len(done.outcomes), len(done.refused), len(done.failed), len(done.later)


def test_what_a_feed_announces_is_read_once(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    stand.article("tep")
    feed = stand.feed("irm", "tep")
    first, second = run(feed), run(feed)
    assert [outcome.status for outcome in first.outcomes] == ["new", "new"]
    assert (told(second), second.known) == ((0, 0, 0, 0), 2)
    assert stand.asked("/irm") == stand.asked("/tep") == 1


def test_a_new_article_of_a_known_feed_is_read(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    run(stand.feed("irm"))
    stand.article("tep")
    assert told(run(stand.feed("tep", "irm"))) == (1, 0, 0, 0)


def test_a_feed_that_did_not_change_is_not_sent_again(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    feed = stand.feed("irm", etag='"one"')
    run(feed)
    assert run(feed).feeds == {"unchanged": 1}
    assert [visit.etag for visit in stand.book if visit.path == "/feed"] == ["", '"one"']


def test_the_feed_completes_what_the_page_does_not_say(stand: Newsstand, run: Run, tmp_path: Path) -> None:
    stand.article("irm")
    run(stand.feed("irm"))
    with open_workspace(str(tmp_path / "store")) as workspace:
        rows = workspace.store.select("SELECT ?t ?d WHERE { GRAPH ?g { ?x dcterms:title ?t ; dcterms:issued ?d } }")
    assert [(str(row["t"]), str(row["d"])) for row in rows] == [("Valmorte ouvre irm", "2024-06-04")]


def test_what_robots_txt_refuses_is_not_fetched(stand: Newsstand, run: Run) -> None:
    stand.article("prive-irm")
    stand.article("tep")
    stand.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /*prive\n", "text/plain")
    done = run(stand.feed("prive-irm", "tep"))
    assert (told(done), done.is_whole) == ((1, 1, 0, 0), True)
    assert stand.asked("/prive-irm") == 0


def test_robots_txt_is_heeded_behind_a_redirect(stand: Newsstand, run: Run) -> None:
    stand.article("tep")
    stand.pages["/irm"] = Page(status=302, headers={"Location": "/tep"})
    stand.pages["/robots.txt"] = Page(b"User-agent: sante-kg\nDisallow: /tep\n", "text/plain")
    assert told(run(stand.feed("irm"))) == (0, 1, 0, 0)
    assert stand.asked("/tep") == 0


def test_a_site_whose_robots_txt_fails_is_left_for_later(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    stand.pages["/robots.txt"] = Page(status=500)
    assert told(run(stand.feed("irm"))) == (0, 0, 0, 1)
    assert stand.asked("/irm") == 0


def test_between_two_requests_lies_a_pause(stand: Newsstand, run: Run) -> None:
    for name in ("irm", "tep"):
        stand.article(name)
    run(stand.feed("irm", "tep"), pause=0.3)
    times = [visit.at for visit in stand.book]
    assert [visit.path for visit in stand.book] == ["/feed", "/robots.txt", "/irm", "/tep"]
    assert min(b - a for a, b in pairwise(times)) >= 0.29


def test_a_longer_pause_in_robots_txt_counts(stand: Newsstand, run: Run) -> None:
    for name in ("irm", "tep"):
        stand.article(name)
    stand.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 0.4\n", "text/plain")
    run(stand.feed("irm", "tep"))
    times = [visit.at for visit in stand.book if visit.path in ("/irm", "/tep")]
    assert times[1] - times[0] >= 0.39


def test_the_agent_says_who_it_is_and_whom_to_write_to(
    stand: Newsstand, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "CONTACT", "mailto:veille@example.org")
    stand.article("irm")
    run(stand.feed("irm"))
    assert all("sante-kg/" in visit.agent and "+mailto:veille@example.org" in visit.agent for visit in stand.book)


@pytest.mark.parametrize("stated", ["seconds", "date", "nothing"])
def test_a_busy_site_is_left_alone_and_asked_again_later(
    stand: Newsstand, run: Run, stated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    retry = {"seconds": {"Retry-After": "120"}, "date": {"Retry-After": now_plus(120)}, "nothing": {}}[stated]
    stand.pages["/irm"] = Page(status=429, headers=retry)
    stand.article("tep")
    feed = stand.feed("irm", "tep")
    assert told(run(feed)) == (0, 0, 0, 2)
    asked = len(stand.book)
    run(feed)
    assert stand.asked("/tep") == 0
    assert len(stand.book) == asked
    stand.article("irm")
    later = time.time() + 3600
    monkeypatch.setattr("kg.pipeline.watching.time.time", lambda: later)
    assert told(run(feed)) == (2, 0, 0, 0)


def test_an_absent_article_is_told_and_not_asked_for_again(stand: Newsstand, run: Run) -> None:
    stand.article("tep")
    feed = stand.feed("irm", "tep")
    first = run(feed)
    assert (told(first), first.is_whole) == ((1, 0, 1, 0), False)
    assert "404" in str(first.failed[0][1])
    assert run(feed).is_whole
    assert stand.asked("/irm") == 1
    stand.article("irm")
    assert told(run(feed, again=True)) == (1, 0, 0, 0)


def test_a_server_that_fails_is_tried_some_rounds_and_given_up(stand: Newsstand, run: Run) -> None:
    stand.pages["/irm"] = Page(status=500)
    feed = stand.feed("irm")
    rounds = [run(feed) for _ in range(TRIES + 1)]
    assert [len(done.later) for done in rounds] == [1] * (TRIES - 1) + [0, 0]
    assert stand.asked("/irm") == TRIES


def test_a_feed_that_fails_does_not_stop_the_others(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    stand.pages["/page"] = Page(b"<html><p>no feed</p></html>")
    done = run(f"{stand.url}/absent", f"{stand.url}/page", stand.feed("irm"))
    assert (done.feeds, len(done.outcomes)) == ({"failed": 2, "read": 1}, 1)


def test_an_article_that_the_feed_says_changed_is_asked_for_again(stand: Newsstand, run: Run) -> None:
    stand.article("irm", ETag='"a"')
    feed = stand.feed("irm")
    run(feed)
    stand.feed("irm", updated={"irm": "2024-06-05T08:00:00+02:00"})
    assert run(feed).same == 1
    stand.article("irm", "Le centre hospitalier de Valmorte a fermé le service en avril 2022.", ETag='"b"')
    stand.feed("irm", updated={"irm": "2024-06-06T08:00:00+02:00"})
    assert [outcome.status for outcome in run(feed).outcomes] == ["updated"]


def test_a_run_that_is_cut_off_loses_nothing(stand: Newsstand, run: Run) -> None:
    names = [f"a{number}" for number in range(7)]
    for name in names:
        stand.article(name)

    def cut(name: str) -> None:
        if name.endswith("a3"):
            raise KeyboardInterrupt

    feed = stand.feed(*names, etag='"one"')
    with pytest.raises(KeyboardInterrupt):
        run(feed, on_progress=cut)
    stand.pages["/feed"].body = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>empty now</title></feed>"
    second = run(feed)
    assert second.is_whole
    assert sum(stand.asked(f"/{name}") == 1 for name in names) >= 6
    assert all(stand.asked(f"/{name}") for name in names)
    assert len(second.outcomes) >= 3


def test_a_line_that_was_cut_off_spoils_nothing(stand: Newsstand, run: Run, tmp_path: Path) -> None:
    stand.article("irm")
    feed = stand.feed("irm")
    run(feed)
    with (tmp_path / "store" / "watched.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"article": {"key": "http')
    stand.article("tep")
    assert told(run(stand.feed("irm", "tep"))) == (1, 0, 0, 0)
    assert told(run(feed)) == (0, 0, 0, 0)


def test_an_article_without_an_address_is_read_from_the_feed(stand: Newsstand, run: Run) -> None:
    text = "&lt;p&gt;Le centre hospitalier de Valmorte a rejoint le GHT en 2021.&lt;/p&gt;"
    item = f"<item><guid isPermaLink='false'>7</guid><title>Valmorte</title><description>{text}</description></item>"
    stand.pages["/rss"] = Page(
        f"<rss version='2.0'><channel><title>G</title>{item}</channel></rss>".encode(), "text/xml"
    )
    assert told(run(f"{stand.url}/rss")) == (1, 0, 0, 0)


def test_the_same_article_in_two_feeds_is_read_once(stand: Newsstand, run: Run) -> None:
    stand.article("irm")
    feed = stand.feed("irm")
    stand.pages["/other"] = stand.pages["/feed"]
    assert told(run(feed, f"{stand.url}/other")) == (1, 0, 0, 0)


@pytest.mark.parametrize("feed", ["file:///etc/passwd", "ftp://gazette.example/rss", "gazette.xml"])
def test_only_addresses_of_the_web_are_followed(run: Run, feed: str) -> None:
    with pytest.raises(ForbiddenError, match="only http and https"):
        run(feed)


def test_a_feed_cannot_send_us_to_an_internal_address(stand: Newsstand, run: Run) -> None:
    """The feed is let through, as one of a public site would be; what it names lies inside."""

    class Public(Visitor):
        def get(self, url: str, **named: Any) -> Any:
            self.asked = Asked(allow_private=url.endswith("/feed"), follow=False)
            return super().get(url, **named)

    stand.article("irm")
    feed = stand.feed("irm")
    assert told(run(feed, visitor=Public(pause=0.0))) == (0, 1, 0, 0)
    assert stand.asked("/irm") == stand.asked("/robots.txt") == 0


def test_the_list_is_written_anew_when_it_has_grown(tmp_path: Path) -> None:
    kept = Watchlist(tmp_path)
    for number in range(200):
        kept.heard("http://gazette.example/feed", str(number), "")
    assert (Watchlist(tmp_path).lines, Watchlist(tmp_path).feeds) == (1, {"http://gazette.example/feed": ("199", "")})
