"""`kg query`: what it finds, what it says when it finds nothing, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app
from kg.store import open_store

DATA = b"""
PREFIX sante: <https://w3id.org/sante-kg/ontology#>
PREFIX code: <https://w3id.org/sante-kg/code/>
PREFIX id: <https://w3id.org/sante-kg/id/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
<https://w3id.org/sante-kg/id/org/ght/lac> a sante:GHT ; rdfs:label "GHT du Lac"@fr .
<https://w3id.org/sante-kg/id/org/ch/brise> a sante:PublicHospital ; rdfs:label "centre hospitalier de Brise"@fr .
<https://w3id.org/sante-kg/id/fact/1> a sante:Membership ; sante:predicate "member" ;
  sante:organisation <https://w3id.org/sante-kg/id/org/ght/lac> ;
  sante:member <https://w3id.org/sante-kg/id/org/ch/brise> ;
  sante:modality <https://w3id.org/sante-kg/code/modality/asserted> ; sante:quote "Brise est membre du GHT du Lac."@fr .
"""


@pytest.fixture
def store(tmp_path: Path) -> str:
    """A store on disk with one GHT of one member."""
    location = str(tmp_path / "store")
    filled = open_store(location)
    filled.load(DATA, "turtle")
    filled.close()
    return location


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["query", *arguments])


def test_without_a_question_the_ready_ones_are_listed() -> None:
    assert "members-of-structure" in ask().stdout


def test_a_ready_question_answers_with_labels_and_french_headings(store: str) -> None:
    told = ask("members-of-structure", "-p", "structure=GHT du Lac", "--store", store).stdout
    assert "centre hospitalier de Brise" in told
    assert "Membre" in told


def test_headings_are_english_when_asked_for(store: str) -> None:
    told = ask("members-of-structure", "-p", "structure=GHT du Lac", "--store", store, "--lang", "en").stdout
    assert "Member" in told
    assert "Membre" not in told


def test_json_is_sparql_results(store: str) -> None:
    told = ask("SELECT ?ght WHERE { ?ght a sante:GHT }", "--store", store, "--format", "json").stdout
    assert json.loads(told)["results"]["bindings"][0]["ght"]["value"].endswith("org/ght/lac")


def test_a_file_is_a_question_too(store: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("SELECT ?label WHERE { ?x a sante:GHT ; rdfs:label ?label }", encoding="utf-8")
    assert "GHT du Lac" in ask(str(file), "--store", store).stdout


def test_a_question_is_printed_without_its_parameters() -> None:
    done = ask("members-of-structure", "--sparql")
    assert done.exit_code == 0
    assert "?structure" in done.stdout
    assert "VALUES ?structure" not in done.stdout


def test_a_printed_question_holds_the_parameters_that_are_given() -> None:
    assert (
        "VALUES ?structure { <https://example.org/a> }"
        in ask("members-of-structure", "--sparql", "-p", "structure=https://example.org/a").stdout
    )


def test_no_level_is_explained_below_an_empty_answer(store: str) -> None:
    done = ask("members-of-structure", "-p", "structure=id:org/ch/brise", "--store", store, "--why")
    assert done.exit_code == 0
    assert "Aucune réponse." in done.stdout
    assert "justes" not in done.stdout


def test_construct_gives_turtle(store: str) -> None:
    told = ask("CONSTRUCT { ?x a sante:GHT } WHERE { ?x a sante:GHT }", "--store", store).stdout
    assert "a sante:GHT" in told


def test_why_tells_the_row_its_quotes(store: str) -> None:
    done = ask("members-of-structure", "-p", "structure=GHT du Lac", "--store", store, "--why")
    assert done.exit_code == 0
    assert "Ligne 1" in done.stdout


def test_why_tells_the_rows_of_any_question_their_triples(store: str) -> None:
    done = ask("SELECT ?ght WHERE { ?ght a sante:GHT }", "--store", store, "--why")
    assert done.exit_code == 0
    assert "rdf:type sante:GHT" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("no-such-question",), 3, "aucune question ne s'appelle"),
        (("missing.rq",), 3, "ce fichier n'existe pas"),
        (("members-of-structure",), 5, "demande le paramètre structure"),
        (("members-of-structure", "-p", "structure"), 5, "NOM=VALEUR"),
        (("members-of-structure", "-p", "colour=red"), 5, "n'a pas de paramètre"),
        (("SELECT ?x WHERE { ?x",), 5, "erreur de syntaxe"),
        (("SELECT ?x WHERE { SERVICE <http://example.org/> { ?x ?y ?z } }",), 6, "envoyer des requêtes"),
        (("INSERT DATA { id:a a sante:GHT }",), 6, "interroge le graphe"),
        (("ASK { ?x a sante:GHT }", "--format", "turtle"), 2, "vaut pour les graphes"),
    ],
)
def test_a_mistake_is_one_line_and_its_code(store: str, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = ask(*arguments, "--store", store)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    done = ask("ASK { ?x ?y ?z }", "--store", str(tmp_path / "nowhere"))
    assert done.exit_code == 3
    assert "kg ingest" in done.stderr
    assert not (tmp_path / "nowhere").exists()
