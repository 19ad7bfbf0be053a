"""Exit codes are told where people look for them, and are the ones of the errors."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

from typer.testing import CliRunner

from kg.cli import exits, reference
from kg.cli.app import app


def test_the_page_is_made_from_the_errors(root: Path) -> None:
    assert (root / "docs" / "exit-codes.md").read_text(encoding="utf-8") == exits.page()


def test_the_page_of_commands_is_made_from_the_commands(root: Path) -> None:
    assert (root / "docs" / "commands.md").read_text(encoding="utf-8") == reference.page()


def test_help_names_every_code() -> None:
    told = " ".join(CliRunner().invoke(app, ["--help"], env={"COLUMNS": "300"}).stdout.split())
    assert all(f"{code} " in told for code, _, _ in exits.codes())


def test_codes_are_different() -> None:
    numbers = [code for code, _, _ in exits.codes()]
    assert len(numbers) == len(set(numbers))


def test_help_is_fast() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "kg.cli", "--help"], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5


def test_help_loads_no_heavy_library() -> None:
    heavy = ("spacy", "rdflib", "pyshacl", "fastapi")
    program = f"import sys; from kg.cli import app; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_an_unknown_option_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["query", "--nonsense"]).exit_code == 2
