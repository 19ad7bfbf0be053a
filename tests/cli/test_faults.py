"""What goes wrong is told in the language of the command."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.faults import FRENCH, in_french, translated
from kg.errors import InputError, NotFoundError

SOURCE = Path(__file__).parent.parent.parent / "src" / "kg"
WHOLE = (
    *("reading", "store", "journal", "documents", "lookup", "queries.py", "dates.py", "settings.py"),
    *("pipeline/watching.py", "cli/models.py"),
    *("pipeline/review", "cli/decisions.py", "cli/reviewing.py", "cli/judging.py"),
)
"""Rooms of which every error is told in French."""


def words(node: ast.expr) -> str:
    """The words of a message, `{}` for what it names."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(words(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp):
        return words(node.left) + words(node.right)
    return "{}"


def messages(*rooms: str) -> Iterator[str]:
    """What the errors say that these rooms raise, and their cures."""
    for path in sorted(SOURCE.rglob("*.py")):
        if rooms and not path.relative_to(SOURCE).as_posix().startswith(rooms):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and words_of_name(node.func).endswith("Error"):
                yield from map(words, node.args[:1])
                yield from (words(each.value) for each in node.keywords if each.arg == "cure")


def words_of_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_nothing_is_translated_that_nobody_says() -> None:
    assert set(FRENCH) <= set(messages())


@pytest.mark.parametrize("room", WHOLE)
def test_all_that_these_rooms_say_is_told_in_french(room: str) -> None:
    said = {each for each in messages(room) if each.replace("{}", "").strip(" :,()")}
    assert said <= set(FRENCH)


@pytest.mark.parametrize("english", sorted(FRENCH))
def test_a_message_comes_out_in_french_with_what_it_names(english: str) -> None:
    names = [f"nom{n}" for n in range(english.count("{}"))]
    first, *parts = english.split("{}")
    told = translated(first + "".join(name + part for name, part in zip(names, parts, strict=True)))
    assert told == FRENCH[english].format(*names)
    assert all(name in told for name in names)


def test_the_cure_is_told_too() -> None:
    error = NotFoundError("there is no graph in x", cure="name its folder with --state")
    assert in_french(error) == "il n'y a pas de graphe dans x (nommez son dossier par --state)"


def test_what_should_have_been_given_is_told_in_french() -> None:
    assert translated("the parameter date is 'hier', not a date, YYYY-MM-DD") == (
        "le paramètre date est 'hier', et non une date, AAAA-MM-JJ"
    )


def test_what_has_no_translation_is_told_as_it_is() -> None:
    assert in_french(InputError("colourless green ideas")) == "colourless green ideas"
