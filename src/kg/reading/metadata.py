"""What a document says about itself: title, publisher, dates, authors, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Zone, ZoneKind
from kg.reading import bylines, furniture
from kg.reading.features import fold
from kg.reading.lines import Line
from kg.reading.markup import Markup, marked
from kg.reading.publisher import publisher

_SEEN = 400
_SIGNED = re.compile(r"(?:^|\W)par |recueilli|^auteure? ?:|^redaction ?:|^textes? ?:|ecrit par|redige")
_AUTHORS = re.compile(r"^(?:les? |l')?auteure?s?$")
_DATELINE = re.compile(r"^[A-ZÀÂÇÉÈÊÎÔÛŒ][^.!?]{2,60}?, (?:le )?\d{1,2}(?:er)? \w+ \d{4} ?\(")


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
        authors=said.authors or told.authors,
        url=said.url,
        language=said.language,
    )


def _told(lines: Sequence[Line], zones: Sequence[Zone]) -> About:
    pairs = [(line.text[:_SEEN], zone.kind) for line, zone in zip(lines, zones, strict=False)]
    at = next((i for i, (_, kind) in enumerate(pairs) if kind is ZoneKind.TITLE), -1)
    head = [text for text, kind in pairs[: max(at, 0)] if kind is ZoneKind.FURNITURE]
    foot = [text for text, kind in pairs[max(at, 0) :] if kind is ZoneKind.FURNITURE]
    signed = [text for text, kind in pairs if kind is ZoneKind.BYLINE]
    source = publisher(head, foot, signed)
    when = _when(pairs, at, signed, head)
    return About(
        title=pairs[at][0] if at >= 0 else None,
        publisher=source,
        published=when.published,
        modified=when.modified,
        authors=_authors(pairs, signed, head, source, lines),
    )


def _when(pairs: Sequence[tuple[str, ZoneKind]], at: int, signed: Sequence[str], head: Sequence[str]) -> bylines.Dates:
    near = [text for text, kind in pairs[max(0, at - 4) : at + 6] if kind is ZoneKind.FURNITURE]
    labelled = [text for text in near if furniture.FAMILIES["published"].search(fold(text))]
    opening = [text for text, kind in pairs if kind in {ZoneKind.LEAD, ZoneKind.BODY}][:2]
    dated = [match[0] for text in opening if (match := _DATELINE.match(text))]
    found = bylines.when([*signed, *labelled, *dated])
    if found.published:
        return found
    late = bylines.when([*near, *head, *dated])
    published = late.published or bylines.issue([*signed, *head, *near])
    return bylines.Dates(published, found.modified or late.modified)


def _authors(
    pairs: Sequence[tuple[str, ZoneKind]],
    signed: Sequence[str],
    head: Sequence[str],
    source: str | None,
    lines: Sequence[Line],
) -> tuple[str, ...]:
    barred = [fold(source)] if source else []
    found: list[str] = []
    for text in signed:
        found += bylines.people(text, cued=False, barred=barred)
    if not found:
        for text, kind in pairs:
            if kind is ZoneKind.FURNITURE and len(text) < 160 and _SIGNED.search(fold(text)):
                found += bylines.people(text, cued=True, barred=barred)
    if not found:
        for (text, _), (below, _) in zip(pairs, pairs[1:], strict=False):
            if _AUTHORS.match(fold(text)):
                found += bylines.people(below, cued=False, barred=barred)
    whole = "\n".join(line.text[:4000] for line in lines[:400]) if any("." in name for name in found) else ""
    return tuple(dict.fromkeys(bylines.fuller(name, whole) for name in found))
