"""`--min-confidence`: what is below is left out of the facts, kept in the graph unbelieved, and always counted."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import settings
from kg.cli.app import app

LEAST = "0.7"


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--model", "rules"])


def sure(done: Result) -> list[float]:
    """The confidences of the facts that were written."""
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return [line["confidence"] for line in lines if line["kind"] == "fact"]


def counted(text: str) -> int:
    found = re.search(r": (\d+)\.", text)
    return int(found[1]) if found else 0


@pytest.fixture
def article(samples: Path) -> str:
    return str(samples / "irm-grignan.txt")


def test_what_is_below_is_left_out_and_counted(article: str) -> None:
    every = sure(kg("extract", article, "-f", "facts"))
    done = kg("extract", article, "-f", "facts", "--min-confidence", LEAST)
    assert 0 < len(sure(done)) < len(every)
    assert min(sure(done)) >= float(LEAST)
    assert counted(done.stderr) >= len(every) - len(sure(done))


def test_the_setting_does_the_same(article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = kg("extract", article, "-f", "facts", "--min-confidence", LEAST).stdout
    monkeypatch.setattr(settings, "MIN_CONFIDENCE", float(LEAST))
    assert kg("extract", article, "-f", "facts").stdout == asked


def test_in_rdf_it_stands_as_a_suggestion(article: str) -> None:
    assert "sante:suggests" not in kg("extract", article, "-f", "turtle").stdout
    told = kg("extract", article, "-f", "turtle", "--min-confidence", LEAST).stdout
    assert "suggests" in told


def test_the_table_tells_the_confidence(article: str) -> None:
    told = kg("extract", article).stdout
    assert "Confiance" in told
    assert re.search(r"\b0\.\d\d\b", told)


def test_ingesting_says_how_many_are_not_believed(article: str, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    done = kg("ingest", article, "--store", store, "--min-confidence", LEAST)
    assert done.exit_code == 0, done.stderr
    assert "gardés comme suggestions" in done.stdout
    assert "suggestions" not in kg("ingest", article, "--store", store, "--min-confidence", "0").stdout


@pytest.mark.parametrize("least", ["2", "-1", "much"])
def test_what_is_no_confidence_is_refused(article: str, least: str) -> None:
    assert kg("extract", article, "--min-confidence", least).exit_code == 2
