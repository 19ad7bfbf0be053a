"""A line of a document, and what its markup says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto

from kg.model import ZoneKind


class Place(Flag):
    """Where in a page a line stands."""

    NONE = 0
    FURNITURE = auto()
    MARGIN = auto()
    ARTICLE = auto()
    LINK = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text without blanks around it. In plain text nothing but `text` is known."""

    text: str
    place: Place = Place.NONE
    kind: ZoneKind | None = None
    linked: float = 0.0
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split(text: str) -> Iterator[Line]:
    """The lines of plain text that are not blank, with their offsets."""
    at = 0
    for raw in text.split("\n"):
        line = raw.strip()
        if line:
            yield Line(line, start=at + raw.index(line[0]))
        at += len(raw) + 1
