"""The facts view of the contract, computed from a document's graph alone: nothing stands in it but the graph."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from rdflib import URIRef

from kg import queries
from kg.store import Store
from kg.vocabulary import DATE_PREDICATES, TYPE_OF_CLASS

Row = dict[str, str]
Line = dict[str, object]

_WORDS = (
    "role",
    "since",
    "until",
    "date",
    "count",
    "status",
    "brand",
    "model",
    "at",
    "amount",
    "purpose",
    "title",
    "unit",
)
_LABELLED = frozenset(["located_in", "discipline"])
_NUMBERS = frozenset(["count", "amount", "value"])


def facts(document: Store) -> list[Line]:
    """The lines of the contract: the article, its entities, its facts, each in the order of the text.

    `document` holds the graph of one document, as `document_store` gives it.
    """
    entities = list(_entities(_rows(document, "facts-entities")))
    ids = {iri: str(line["id"]) for iri, line in entities}
    lines = [_article(_rows(document, "facts-article"))]
    lines += [line for _, line in entities]
    stated = groupby(_rows(document, "facts"), key=lambda row: row["statement"])
    lines += [_fact(list(rows), ids) for _, rows in stated]
    return lines


def left_out(document: Store) -> dict[str, int]:
    """How many statements of the document stand in no line of the contract, by modality (planned, hoped, …)."""
    told = {row["statement"] for row in _rows(document, "facts")}
    held = [row["modality"] for row in _rows(document, "facts-stated") if row["statement"] not in told]
    return dict(sorted(Counter(map(_local, held)).items()))


def as_jsonl(lines: Iterable[Line]) -> str:
    """Lines of the contract as JSON Lines."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def _rows(document: Store, name: str) -> Iterator[Row]:
    """The rows of a ready query, unbound variables left out."""
    for row in document.select(queries.question(name).bind()):
        yield {variable: term.value for variable, term in row.items()}


def _article(rows: Iterable[Row]) -> Line:
    found = list(rows) or [{}]
    line: Line = {"kind": "article"}
    line |= {key: found[0].get(key) for key in ("title", "publisher", "published", "modified")}
    return line | {"authors": sorted({row["author"] for row in found if "author" in row}), "url": found[0].get("url")}


def _entities(rows: Iterable[Row]) -> Iterator[tuple[str, Line]]:
    for number, (iri, group) in enumerate(groupby(rows, key=lambda row: row["entity"]), 1):
        found = list(group)
        types = [TYPE_OF_CLASS[URIRef(row["class"])] for row in found if URIRef(row["class"]) in TYPE_OF_CLASS]
        aliases = sorted({row["alias"] for row in found if "alias" in row})
        line: Line = {"kind": "entity", "id": f"e{number}", "type": types[0] if types else "ORG"}
        yield iri, line | {"name": found[0]["name"], "aliases": aliases}


def _fact(rows: list[Row], ids: dict[str, str]) -> Line:
    """One statement; its rows differ in evidence only."""
    row = dict(rows[0])
    predicate = row["predicate"]
    line: Line = {"kind": "fact", "subject": ids[row["subject"]], "predicate": predicate}
    if predicate in DATE_PREDICATES:
        line["value"] = row.pop("date", None)
    elif predicate == "cost":
        line["value"] = _number(row.pop("amount", ""))
    elif row.get("object") in ids:
        line["object"] = ids[row["object"]]
    elif predicate in _LABELLED:
        line["value"] = row.get("asWritten") or row.get("label")
    elif "object" in row:
        line["value"] = _local(row["object"])
    else:
        line["value"] = _number(row.get("value", ""))
    qualifiers = {word: _qualifier(word, row[word]) for word in _WORDS if word in row}
    if qualifiers:
        line["qualifiers"] = qualifiers
    if "basis" in row:
        line["basis"] = row["basis"]
    spans = [{"text": r["text"], "start": int(r["start"]), "end": int(r["end"])} for r in rows if "text" in r]
    if spans:
        line["evidence"] = spans[0] if len(spans) == 1 else spans
    line["confidence"] = float(row["confidence"])
    return line


def _qualifier(word: str, value: str) -> object:
    if word in ("role", "status"):
        return _local(value)
    return _number(value) if word in _NUMBERS else value


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _number(text: str) -> object:
    """A number as JSON has it: whole where it is whole; what is no number stays as written."""
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(text) if text.lstrip("-").isdigit() else number
