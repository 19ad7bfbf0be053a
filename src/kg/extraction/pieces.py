"""How a text is laid before the net: its pieces, the windows it is read in, and what can be counted between two spans.

Training and extraction share this file, so that the net never sees a text laid out in two ways. numpy alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WINDOW = 510  # pieces the encoder reads at once, its two marks not counted
SEGMENT = 8_000  # pieces whose spans meet each other; a longer text is read in several segments
REACH = 4_000  # pieces between two spans that an edge may join
GAP_BUCKETS = 26  # in each direction
SENTENCE_BUCKETS = 7
LINE_BUCKETS = 6
MENTION_BUCKETS = 7
LIKENESSES = 6
FEATURE_SIZES = (2 * GAP_BUCKETS, SENTENCE_BUCKETS, LINE_BUCKETS, MENTION_BUCKETS, LIKENESSES)

_CLOSERS = frozenset(".!?…")
_EMPTY_WORDS = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "d",
        "de",
        "du",
        "des",
        "et",
        "a",
        "au",
        "aux",
        "en",
        "sur",
        "pour",
        "dans",
        "dr",
        "docteur",
        "pr",
        "professeur",
        "m",
        "mme",
    ]
)


@dataclass(frozen=True)
class Pieces:
    """The pieces of one text: vocabulary ids, character offsets, breaks before each, and running sentence and line."""

    ids: Ints
    starts: Ints
    ends: Ints
    breaks: Ints  # 0: none, 1: the piece begins a line, 2: it begins a line after a blank one
    sentences: Ints
    lines: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def cover(self, start: int, end: int) -> tuple[int, int] | None:
        """First and last piece that share a character with `text[start:end]`, or None."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left")) - 1
        return (first, last) if first <= last else None


def lay_out(text: str, ids: Sequence[int], offsets: Iterable[tuple[int, int]]) -> Pieces:
    """Drop the pieces that are white space, trim the others, and note where lines and sentences begin."""
    kept: list[tuple[int, int, int]] = []
    for piece, (start, end) in zip(ids, offsets, strict=True):
        while start < end and text[start].isspace():
            start += 1
        if start < end:
            kept.append((piece, start, end))
    breaks, sentences = np.zeros(len(kept), np.int64), np.zeros(len(kept), np.int64)
    before = 0
    for i, (_, start, end) in enumerate(kept):
        gap = text[before:start]
        lines = gap.count("\n")
        breaks[i] = 2 if i == 0 or lines > 1 else lines
        opens = bool(gap) and i > 0 and text[before - 1] in _CLOSERS and not text[start].islower()
        sentences[i] = breaks[i] > 0 or opens
        before = end
    table = np.array(kept, np.int64).reshape(-1, 3)
    return Pieces(table[:, 0], table[:, 1], table[:, 2], breaks, sentences.cumsum(), (breaks > 0).cumsum())


def cut(pieces: Pieces, limit: int, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Even stretches of at most `limit` pieces, cut where a line begins, else a sentence, else anywhere."""
    end = len(pieces) if end is None else end
    out: list[tuple[int, int]] = []
    while start < end:
        count = -(-(end - start) // limit)
        stop = end if count == 1 else _best_cut(pieces, start, start + -(-(end - start) // count), limit)
        out.append((start, stop))
        start = stop
    return out


def _best_cut(pieces: Pieces, start: int, target: int, limit: int) -> int:
    low, high = start + (target - start) // 2, min(start + limit, target + (target - start) // 4, len(pieces) - 1)
    for places in (pieces.breaks > 0, np.diff(pieces.sentences, prepend=-1) > 0):
        found = np.flatnonzero(places[low : high + 1]) + low
        found = found[found > start]
        if len(found):
            return int(found[np.argmin(np.abs(found - target))])
    return target


def fold(text: str) -> str:
    """Lower case without accents."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def names(surfaces: Sequence[str]) -> Ints:
    """Four numbers a surface, equal where the strings are: whole form, initials, last word, first word; 0 for none."""
    known: dict[str, int] = {"": 0}
    table = np.zeros((len(surfaces), 4), np.int64)
    for row, surface in enumerate(surfaces):
        words = [w for w in re.findall(r"\w+", fold(surface)) if w not in _EMPTY_WORDS]
        if not words:
            continue
        initials = "".join(w[0] for w in words) if len(words) > 2 else ""
        for column, form in enumerate((" ".join(words), initials, words[-1], words[0])):
            table[row, column] = known.setdefault(form, len(known))
    return table


def _bucket(counts: Ints, edges: Sequence[int]) -> Ints:
    return np.searchsorted(np.array(edges), counts, side="right").astype(np.int64)


def pair_features(pieces: Pieces, spans: Ints, entity: NDArray[np.bool_], named: Ints, pairs: Ints) -> Ints:
    """For each pair (head, tail) of spans: distance and direction, sentences, lines and mentions between, likeness.

    `spans` holds first and last piece of each, in order; `named` comes from `names`.
    """
    head, tail = pairs[:, 0], pairs[:, 1]
    first, second = np.minimum(head, tail), np.maximum(head, tail)  # spans are in order
    gap = np.maximum(spans[second, 0] - spans[first, 1] - 1, 0)
    far = np.minimum((np.log2(gap + 1.0) * 2).astype(np.int64), GAP_BUCKETS - 1)
    sentences = np.maximum(pieces.sentences[spans[second, 0]] - pieces.sentences[spans[first, 1]], 0)
    lines = np.maximum(pieces.lines[spans[second, 0]] - pieces.lines[spans[first, 1]], 0)
    seen = np.concatenate([[0], np.cumsum(entity)])
    between = np.maximum(seen[second] - seen[first + 1], 0)
    return np.stack(
        [
            far + GAP_BUCKETS * (head > tail),
            _bucket(sentences, (1, 2, 3, 4, 6, 10)),
            _bucket(lines, (1, 2, 3, 6, 12)),
            _bucket(between, (1, 2, 3, 4, 7, 13)),
            _likeness(named, entity, head, tail),
        ],
        axis=1,
    )


def _likeness(named: Ints, entity: NDArray[np.bool_], head: Ints, tail: Ints) -> Ints:
    """1: same form, 2: the other's initials, 3: same first and last word, 4: last word, 5: first word; else 0."""
    a, b = named[head], named[tail]
    last, first = a[:, 2] == b[:, 2], a[:, 3] == b[:, 3]
    initials = ((a[:, 1] == b[:, 0]) & (a[:, 1] > 0)) | ((b[:, 1] == a[:, 0]) & (b[:, 1] > 0))
    code = np.select([a[:, 0] == b[:, 0], initials, first & last, last, first], [1, 2, 3, 4, 5], 0)
    return np.where(entity[head] & entity[tail] & (a[:, 0] > 0) & (b[:, 0] > 0), code, 0).astype(np.int64)


def candidate_pairs(
    spans: Ints, entity: NDArray[np.bool_], equipment: NDArray[np.bool_], dated: NDArray[np.bool_], reach: int
) -> Ints:
    """Ordered pairs an edge may join: from an entity to anything, from an equipment to a date or a place."""
    count = len(spans)
    if count < 2:
        return np.zeros((0, 2), np.int64)
    rows: list[Ints] = []
    every = np.arange(count)
    for head in np.flatnonzero(entity | equipment):
        near = (spans[:, 0] - spans[head, 1] <= reach) & (spans[head, 0] - spans[:, 1] <= reach) & (every != head)
        tails = np.flatnonzero(near if entity[head] else near & dated)
        rows.append(np.stack([np.full(len(tails), head), tails], axis=1))
    return np.concatenate(rows).astype(np.int64) if rows else np.zeros((0, 2), np.int64)
