"""What kind of source a document is, by who publishes it and where: domain.md §4.3's order of authority.

A kind is stated only where the publisher or the address tells it (`publishers.csv`, `chu-…`); all else weighs as
general press.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.graph import names

_HOSPITAL_HOST = re.compile(r"^(?:www\.)?(?:chu|ch|ght)-")
_OWN_TEXT = "own-text"


class Publisher(NamedTuple):
    """One row: the kind of its texts, its host ("" unknown), its name as a slug."""

    kind: str
    host: str
    name: str


def source_kind(publisher: str | None, url: str | None) -> str | None:
    """The notation in `code:source-kind` of an act, a body's own text or the trade press; None for all else.

    The address tells more than the name: a review may be called after hospitals.
    """
    host, name = _host(url or ""), names.slug(publisher or "")
    for row in _publishers():
        if row.host and (host == row.host or host.endswith("." + row.host)):
            return row.kind
    if _HOSPITAL_HOST.match(host):
        return _OWN_TEXT
    return next((row.kind for row in _publishers() if f"{name}-".startswith(f"{row.name}-")), None)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a page may call itself anything
        return ""


@cache
def _publishers() -> tuple[Publisher, ...]:
    text = resources.files("kg.graph").joinpath("publishers.csv").read_text(encoding="utf-8")
    rows = (line.split(";") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Publisher(kind, host, names.slug(name)) for kind, host, name in rows)
