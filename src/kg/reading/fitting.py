"""Fits the weights of the zones to annotated articles: `python -m kg.reading.fitting TEXT SPANS OUT [NAME …]`.

TEXT holds NAME.txt, SPANS holds NAME.json with the zone of each line; names without spans are passed over. A
conditional random field, fitted by AdaGrad with a penalty on large weights; the same articles give the same weights.

`weights.json` was fitted to the shared articles that are invented throughout, and to no other:

    names=$(awk -F';' '$2 == "invented" {print $1}' ../shared/articles/origin.csv)
    python -m kg.reading.fitting ../shared/articles/text ../shared/articles/spans src/kg/reading/weights.json $names
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import numpy as np

from kg.model import ZoneKind
from kg.reading import lines
from kg.reading.features import features
from kg.reading.lines import Line
from kg.reading.zones import KINDS, Chain, Matrix

_RARE = 4
_ROUNDS = 12
_SETTLED = 3
_RATE = 0.15
_PENALTY = 0.01
_FURNITURE = KINDS.index(ZoneKind.FURNITURE)
_TELLING = (ZoneKind.BODY, ZoneKind.LEAD)
_TEASED = 4
_DROPPED = 0.2
_CARE = 1.5
Annotated = tuple[list[Line], list[int]]
Example = tuple[list[list[int]], list[int]]
_OPENERS = ("Sur le même sujet", "À lire aussi", "Commentaires", "Nos autres articles", "Le fil", "Les plus lus")


def load(text: Path, spans: Path) -> Annotated:
    """The lines of an article, and the index of the kind that annotators gave each."""
    whole = text.read_text(encoding="utf-8")
    kinds: dict[int, int] = {}
    for zone in json.loads(spans.read_text(encoding="utf-8"))["zones"]:
        said = whole[zone["start"] : zone["end"]]
        kinds[zone["end"] - len(said.lstrip())] = KINDS.index(ZoneKind(zone["zone"]))
    kept = [line for line in lines.split(whole) if line.start in kinds]
    return kept, [kinds[line.start] for line in kept]


def fit(articles: list[Annotated]) -> Chain:
    """The chain that gives the articles' kinds the highest likelihood, less the penalty."""
    order = np.random.default_rng(1)
    articles = [a for a in articles if a[1]]
    articles = articles + [_with_teasers(a, articles, order) for a in articles[::_TEASED]]
    seen = [(features(found), gold) for found, gold in articles]
    counts = Counter(name for found, _ in seen for names in found for name in names)
    names = {name: i for i, name in enumerate(sorted(n for n, c in counts.items() if c >= _RARE))}
    examples: list[Example] = [
        ([[names[n] for n in line if n in names] for line in found], gold) for found, gold in seen
    ]
    chain = Chain(names, np.zeros((len(names), len(KINDS))), np.zeros((len(KINDS), len(KINDS))))
    weighed, stepped = np.full_like(chain.weights, 1e-2), np.full_like(chain.steps, 1e-2)
    mean, steps = np.zeros_like(chain.weights), np.zeros_like(chain.steps)
    for at_round in range(_ROUNDS):
        for at in order.permutation(len(examples)):
            rows, gold = examples[at]
            kept = [[n for n, luck in zip(row, order.random(len(row)), strict=True) if luck > _DROPPED] for row in rows]
            _learn(chain, (kept, gold), weighed, stepped)
        if at_round >= _SETTLED:
            mean += chain.weights / (_ROUNDS - _SETTLED)
            steps += chain.steps / (_ROUNDS - _SETTLED)
    return Chain(names, mean, steps)


def _with_teasers(article: Annotated, others: list[Annotated], order: np.random.Generator) -> Annotated:
    """The article with long teasers of other stories below it, as some sites show them."""
    found, gold = list(article[0]), list(article[1])
    stamps = order.random() < 0.5
    block = [_OPENERS[4] if stamps else str(order.choice(_OPENERS))]
    for _ in range(int(order.integers(2, 5))):
        there, kinds = others[int(order.integers(len(others)))]
        long = [line.text for line, kind in zip(there, kinds, strict=True) if KINDS[kind] in _TELLING]
        title = [line.text for line, kind in zip(there, kinds, strict=True) if KINDS[kind] is ZoneKind.TITLE]
        if long and title:
            block.append(f"{int(order.integers(7, 20))}:{int(order.integers(10, 59))}" if stamps else title[0])
            block.append(long[int(order.integers(len(long)))])
    at = found[-1].end + 2
    for text in block:
        found.append(Line(text, start=at))
        gold.append(_FURNITURE)
        at += len(text) + 2
    return found, gold


def _learn(chain: Chain, example: Example, seen: Matrix, stepped: Matrix) -> None:
    indexes, gold = example
    scores = np.array([chain.weights[known].sum(axis=0) for known in indexes])
    scores[np.array(gold) != _FURNITURE, _FURNITURE] += _CARE
    node, pair = _expected(chain, scores)
    node[np.arange(len(gold)), gold] -= 1
    for a, b in pairwise(gold):
        pair[a, b] -= 1
    change = np.zeros_like(chain.weights)
    for known, row in zip(indexes, node, strict=True):
        change[known] += row
    touched = np.unique(np.concatenate([np.array(known) for known in indexes]))
    slope = change[touched] + _PENALTY * chain.weights[touched] * len(gold) / 10
    seen[touched] += slope**2
    chain.weights[touched] -= _RATE * slope / np.sqrt(seen[touched])
    slope = pair + _PENALTY * chain.steps
    stepped += slope**2
    chain.steps -= _RATE * slope / np.sqrt(stepped)
    chain.renew()


def _expected(chain: Chain, scores: Matrix) -> tuple[Matrix, Matrix]:
    """Marginals of the lines and summed marginals of neighbours."""
    forward, backward, local = chain.passes(scores)
    node = forward * backward
    node /= node.sum(axis=1, keepdims=True)
    pair = np.zeros_like(chain.steps)
    for i in range(len(local) - 1):
        joint = forward[i][:, None] * chain.exp * (local[i + 1] * backward[i + 1])[None, :]
        pair += joint / joint.sum()
    return node, pair


def write(chain: Chain, out: Path) -> None:
    """The weights in hundredths, small ones left out."""
    rows = {n: [round(float(w) * 100) for w in chain.weights[i]] for n, i in chain.names.items()}
    kept = {n: row for n, row in rows.items() if max(map(abs, row)) >= 5}
    body = ",\n".join(
        f"{json.dumps(n, ensure_ascii=False)}: {json.dumps(r, separators=(',', ':'))}" for n, r in kept.items()
    )
    steps = json.dumps([[round(float(w) * 100) for w in row] for row in chain.steps])
    kinds = json.dumps([str(k) for k in KINDS])
    out.write_text(f'{{"kinds": {kinds},\n"steps": {steps},\n"features": {{\n{body}\n}}}}\n', encoding="utf-8")


def main(arguments: Iterable[str]) -> None:
    """Fits and writes."""
    text, spans, out, *names = arguments
    stems = sorted(p.stem for p in Path(spans).glob("*.json") if not names or p.stem in set(names))
    write(fit([load(Path(text) / f"{n}.txt", Path(spans) / f"{n}.json") for n in stems]), Path(out))


if __name__ == "__main__":
    main(sys.argv[1:])
