"""Stretches that do not overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.intervals import Intervals

STRETCHES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


@given(STRETCHES, st.integers(0, 70), st.integers(1, 9))
def test_touching_is_sharing_a_character(stretches: list[tuple[int, int]], start: int, length: int) -> None:
    covered = {i for a, b in stretches for i in range(a, b)}
    assert Intervals(stretches).touch(start, start + length) == bool(covered & set(range(start, start + length)))


@given(STRETCHES)
def test_what_is_taken_is_taken_once(stretches: list[tuple[int, int]]) -> None:
    intervals, covered = Intervals(), set()
    for start, end in stretches:
        free = not covered & set(range(start, end))
        assert intervals.take(start, end) == free
        if free:
            covered |= set(range(start, end))
