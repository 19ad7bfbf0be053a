"""From what the net says of each piece to spans of the text: best tag path, whole words, nothing loose at the edges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kg.extraction.pieces import Pieces

Floats = NDArray[np.float32]

PROPOSED_SCORE = 0.5
ALIKE = 0.6

_LOOSE_BEFORE = " \t\n\u00a0\u202f,;:.)»\"”'’-–•*"
_LOOSE_AFTER = " \t\n\u00a0\u202f,;:(«\"“'’-–"
_DETERMINER = re.compile(
    r"(?i)(?:(?:l|d)['’](?=\w)|(?:le|la|les|un|une|des|du|de|son|sa|ses|leur|leurs|cette|ce|cet|ces|notre|nos)\s+(?=\w))"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of pieces, the characters it stands for, and how sure its bounds are."""

    first: int
    last: int
    start: int
    end: int
    score: float
    type: str = ""  # where another voice knows them
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mention (it has a kind) or a value that another voice found."""

    start: int
    end: int
    type: str
    kind: str = ""

    def moved(self, shift: int) -> Proposal:
        return replace(self, start=self.start + shift, end=self.end + shift)


def log_softmax(logits: Floats) -> Floats:
    """Logarithms of the probabilities along the last axis."""
    shifted: Floats = logits - logits.max(axis=-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return out


def read_tags(scores: Floats, opens: NDArray[np.bool_] | None = None) -> list[tuple[int, int, float]]:
    """Spans on the best path through outside, begins, inside (after begins or inside), with their mean probability.

    `scores` are log-probabilities, a row a piece; where a piece `opens` a line, no span goes on.
    """
    if not len(scores):
        return []
    if opens is not None:
        scores = np.where(opens[:, None] & np.array([False, False, True]), np.float32(-50), scores)
    outside, begins, inside = scores[0, 0], scores[0, 1], -np.inf
    came: list[tuple[int, int]] = []
    for row in scores[1:].tolist():
        best = max((outside, 0), (begins, 1), (inside, 2))
        within = max((begins, 1), (inside, 2))
        came.append((best[1], within[1]))
        outside, begins, inside = best[0] + row[0], best[0] + row[1], within[0] + row[2]
    tag = max((outside, 0), (begins, 1), (inside, 2))[1]
    path = [tag]
    for best_before, within_before in reversed(came):
        tag = within_before if tag == 2 else best_before
        path.append(tag)
    path.reverse()
    spans: list[list[int]] = []
    for place, tag in enumerate(path):
        if tag == 1:
            spans.append([place, place])
        elif tag == 2:
            spans[-1][1] = place
    chosen = np.exp(scores[np.arange(len(path)), path])
    return [(first, last, float(chosen[first : last + 1].mean())) for first, last in spans]


def trim(text: str, start: int, end: int, determiner: bool) -> tuple[int, int]:
    """Whole words, without loose signs at the edges, brackets in pairs; a leading determiner goes if so asked."""
    start, end = _whole_words(text, start, end)
    first, last = start, end
    while start < end and text[start] in _LOOSE_BEFORE:
        start += 1
    while end > start and (text[end - 1] in _LOOSE_AFTER or _closing_dot(text, start, end)):
        end -= 1
    if text.count("(", start, end) > text.count(")", start, end):
        if text[end : end + 1] == ")":
            end += 1
        else:
            end = text.rindex("(", start, end)
            while end > start and text[end - 1].isspace():
                end -= 1
    if determiner:
        found = _DETERMINER.match(text, start, end)
        if found and found.end() < end:
            start = found.end()
    return (start, end) if start < end else (first, last)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Out to the edges of the words, over the hyphen in one, and over the elision before the next (« d'Évry »)."""
    while start > 0 and text[start].isalnum() and (text[start - 1].isalnum() or _joint(text, start - 1, "-‑")):
        start -= 1
    while end < len(text) and (
        (text[end - 1].isalnum() and (text[end].isalnum() or _joint(text, end, "-‑'’")))
        or (text[end].isalnum() and text[end - 1] in "-‑'’")
    ):
        end += 1
    return start, end


def _joint(text: str, place: int, signs: str) -> bool:
    """Whether one of the signs stands here between two letters or digits."""
    return (
        0 < place < len(text) - 1 and text[place] in signs and text[place - 1].isalnum() and text[place + 1].isalnum()
    )


def _closing_dot(text: str, start: int, end: int) -> bool:
    """Whether a full stop ends the span that is no part of an abbreviation (« S.A. »)."""
    return text[end - 1] == "." and "." not in text[start : end - 1]


def stretches(text: str, pieces: Pieces, scores: Floats, determiner: bool) -> list[Stretch]:
    """The spans that the tags of the pieces stand for."""
    return [
        Stretch(first, last, *trim(text, int(pieces.starts[first]), int(pieces.ends[last]), determiner), score)
        for first, last, score in read_tags(scores, pieces.breaks > 0)
    ]


def joined(pieces: Pieces, found: Sequence[Stretch], proposals: Sequence[Proposal]) -> list[Stretch]:
    """The two voices together: a span that both found takes the type that was proposed; what one found alone stays."""
    out = list(found)
    for p in proposals:
        near = [i for i, s in enumerate(found) if p.start < s.end and s.start < p.end]
        alike = [i for i in near if _alike(p, found[i]) > ALIKE]
        place = pieces.cover(p.start, p.end)
        if alike:
            out[alike[0]] = replace(found[alike[0]], type=p.type)
        elif not near and place is not None:
            out.append(Stretch(*place, p.start, p.end, PROPOSED_SCORE, p.type, p.kind))
    return out


def _alike(p: Proposal, s: Stretch) -> float:
    """Share of the longer of two spans that both cover."""
    return (min(p.end, s.end) - max(p.start, s.start)) / max(p.end - p.start, s.end - s.start)
