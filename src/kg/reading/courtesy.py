"""A visitor that sites can bear: it heeds robots.txt, pauses between requests, and stays away when asked to.

One request at a time; between two to one host lies a pause. What robots.txt refuses is not fetched, at no hop of a
redirect. A host that answers 429 or 503 is left alone until the time it says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from protego import Protego

from kg import settings
from kg.errors import DeadlineError, FetchError, ForbiddenError, KgError, SiteBusyError, UnreadableError
from kg.reading.fetch import AGENT, Asked, Fetched, fetch

_HOPS = 5
_ROBOTS_BYTES = 500 * 1024
"""What is read of a robots.txt."""
_PAUSE = 60.0
"""The longest pause of a robots.txt that is waited for; a host that asks for more is visited at this one."""
_BUSY = 15 * 60.0
"""How long a busy host is left alone that does not say how long."""


class Visitor:
    """Fetches for one run; it knows the rules of each host and when it was there last."""

    def __init__(
        self,
        *,
        pause: float | None = None,
        allow_private: bool = False,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.pause = settings.WATCH_SECONDS if pause is None else pause
        self.asked = Asked(allow_private, follow=False)
        self.now, self.sleep = now, sleep
        self.rules: dict[str, Protego] = {}
        self.closed: dict[str, KgError] = {}
        self.next: dict[str, float] = {}
        self.busy: dict[str, float] = {}

    def get(self, url: str, *, etag: str = "", modified: str = "", ask_robots: bool = True) -> Fetched:
        """What is at `url`, unless nothing changed since `etag` and `modified`.

        Raises ForbiddenError where robots.txt refuses it, SiteBusyError where the host is to be left alone, and what
        `fetch` raises. An address that the user gave by name is asked for without `ask_robots`.
        """
        for _ in range(_HOPS + 1):
            if ask_robots and not self._rules(url).can_fetch(url, AGENT):
                raise ForbiddenError(f"{url}: the robots.txt of the site refuses it", cure="ask the site for leave")
            answer = self._fetch(url, replace(self.asked, etag=etag, modified=modified))
            if not answer.onward:
                return answer
            url = answer.onward
        raise FetchError(f"{url}: more than {_HOPS} redirects", cure="give the address of the page itself")

    def ready(self, url: str) -> float:
        """Seconds until the host of `url` may be visited."""
        host = _host(url)
        return max(self.next.get(host, 0.0), self.busy.get(host, 0.0)) - self.now()

    def _fetch(self, url: str, asked: Asked) -> Fetched:
        """Fetch when the host may be visited, and note when it may be visited again."""
        host = _host(url)
        self._refuse_busy(url)
        wait = self.next.get(host, 0.0) - self.now()
        if wait > 0:
            self.sleep(wait)
        try:
            return fetch(url, asked)
        except SiteBusyError as error:
            error.seconds = error.seconds or _BUSY
            self.busy[host] = self.now() + error.seconds
            raise
        finally:
            self.next[host] = self.now() + self._pause(host)

    def _refuse_busy(self, url: str) -> None:
        host = _host(url)
        left = self.busy.get(host, 0.0) - self.now()
        if left > 0:
            raise SiteBusyError(f"{url}: {host} asks to be left alone", cure="try again later", seconds=left)

    def _pause(self, host: str) -> float:
        said = self.rules[host].crawl_delay(AGENT) if host in self.rules else None
        return min(max(self.pause, said or 0.0), max(self.pause, _PAUSE))

    def _rules(self, url: str) -> Protego:
        """The rules of a host: none where it has no robots.txt; the host is not visited where it fails to tell them."""
        host = _host(url)
        self._refuse_busy(url)
        if host in self.closed:
            raise self.closed[host]
        if host not in self.rules:
            place = f"{urlsplit(url).scheme}://{host}/robots.txt"
            try:
                answer = self._fetch(place, replace(self.asked, follow=True, types=None))
                text = answer.data[:_ROBOTS_BYTES].decode("utf-8", "replace")
            except UnreadableError:
                text = ""
            except (FetchError, DeadlineError) as error:
                status = getattr(error, "status", None)
                if isinstance(error, SiteBusyError) or status is None or not 400 <= status < 500:
                    self.closed[host] = error
                    raise
                text = ""
            self.rules[host] = Protego.parse(text)
            self.next[host] = self.now() + self._pause(host)
        return self.rules[host]


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()
