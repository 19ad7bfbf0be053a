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
MOST_OF_A_QUOTE = 180
WITH_QUOTE = frozenset({"article", "publisher", "published"})
"""What stands below the quote, in its column."""


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
    cells = [[_cell(row, name) for name in columns] for row in shown]
    from kg.web.words import heading

    table([heading(name, LANGUAGE.get()) for name in columns], cells, title)
    if len(shown) < len(rows):
        write(say("first", n=len(shown), of=len(rows)))
    else:
        write(say("row") if len(rows) == 1 else say("rows", n=len(rows)))


def full(iri: str) -> str:
    """The IRI behind a prefixed one (`id:…`); any other text stays as it is."""
    from kg.vocabulary import PREFIXES

    prefix, colon, rest = iri.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else iri


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
        if ("quote" in names and name in WITH_QUOTE) or ("otherQuote" in names and name == "otherArticle"):
            continue
        if name in filled or name + LABEL in filled:
            chosen.append(name)
    return chosen


def _cell(row: dict[str, Term], name: str) -> str:
    if name == "quote":
        return _words(row, "quote", "article", "publisher", "published")
    if name == "otherQuote":
        return _words(row, "otherQuote", "otherArticle")
    return _value(row, name)


def _words(row: dict[str, Term], quote: str, *source: str) -> str:
    """A quote, and on a line below it where it stands."""
    told = ", ".join(value for value in (_value(row, name) for name in source) if value)
    quoted = shorten(_value(row, quote), MOST_OF_A_QUOTE, placeholder=" …")
    said = quoted if quoted.startswith("«") or not quoted else f"« {quoted} »"
    return f"{said}\n— {told}" if told else said


def _value(row: dict[str, Term], name: str) -> str:
    from kg.web.tables import cell

    return cell(row, name, LANGUAGE.get()).text
