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


@given(STRETCHES, st.integers(0, 70), st.integers(1, 9))
def test_what_is_outside_is_all_that_no_stretch_covers(stretches: list[tuple[int, int]], start: int, size: int) -> None:
    covered = {i for a, b in stretches for i in range(a, b)}
    free = {i for a, b in Intervals(stretches).outside(start, start + size) for i in range(a, b)}
    assert free == set(range(start, start + size)) - covered


def test_around_reaches_to_the_next_stretches() -> None:
    assert Intervals([(0, 3), (10, 12)]).around(5) == (3, 10)
