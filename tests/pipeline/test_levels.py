"""The levels of confidence are the model's own figures; where nothing was measured there are none, and that is said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from kg.cli.levels import confidence, legend, measured
from kg.pipeline.review import Level, Window, level_of, levels, of_extractor

FIGURES = [
    {"name": "sure", "least": 0.75, "count": 3412, "precision": 0.871, "low": 0.859, "high": 0.882},
    {"name": "likely", "least": 0.5, "count": 1500, "precision": 0.612, "low": 0.587, "high": 0.636},
    {"name": "doubtful", "least": 0.0, "count": 900, "precision": 0.301, "low": 0.272, "high": 0.332},
]
calibrated = pytest.mark.skipif(find_spec("kg.extraction.confidence") is None, reason="no calibration in this version")


@dataclass(frozen=True)
class Measured:
    """A level as a model gives it."""

    name: str
    least: float
    count: int
    precision: float
    low: float
    high: float


KNOWN: tuple[Level, ...] = tuple(Measured(**each) for each in FIGURES)  # type: ignore[arg-type]


@calibrated
def test_the_levels_are_those_of_the_model_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"confidence": {"levels": FIGURES}}), encoding="utf-8")
    found = levels(str(tmp_path))
    assert [(each.name, each.least, each.count, each.precision, each.low, each.high) for each in found] == [
        tuple(each.values()) for each in FIGURES
    ]


def test_a_model_without_figures_has_no_levels(tmp_path: Path) -> None:
    assert levels(str(tmp_path)) == ()


def test_the_rules_have_no_levels() -> None:
    assert levels("rules") == ()


@pytest.mark.parametrize(("sure", "name"), [(1.0, "sure"), (0.75, "sure"), (0.74, "likely"), (0.0, "doubtful")])
def test_a_confidence_stands_in_one_level(sure: float, name: str) -> None:
    found = level_of(sure, KNOWN)
    assert found is not None
    assert found.name == name


def test_levels_hold_for_what_they_were_measured_of() -> None:
    assert of_extractor("sante-kg/0.1.0 net", KNOWN) == KNOWN
    assert of_extractor("sante-kg/0.1.0 rules", KNOWN) == ()
    assert of_extractor("sante-kg/0.1.0 llm small", KNOWN) == ()


@pytest.mark.parametrize(("name", "low", "high"), [("sure", 0.75, 1.0), ("likely", 0.5, 0.74), ("doubtful", 0.0, 0.49)])
def test_a_level_is_a_window_of_confidences(name: str, low: float, high: float) -> None:
    assert Window.of_level(name, KNOWN) == Window(low, high)


def test_what_is_unsure_is_all_below_the_highest_level() -> None:
    assert Window.unsure(KNOWN) == Window(0.0, 0.74)


def test_a_level_is_told_with_its_measured_precision_and_interval() -> None:
    assert measured(KNOWN[1]) == "probable : 61 % justes (59 à 64 %), sur 1500 faits d'articles jamais vus"
    assert len(legend(KNOWN).splitlines()) == 3


def test_a_confidence_without_level_is_a_number_alone() -> None:
    assert (confidence(0.6, KNOWN[1]), confidence(0.6, None)) == ("0.60 probable", "0.60")
