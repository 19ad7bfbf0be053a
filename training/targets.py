"""Documents -> arrays: the pieces of each with what the net should say of them, and batches of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from kg.extraction.hints import CHANNELS, tell
from kg.extraction.pieces import REACH, WINDOW, Ints, Pieces, candidate_pairs, cut, lay_out, names, pair_features
from training.documents import Document, hints_of
from training.labels import EDGE_INDEX, EDGES, EQUIPMENT, HINTS, KINDS, MODALITIES, SPAN_INDEX, ZONES, covered

SKIP = -100  # no target here
_COVERED = {label: covered(label) for label in EDGES}
_ROLES = [i for label, i in EDGE_INDEX.items() if label.startswith("member:")]
_PLACES = [SPAN_INDEX["DATE"], SPAN_INDEX["PLACE"]]
_EQUIPMENT = [i for label, i in SPAN_INDEX.items() if label.startswith(EQUIPMENT)]


@dataclass(frozen=True)
class Example:
    """One document before the net."""

    document: Document
    pieces: Pieces
    windows: list[tuple[int, int]]
    hints: Ints  # pieces by channels
    mention_tags: Ints  # 0 outside, 1 begins, 2 inside; one a piece, as the next three
    value_tags: Ints
    furniture: Ints
    zones: Ints
    spans: Ints  # first piece, last piece, type, kind, 1 for a mention; one a row
    surfaces: list[str]
    links: Ints  # head, tail, label, modality
    ignored: Ints  # head, tail, label

    @property
    def length(self) -> int:
        return max(end - start for start, end in self.windows)


def lay(tokenizer: Tokenizer, text: str) -> Pieces:
    coded = tokenizer.encode(text, add_special_tokens=False)
    return lay_out(text, coded.ids, coded.offsets)


def example(tokenizer: Tokenizer, document: Document) -> Example:
    """Pieces and targets; of mentions that overlap the outer one stays, of values likewise."""
    pieces = lay(tokenizer, document.text)
    count = len(pieces)
    tags = {True: np.zeros(count, np.int64), False: np.zeros(count, np.int64)}
    rows: list[tuple[int, int, int, int, int, int]] = []
    order = sorted(range(len(document.spans)), key=lambda i: (document.spans[i].start, -document.spans[i].end))
    for i in order:
        span = document.spans[i]
        covered_pieces = pieces.cover(span.start, span.end)
        mention = span.entity is not None
        if covered_pieces is None or tags[mention][covered_pieces[0] : covered_pieces[1] + 1].any():
            continue
        first, last = covered_pieces
        tags[mention][first : last + 1] = 2
        tags[mention][first] = 1
        rows.append(
            (first, last, SPAN_INDEX[span.type], KINDS.index(span.kind) if span.kind else SKIP, int(mention), i)
        )
    rows.sort()
    place = {row[5]: at for at, row in enumerate(rows)}
    links = [
        (place[k.head], place[k.tail], EDGE_INDEX[k.label], MODALITIES.index(k.modality))
        for k in document.links
        if k.head in place and k.tail in place
    ]
    ignored = [
        (place[head], place[tail], label)
        for head, tail, predicate in sorted(document.ignored)
        if head in place and tail in place
        for label in _COVERED[predicate]
    ]
    furniture, zones = _zone_targets(document, pieces, tags[True])
    return Example(
        document,
        pieces,
        cut(pieces, WINDOW),
        tell(pieces, hints_of(document), HINTS),
        tags[True],
        np.full(count, SKIP) if document.weak else tags[False],
        furniture,
        zones,
        np.array([row[:5] for row in rows], np.int64).reshape(-1, 5),
        [document.text[document.spans[row[5]].start : document.spans[row[5]].end] for row in rows],
        np.array(links, np.int64).reshape(-1, 4),
        np.array(ignored, np.int64).reshape(-1, 3),
    )


def _zone_targets(document: Document, pieces: Pieces, mention_tags: Ints) -> tuple[Ints, Ints]:
    """Furniture or not (a passage has none but what was put around it), and the zone where it is annotated."""
    zones = np.full(len(pieces), SKIP)
    for start, end, zone in document.zones:
        first, stop = np.searchsorted(pieces.starts, (start, end))
        zones[first:stop] = ZONES.index(zone)
    if document.weak:
        return np.where(mention_tags > 0, 0, SKIP), zones
    furniture = (zones == ZONES.index("furniture")).astype(np.int64)
    return furniture, zones if document.article else np.full(len(pieces), SKIP)


@dataclass(frozen=True)
class Batch:
    """Several documents: windows in rows, their pieces in one long row, spans and pairs numbered through."""

    ids: Tensor
    breaks: Tensor
    hints: Tensor
    mask: Tensor
    flat: Tensor  # places of the pieces, in order, in the windows laid out in one row
    mention_tags: Tensor
    value_tags: Tensor
    furniture: Tensor
    zones: Tensor
    spans: Tensor
    owner: Tensor  # the document of each span
    depth: Tensor  # the place of each span's first piece in its document
    pairs: Tensor
    features: Tensor
    wanted: Tensor  # 1 where a pair has the label
    counted: Tensor  # 0 where a label is not asked of a pair
    modality: Tensor


def collate(examples: Sequence[Example]) -> Batch:
    """A batch of examples."""
    windows = [(e, start, stop) for e in examples for start, stop in e.windows]
    length = max(stop - start for _, start, stop in windows) + 2
    ids = np.ones((len(windows), length), np.int64)
    breaks, mask = np.zeros_like(ids), np.zeros_like(ids)
    hints = np.zeros((*ids.shape, len(CHANNELS)), np.int64)
    flat: list[Ints] = []
    for row, (e, start, stop) in enumerate(windows):
        count = stop - start
        ids[row, 0], ids[row, 1 : count + 1], ids[row, count + 1] = 0, e.pieces.ids[start:stop], 2
        breaks[row, 1 : count + 1] = e.pieces.breaks[start:stop]
        hints[row, 1 : count + 1] = e.hints[start:stop]
        mask[row, : count + 2] = 1
        flat.append(row * length + 1 + np.arange(count))
    spans, depth, pairs, features, wanted, counted, modality = [], [], [], [], [], [], []
    pieces_before = spans_before = 0
    for e in examples:
        found = e.spans.copy()
        of_pairs = pairs_of(e)
        pairs.append(of_pairs + spans_before)
        mention = found[:, 4] == 1
        features.append(pair_features(e.pieces, found[:, :2], mention, names(e.surfaces), of_pairs))
        yes, asked, mood = _pair_targets(e, of_pairs)
        wanted.append(yes)
        counted.append(asked)
        modality.append(mood)
        depth.append(found[:, 0].copy())
        found[:, :2] += pieces_before
        spans.append(found)
        pieces_before += len(e.pieces)
        spans_before += len(found)
    owner = np.repeat(np.arange(len(examples)), [len(e.spans) for e in examples])
    join = lambda name: np.concatenate([getattr(e, name) for e in examples])  # noqa: E731
    arrays = [ids, breaks, hints, mask, np.concatenate(flat)]
    arrays += map(join, ("mention_tags", "value_tags", "furniture", "zones"))
    arrays += [np.concatenate(spans), owner, *map(np.concatenate, (depth, pairs, features, wanted, counted, modality))]
    return Batch(*(torch.from_numpy(a) for a in arrays))


def pairs_of(e: Example) -> Ints:
    kind = e.spans[:, 2]
    return candidate_pairs(e.spans[:, :2], e.spans[:, 4] == 1, np.isin(kind, _EQUIPMENT), np.isin(kind, _PLACES), REACH)


def _pair_targets(e: Example, pairs: Ints) -> tuple[NDArray[np.float32], NDArray[np.float32], Ints]:
    count = len(e.spans)
    at = np.full((count, count), -1)
    at[pairs[:, 0], pairs[:, 1]] = np.arange(len(pairs))
    wanted = np.zeros((len(pairs), len(EDGES)), np.float32)
    counted = np.ones_like(wanted)
    modality = np.full(len(pairs), SKIP)
    rows = at[e.ignored[:, 0], e.ignored[:, 1]]
    counted[rows[rows >= 0], e.ignored[rows >= 0, 2]] = 0
    rows = at[e.links[:, 0], e.links[:, 1]]
    links, rows = e.links[rows >= 0], rows[rows >= 0]
    for label in _ROLES:  # a pair that is said to be a membership says its role, or that it has none
        counted[rows[links[:, 2] == EDGE_INDEX["member"]], label] = 1
    wanted[rows, links[:, 2]] = 1
    counted[rows, links[:, 2]] = 1
    moods = links[:, 2] != EDGE_INDEX["same"]
    modality[rows[moods]] = links[moods, 3]
    return wanted, counted, modality
