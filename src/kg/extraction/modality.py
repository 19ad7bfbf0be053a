"""How the words around a statement hold it: asserted, planned, hoped, negated or ended."""

from __future__ import annotations

import re

from kg.extraction.patterns import modality as patterns
from kg.model import Modality

_NEGATED = re.compile(patterns.NEGATED)
_HOPED = re.compile(patterns.HOPED)
_PLANNED = re.compile(patterns.PLANNED)
_ENDED = re.compile(patterns.ENDED)
_CLAUSE_END = re.compile(r"[;:]|, mais |, tandis |, alors que | – ")


def of_clause(folded: str, start: int, end: int) -> Modality:
    """The modality of what `folded[start:end]` states, read from the clause around it."""
    left, right = clause(folded, start, end)
    text = folded[left:right]
    if _NEGATED.search(text):
        return Modality.NEGATED
    if _HOPED.search(text):
        return Modality.HOPED
    if _PLANNED.search(text):
        return Modality.PLANNED
    return Modality.ENDED if _ENDED.search(text) else Modality.ASSERTED


def clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the clause boundaries next to `start` and `end`."""
    left = 0
    for match in _CLAUSE_END.finditer(folded, 0, start):
        left = match.end()
    boundary = _CLAUSE_END.search(folded, end)
    return left, boundary.start() if boundary else len(folded)
