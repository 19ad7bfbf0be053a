"""Small changes to the text of a query, made on its tokens: the dataset of the protocol, DESCRIBE in two steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.errors import QueryError
from kg.model import Term
from kg.queries import serialise
from kg.store.safety import tokens

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_AFTER = ("ORDER", "LIMIT", "OFFSET", "GROUP", "HAVING", "VALUES")
_BLANK = re.compile(r"(?:\s+|#[^\n\r]*)*")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A token with its place in the text."""

    kind: str
    text: str
    start: int
    end: int
    depth: int

    @property
    def word(self) -> str:
        return self.text.upper() if self.kind == "word" else ""


def _placed(query: str) -> Iterator[_Placed]:
    at = depth = 0
    for token in tokens(query):
        gap = _BLANK.match(query, at)
        start = gap.end() if gap else at
        at = start + len(token.text)
        if token.kind == "mark" and token.text in ")}]":
            depth -= 1
        yield _Placed(token.kind, token.text, start, at, depth)
        if token.kind == "mark" and token.text in "({[":
            depth += 1


def _head(query: str) -> tuple[list[_Placed], int]:
    """All tokens, and the number of the one that names the form of the query."""
    found = list(_placed(query))
    for number, token in enumerate(found):
        if token.word in _FORMS and token.depth == 0 and (number == 0 or found[number - 1].word != "PREFIX"):
            return found, number
    raise QueryError("syntax error: neither SELECT, ASK, CONSTRUCT nor DESCRIBE")


def with_dataset(query: str, default: Sequence[str], named: Sequence[str]) -> str:
    """The query over these graphs instead of those its FROM clauses name (SPARQL 1.1 protocol, 2.1.4)."""
    if not default and not named:
        return query
    clauses = "".join(f" FROM {serialise(Term('iri', iri))}" for iri in default)
    clauses += "".join(f" FROM NAMED {serialise(Term('iri', iri))}" for iri in named)
    found, form = _head(query)
    place = _dataset_place(found, form)
    at = found[place].start if place < len(found) else len(query)
    cuts: list[tuple[int, int]] = []
    number = place
    while number < len(found) and found[number].word == "FROM":
        last = number + (2 if number + 1 < len(found) and found[number + 1].word == "NAMED" else 1)
        if last >= len(found):
            break
        cuts.append((found[number].start, found[last].end))
        number = last + 1
    rest = query[cuts[-1][1] :] if cuts else query[at:]
    kept_lines = "\n" * query[at : cuts[-1][1]].count("\n") if cuts else ""
    return f"{query[:at]}{clauses} {kept_lines}{rest}"


def _dataset_place(found: list[_Placed], form: int) -> int:
    """The number of the token before which the dataset clauses of a query stand."""
    template = found[form].word == "CONSTRUCT" and form + 1 < len(found) and found[form + 1].text == "{"
    for number in range(form + 1, len(found)):
        token = found[number]
        if token.depth:
            continue
        if token.word in ("FROM", "WHERE", *_AFTER):
            return number
        if token.text == "{" and not (template and number == form + 1):
            return number
    return len(found)


def described(query: str) -> tuple[list[str], str]:
    """What a DESCRIBE asks for: the IRIs it names in full, and the SELECT of the others (empty: there is none)."""
    found, form = _head(query)
    if found[form].word != "DESCRIBE":
        raise QueryError("the query is not a DESCRIBE")
    end = _dataset_place(found, form)
    named = found[form + 1 : end]
    iris = [token.text[1:-1] for token in named if token.kind == "iri"]
    prefixed = [token.text for token in named if token.kind == "name"]
    variables = [token.text for token in named if token.kind == "variable" or token.text == "*"]
    if not variables and not prefixed:
        return iris, ""
    binds = "".join(f" BIND({name} AS ?described{number})" for number, name in enumerate(prefixed))
    wanted = " ".join([*variables, *(f"?described{number}" for number in range(len(prefixed)) if "*" not in variables)])
    tail = query[found[end].start :] if end < len(found) else ""
    if "{" not in tail:
        tail = f"WHERE {{ }} {tail}"
    opening = next(token.start for token in _placed(tail) if token.text == "{" and token.depth == 0)
    return (
        iris,
        f"{query[: found[form].start]}SELECT DISTINCT {wanted} {tail[: opening + 1]}{binds}{tail[opening + 1 :]}",
    )
