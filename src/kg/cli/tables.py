"""Answers of SPARQL as tables that an analyst reads: labels for IRIs, headings in words, empty columns left out."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from kg.cli.console import table, write
from kg.cli.words import LANGUAGE, say

if TYPE_CHECKING:
    from kg.model import Solutions, Term

LABEL = "Label"
HIDDEN = frozenset({"fact", "statement"})
MOST_OF_A_QUOTE = 300
QUOTES = (("quote", "article", "publisher", "published"), ("otherQuote", "otherArticle"))
"""What stands below a row: a quote, and the columns that say where it stands."""


def show(solutions: Solutions, title: str = "", limit: int | None = None) -> None:
    """Print an answer as a table; at most `limit` rows."""
    if not solutions.rows:
        if title:
            write(title)
        write(say("no-rows"))
        return
    columns = _columns(solutions)
    rows = list(solutions)
    shown = rows if limit is None else rows[:limit]
    cells = [[_value(row, name) for name in columns] for row in shown]
    from kg.web.words import heading

    table([heading(name, LANGUAGE.get()) for name in columns], cells, title, [_words(row) for row in shown])
    if len(shown) < len(rows):
        write(say("first", n=len(shown), of=len(rows)))
    else:
        write(say("rows", n=len(rows)))


def full(iri: str) -> str:
    """The IRI behind a prefixed one (`id:…`); any other text stays as it is."""
    from kg.vocabulary import PREFIXES

    prefix, colon, rest = iri.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else iri


def quoted(text: str) -> str:
    """A quote on one line, cut where it is long, between guillemets."""
    said = shorten(text, MOST_OF_A_QUOTE, placeholder=" …")
    return said if said.startswith("«") or not said else f"« {said} »"


def _columns(solutions: Solutions) -> list[str]:
    """The columns worth a place: a thing is shown once, by its label; what is empty in every row is left out."""
    names = set(solutions.variables)
    filled = {name for row in solutions for name in row}
    chosen = []
    for name in solutions.variables:
        if name.endswith(LABEL) and name.removesuffix(LABEL) in names:
            continue
        if name in HIDDEN and len(names) > 1:
            continue
        if any(quote in names and name in (quote, *source) for quote, *source in QUOTES):
            continue
        if name in filled or name + LABEL in filled:
            chosen.append(name)
    return chosen


def _words(row: dict[str, Term]) -> str:
    """What stands below a row: its quote and where it stands, and the other one where two sources differ."""
    told = []
    for quote, *source in QUOTES:
        said = quoted(_value(row, quote))
        if said:
            where = ", ".join(value for value in (_value(row, name) for name in source) if value)
            told.append(f"{said} — {where}")
    return "\n".join(told)


def _value(row: dict[str, Term], name: str) -> str:
    from kg.web.tables import cell

    return cell(row, name, LANGUAGE.get()).text
