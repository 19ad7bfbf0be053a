"""`kg ingest` for real: processes of their own, a store on disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.app import app

GOOD = "Le centre hospitalier de Grignan a rejoint le GHT du Tricastin en mars 2021.\n"
KG = [sys.executable, "-m", "kg.cli"]


def kg(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KG, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A store with three samples and a bad document, and what the command said."""
    folder = tmp_path_factory.mktemp("ingest")
    (folder / "in").mkdir()
    for name in ("irm-grignan.txt", "fusion-deux-sucs.html", "question-teleconsultation.txt"):
        (folder / "in" / name).write_bytes((samples / name).read_bytes())
    (folder / "in" / "broken.txt").write_bytes(bytes(1000))
    return folder, kg("ingest", "in", "--store", "store", "--model", "rules", cwd=folder)


def test_the_sum_is_told_in_words(filled: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    told = filled[1].stdout
    assert "4 documents : 1 illisible, 3 nouveaux." in told
    assert "chacun avec sa citation" in told


def test_an_article_without_a_date_is_read_anew_once_its_date_is_given(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("La clinique des Saules a ouvert mardi à Foix.", encoding="utf-8")
    ingest = ["ingest", str(tmp_path / "a.txt"), "--store", str(tmp_path / "store"), "--model", "rules"]
    assert "nouveau" in CliRunner().invoke(app, ingest).stdout
    assert "mis à jour" in CliRunner().invoke(app, [*ingest, "--published", "2024-03-15"]).stdout
    asked = "SELECT ?d WHERE { ?a sante:published ?d }"
    found = CliRunner().invoke(app, ["query", asked, "--store", str(tmp_path / "store")])
    assert "2024-03-15" in found.stdout


def test_a_bad_document_is_one_line_and_the_rest_is_done(
    filled: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    done = filled[1]
    assert done.returncode == 20
    assert "broken.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_ingesting_again_changes_no_byte_of_the_dump(filled: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder = filled[0]
    before = kg("export", "--store", "store", cwd=folder).stdout
    again = kg("ingest", "in", "--store", "store", "--model", "rules", "--lang", "en", cwd=folder)
    assert "3 known already, unchanged" in again.stdout
    assert kg("export", "--store", "store", cwd=folder).stdout == before


def test_what_was_stored_is_found(filled: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    assert "centre hospitalier de Grignan" in kg("find", "Grignan", "--store", "store", cwd=filled[0]).stdout


@pytest.mark.long
def test_ctrl_c_is_clean(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(400):
        text = f"{GOOD} Article {number}. " + GOOD * 40
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    command = [*KG, "ingest", "in", "--store", "store", "--model", "rules"]
    heard = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731  (a job in the background ignores it)
    run = subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=heard
    )
    deadline = time.monotonic() + 60
    while not list(tmp_path.glob("store/journal/*")) and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in told
    assert CliRunner().invoke(app, ["stats", "--store", str(tmp_path / "store")]).exit_code == 0


@pytest.mark.long
def test_every_development_article_is_read(shared: Path, tmp_path: Path) -> None:
    done = kg("ingest", str(shared / "articles" / "text"), "--store", "store", "--model", "rules", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
