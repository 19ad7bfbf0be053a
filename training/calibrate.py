"""Measure what the scores of facts are worth: `python -m training.calibrate RUN…`, folders of `training.crossval`.

Every predicted fact of the folds' articles and passages is right or wrong by the scorer's alignment. A logistic curve
over the score, with an offset a predicate drawn towards zero, is fitted on all of them and written to `settings.json`.
The table and the levels come from curves fitted without the fifth of the articles that they are measured on.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extraction.confidence import curve_of, logit
from training.corpus import ROOT, data_folder
from training.figures import scorer

Reals = NDArray[np.float64]
SETTINGS = ROOT / "training" / "settings.json"
LEVELS = (("sure", 0.75), ("likely", 0.5), ("doubtful", 0.0))
PARTS = 5
DRAW = 4.0  # how strongly a predicate's offset is drawn towards zero


@dataclass(frozen=True)
class Judged:
    """Facts with their scores, their curves, the part of the articles each belongs to, and whether each was right."""

    scores: Reals
    curves: list[str]
    parts: NDArray[np.int64]
    right: Reals


def judge(folders: Sequence[Path], score: Any) -> Judged:
    """All facts predicted in `folders` (each with `gold` and `pred`), by the scorer's alignment."""
    rows = [row for folder in folders for row in _judged(folder, score)]
    scores, curves, parts, right = zip(*rows, strict=True)
    return Judged(np.array(scores), list(curves), np.array(parts), np.array(right, float))


def _judged(folder: Path, score: Any) -> Iterator[tuple[float, str, int, bool]]:
    for path in sorted((folder / "gold").glob("*.jsonl")):
        predicted = folder / "pred" / path.name
        if not predicted.exists():
            continue
        (_, gold, wanted), (_, found, said) = score.load(path), score.load(predicted)
        same = score.align(gold, found)
        left = [score.key(f) for f in wanted]
        for fact in sorted(said, key=lambda f: -f["confidence"]):
            key = score.key(fact, lambda i, same=same: same.get(i, f"?{i}"))
            right = key in left
            if right:
                left.remove(key)
            curve = curve_of(fact["predicate"], (fact.get("qualifiers") or {}).get("basis") or fact.get("basis"))
            yield logit(fact["confidence"]), curve, zlib.crc32(path.stem.encode()) % PARTS, right


def fit(judged: Judged, kept: NDArray[np.bool_]) -> tuple[float, float, dict[str, float]]:
    """Slope, offset and the predicates' offsets that make what was seen likeliest (Newton's method)."""
    names = sorted(set(judged.curves))
    place = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(judged.scores), 2 + len(names)))
    x[:, 0], x[:, 1] = judged.scores, 1
    x[np.arange(len(x)), [2 + place[c] for c in judged.curves]] = 1
    x, y = x[kept], judged.right[kept]
    draw = np.array([0.01, 0.01, *[DRAW] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (chance - y) + draw * weights
        weights -= np.linalg.solve((x * (chance * (1 - chance))[:, None]).T @ x + np.diag(draw), slope)
    return float(weights[0]), float(weights[1]), dict(zip(names, weights[2:].tolist(), strict=True))


def chances(judged: Judged, curve: tuple[float, float, dict[str, float]]) -> Reals:
    slope, offset, moved = curve
    shift = np.array([moved.get(c, 0.0) for c in judged.curves])
    return np.asarray(1 / (1 + np.exp(-(slope * judged.scores + offset + shift))))


def unseen_chances(judged: Judged) -> Reals:
    """The chance of each fact by a curve that was fitted without its article."""
    out = np.zeros(len(judged.scores))
    for part in range(PARTS):
        here = judged.parts == part
        out[here] = chances(judged, fit(judged, ~here))[here]
    return out


def interval(right: float, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not count:
        return 0.0, 1.0
    z, share = 1.96, right / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z * np.sqrt(share * (1 - share) / count + z * z / (4 * count * count)) / (1 + z * z / count)
    return round(float(middle - half), 3), round(float(middle + half), 3)


def share(right: Reals) -> dict[str, Any]:
    low, high = interval(float(right.sum()), len(right))
    return {
        "count": len(right),
        "precision": round(float(right.mean()), 3) if len(right) else 0.0,
        "low": low,
        "high": high,
    }


def table(judged: Judged, chance: Reals, step: float = 0.1) -> list[dict[str, Any]]:
    """The reliability diagram: for each tenth of the chances, their mean and the share of facts that was right."""
    rows = []
    for low in np.arange(0, 1, step):
        here = (chance >= low) & (chance < low + step)
        if here.any():
            rows.append(
                {
                    "from": round(float(low), 2),
                    "said": round(float(chance[here].mean()), 3),
                    **share(judged.right[here]),
                }
            )
    return rows


def error(rows: list[dict[str, Any]]) -> float:
    """Expected calibration error: how far what was said lies from what was right, averaged over the facts."""
    total = sum(row["count"] for row in rows)
    off = sum(row["count"] * abs(row["said"] - row["precision"]) for row in rows)
    return round(float(off / total), 3)


def diagram(rows: list[dict[str, Any]], size: int = 360) -> str:
    """The reliability diagram as SVG: a dot a tenth, as large as its facts are many, with its interval."""
    edge = 50

    def x(share: float) -> float:
        return edge + share * size

    def y(share: float) -> float:
        return edge / 2 + (1 - share) * size

    most = max(row["count"] for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + edge * 1.5:.0f} {size + edge * 1.5:.0f}" '
        'font-family="sans-serif" font-size="12">',
        "<title>Reliability of confidences · Fiabilité des confiances</title>",
        f'<rect x="{edge}" y="{edge / 2}" width="{size}" height="{size}" fill="none" stroke="#888"/>',
        f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#bbb" stroke-dasharray="4"/>',
        f'<text x="{x(0.5)}" y="{size + edge * 1.2:.0f}" text-anchor="middle">confidence · confiance</text>',
        f'<text transform="translate(14 {y(0.5)}) rotate(-90)" text-anchor="middle">right · juste</text>',
    ]
    for share in (0, 0.25, 0.5, 0.75, 1):
        parts.append(f'<text x="{x(share)}" y="{y(0) + 16}" text-anchor="middle">{share:g}</text>')
        parts.append(f'<text x="{edge - 6}" y="{y(share) + 4}" text-anchor="end">{share:g}</text>')
    for row in rows:
        at = x(row["said"])
        parts.append(f'<path d="M{at:.1f} {y(row["low"]):.1f}V{y(row["high"]):.1f}" stroke="#1f6f8b"/>')
        radius = 2 + 5 * (row["count"] / most) ** 0.5
        said = f"{row['count']}: {row['said']} → {row['precision']}"
        parts.append(
            f'<circle cx="{at:.1f}" cy="{y(row["precision"]):.1f}" r="{radius:.1f}" fill="#1f6f8b">'
            f"<title>{said}</title></circle>"
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", help="training/runs/foldN, with what crossval scored")
    parser.add_argument("--settings", type=Path, default=SETTINGS, help="where the curve is written")
    parser.add_argument("--diagram", type=Path, help="where the reliability diagram is drawn (SVG)")
    options = parser.parse_args()
    folders = [f for run in options.runs for f in sorted((run / "scored").iterdir()) if (f / "pred").is_dir()]
    judged = judge(folders, scorer(data_folder()))
    unseen = unseen_chances(judged)
    slope, offset, moved = fit(judged, np.ones(len(judged.scores), bool))
    rows = table(judged, unseen)
    levels = []
    for (name, least), above in zip(LEVELS, (1.01, *(least for _, least in LEVELS)), strict=False):
        levels.append({"name": name, "least": least, **share(judged.right[(unseen >= least) & (unseen < above)])})
    settings = json.loads(options.settings.read_text(encoding="utf-8"))
    settings["confidence"] = {
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "predicates": {name: round(by, 4) for name, by in moved.items()},
        "levels": levels,
        "reliability": rows,
        "error": error(rows),
    }
    options.settings.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    if options.diagram:
        options.diagram.write_text(diagram(rows), encoding="utf-8")
    print(json.dumps(settings["confidence"], indent=1))


if __name__ == "__main__":
    main()
