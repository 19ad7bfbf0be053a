"""Answers of SPARQL as tables that an analyst reads: labels for IRIs, headings in words, empty columns left out."""

from __future__ import annotations

from functools import lru_cache
from textwrap import shorten
from typing import TYPE_CHECKING

from kg.cli.console import table, write
from kg.cli.words import HEADINGS, LANGUAGE, VALUES, say

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
    table([heading(name) for name in columns], cells, title)
    if len(shown) < len(rows):
        write(say("first", n=len(shown), of=len(rows)))
    else:
        write(say("row") if len(rows) == 1 else say("rows", n=len(rows)))


def heading(variable: str) -> str:
    """A variable as a heading: its words where we have them, else its own name with spaces."""
    french, english = HEADINGS.get(variable, ("", ""))
    words = english if LANGUAGE.get() == "en" else french
    return words or "".join(f" {c.lower()}" if c.isupper() else c for c in variable).strip().capitalize()


def short(iri: str) -> str:
    """An IRI with the prefix that we have for it."""
    from kg.vocabulary import PREFIXES

    for prefix, base in PREFIXES.items():
        if iri.startswith(base) and len(iri) > len(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


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
    given, label = row.get(name), row.get(name + LABEL)
    if given is not None and given.kind == "iri" and (known := _term(given.value)):
        return known
    term = label or given
    if term is None:
        return ""
    if term.kind == "iri":
        return short(term.value)
    french, english = VALUES.get(term.value, (term.value, term.value))
    return english if LANGUAGE.get() == "en" else french


def _term(iri: str) -> str:
    """The label of a term of the ontology or of a code; empty for other IRIs."""
    from kg.vocabulary import CODE, SANTE

    if not iri.startswith((str(CODE), str(SANTE))):
        return ""
    return _labels(LANGUAGE.get()).get(iri, "")


@lru_cache(maxsize=2)
def _labels(language: str) -> dict[str, str]:
    from rdflib.namespace import RDFS, SKOS

    from kg.reasoning import load_ontology

    ontology = load_ontology()
    named = [*ontology.subject_objects(RDFS.label), *ontology.subject_objects(SKOS.prefLabel)]
    return {str(term): str(label) for term, label in named if getattr(label, "language", None) == language}
