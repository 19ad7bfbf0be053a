"""Answers as tables for a page: things by their labels, linked; headings in words; empty columns left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent

from kg.lookup import label as known_label
from kg.model import Solutions, Term
from kg.vocabulary import CODE, ID, PREFIXES, SANTE
from kg.web.words import WORDS, heading, say

MOST_ROWS = 500
_LABEL = "Label"
_SPOKEN = frozenset(["state", "modality", "modalityLabel", "predicate", "change", "conflict", "kind", "basis"])


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: what it says, where it leads, whether it is a quote."""

    text: str
    link: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows; `total` counts the rows that the answer has."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


def table(answer: Solutions, language: str, limit: int = MOST_ROWS) -> Table:
    """The answer as a table of at most `limit` rows."""
    names = set(answer.variables)
    rows = list(answer)
    filled = {name for row in rows for name in row}
    columns = [
        name
        for name in answer.variables
        if not (name.endswith(_LABEL) and name.removesuffix(_LABEL) in names)
        and name != "statement"
        and (name in filled or name + _LABEL in filled)
    ]
    return Table(
        tuple(heading(name.removesuffix(_LABEL), language) for name in columns),
        tuple(tuple(cell(row, name, language) for name in columns) for row in rows[:limit]),
        len(rows),
    )


def cell(row: Mapping[str, Term], name: str, language: str) -> Cell:
    """What a row shows under a variable."""
    term, label = row.get(name), row.get(name + _LABEL)
    if term is None:
        return Cell(label.value if label else "")
    if name == "fact":
        return Cell(say("evidence", language).lower(), local(term.value, language))
    text = named(term.value, language) if term.kind == "iri" else ""
    text = text or (label.value if label else short(term.value) if term.kind == "iri" else term.value)
    if (name in _SPOKEN or text in ("true", "false")) and text in WORDS:
        text = say(text, language)
    return Cell(text, local(term.value, language) if term.kind == "iri" else "", name.lower().endswith("quote"))


def named(iri: str, language: str) -> str:
    """The label that the ontology gives to a term or a code, the official code to a place; empty for other things."""
    return known_label(iri, language) if iri.startswith((str(CODE), str(SANTE), f"{ID}place/")) else ""


def local(iri: str, language: str = "") -> str:
    """Where a page about an IRI is: here for our own data, on the web for web addresses, nowhere for the rest."""
    if iri.startswith(str(ID)):
        path = "/id/" + percent(iri.removeprefix(str(ID)), safe="/:@!$&'()*+,;=~-._%")
        return f"{path}?lang={language}" if language == "en" else path
    ours = any(iri.startswith(base) for prefix, base in PREFIXES.items() if prefix in ("sante", "code", "graph"))
    return iri if iri.startswith(("http://", "https://")) and not ours else ""


def short(iri: str) -> str:
    """An IRI with the prefix that we have for it."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri
