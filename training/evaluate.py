"""Measure an exported net on documents it has not seen: `python -m training.evaluate MODEL --fold 0`.

Spans are compared by bounds and type; edges by what they join (an entity, a value), so that any pair of mentions that
states the fact will do. `--settings FILE` writes the thresholds that measured best, for `training.export`: they are
tuned on these documents, so take the figures of another fold for honest ones.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from kg.extraction.bounds import trim
from kg.extraction.net import Net, Reading
from training.corpus import FOLDS, data_folder, read_corpus
from training.documents import Document, Span, hints_of
from training.labels import EDGES, SYMMETRIC

FLOOR = 0.05  # below this no edge is looked at
Key = tuple[str, ...]
Said = tuple[str, Key, Key]  # label and what it joins


@dataclass
class Count:
    """Right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, wanted: set[Any], got: set[Any]) -> None:
        self.right += len(wanted & got)
        self.wrong += len(got - wanted)
        self.missed += len(wanted - got)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.right + self.wrong), self.right / max(1, self.right + self.missed)
        return f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f}  ({self.right + self.missed} wanted)"


@dataclass
class Measured:
    """What was counted, and the scored edges from which thresholds are chosen."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    scored: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))
    wanted: Counter[str] = field(default_factory=Counter)
    modality: Counter[bool] = field(default_factory=Counter)


def measure(net: Net, documents: Iterable[Document]) -> Measured:
    """Read every document and compare."""
    low = np.minimum(net.labels.thresholds, FLOOR)
    own = dict(zip(EDGES, net.labels.thresholds.tolist(), strict=True))
    net.labels = replace(net.labels, thresholds=low)
    measured = Measured()
    for document in documents:
        if not document.weak:
            _compare(
                document,
                net.read(document.text, hints_of(document)),
                own,
                measured,
            )
    return measured


def _compare(document: Document, reading: Reading, thresholds: dict[str, float], measured: Measured) -> None:
    gold = [_trimmed(document.text, s) for s in _outermost(document.spans)]
    mentions = {(s.start, s.end, s.type) for s in gold if s.entity}
    values = {(s.start, s.end, s.type) for s in gold if not s.entity}
    got = {(s.start, s.end, s.type) for s in reading.spans if s.kind}
    counts = measured.counts
    counts["mentions, typed"].add(mentions, got)
    counts["mentions, bounds"].add({m[:2] for m in mentions}, {m[:2] for m in got})
    counts["values, typed"].add(values, {(s.start, s.end, s.type) for s in reading.spans if not s.kind})
    if document.zones:
        wanted = {(start, end) for start, end, zone in document.zones if zone == "furniture"}
        covered = {(start, end): zone for start, end, zone in document.zones}
        got_lines = {line[:2] for line in reading.lines if line[2] > 0.5 and line[:2] in covered}
        counts["furniture lines"].add(wanted, got_lines)
        counts["zones"].add(set(document.zones), {(s, e, zone) for s, e, _, zone in reading.lines})
    _compare_edges(document, reading, thresholds, measured)


def _compare_edges(document: Document, reading: Reading, thresholds: dict[str, float], measured: Measured) -> None:
    moods: dict[Said, str] = {}
    for link in document.links:
        said = _said(link.label, *(_key(document.spans[i]) for i in (link.head, link.tail)))
        if said[1] != said[2]:
            moods[said] = link.modality
    keys = [_found_key(s.start, s.end, s.kind is not None, i, document.spans) for i, s in enumerate(reading.spans)]
    scores: dict[Said, float] = {}
    for edge in reading.edges:
        said = _said(edge.label, keys[edge.head], keys[edge.tail])
        if said[1] == said[2]:
            continue
        if edge.score > scores.get(said, 0.0):
            scores[said] = edge.score
            if said in moods and edge.score >= thresholds[edge.label]:
                measured.modality[moods[said] == edge.modality] += 1
    same_wanted, same_got = set(), set()
    by_entity: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(keys):
        if key[0] == "entity":
            by_entity[key[1]].append(i)
    for places in by_entity.values():
        same_wanted |= {(a, b) for a in places for b in places if a < b}
    matched = {i for places in by_entity.values() for i in places}
    same_got = {
        (min(e.head, e.tail), max(e.head, e.tail))
        for e in reading.edges
        if e.label == "same" and e.score >= thresholds["same"] and {e.head, e.tail} <= matched
    }
    measured.counts["same, among found mentions"].add(same_wanted, same_got)
    for label in EDGES:
        if label == "same":
            continue
        wanted = {s for s in moods if s[0] == label}
        measured.wanted[label] += len(wanted)
        found = {s: score for s, score in scores.items() if s[0] == label}
        measured.scored[label] += [(score, s in wanted) for s, score in found.items()]
        kept = {s for s, score in found.items() if score >= thresholds[label]}
        measured.counts[f"edge {label}"].add(wanted, kept)
        measured.counts["edges, all but same"].add(wanted, kept)


def _said(label: str, head: Key, tail: Key) -> Said:
    return (label, *sorted((head, tail))) if label in SYMMETRIC else (label, head, tail)  # type: ignore[return-value]


def _key(span: Span) -> Key:
    return ("entity", span.entity) if span.entity else (span.type, str(span.value))


def _found_key(start: int, end: int, mention: bool, place: int, spans: Sequence[Span]) -> Key:
    """The key of the annotated span that shares most with this one, more than half of both; else one of its own."""
    best, share = None, 0.5
    for span in spans:
        if (span.entity is not None) == mention:
            common = min(end, span.end) - max(start, span.start)
            if common / max(end - start, span.end - span.start) > share:
                best, share = span, common / max(end - start, span.end - span.start)
    return _key(best) if best else ("none", str(place))


def _outermost(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    ends = {True: 0, False: 0}
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        mention = span.entity is not None
        if span.start >= ends[mention]:
            kept.append(span)
            ends[mention] = span.end
    return kept


def _trimmed(text: str, span: Span) -> Span:
    start, end = trim(text, span.start, span.end, span.entity is not None)
    return replace(span, start=start, end=end)


def best_threshold(scored: Sequence[tuple[float, bool]], wanted: int) -> float:
    """The threshold of the best F1; where little is known, near a half."""
    prior = 20  # as many imagined edges right above a half draw the choice towards it
    best, chosen = -1.0, 0.5
    for threshold in (x / 100 for x in range(10, 81, 5)):
        right = sum(yes for score, yes in scored if score >= threshold)
        wrong = sum(not yes for score, yes in scored if score >= threshold)
        pull = prior * (1 - abs(threshold - 0.45))
        f1 = 2 * (right + pull) / (2 * right + wrong + (wanted - right) + 2 * prior)
        if f1 > best:
            best, chosen = f1, threshold
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--only", choices=("articles", "passages"))
    parser.add_argument("--sample", type=int, help="measure on so many of the documents")
    parser.add_argument("--settings", type=Path, help="write the thresholds that measured best")
    options = parser.parse_args()
    documents = read_corpus(data_folder(), FOLDS[options.fold]).held
    if options.only:
        documents = [d for d in documents if d.article == (options.only == "articles")]
    if options.sample:
        documents = random.Random(0).sample(documents, options.sample)
    measured = measure(Net(options.model), documents)
    for name, count in measured.counts.items():
        print(f"{name:28s} {count}")
    print(f"modality right on {measured.modality[True] / max(1, measured.modality.total()):.3f} of the edges found")
    if options.settings:
        chosen = {label: best_threshold(scored, measured.wanted[label]) for label, scored in measured.scored.items()}
        kept = json.loads((options.model / "config.json").read_text(encoding="utf-8"))
        settings = {
            "outside": kept["outside"],
            "furniture": kept["furniture"],
            "thresholds": chosen,
        }
        options.settings.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
