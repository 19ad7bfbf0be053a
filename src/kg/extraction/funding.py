"""Who pays what: the one funder that an amount belongs to, and amounts that are a part of a plan, not its cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from kg.extraction.patterns import relations as patterns
from kg.extraction.quantities import fold

Span = tuple[int, int]

_GLUE = re.compile(patterns.GLUE)
_LONGEST = 120  # characters from the beginning of a line to the amount that its label tells
_LIST = 60  # characters between two of a list
_MARKS, _ENDS = re.compile(r"[,;:()]"), re.compile(r"\n|\.(?=\s)")
_BY = re.compile(patterns.AMOUNT_BY)
_LABEL = re.compile(patterns.LABEL_BEFORE_AMOUNT)
_WHOLE, _MEANS = re.compile(patterns.WHOLE_COST), re.compile(patterns.MEANS)


def payer(folded: str, amount: Span, funders: Iterable[Span]) -> Span | None:
    """Of several funders the one that an amount is said of; None where a list of them pays it together.

    It is the nearest; what a comma or a parenthesis parts from the amount is farther than what none does, and what
    stands in another sentence or line is the farthest.
    """

    def distance(funder: Span) -> tuple[int, int, int]:
        between = _between(folded, amount, funder)
        return len(_ENDS.findall(between)), len(_MARKS.findall(between)), _gap(amount, funder)

    ordered = sorted(funders, key=distance)
    first, second = ordered[0], ordered[1]
    joined = _between(folded, first, second)
    listed = (first < amount) == (second < amount) and len(joined) < _LIST and bool(_GLUE.match(joined))
    return None if listed else first


def named_after(folded: str, amount: Span, funders: Iterable[Span]) -> Span | None:
    """Who is named with « par » right after an amount: « 2 M€ par la Région », « 2 M€ versés par l'ARS »."""
    by = _BY.match(folded, amount[1])
    return next((funder for funder in funders if by is not None and funder[0] == by.end()), None)


def is_part(folded: str, start: int, funders: Iterable[Span]) -> bool:
    """Whether the amount at `start` stands in a line of a financing plan: « - DETR : 420 000 € », « Région : 1 M€ »."""
    low = max(folded.rfind("\n", 0, start), start - _LONGEST, 0)
    label = _LABEL.search(folded, low, start)
    if label is None or _WHOLE.search(label["label"]):
        return False
    low, high = label.span("label")
    paid = _MEANS.search(label["label"]) or _funds().search(label["label"])
    return bool(paid) or any(low <= a and b <= high for a, b in funders)


def _between(folded: str, a: Span, b: Span) -> str:
    return folded[min(a[1], b[1]) : max(a[0], b[0])]


def _gap(a: Span, b: Span) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)


@cache
def _funds() -> re.Pattern[str]:
    """The names of schemes, as one expression over folded text."""
    raw = resources.files("kg.extraction.gazetteers").joinpath("funds.txt").read_text(encoding="utf-8")
    known = [fold(line.strip()) for line in raw.splitlines() if line.strip() and not line.startswith("#")]
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?!\w)")
