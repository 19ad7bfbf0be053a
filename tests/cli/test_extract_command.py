"""`kg extract` as a table: in the words of its language, and silent about nothing that it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app


def extract(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["extract", *arguments])


@pytest.fixture(scope="module")
def hopeful(samples: Path) -> Result:
    """An article that asserts, denies and hopes."""
    return extract(str(samples / "pimm-layrac.txt"), "--model", "rules")


def test_what_the_table_leaves_out_is_counted_by_modality_in_one_line(hopeful: Result) -> None:
    assert hopeful.exit_code == 0
    assert len(hopeful.stderr.splitlines()) == 1
    assert hopeful.stderr.startswith("Énoncés que le tableau laisse de côté")
    assert "nié" in hopeful.stderr


def test_details_are_told_in_french(hopeful: Result) -> None:
    assert "depuis 2022" in hopeful.stdout
    assert "since 2022" not in hopeful.stdout


def test_details_are_told_in_english(samples: Path) -> None:
    done = extract(str(samples / "pimm-layrac.txt"), "--model", "rules", "--lang", "en")
    assert "since 2022" in done.stdout
    assert "denied" in done.stderr


def test_the_facts_say_nothing_of_what_they_leave_out(samples: Path) -> None:
    assert extract(str(samples / "pimm-layrac.txt"), "--model", "rules", "-f", "facts").stderr == ""


@pytest.mark.parametrize(("lang", "told"), [("fr", " : Aucun fait trouvé."), ("en", ": No fact found.")])
def test_an_article_without_facts_is_told_and_no_level_explained(tmp_path: Path, lang: str, told: str) -> None:
    file = tmp_path / "weather.txt"
    file.write_text("Il fait beau aujourd'hui. Personne n'est sorti.", encoding="utf-8")
    done = extract(str(file), "--lang", lang)
    assert done.stdout == f"{file}{told}\n"
