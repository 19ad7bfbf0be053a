"""Every line of a document and what it is: a linear chain over the features of the lines.

The weights (`weights.json`) are fitted by `fitting.py`. A line is furniture only where that is clearly likelier than
not: body text that is cut away loses facts, furniture that is kept only risks noise.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.model import Zone, ZoneKind
from kg.reading import bylines, furniture, patterns
from kg.reading.features import features, fold
from kg.reading.lines import MOST, Line, Place

KINDS = tuple(ZoneKind)
_FURNITURE = KINDS.index(ZoneKind.FURNITURE)
_BYLINE = KINDS.index(ZoneKind.BYLINE)
_TITLE = KINDS.index(ZoneKind.TITLE)
_TITLED = 0.02
"""How likely the likeliest title must be to be taken as the one title."""
CERTAIN = 0.65
"""How likely a line must be furniture to be cut away."""
_MARKED = 3.0
"""What the markup's word weighs, in log odds."""

_LINKED = 0.8
"""Share of a line's text inside links from which it rather leads elsewhere than tells."""

_SHORT = 120
"""Characters below which a line can be plainly furniture or the stamp of an article."""
_APART = 8
"""Lines between the titles of two articles in one text, at the least."""
_PIECES = 3
"""Pieces of a line beyond which it is rather a menu than a title."""

_TOLD = 200
"""Characters that make a line a paragraph of an article."""
_HEAD = 12
"""Lines within which the byline follows the footer of the article above."""

Matrix = NDArray[np.float64]


class Chain:
    """Weights of features and of transitions, and the marginal distribution of kinds along the lines."""

    def __init__(self, names: dict[str, int], weights: Matrix, steps: Matrix) -> None:
        self.names, self.weights, self.steps = names, weights, steps
        self.exp = np.exp(steps)

    def renew(self) -> None:
        """Take note of steps that were changed in place."""
        self.exp = np.exp(self.steps)

    def scores(self, found: Sequence[Sequence[str]]) -> Matrix:
        """The score of each kind for each line, from its features alone."""
        rows = np.zeros((len(found), len(KINDS)))
        for row, names in zip(rows, found, strict=True):
            known = [self.names[n] for n in names if n in self.names]
            row += self.weights[known].sum(axis=0)
        return rows

    def passes(self, scores: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        """The forward and the backward pass, each line scaled to one, and what each line says alone."""
        local = np.exp(scores - scores.max(axis=1, keepdims=True))
        forward, backward = np.empty_like(local), np.ones_like(local)
        forward[0] = local[0] / local[0].sum()
        for i in range(1, len(local)):
            row = (forward[i - 1] @ self.exp) * local[i]
            forward[i] = row / row.sum()
        for i in range(len(local) - 2, -1, -1):
            row = self.exp @ (local[i + 1] * backward[i + 1])
            backward[i] = row / row.sum()
        return forward, backward, local

    def marginals(self, scores: Matrix) -> Matrix:
        """How likely each line is of each kind."""
        forward, backward, _ = self.passes(scores)
        product = forward * backward
        return np.asarray(product / product.sum(axis=1, keepdims=True))


def zoned(lines: Sequence[Line]) -> tuple[Zone, ...]:
    """One zone a line; beyond some thousand lines the rest is one zone of body."""
    if not lines:
        return ()
    zones: list[Zone] = []
    for part in _parts(lines[:MOST]):
        scores = chain().scores(features(part))
        for row, line in zip(scores, part, strict=True):
            _heed(row, line)
        kinds = _decide(chain().marginals(scores))
        zones += [Zone(line.start, line.end, kind) for line, kind in zip(part, kinds, strict=True)]
    if len(lines) > MOST:
        zones.append(Zone(lines[MOST].start, lines[-1].end, ZoneKind.BODY))
    return tuple(zones)


def _parts(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of each article where several were pasted one below the other, site and all.

    A new one begins behind a footer when a dated byline and long lines follow.
    """
    cuts = [0]
    told, footer = False, -1
    for i, line in enumerate(lines):
        if len(line.text) >= _TOLD:
            told, footer = True, -1
        elif told and furniture.FOOTER.search(fold(line.text[:200])):
            footer = i
        elif footer >= 0 and i - footer <= _HEAD and bylines.is_labelled(line.text[:200]):
            if any(len(after.text) >= _TOLD for after in lines[i + 1 : i + 6]):
                cuts.append(footer + 1)
                told = False
            footer = -1
    return [lines[a:b] for a, b in pairwise([*cuts, len(lines)])]


def _decide(marginals: Matrix) -> list[ZoneKind]:
    """The likeliest kind of each line; furniture only where likely enough; no second title near the likeliest."""
    likely = marginals.copy()
    likely[likely[:, _FURNITURE] < CERTAIN, _FURNITURE] = 0
    title = int(marginals[:, _TITLE].argmax())
    likely[: title + _APART, _TITLE] = 0
    if marginals[title, _TITLE] >= _TITLED:
        likely[title, _TITLE] = 2
    return [KINDS[i] for i in likely.argmax(axis=1)]


def _heed(row: Matrix, line: Line) -> None:
    """Let the markup and plain words have their say, and let no menu pass for a title."""
    menu = len(furniture.SEPARATOR.split(line.text[:200])) > _PIECES
    if menu or patterns.NO_TITLE.match(fold(line.text[:60])) or patterns.PLACE_AND_DAY.fullmatch(line.text[:90]):
        row[_TITLE] -= 2 * _MARKED
    if len(line.text) < _SHORT:
        if furniture.PLAIN.search(fold(line.text)):
            row[_FURNITURE] += _MARKED
        if bylines.is_dated(line.text) and bylines.is_timed(line.text):
            row[_BYLINE] += _MARKED
    if line.kind is not None:
        row[KINDS.index(line.kind)] += _MARKED
    if line.place & Place.FURNITURE:
        row[_FURNITURE] += 3 * _MARKED
        return
    if line.place & Place.ARTICLE:
        row[_FURNITURE] -= _MARKED / 2
    if line.place & Place.MARGIN:
        row[_FURNITURE] += _MARKED / 2
    if line.linked > _LINKED and line.kind is not ZoneKind.TITLE:
        row[_FURNITURE] += _MARKED


@cache
def chain() -> Chain:
    """The chain with the weights of the package."""
    data = json.loads(resources.files("kg.reading").joinpath("weights.json").read_text(encoding="utf-8"))
    names = {name: i for i, name in enumerate(data["features"])}
    return Chain(names, np.array(list(data["features"].values()), dtype=float) / 100, np.array(data["steps"]) / 100)
