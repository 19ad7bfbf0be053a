"""Confidence says how often such facts were right, by what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.confidence import MODEL, Calibration, calibration
from kg.model import Fact

MEASURED = {
    "slope": 1.0,
    "offset": -1.0,
    "predicates": {"role": 1.0, "located_in:name": 2.0},
    "levels": [
        {"name": "sure", "least": 0.75, "count": 100, "precision": 0.8, "low": 0.7, "high": 0.9},
        {"name": "doubtful", "least": 0.0, "count": 100, "precision": 0.3, "low": 0.2, "high": 0.4},
    ],
}


@pytest.fixture
def measured(tmp_path: Path) -> Calibration:
    (tmp_path / "config.json").write_text(json.dumps({"confidence": MEASURED}), encoding="utf-8")
    return Calibration.read(tmp_path)


def test_a_score_moves_by_what_was_measured_of_its_predicate(measured: Calibration) -> None:
    assert measured.chance(Fact("e1", "role", object="e2", confidence=0.5)) == 0.5
    assert measured.chance(Fact("e1", "cost", value=1, confidence=0.5)) == 0.27
    assert measured.chance(Fact("e1", "located_in", value="Foix", confidence=0.5, basis="name")) == 0.73


def test_a_level_is_named_with_its_figures(measured: Calibration) -> None:
    level = measured.level(0.8)
    assert level is not None
    assert (level.name, level.precision, level.low, level.high) == ("sure", 0.8, 0.7, 0.9)


def test_a_model_that_was_not_measured_keeps_its_scores(tmp_path: Path) -> None:
    assert Calibration.read(tmp_path).chance(Fact("e1", "role", object="e2", confidence=0.42)) == 0.42


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_is_never_less_likely(a: float, b: float) -> None:
    known = Calibration(1.3, -0.2, {"role": 0.4})
    low, high = (known.chance(Fact("e1", "role", object="e2", confidence=score)) for score in sorted((a, b)))
    assert 0 <= low <= high <= 1


def test_the_shipped_model_says_what_its_levels_are_worth() -> None:
    if not (MODEL / "config.json").exists():
        pytest.skip("the weights are not here")
    levels = calibration(MODEL).levels
    assert [level.name for level in levels] == ["sure", "likely", "doubtful"]
    assert levels[0].precision > levels[1].precision > levels[2].precision
    assert all(level.low <= level.precision <= level.high and level.count > 50 for level in levels)
