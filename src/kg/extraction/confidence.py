"""The component `confidence`: from the voices' scores to chances, by what was measured on articles never seen.

`training/calibrate.py` measures: a logistic curve over the score, moved for each predicate. With it a confidence of 0.8
means that of such facts some eight in ten were right. A fact read from a name has a curve of its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from kg.model import Fact

MODEL = Path(__file__).with_name("model")
_EDGE = 0.01  # scores are kept this far from 0 and 1


@dataclass(frozen=True)
class Level:
    """Facts of a confidence from `least` on: the share of `count` measured ones that was right, its 95 % interval."""

    name: str
    least: float
    count: int
    precision: float
    low: float
    high: float


@dataclass(frozen=True)
class Calibration:
    """The curve, and the levels with what was measured of each (highest first); without figures, scores stay scores."""

    slope: float = 1.0
    offset: float = 0.0
    predicates: Mapping[str, float] | None = None
    levels: tuple[Level, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> Calibration:
        """As `config.json` of a model holds it; the identity where it holds none."""
        path = folder / "config.json"
        said: dict[str, Any] = (
            json.loads(path.read_text(encoding="utf-8")).get("confidence", {}) if path.exists() else {}
        )
        levels = tuple(Level(**level) for level in said.get("levels", ()))
        return cls(said.get("slope", 1.0), said.get("offset", 0.0), said.get("predicates"), levels)

    def chance(self, fact: Fact) -> float:
        """How likely the fact is right, two decimals."""
        if self.predicates is None:
            return fact.confidence
        moved = self.offset + self.predicates.get(curve_of(fact.predicate, fact.basis), 0.0)
        return round(1 / (1 + math.exp(-(self.slope * logit(fact.confidence) + moved))), 2)

    def level(self, confidence: float) -> Level | None:
        """The level that a confidence stands in."""
        return next((level for level in self.levels if confidence >= level.least), None)


def curve_of(predicate: str, basis: str | None) -> str:
    """Facts of one predicate share a curve; those read from a name have their own."""
    return f"{predicate}:{basis}" if basis else predicate


def logit(score: float) -> float:
    """The score on the scale of the curve."""
    kept = min(max(score, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


@cache
def calibration(folder: Path = MODEL) -> Calibration:
    """The calibration of a model, read once."""
    return Calibration.read(folder)


class Confidence:
    """Puts chances in the place of scores in `doc._.facts`."""

    def __init__(self, calibration: Calibration) -> None:
        self.calibration = calibration

    def __call__(self, doc: Doc) -> Doc:
        doc._.facts = tuple(replace(fact, confidence=self.calibration.chance(fact)) for fact in doc._.facts)
        return doc


@Language.factory("sante_confidence", default_config={"model": None}, requires=["doc._.facts"], assigns=["doc._.facts"])
def create(nlp: Language, name: str, model: str | None) -> Confidence:  # noqa: ARG001
    """The component for a pipeline's config; `model` is a folder like `model/`."""
    return Confidence(calibration(Path(model) if model else MODEL))
