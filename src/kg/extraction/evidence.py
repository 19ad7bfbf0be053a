"""Quotes: the stretches of an article that state a fact, short, out of furniture, with exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from kg.extraction.intervals import Intervals
from kg.extraction.zones import SPOKEN
from kg.model import Evidence, Zone

LONGEST = 300  # characters of one quote
_SENTENCE_END = re.compile(r"(?<=[.!?…])[ \u00a0]+(?=[«\"“A-ZÀ-Ý0-9])|\n")
Span = tuple[int, int]


class Quotes:
    """Sentences and furniture of one text, and quotes cut from it."""

    def __init__(self, text: str, zones: Iterable[Zone]) -> None:
        self._text = text
        self._furniture = Intervals((z.start, z.end) for z in zones if z.kind not in SPOKEN)
        self._starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]

    def sentence(self, offset: int) -> Span:
        """Start and end of the sentence (or line) around `offset`, without white space."""
        at = bisect_right(self._starts, offset) - 1
        start = self._starts[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip())

    def number(self, offset: int) -> int:
        """The running number of the sentence around `offset`."""
        return bisect_right(self._starts, offset) - 1

    def quote(self, spans: Iterable[Span]) -> tuple[Evidence, ...]:
        """What holds all the spans: one stretch where they stand close, else the stretches around each."""
        ordered = sorted(set(spans))
        if not ordered:
            return ()
        start, end = ordered[0][0], max(e for _, e in ordered)
        if end - start <= LONGEST and not self._touches_furniture(start, end) and "\n\n" not in self._text[start:end]:
            return (self._evidence(*self._completed(start, end)),)
        stretches: list[Span] = []
        for low, high in ordered:
            stretch = self._around(low, high)
            if (
                stretches
                and stretch[0] <= stretches[-1][1]
                and max(stretch[1], stretches[-1][1]) - stretches[-1][0] <= LONGEST
            ):
                stretches[-1] = (stretches[-1][0], max(stretches[-1][1], stretch[1]))
            elif not stretches or stretch[1] > stretches[-1][1]:
                stretches.append(stretch)
        return tuple(self._evidence(low, high) for low, high in stretches)

    def _completed(self, start: int, end: int) -> Span:
        """The whole sentence where all stands in one that is short: it holds the verb too."""
        low, high = self.sentence(start)
        fits = end <= high and high - low <= LONGEST and not self._touches_furniture(low, high)
        return (low, high) if fits else (start, end)

    def _around(self, start: int, end: int) -> Span:
        """The sentence around a span where that is short, else the words around it."""
        low, high = self.sentence(start)
        high = max(high, end)
        if high - low <= LONGEST and not self._touches_furniture(low, high):
            return low, high
        half = (LONGEST - min(end - start, LONGEST)) // 2
        low, high = max(low, start - half), min(high, end + half)
        while low < start and not self._text[low - 1 : low].isspace() and low > 0:
            low += 1
        while high > end and not self._text[high : high + 1].isspace() and high < len(self._text):
            high -= 1
        return (start, min(end, start + LONGEST)) if self._touches_furniture(low, high) else (low, high)

    def _touches_furniture(self, start: int, end: int) -> bool:
        return self._furniture.touch(start, end)

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(start, end, self._text[start:end])
