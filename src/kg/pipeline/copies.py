"""Marks that copies of one text share: two articles of which nine tenths are the same words share at least one.

MinHash over three-word shingles in eight bands of eight: texts alike at 0.9 meet with probability 0.99, at 0.5 with
0.03. A mark is a function of the text alone, so what counts as a copy does not depend on the order of ingestion.
"""

from __future__ import annotations

import hashlib

import numpy as np

from kg.places import fold

_BANDS, _ROWS, _SHINGLE = 8, 8, 3
_SHORTEST = 40
_SEEDS = np.array(
    [[int.from_bytes(hashlib.blake2b(bytes([at]), digest_size=8).digest(), "big")] for at in range(_BANDS * _ROWS)],
    dtype=np.uint64,
)
_ODD, _SHIFT = np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)


def marks(text: str) -> tuple[str, ...]:
    """The marks of a text, furniture cut away before; none for a text of fewer than forty words.

    Copies of a short text still meet when they are equal, by the digest of the body.
    """
    words = fold(text).split()
    if len(words) < _SHORTEST:
        return ()
    hashes = _shingles(words)
    mixed = (hashes ^ _SEEDS) * _ODD
    mixed = (mixed ^ (mixed >> _SHIFT)) * _ODD
    lowest = (mixed ^ (mixed >> _SHIFT)).min(axis=1)
    bands = lowest.reshape(_BANDS, _ROWS)
    return tuple(
        f"{band}-{hashlib.blake2b(row.astype('<u8').tobytes(), digest_size=8).hexdigest()}"
        for band, row in enumerate(bands)
    )


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same words, from 0 to 1 (Jaccard over shingles)."""
    a, b = (set(_shingles(fold(text).split()).tolist()) for text in (one, other))
    return len(a & b) / len(a | b) if a | b else 1.0


def _shingles(words: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    parts = {" ".join(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1))}
    values = [int.from_bytes(hashlib.blake2b(part.encode(), digest_size=8).digest(), "big") for part in sorted(parts)]
    return np.array(values, dtype=np.uint64)
