"""Stretches of a text that do not overlap, found again in logarithmic time."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator


class Intervals:
    """A set of stretches (start, end); overlapping ones given at the beginning are kept as one."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """Whether a stretch here shares a character with `[start, end)`."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def around(self, offset: int) -> tuple[int, int]:
        """What is free before and after an offset that lies in no stretch here."""
        at = bisect_right(self._ends, offset)
        return self._ends[at - 1] if at else 0, self._starts[at] if at < len(self._starts) else sys.maxsize

    def outside(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of `[start, end)` that share no character with a stretch here."""
        at = bisect_right(self._ends, start)
        while start < end:
            stop = min(end, self._starts[at]) if at < len(self._starts) else end
            if start < stop:
                yield start, stop
            start = self._ends[at] if at < len(self._ends) else end
            at += 1

    def take(self, start: int, end: int) -> bool:
        """Add the stretch where it is free; whether it was."""
        if self.touch(start, end):
            return False
        at = bisect_left(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)
        return True
