"""What a document says about itself: title, publisher, dates, authors, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Zone, ZoneKind
from kg.reading import bylines, patterns
from kg.reading.features import fold
from kg.reading.lines import Line
from kg.reading.markup import Markup, marked
from kg.reading.publisher import publisher

_SEEN = 400
_TALK = frozenset({ZoneKind.LEAD, ZoneKind.BODY, ZoneKind.LIST, ZoneKind.QUOTATION})
_YEAR = re.compile(r"\b20[0-4]\d\b")
_NEAR = 9
"""Lines below the title among which dates and names are looked for."""
_SHORT = 200


@dataclass(frozen=True, slots=True)
class About:
    """Metadata; what the document does not give is None or empty."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None


def describe(lines: Sequence[Line], zones: Sequence[Zone], markup: Markup | None) -> About:
    """The metadata of a document: what its markup says, else what its lines say."""
    told = _told(lines, zones)
    if markup is None:
        return told
    said = marked(markup)
    return About(
        title=said.title or told.title,
        publisher=said.publisher or told.publisher,
        published=said.published or told.published,
        modified=said.modified or (None if said.published else told.modified),
        authors=_more(said.authors, told.authors),
        url=said.url,
        language=said.language,
    )


def _more(said: tuple[str, ...], told: tuple[str, ...]) -> tuple[str, ...]:
    """The authors that the markup names; those of the byline where it names them and more."""
    return told if set(map(fold, said)) <= set(map(fold, told)) else said


def _told(lines: Sequence[Line], zones: Sequence[Zone]) -> About:
    pairs = [(line.text[:_SEEN], zone.kind) for line, zone in zip(lines, zones, strict=False)]
    at = next((i for i, (_, kind) in enumerate(pairs) if kind is ZoneKind.TITLE), 0)
    head = [text for text, _ in pairs[:at]]
    near = [t for t, kind in pairs[at + 1 : at + _NEAR] if len(t) < _SHORT and (kind not in _TALK or _stamped(t))]
    signed = [text for text, kind in pairs if kind is ZoneKind.BYLINE and len(text) < _SHORT]
    foot = [text for text, kind in pairs[at:] if kind is ZoneKind.FURNITURE]
    source = publisher(head, foot, signed)
    years = sorted(set(_YEAR.findall("\n".join(text for text, _ in pairs))))
    talk = [text for text, kind in pairs[at + 1 :] if kind in _TALK][:3]
    when = _when(head, near, signed, talk, foot, years)
    return About(
        title=pairs[at][0] if pairs and pairs[at][1] is ZoneKind.TITLE else None,
        publisher=source,
        published=when.published,
        modified=when.modified,
        authors=_authors(pairs, head, near, signed, source),
    )


def _stamped(text: str) -> bool:
    """Whether a line that was taken for a part of the text is rather its stamp: label, hour, time it takes to read."""
    return bylines.is_labelled(text) or bylines.is_name(text) or (bylines.is_dated(text) and bylines.is_timed(text))


def _tells(text: str) -> bool:
    """Whether a line tells of itself when it came out or who signed it."""
    return bylines.is_labelled(text) or bylines.is_dated(text) or bylines.is_name(text)


def _when(
    head: Sequence[str],
    near: Sequence[str],
    signed: Sequence[str],
    talk: Sequence[str],
    foot: Sequence[str],
    years: Sequence[str],
) -> bylines.Dates:
    """Dates by trust: lines that say « publié », bylines, datelines of agencies, the head of the page, its issue."""
    said = [t for t in (*near, *signed, *head, *foot) if len(t) < _SHORT and bylines.is_labelled(t)]
    dated = [match[0] for text in talk if (match := patterns.DATELINE.match(text))]
    first = bylines.when(said, labelled=True)
    if first.published:
        return first
    top = [text for text in head if len(text) < _SHORT]
    rest = bylines.when([*signed, *(t for t in near if bylines.is_dated(t)), *dated, *top])
    published = rest.published or bylines.issue([*signed, *near[:4], *top])
    published = published or bylines.weekday([*signed, *near[:4], *top], years)
    return bylines.Dates(published, first.modified or rest.modified)


def _authors(
    pairs: Sequence[tuple[str, ZoneKind]],
    head: Sequence[str],
    near: Sequence[str],
    signed: Sequence[str],
    source: str | None,
) -> tuple[str, ...]:
    barred = [fold(source)] if source else []
    found = [name for text in signed for name in bylines.people(text, cued=False, barred=barred)]
    if not found:
        for text in (*near[:5], *head[-3:]):
            if _tells(text):
                found += bylines.people(text, cued=False, barred=barred)
    if not found:
        cut = [text for text, kind in pairs if kind is ZoneKind.FURNITURE]
        cued = [t for t in (*near, *head, *cut, *(t for t, _ in pairs[-3:])) if len(t) < _SHORT]
        found = [
            n for t in cued if patterns.SIGNED.search(fold(t)) for n in bylines.people(t, cued=True, barred=barred)
        ]
    if not found:
        for at, (text, _) in enumerate(pairs):
            if patterns.AUTHORS.match(fold(text)):
                below = (bylines.people(text, cued=False, barred=barred) for text, _ in pairs[at + 1 : at + 4])
                found += next((names for names in below if names), [])
    whole = "\n".join(text for text, _ in pairs[:400]) if any("." in name for name in found) else ""
    return tuple(dict.fromkeys(bylines.fuller(name, whole) for name in found))
