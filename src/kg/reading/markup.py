"""What the markup of a page says about it: JSON-LD, OpenGraph and other meta elements, marked times and authors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.reading import bylines, dates
from kg.reading.features import fold

_ARTICLES = re.compile(
    r"(?:News|Blog|Report|Scholarly|Medical\w*|Tech|Analysis\w*|Opinion\w*)?(?:Article|Posting)$|WebPage$"
)
_NODES = 2000
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "sailthru.author",
    "parsely-author",
)
_PUBLISHED_KEYS = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.created",
    "dc.date.issued",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "citation_publication_date",
    "og:published_time",
    "dcterms.issued",
    "publication_date",
)
_MODIFIED_KEYS = (
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
)
_SITE_KEYS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_journal_title",
    "apple-mobile-web-app-title",
)
_TITLE_KEYS = ("og:title", "headline", "dc.title", "dcterms.title", "citation_title", "twitter:title")


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says of itself outside its text: meta elements, JSON-LD, times, links, marked authors."""

    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    times: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    title: str = ""
    heading: str = ""
    canonical: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The metadata that markup gives; what it does not give is None or empty."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None


def marked(markup: Markup) -> Said:
    """The metadata of a page, from the most explicit marks to the least."""
    meta: dict[str, str] = {}
    for key, value in markup.meta:
        meta.setdefault(key, value)
    node = _article(markup.json_ld)
    site = _name(node.get("publisher")) or _first(meta, _SITE_KEYS)
    published = _day(node.get("datePublished")) or _day(_first(meta, _PUBLISHED_KEYS)) or _time(markup, modified=False)
    modified = _day(node.get("dateModified")) or _day(_first(meta, _MODIFIED_KEYS)) or _time(markup, modified=True)
    title = _text(node.get("headline")) or _first(meta, _TITLE_KEYS) or markup.heading or markup.title
    names = [*_names(node.get("author")), *markup.authors, *(v for k, v in markup.meta if k in _AUTHOR_KEYS)]
    return Said(
        title=_without_site(title, site) or None,
        publisher=site or None,
        published=published,
        modified=modified,
        authors=_people(names, site),
        url=markup.canonical or meta.get("og:url") or None,
        language=markup.language or None,
    )


def _article(scripts: tuple[str, ...]) -> Mapping[str, object]:
    """The node of JSON-LD that describes the article."""
    best: Mapping[str, object] = {}
    for script in scripts:
        try:
            data = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            named = [k for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str)]
            if any(_ARTICLES.fullmatch(k) for k in named) and (not best or len(node) > len(best)):
                best = node
    return best


def _nodes(data: object) -> Iterator[Mapping[str, object]]:
    waiting = [data]
    for _ in range(_NODES):
        if not waiting:
            return
        here = waiting.pop()
        if isinstance(here, list):
            waiting.extend(here)
        elif isinstance(here, dict):
            yield here
            waiting.extend(v for k, v in here.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"})


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: object) -> str:
    if isinstance(value, list):
        return next((name for item in value if (name := _name(item))), "")
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _names(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [name for item in items if (name := _name(item))]


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((meta[k] for k in keys if meta.get(k)), "")


def _day(value: object) -> str | None:
    return dates.iso(value) if isinstance(value, str) else None


def _time(markup: Markup, *, modified: bool) -> str | None:
    for marks, stamp in markup.times:
        changed = bool(re.search(r"modif|updat|maj", marks))
        if changed == modified and (day := dates.iso(stamp)):
            return day
    return None


def _people(names: list[str], site: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for given in names:
        if given.startswith(("http://", "https://", "@")) or fold(given) == fold(site):
            continue
        for name in bylines.people(given, cued=False) or [given.strip()]:
            name = re.sub(r"^(?:[Pp]ar|PAR)\s+", "", name)
            if name and len(name) < 80:
                found.setdefault(fold(name), name)
    return tuple(found.values())


def _without_site(title: str, site: str) -> str:
    """The title without the name of the site behind or before it."""
    title = " ".join(title.split())
    for mark in (" | ", " - ", " – ", " — ", " · ", " • ", " : "):
        head, found, tail = title.rpartition(mark)
        if found and site and fold(tail) == fold(site):
            return head
        head, found, tail = title.partition(mark)
        if found and site and fold(head) == fold(site):
            return tail
    return title
