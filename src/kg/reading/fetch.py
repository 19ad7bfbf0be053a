"""A page from the web: http and https, public addresses, bounded in size and in time.

The address that was checked is the address that is connected to, at every hop, so that a name cannot change its
answer in between. Proxies of the environment are not used: they would resolve the name again.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from importlib import metadata

import httpx

from kg import settings
from kg.errors import DeadlineError, FetchError, ForbiddenError, KgError, SiteBusyError, UnreadableError
from kg.reading.addresses import resolve

_HOPS = 5
AGENT = "sante-kg"
"""The name by which sites know us, in requests and in robots.txt."""
PAGES = frozenset(
    [
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/xml",
        "text/xml",
        "application/pdf",
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
    ]
)
"""Types of what may be read as a document; a feed is told from a page by what it holds."""
_BUSY = frozenset({429, 503})
_LONGEST_WAIT = 7 * 24 * 3600.0
_HEADERS = {
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/pdf;q=0.8, */*;q=0.1",
    "Accept-Language": "fr, en;q=0.5",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: the last address after redirects, the bytes, and the declared encoding.

    `etag` and `modified` are what the next request may ask with; `fresh` is False where nothing changed since, and
    `onward` is the address of a redirect that was not followed.
    """

    url: str
    data: bytes = b""
    encoding: str | None = None
    is_html: bool = False
    etag: str = ""
    modified: str = ""
    fresh: bool = True
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """How to ask: whether private addresses are allowed, whether redirects are followed, and what is known already."""

    allow_private: bool = False
    follow: bool = True
    etag: str = ""
    modified: str = ""
    types: frozenset[str] | None = PAGES


def fetch(url: str, asked: Asked = Asked()) -> Fetched:
    """The document at `url`. ForbiddenError, FetchError, SiteBusyError, UnreadableError (too large), DeadlineError."""
    answers: queue.Queue[Fetched | Exception] = queue.Queue()
    deadline = time.monotonic() + settings.FETCH_SECONDS
    headers = {"User-Agent": agent(), **_HEADERS}
    client = httpx.Client(trust_env=False, headers=headers, timeout=settings.FETCH_SECONDS, follow_redirects=False)

    def work() -> None:
        try:
            answers.put(_follow(client, url, asked, deadline))
        except Exception as fault:
            answers.put(fault)

    threading.Thread(target=work, daemon=True, name="kg-fetch").start()
    try:
        answer = answers.get(timeout=settings.FETCH_SECONDS)
    except queue.Empty:
        raise _late(url) from None
    finally:
        client.close()
    if isinstance(answer, Fetched):
        return answer
    if isinstance(answer, KgError):
        raise answer
    if isinstance(answer, httpx.TimeoutException):
        raise _late(url) from answer
    fault = " ".join(str(answer).split()) or type(answer).__name__
    raise FetchError(f"{url}: no answer: {fault[:200]}", cure="check the address and the network") from answer


def agent() -> str:
    """The User-Agent: who we are, in which version, and whom to write to where `KG_CONTACT` says so."""
    try:
        version = metadata.version("sante-kg")
    except metadata.PackageNotFoundError:
        version = "0"
    contact = f"; +{settings.CONTACT}" if settings.CONTACT else ""
    return f"Mozilla/5.0 (compatible; {AGENT}/{version}{contact})"


def _follow(client: httpx.Client, url: str, asked: Asked, deadline: float) -> Fetched:
    target = _parsed(url)
    known = {"If-None-Match": asked.etag, "If-Modified-Since": asked.modified}
    for _ in range(_HOPS + 1):
        address = resolve(
            target.host, target.port or (443 if target.scheme == "https" else 80), allow_private=asked.allow_private
        )
        request = client.build_request(
            "GET",
            target.copy_with(host=address, fragment=None),
            headers={"Host": target.netloc.decode("ascii"), **{name: said for name, said in known.items() if said}},
            extensions={"sni_hostname": target.raw_host.decode("ascii")},
        )
        response = client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                target = _parsed(str(target.join(response.headers["location"])))
                if not asked.follow:
                    return Fetched(url, onward=str(target))
                continue
            return _body(response, str(target), deadline, asked)
        finally:
            response.close()
    raise FetchError(f"{url}: more than {_HOPS} redirects", cure="give the address of the page itself")


def _parsed(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError) as fault:
        raise FetchError(
            f"{url}: not an address that can be fetched ({fault})", cure="give an http or https URL"
        ) from fault
    if target.scheme not in {"http", "https"}:
        raise ForbiddenError(f"{url}: only http and https are fetched", cure="save the page and give the file")
    if target.userinfo:
        raise ForbiddenError(f"{target.host}: an address with a user name is not fetched", cure="leave it out")
    if not target.host:
        raise FetchError(f"{url}: the address names no host", cure="give an http or https URL")
    return target


def _body(response: httpx.Response, url: str, deadline: float, asked: Asked) -> Fetched:
    status, etag, modified = (
        response.status_code,
        response.headers.get("etag", ""),
        response.headers.get("last-modified", ""),
    )
    if status == httpx.codes.NOT_MODIFIED:
        return Fetched(url, etag=etag or asked.etag, modified=modified or asked.modified, fresh=False)
    told = f"{url}: answers {status} {response.reason_phrase}"
    if status in _BUSY:
        seconds = _wait(response.headers.get("retry-after", ""))
        raise SiteBusyError(told, cure="try again later", status=status, seconds=seconds)
    if not response.is_success:
        raise FetchError(told, cure="check the address", status=status)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and asked.types is not None and kind not in asked.types:
        raise FetchError(
            f"{url}: answers with {kind[:60]}, not a page", cure="give the address of a page of text", status=status
        )
    limit = settings.MAX_DOCUMENT_BYTES
    data = bytearray()
    for chunk in response.iter_bytes(1 << 16):
        data += chunk
        if len(data) > limit:
            raise UnreadableError(f"{url}: larger than {limit} bytes", cure="raise KG_MAX_DOCUMENT_BYTES")
        if time.monotonic() > deadline:
            raise _late(url)
    return Fetched(url, bytes(data), response.charset_encoding, kind not in {"text/plain", ""}, etag, modified)


def _wait(said: str) -> float:
    """The seconds of a Retry-After: a number or a date; 0 where it says none."""
    try:
        seconds = float(said) if said.strip().isdigit() else parsedate_to_datetime(said).timestamp() - time.time()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _late(url: str) -> DeadlineError:
    return DeadlineError(
        f"{url}: no whole answer within {settings.FETCH_SECONDS:g} s", cure="try again, or raise KG_FETCH_SECONDS"
    )
