"""What was stored can be told, compared, taken back, forgotten, exported, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def members(store: str, *more: str) -> set[str]:
    """The labels of the members of the sample PIMM."""
    question = ("query", "members-of-structure", "-p", "structure=PIMM de Layrac", "-f", "json")
    done = kg(*question, "--store", store, *more)
    return {row["memberLabel"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]}


def test_find_knows_other_spellings(golden_store: Path) -> None:
    told = kg("find", "hopital de grignan", "--store", str(golden_store)).stdout
    assert "centre hospitalier de Grignan" in told


def test_find_says_what_it_does_not_know(golden_store: Path) -> None:
    done = kg("find", "hôpital de Lilliput", "--type", "PIMM", "--store", str(golden_store))
    assert (done.exit_code, done.stdout) == (3, "")


def test_stats_count(golden_store: Path) -> None:
    assert "14" in kg("stats", "--store", str(golden_store)).stdout


def test_a_member_that_left_is_not_among_the_members(golden_store: Path) -> None:
    assert members(str(golden_store)) == {"centre hospitalier de Layrac", "centre hospitalier de Clairac"}


def test_a_member_that_left_was_one_on_an_earlier_day(golden_store: Path) -> None:
    assert "centre hospitalier d'Astaffort" in members(str(golden_store), "--as-of", "2023-06")


def test_why_gives_the_quotes_of_all_articles(golden_store: Path) -> None:
    question = ("query", "members-of-structure", "-p", "structure=PIMM de Layrac", "--why")
    told = kg(*question, "--store", str(golden_store)).stdout
    assert "affirmé : « Porté par le centre hospitalier de Layrac" in told
    assert "ne compte donc plus que deux hôpitaux" in told


@pytest.mark.parametrize("date", ["yesterday", "2023-13", "12/06/2023"])
def test_what_is_no_date_is_said(golden_store: Path, date: str) -> None:
    done = kg("query", "ght-and-support", "--as-of", date, "--store", str(golden_store))
    assert done.exit_code == 2
    assert "n'est pas une date" in done.stderr


def test_the_log_tells_each_ingestion(golden_store: Path) -> None:
    assert kg("log", "--store", str(golden_store), "--limit", "50").stdout.count("ingest") == 14


def test_log_names_documents_as_an_analyst_knows_them(golden_store: Path) -> None:
    told = kg("log", "--store", str(golden_store), "--limit", "50").stdout
    assert "irm-grignan" in told


def test_nothing_was_believed_before_the_first_day(golden_store: Path) -> None:
    done = kg("query", "ASK { ?ght a sante:GHT }", "--known-at", "2001-01-01", "--store", str(golden_store))
    assert done.stdout.strip() == "non"


def test_diff_tells_what_came(golden_store: Path) -> None:
    told = kg("diff", "2001-01-01", "--store", str(golden_store)).stdout
    assert "GHT du Tricastin" in told


def test_withdrawing_an_article_brings_back_what_stood_before(own_store: str) -> None:
    done = kg("withdraw", "pimm-layrac-retrait", "--store", own_store)
    assert done.exit_code == 0, done.stderr
    assert "centre hospitalier d'Astaffort" in members(own_store)


def test_withdrawing_what_is_not_there_is_said(own_store: str) -> None:
    done = kg("withdraw", "no-such-article", "--store", own_store)
    assert (done.exit_code, done.stdout) == (3, "")


def test_forgetting_asks_first(own_store: str) -> None:
    done = CliRunner().invoke(app, ["forget", "Odile Chambon", "--store", own_store], input="n\n")
    assert done.exit_code == 1
    assert "Odile Chambon" in kg("find", "Odile Chambon", "--store", own_store).stdout


def test_a_forgotten_person_is_nowhere(own_store: str) -> None:
    assert kg("forget", "Odile Chambon", "--yes", "--store", own_store).exit_code == 0
    assert "Chambon" not in kg("export", "--store", own_store).stdout


def test_export_is_the_same_twice(golden_store: Path) -> None:
    first, second = (kg("export", "--store", str(golden_store)).stdout for _ in range(2))
    assert first == second
    assert first.splitlines() == sorted(first.splitlines())


@pytest.mark.parametrize("format", ["trig", "jsonld", "turtle", "ntriples", "rdfxml"])
def test_export_writes_every_format(golden_store: Path, tmp_path: Path, format: str) -> None:
    out = tmp_path / "graph"
    assert kg("export", "-f", format, "-o", str(out), "--store", str(golden_store)).exit_code == 0
    assert "Tricastin" in out.read_text(encoding="utf-8")


def test_export_holds_quotes_but_not_the_text_of_an_article(golden_store: Path) -> None:
    assert "Quatre hôpitaux, une même feuille de route" not in kg("export", "--store", str(golden_store)).stdout


def test_json_of_a_ready_question_is_standard(golden_store: Path) -> None:
    told = kg("query", "ght-and-support", "-f", "json", "--store", str(golden_store)).stdout
    assert json.loads(told)["head"]["vars"]


def test_nothing_is_set_aside_of_well_formed_articles(golden_store: Path) -> None:
    assert "Rien" in kg("quarantine", "list", "--store", str(golden_store)).stdout


def test_relinking_gives_an_organisation_its_registry_identity(own_store: str) -> None:
    done = kg("relink", "id:org/ch/grignan=id:finess/260000001", "--store", own_store)
    assert done.exit_code == 0, done.stderr
    assert "id:finess/260000001" in kg("find", "centre hospitalier de Grignan", "--store", own_store).stdout


def test_a_relinking_that_is_none_is_said(own_store: str) -> None:
    assert kg("relink", "nonsense", "--store", own_store).exit_code == 2


def test_the_same_store_twice_at_once_is_told_in_one_line(own_store: str) -> None:
    from kg.store import open_store

    held = open_store(own_store)
    try:
        done = kg("stats", "--store", own_store)
    finally:
        held.close()
    assert done.exit_code == 9
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("place", ["a-file/store", "/proc/nowhere/store"])
def test_a_store_that_cannot_be_made_is_one_line(tmp_path: Path, samples: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("", encoding="utf-8")
    done = kg("ingest", str(samples / "irm-grignan.txt"), "--store", str(tmp_path / place))
    assert done.exit_code == 8
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_is_not_there_is_one_line() -> None:
    done = kg("stats", "--store", "http://127.0.0.1:9/sparql")
    assert done.exit_code == 8
    assert len(done.stderr.splitlines()) == 1
