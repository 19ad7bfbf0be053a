"""`--llm`: a language model speaks, its name stands in the provenance, what it invents is counted and not stored."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.extraction.oracle import Oracle, Reply, facts
from typer.testing import CliRunner, Result

from kg import settings
from kg.cli.app import app

TEXT = "Le centre hospitalier de Grignan a rejoint le GHT du Tricastin en mars 2021.\n"
CH = {"id": "x", "type": "CH", "name": "centre hospitalier de Grignan", "mentions": ["centre hospitalier de Grignan"]}
GHT = {"id": "y", "type": "GHT", "name": "GHT du Tricastin", "mentions": ["GHT du Tricastin"]}
TRUE = {"subject": "y", "predicate": "member", "object": "x", "quote": TEXT.strip(), "qualifiers": {"since": "2021-03"}}
FALSE = {"subject": "y", "predicate": "member", "object": "x", "quote": "Le CH de Grignan dirige le GHT du Tricastin."}


@pytest.fixture
def oracle() -> Iterator[Oracle]:
    server = Oracle(facts([CH, GHT], [TRUE, FALSE]), models=("grand-modele-7b",))
    yield server
    server.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "grignan.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_extract_gives_what_holds_and_counts_what_does_not(oracle: Oracle, path: Path) -> None:
    done = kg("extract", "--llm", oracle.url, "--format", "facts", str(path))
    assert done.exit_code == 0
    assert done.stdout.count('"predicate": "member"') == 1
    assert "1 citation absente du texte" in done.stderr
    assert "1 quote that is not in the text" in kg("extract", "--llm", oracle.url, "--lang", "en", str(path)).stderr


def test_ingest_stores_under_the_name_of_the_model(oracle: Oracle, path: Path, tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "store"))
    assert kg("ingest", "--llm", oracle.url, str(path), *store).exit_code == 0
    asked = len(oracle.asked)
    assert "1 déjà connu," in kg("ingest", "--llm", oracle.url, str(path), *store).stdout
    assert len(oracle.asked) == asked
    told = kg("query", "SELECT ?e WHERE { GRAPH ?g { ?run sante:extractor ?e } }", *store, "--format", "csv").stdout
    assert "llm grand-modele-7b" in told


def test_the_key_comes_from_a_file_or_the_environment_and_is_never_shown(
    oracle: Oracle, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "key").write_text("abc123\n", encoding="utf-8")
    one = kg("extract", "--llm", oracle.url, "--llm-key-file", str(tmp_path / "key"), str(path))
    monkeypatch.setattr(settings, "LLM_KEY", "def456")
    monkeypatch.setattr(settings, "LLM_URL", oracle.url)
    two = kg("extract", "--llm", "-", str(path))
    assert oracle.keys == ["Bearer abc123", "Bearer def456"]
    assert not any(key in done.output for done in (one, two) for key in ("abc123", "def456"))


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--llm", "http://127.0.0.1:9/v1", "--model", "rules"), 2),
        (("--llm-model", "x"), 2),
        (("--llm", "-"), 2),
        (("--llm", "nonsense"), 2),
        (("--llm", "http://127.0.0.1:9/v1", "--llm-key-file", "absent"), 3),
    ],
)
def test_options_that_do_not_fit_are_told_in_one_line(path: Path, options: tuple[str, ...], code: int) -> None:
    done = kg("extract", *options, str(path))
    assert (done.exit_code, len(done.stderr.splitlines())) == (code, 1)


def test_one_article_that_fails_does_not_stop_the_others(path: Path) -> None:
    (path.parent / "second.txt").write_text("Un autre article de Grignan.", encoding="utf-8")
    server = Oracle(Reply("jamais"), Reply("jamais"), facts([], []))
    done = kg("extract", "--llm", server.url, "--format", "facts", str(path.parent))
    server.close()
    assert done.exit_code == 20
    assert "grignan : le modèle petit-modele ne répond pas en JSON" in done.stderr
    assert done.stdout.count('"kind": "article"') == 1


def test_without_the_option_no_language_model_is_asked(oracle: Oracle, path: Path) -> None:
    script = f"import kg.cli.app as c, kg.settings as s; s.LLM_URL = {oracle.url!r}; c.run()"
    command = [sys.executable, "-c", script, "extract", "--model", "rules", str(path)]
    assert subprocess.run(command, capture_output=True, check=False, timeout=120).returncode == 0
    assert not oracle.asked
