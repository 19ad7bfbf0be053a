"""What the net says, in its own terms: labels of its outputs, found spans, edges between them, readings of lines."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.extraction.edges import QUALIFIER, anchor

_SECONDED = 0.2  # what an edge must score that a qualifier speaks for …
_SURE = 0.7  # … and the qualifier's


@dataclass(frozen=True)
class Labels:
    """What the outputs of the net mean, and from which score they count; `config.json` of the model."""

    types: tuple[str, ...]
    kinds: tuple[str, ...]
    edges: tuple[str, ...]
    modalities: tuple[str, ...]
    zones: tuple[str, ...]
    hints: dict[str, tuple[str, ...]]  # labels that the net knows, channel by channel
    thresholds: NDArray[np.float32]  # an edge label each
    ends: dict[str, tuple[frozenset[str], frozenset[str]]]  # types that an edge's head and tail may have
    symmetric: frozenset[str]
    outside: tuple[float, float]  # added to « outside » for mentions and for values
    furniture: float

    @classmethod
    def read(cls, path: Path) -> Labels:
        c = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            types=tuple(c["types"]),
            kinds=tuple(c["kinds"]),
            edges=tuple(c["edges"]),
            modalities=tuple(c["modalities"]),
            zones=tuple(c["zones"]),
            hints={channel: tuple(labels) for channel, labels in c["hints"].items()},
            thresholds=np.array([c["thresholds"][e] for e in c["edges"]], np.float32),
            ends={e: (frozenset(h), frozenset(t)) for e, (h, t) in c["ends"].items()},
            symmetric=frozenset(c["symmetric"]),
            outside=(c["outside"]["mention"], c["outside"]["value"]),
            furniture=c["furniture"],
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the text as the net sees it; `type` is an entity type, a value label, or `EQUIPMENT:CODE`."""

    start: int
    end: int
    type: str
    kind: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Joined:
    """An edge between two found spans, by their places in the list."""

    head: int
    tail: int
    label: str
    score: float
    modality: str


@dataclass(frozen=True)
class Reading:
    """All that the net says of a text; a furniture score and the likeliest zone for each line."""

    spans: list[Found]
    edges: list[Joined]
    lines: list[tuple[int, int, float, str]]


def seconded(edges: Iterable[Joined], least: Mapping[str, float]) -> Iterator[Joined]:
    """Edges of facts below their threshold `least` that a sure qualifier speaks for, with the threshold as score.

    « 300 000 euros de la Région »: that the amount is hers is surer than what she pays for. Only where no edge of the
    predicate counts at the end that the qualifier hangs on, and there the best one.
    """
    told, counted, best = set(), set(), dict[tuple[str, int], Joined]()
    for e in sorted(edges, key=lambda e: e.score):
        if e.label.startswith(QUALIFIER) and e.score >= _SURE:
            told.add((e.label.split(":")[1], e.head))
        end = (e.label, anchor(e.label, e.head, e.tail))
        if e.score >= least[e.label]:
            counted.add(end)
        elif e.score >= _SECONDED:
            best[end] = e
    for end in sorted((best.keys() & told) - counted):
        yield replace(best[end], score=round(least[end[0]], 2))


class Placed(Protocol):
    """A stretch of the text that can be told by its place in a part of it."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    def moved(self, by: int, /) -> Self: ...


P = TypeVar("P", bound=Placed)


def shared(stretches: Iterable[P], parts: Sequence[tuple[int, str]]) -> list[list[P]]:
    """For each part the stretches inside it, by their places there; what two parts cut is left out."""
    starts = [start for start, _ in parts]
    out: list[list[P]] = [[] for _ in parts]
    for stretch in stretches:
        at = bisect_right(starts, stretch.start) - 1
        if stretch.end <= starts[at] + len(parts[at][1]):
            out[at].append(stretch.moved(-starts[at]))
    return out


def parts(text: str, size: int) -> Iterator[tuple[int, str]]:
    """The text in parts of at most `size` characters, cut after a line end, else after a blank, else anywhere."""
    start = 0
    while len(text) - start > size:
        stop = text.rfind("\n", start + size // 2, start + size) + 1
        stop = stop or text.rfind(" ", start + size // 2, start + size) + 1 or start + size
        yield start, text[start:stop]
        start = stop
    yield start, text[start:]
