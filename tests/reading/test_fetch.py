"""A URL is fetched from public addresses only, in bounded size and time."""

from __future__ import annotations

import socket
import time

import pytest

from kg import settings
from kg.errors import DeadlineError, FetchError, ForbiddenError, UnreadableError
from kg.reading import read_url
from kg.reading.addresses import is_public


def test_a_page_is_fetched_and_read(site: str) -> None:
    article = read_url(f"{site}/article", allow_private=True)
    assert (article.name, article.title) == ("article", "Deux rives, une IRM")
    assert article.url == "https://gazette.example/sante/deux-rives"


def test_the_encoding_of_the_header_is_heeded(site: str, pasted: str) -> None:
    assert read_url(f"{site}/plain", allow_private=True).text == pasted


def test_a_redirect_is_followed(site: str) -> None:
    assert read_url(f"{site}/moved", allow_private=True).title == "Deux rives, une IRM"


def test_redirects_without_end_are_given_up(site: str) -> None:
    with pytest.raises(FetchError, match="redirects"):
        read_url(f"{site}/loop", allow_private=True)


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    with pytest.raises(ForbiddenError, match="only http and https"):
        read_url(f"{site}/elsewhere", allow_private=True)


def test_what_is_no_page_is_refused(site: str) -> None:
    with pytest.raises(FetchError, match="image/png"):
        read_url(f"{site}/image", allow_private=True)


def test_an_error_of_the_site_is_told(site: str) -> None:
    with pytest.raises(FetchError, match="404"):
        read_url(f"{site}/absent", allow_private=True)


def test_a_huge_page_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_DOCUMENT_BYTES", 10_000)
    with pytest.raises(UnreadableError, match="larger than"):
        read_url(f"{site}/huge", allow_private=True)


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_the_deadline_holds_for_body_and_headers(site: str, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(settings, "FETCH_SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(DeadlineError):
        read_url(f"{site}/{path}", allow_private=True)
    assert time.monotonic() - began < 2


def test_a_port_where_nobody_listens_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(FetchError, match="no answer"):
        read_url(f"http://127.0.0.1:{port}/", allow_private=True)


_HOSTS = (
    "127.0.0.1 localhost 2130706433 0x7f000001 127.1 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] 0.0.0.0 10.0.0.1 "
    "192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 [fe80::1] [fc00::1] [64:ff9b::7f00:1] [2002:7f00:1::]"
)


@pytest.mark.parametrize("host", _HOSTS.split())
def test_every_spelling_of_an_internal_address_is_refused(host: str) -> None:
    with pytest.raises(ForbiddenError, match="not a public address"):
        read_url(f"http://{host}:9/")


def test_an_octal_address_is_no_address() -> None:
    with pytest.raises(FetchError, match="not an address"):
        read_url("http://0177.0.0.1/")


def test_loopback_is_refused_unless_allowed(site: str) -> None:
    with pytest.raises(ForbiddenError):
        read_url(f"{site}/article")


@pytest.mark.parametrize("url", ["ftp://journal.example/a", "file:///etc/hostname", "gopher://journal.example/"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(ForbiddenError, match="only http and https"):
        read_url(url)


def test_a_user_name_in_an_address_is_refused() -> None:
    with pytest.raises(ForbiddenError, match="user name"):
        read_url("http://journal.example@127.0.0.1/")


@pytest.mark.parametrize("url", ["http://", "http:///a", "http://[::1/", "http://a b/", "http://x:99999/"])
def test_a_broken_address_is_told(url: str) -> None:
    with pytest.raises((FetchError, ForbiddenError)):
        read_url(url)


def test_a_name_with_one_internal_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: answers)
    with pytest.raises(ForbiddenError, match=r"10\.1\.2\.3"):
        read_url("http://journal.example/")


def test_the_address_that_was_checked_is_the_one_connected_to(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(site.rpartition(":")[2])
    asked: list[str] = []
    real = socket.getaddrinfo

    def once(host: str, *args: object, **named: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if host == "journal.example" else host, *args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    assert read_url(f"http://journal.example:{port}/article", allow_private=True).title == "Deux rives, une IRM"
    assert asked.count("journal.example") == 1


@pytest.mark.parametrize(
    ("address", "public"), [("93.184.215.14", True), ("2606:4700::1111", True), ("240.0.0.1", False)]
)
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:
    assert is_public(address) is public
