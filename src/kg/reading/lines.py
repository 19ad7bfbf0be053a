"""A line of a document, and what its markup says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model import ZoneKind


class Place:
    """Where in a page a line stands: bits of an integer (an enumeration would cost most of the time of a page)."""

    NONE = 0
    FURNITURE = 1
    MARGIN = 2
    ARTICLE = 4
    LINK = 8


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text without blanks around it. In plain text nothing but `text` is known."""

    text: str
    place: int = Place.NONE
    kind: ZoneKind | None = None
    linked: float = 0.0
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)


MOST = 5000
"""Lines of a plain text that are told apart; what follows them is one."""


def split(text: str) -> Iterator[Line]:
    """The lines of plain text that are not blank, with their offsets."""
    at = count = 0
    while at < len(text) and count < MOST:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].strip()
        if line:
            yield Line(line, start=text.index(line[0], at))
            count += 1
        at = end + 1
    rest = text[at:].strip()
    if rest:
        yield Line(rest, start=text.index(rest[0], at))
