"""Numbers of the environment: those that are none are told in one line, and help is to be had all the same."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg import settings
from kg.errors import InputError

FILE = Path(settings.__file__)
NUMBERS = re.findall(r'_number\("KG_(\w+)"', FILE.read_text(encoding="utf-8"))


def check() -> None:
    """Read the environment of this test anew, and check it."""
    again: Callable[[], None] = runpy.run_path(str(FILE))["check"]
    again()


def kg(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("said", ["", "  "])
def test_what_is_empty_is_unset(monkeypatch: pytest.MonkeyPatch, name: str, said: str) -> None:
    monkeypatch.setenv(f"KG_{name}", said)
    check()
    assert runpy.run_path(str(FILE))[name] == getattr(settings, name)


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("said", ["foo", "-1", "nan", "inf", "1e300", "0,5"])
def test_what_is_no_number_of_the_range_is_told_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv(f"KG_{name}", said)
    with pytest.raises(InputError, match=rf"^KG_{name} is '{said}', not a .*number from .* \(for example KG_{name}="):
        check()


def test_a_number_of_the_range_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MIN_CONFIDENCE", " 0.5 ")
    check()
    assert runpy.run_path(str(FILE))["MIN_CONFIDENCE"] == 0.5


@pytest.mark.parametrize("said", ["7", "foo"])
def test_a_command_ends_as_with_a_usage_error_in_one_line(tmp_path: Path, said: str) -> None:
    done = kg("stats", "--store", str(tmp_path / "store"), KG_MIN_CONFIDENCE=said)
    told = f"KG_MIN_CONFIDENCE vaut '{said}', et non un nombre de 0 à 1 (par exemple KG_MIN_CONFIDENCE=0.0, ou"
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert told in done.stderr


def test_it_is_told_in_the_language_of_the_command() -> None:
    done = kg("quarantine", "list", "--lang", "en", KG_PDF_PAGES="many")
    assert "KG_PDF_PAGES is 'many', not a whole number from 1 to 1000000000" in done.stderr


@pytest.mark.parametrize("arguments", [("--help",), ("extract", "--help"), ("quarantine", "list", "--help")])
def test_help_is_to_be_had_all_the_same(arguments: tuple[str, ...]) -> None:
    done = kg(*arguments, KG_MIN_CONFIDENCE="foo", KG_PDF_PAGES="")
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_checks_the_environment() -> None:
    from typer.main import get_command

    from kg.cli.app import app
    from kg.cli.command import Command

    groups, found = [get_command(app)], []
    while groups:
        for command in groups.pop().commands.values():  # type: ignore[attr-defined]
            (groups if hasattr(command, "commands") else found).append(command)
    assert found
    assert all(isinstance(command, Command) for command in found)
