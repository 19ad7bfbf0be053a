"""A page from the web: http and https, public addresses, bounded in size and in time.

The address that was checked is the address that is connected to, at every hop, so that a name cannot change its
answer in between. Proxies of the environment are not used: they would resolve the name again.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass

import httpx

from kg import settings
from kg.errors import DeadlineError, FetchError, ForbiddenError, KgError, UnreadableError
from kg.reading.addresses import resolve

_HOPS = 5
_TYPES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "application/pdf"}
)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; sante-kg)",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/pdf;q=0.8",
    "Accept-Language": "fr, en;q=0.5",
    "Accept-Encoding": "identity",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a URL gave: the last address after redirects, the bytes, and the declared encoding."""

    url: str
    data: bytes
    encoding: str | None
    is_html: bool


def fetch(url: str, *, allow_private: bool = False) -> Fetched:
    """The document at `url`. ForbiddenError, FetchError, UnreadableError (too large), DeadlineError."""
    answers: queue.Queue[Fetched | Exception] = queue.Queue()
    deadline = time.monotonic() + settings.FETCH_SECONDS
    client = httpx.Client(trust_env=False, headers=_HEADERS, timeout=settings.FETCH_SECONDS, follow_redirects=False)

    def work() -> None:
        try:
            answers.put(_follow(client, url, allow_private, deadline))
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


def _follow(client: httpx.Client, url: str, allow_private: bool, deadline: float) -> Fetched:
    target = _parsed(url)
    for _ in range(_HOPS + 1):
        address = resolve(
            target.host, target.port or (443 if target.scheme == "https" else 80), allow_private=allow_private
        )
        request = client.build_request(
            "GET",
            target.copy_with(host=address, fragment=None),
            headers={"Host": target.netloc.decode("ascii")},
            extensions={"sni_hostname": target.raw_host.decode("ascii")},
        )
        response = client.send(request, stream=True)
        try:
            if response.has_redirect_location:
                target = _parsed(str(target.join(response.headers["location"])))
                continue
            return _body(response, str(target), deadline)
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


def _body(response: httpx.Response, url: str, deadline: float) -> Fetched:
    if not response.is_success:
        raise FetchError(f"{url}: answers {response.status_code} {response.reason_phrase}", cure="check the address")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and kind not in _TYPES:
        raise FetchError(f"{url}: answers with {kind[:60]}, not a page", cure="give the address of a page of text")
    limit = settings.MAX_DOCUMENT_BYTES
    data = bytearray()
    for chunk in response.iter_bytes(1 << 16):
        data += chunk
        if len(data) > limit:
            raise UnreadableError(f"{url}: larger than {limit} bytes", cure="raise KG_MAX_DOCUMENT_BYTES")
        if time.monotonic() > deadline:
            raise _late(url)
    return Fetched(url, bytes(data), response.charset_encoding, kind not in {"text/plain", ""})


def _late(url: str) -> DeadlineError:
    return DeadlineError(
        f"{url}: no whole answer within {settings.FETCH_SECONDS:g} s", cure="try again, or raise KG_FETCH_SECONDS"
    )
