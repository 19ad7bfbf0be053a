"""`kg extract` as a table: in the words of its language, and silent about nothing that it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.errors import InputError


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


def test_an_article_without_a_date_is_told_and_its_days_are_those_of_the_date_given(tmp_path: Path) -> None:
    file = tmp_path / "pasted.txt"
    file.write_text("La clinique des Saules a ouvert mardi à Foix.", encoding="utf-8")
    assert extract(str(file)).stderr.startswith("1 article sans date")
    dated = extract(str(file), "--published", "2024-03-15")
    assert dated.stderr == ""
    assert "2024-03-12" in dated.stdout


def test_a_date_that_is_none_is_refused_in_one_line() -> None:
    done = extract("pasted.txt", "--published", "hier")
    assert done.exit_code == InputError.exit_code
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("lang", "told"), [("fr", " : Aucun fait trouvé."), ("en", ": No fact found.")])
def test_an_article_without_facts_is_told_and_no_level_explained(tmp_path: Path, lang: str, told: str) -> None:
    file = tmp_path / "weather.txt"
    file.write_text("Il fait beau aujourd'hui. Personne n'est sorti.", encoding="utf-8")
    done = extract(str(file), "--lang", lang)
    assert done.stdout == f"{file}{told}\n"
