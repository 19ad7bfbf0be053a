"""How the words around a statement hold it: asserted, planned, hoped, negated or ended."""

from __future__ import annotations

import re

from kg.extraction.patterns import modality as patterns
from kg.model import Modality

_NEGATED = re.compile(patterns.NEGATED)
_HOPED = re.compile(patterns.HOPED)
_PLANNED = re.compile(patterns.PLANNED)
_ENDED = re.compile(patterns.ENDED)
_DENIED_AFTER = re.compile(patterns.DENIED_AFTER)
_BOUNDARY = re.compile(patterns.BOUNDARY)
_MARGIN = 25  # characters beyond a statement in which a cue still speaks of it


def of_clause(folded: str, start: int, end: int) -> Modality:
    """The modality of what `folded[start:end]` states, read from its words and those next to it in its clause."""
    left, right = clause(folded, start, end)
    return of_words(folded[max(left, start - _MARGIN) : min(right, end + _MARGIN)])


def of_words(text: str) -> Modality:
    """The modality that the cues in `text` say; assertion where there is none."""
    if _NEGATED.search(text):
        return Modality.NEGATED
    if _HOPED.search(text):
        return Modality.HOPED
    if _PLANNED.search(text):
        return Modality.PLANNED
    return Modality.ENDED if _ENDED.search(text) else Modality.ASSERTED


def denied_after(folded: str, end: int) -> bool:
    """Whether a relative clause right after `end` denies what was said of what stands there."""
    return bool(_DENIED_AFTER.match(folded, end))


def clause(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the clause boundaries next to `start` and `end`."""
    left = max((match.end() for match in _BOUNDARY.finditer(folded, 0, start)), default=0)
    boundary = _BOUNDARY.search(folded, end)
    return left, boundary.start() if boundary else len(folded)
