"""A small press site on loopback: feeds, articles, a robots.txt; it keeps a book of who asked for what, and when."""

from __future__ import annotations

import http.server
import threading
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from html import escape


@dataclass
class Page:
    """What an address answers."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Visit:
    """One request as it came."""

    path: str
    agent: str
    etag: str
    at: float


class Newsstand:
    """The site; its pages can be changed while it stands."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.book: list[Visit] = []
        stand = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                etag = self.headers.get("If-None-Match", "")
                stand.book.append(Visit(self.path, self.headers.get("User-Agent", ""), etag, time.monotonic()))
                page = stand.pages.get(self.path, Page(b"absent", status=404))
                same = etag and etag == page.headers.get("ETag")
                self.send_response(304 if same else page.status)
                for name, value in {"Content-Type": page.kind, **page.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if not same:
                    self.wfile.write(page.body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def article(self, name: str, said: str = "", **headers: str) -> None:
        """An article of its own at `/name`."""
        text = said or f"Le centre hospitalier de Valmorte a ouvert le service {name} en mars 2021."
        body = f"<html><body><article><h1>Valmorte ouvre {name}</h1><p>{text}</p></article></body></html>"
        self.pages[f"/{name}"] = Page(body.encode(), headers=dict(headers))

    def feed(self, *names: str, etag: str = "", updated: dict[str, str] | None = None) -> str:
        """The feed of these articles; its address."""
        stamps, day = updated or {}, "2024-06-04T07:15:00+02:00"
        items = "".join(
            f"<entry><id>{name}</id><title>Valmorte ouvre {escape(name)}</title>"
            f"<link href='{self.url}/{name}?utm_source=rss'/>"
            f"<published>{day}</published><updated>{stamps.get(name, day)}</updated></entry>"
            for name in names
        )
        text = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>La Gazette</title>{items}</feed>"
        headers = {"ETag": etag} if etag else {}
        self.pages["/feed"] = Page(text.encode(), "application/atom+xml", headers=headers)
        return f"{self.url}/feed"

    def asked(self, path: str) -> int:
        """How often an address was asked for."""
        return sum(visit.path == path for visit in self.book)


def now_plus(seconds: float) -> str:
    """A date for Retry-After."""
    return formatdate(time.time() + seconds, usegmt=True)
