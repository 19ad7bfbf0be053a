"""Every line of a document and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Zone, ZoneKind
from kg.reading.lines import Line, Place


def zoned(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """One zone a line."""
    return tuple(Zone(line.start, line.end, _kind(line)) for line in lines)


def _kind(line: Line) -> ZoneKind:
    if Place.FURNITURE in line.place:
        return ZoneKind.FURNITURE
    return line.kind or ZoneKind.BODY
