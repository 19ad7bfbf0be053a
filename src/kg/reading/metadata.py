"""What a document says about itself: title, publisher, dates, authors, address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Zone, ZoneKind
from kg.reading.lines import Line
from kg.reading.markup import Markup


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
    """The metadata of a document, from its markup first, else from its lines."""
    titles = [line.text for line, zone in zip(lines, zones, strict=True) if zone.kind is ZoneKind.TITLE]
    return About(title=markup.title if markup else next(iter(titles), None))
