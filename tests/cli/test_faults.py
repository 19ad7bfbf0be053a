"""What goes wrong is told in the language of the command."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from kg.cli.faults import FRENCH, in_french, translated
from kg.errors import InputError, NotFoundError

Named = dict[str, list[ast.expr]]
SOURCE = Path(__file__).parent.parent.parent / "src" / "kg"
WHOLE = (
    *("cli", "reading", "store", "journal", "documents", "lookup", "pipeline", "queries.py", "dates.py", "settings.py"),
    *("resources.py", "extraction/nlp.py", "extraction/guest.py", "extraction/llm/chat.py", "web/app.py"),
)
"""Rooms of which every error is told in French."""


def words(node: ast.expr, named: Named, depth: int = 3) -> set[str]:
    """The messages that an expression can be, `{}` for what they name; a name or function of the file is followed."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.JoinedStr):
        return {"".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)}
    if isinstance(node, ast.IfExp):
        return words(node.body, named, depth) | words(node.orelse, named, depth)
    if isinstance(node, ast.BinOp):
        pairs = product(words(node.left, named, depth), words(node.right, named, depth))
        return {left + right for left, right in pairs}
    followed = named.get(words_of_name(node.func if isinstance(node, ast.Call) else node), []) if depth else []
    return {"{}"}.union(*(words(each, named, depth - 1) for each in followed))


def names(tree: ast.AST) -> Named:
    """What a file calls by name: constants, variables, and what its functions and properties return."""
    found: Named = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                found[words_of_name(target)].append(node.value)
        elif isinstance(node, ast.FunctionDef):
            found[node.name] += [r.value for r in ast.walk(node) if isinstance(r, ast.Return) and r.value is not None]
    return found


@cache
def messages(*rooms: str) -> frozenset[str]:
    """What the errors say that these rooms raise, and their cures."""
    found: set[str] = set()
    for path in sorted(SOURCE.rglob("*.py")):
        if rooms and not path.relative_to(SOURCE).as_posix().startswith(rooms):
            continue
        tree = ast.parse(path.read_text("utf-8"))
        named = names(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and words_of_name(node.func).endswith("Error"):
                said = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "cure")]
                found.update(*(words(each, named) for each in said))
    return frozenset(found)


def kinds() -> set[str]:
    """What messages name in words of their own: the constants of the code."""
    files = (path for path in SOURCE.rglob("*.py") if path.name != "faults.py")
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def words_of_name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def test_nothing_is_translated_that_nobody_says() -> None:
    assert set(FRENCH) <= messages() | kinds()


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


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "the parameter type is a type such as GHT, CH, not 'X'",
            "le paramètre type est un type comme GHT, CH, et non 'X'",
        ),
        ("close: unsure", "proches : unsure"),
        ("for example confidence=0.5", "par exemple confidence=0.5"),
        ("save it as plain text or HTML", "enregistrez-le en texte seul ou en HTML"),
        ("x.txt: a program, not a text", "x.txt : un programme, pas un texte"),
        ("syntax error: line 1, column 9: expected {", "erreur de syntaxe : ligne 1, colonne 9 : expected {"),
    ],
)
def test_no_english_stands_inside_a_french_message(english: str, french: str) -> None:
    assert translated(english) == french


def test_what_has_no_translation_is_told_as_it_is() -> None:
    assert in_french(InputError("colourless green ideas")) == "colourless green ideas"
