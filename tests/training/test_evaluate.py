"""What the net says is compared with what was annotated, and thresholds follow what was counted."""

from __future__ import annotations

from training.documents import Span
from training.evaluate import Count, _found_key, _outermost, best_threshold


def test_right_wrong_and_missed_make_the_figures() -> None:
    count = Count()
    count.add({1, 2, 3}, {2, 3, 4})
    assert (count.right, count.wrong, count.missed) == (2, 1, 1)
    assert round(count.f1, 3) == 0.667


def test_a_found_span_takes_the_key_of_the_annotated_one_it_covers() -> None:
    spans = [Span(0, 10, "CH", "name", "e1"), Span(12, 16, "DATE", value="2021")]
    assert _found_key(2, 10, True, 0, spans) == ("entity", "e1")
    assert _found_key(12, 16, False, 0, spans) == ("DATE", "2021")
    assert _found_key(8, 16, True, 7, spans) == ("none", "7")


def test_of_nested_mentions_the_outer_one_counts() -> None:
    outer, inner = Span(0, 20, "UNIT", "name", "e1"), Span(8, 20, "CH", "name", "e2")
    assert _outermost([inner, outer]) == [outer]


def test_a_threshold_rises_where_low_scores_are_wrong() -> None:
    wrong_below = [(0.3, False)] * 200 + [(0.7, True)] * 200
    right_below = [(0.3, True)] * 200 + [(0.7, True)] * 200
    assert best_threshold(wrong_below, 200) > 0.3 >= best_threshold(right_below, 400)


def test_where_nothing_is_known_the_threshold_is_near_a_half() -> None:
    assert 0.4 <= best_threshold([], 0) <= 0.5
