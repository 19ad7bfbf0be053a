"""Graphs and facts as files: one article in any format, a whole store through the engine's own writers.

Never the text of an article: what leaves are quotes of at most 300 characters.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kg import queries
from kg.errors import InputError, StoreError
from kg.export.document import document_store
from kg.export.facts import Line, as_jsonl, facts
from kg.model import Article, Extraction
from kg.store import GRAPH_FORMATS, Store

_NAMED = frozenset(["trig", "nquads"])
_FIELDS = (
    "role", "since", "until", "date", "count", "status", "brand", "model", "at", "amount", "purpose", "title", "unit",
)  # fmt: skip
COLUMNS = (
    "subject_type", "subject", "predicate", "object_type", "object", "value", *_FIELDS,
    "basis", "confidence", "start", "end", "quote",
)  # fmt: skip
"""Columns of one article's facts as CSV."""

VIEWS = ("organisations", "memberships", "equipment", "facts")
"""Tables of a whole store: `queries/export/view-NAME.rq` gives `NAME.csv`."""


def extraction_as(article: Article, extraction: Extraction, format: str) -> str:
    """What was extracted from one article: `facts`, `table`, `csv`, or an RDF format.

    TriG and N-Quads name the document's graph, the others hold its triples.
    """
    if format not in _OF_FACTS and format not in GRAPH_FORMATS:
        raise InputError(f"{format} is no format", cure="one of " + ", ".join((*_OF_FACTS, *GRAPH_FORMATS)))
    with closing(document_store(article, extraction, named=format in _NAMED)) as document:
        if format in _OF_FACTS:
            return _OF_FACTS[format](facts(document))
        out = io.BytesIO()
        document.dump(out, format)
    return out.getvalue().decode("utf-8")


def as_csv(lines: list[Line]) -> str:
    """The facts of one article as CSV, one row a fact with the first stretch of its evidence."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    names = _names(lines)
    for line in lines:
        if line["kind"] == "fact":
            subject, object = names[str(line["subject"])], names.get(str(line.get("object")), ("", ""))
            qualifiers = _mapping(line.get("qualifiers"))
            quote = _quote(line)
            writer.writerow(
                [*subject, line["predicate"], *object, _shown(line.get("value"))]
                + [_shown(qualifiers.get(field)) for field in _FIELDS]
                + [_shown(line.get("basis")), _shown(line.get("confidence"))]
                + [_shown(quote.get(part)) for part in ("start", "end", "text")]
            )
    return out.getvalue()


def as_table(lines: list[Line]) -> str:
    """The facts of one article for people: subject, predicate, object with its qualifiers, and the quote."""
    rows = list(as_rows(lines))
    if not rows:
        return ""
    widths = [min(48, max(len(row[column]) for row in rows)) for column in range(3)]
    text = []
    for subject, predicate, object, quote in rows:
        cells = [cell.ljust(width) for cell, width in zip((subject, predicate, object), widths, strict=True)]
        text.append("  ".join(cells).rstrip() + f"\n    « {quote} »\n")
    return "".join(text)


def as_rows(lines: list[Line]) -> Iterator[tuple[str, str, str, str]]:
    """Subject, predicate, object with its qualifiers, and quote of each fact."""
    names = _names(lines)
    for line in lines:
        if line["kind"] == "fact":
            object = names[str(line["object"])][1] if "object" in line else _shown(line.get("value"))
            told = ", ".join(f"{key} {_shown(value)}" for key, value in _mapping(line.get("qualifiers")).items())
            quote = _shown(_quote(line).get("text"))
            yield (
                names[str(line["subject"])][1],
                str(line["predicate"]),
                f"{object} ({told})" if told else object,
                quote,
            )


def export(store: Store, out: BinaryIO, format: str = "nquads") -> None:
    """The whole store in an RDF format. N-Quads are sorted: equal stores give equal bytes."""
    if format not in GRAPH_FORMATS:
        raise InputError(f"{format} is no graph format", cure="one of " + ", ".join(GRAPH_FORMATS))
    store.dump(out, format)


def export_tables(store: Store, folder: Path) -> list[Path]:
    """The consolidated layer as CSV files, one a view; the paths written."""
    written = []
    for view in VIEWS:
        path = folder / f"{view}.csv"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(store.serialise(queries.question(f"view-{view}").bind(), "csv"))
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from error
        written.append(path)
    return written


_OF_FACTS: dict[str, Callable[[list[Line]], str]] = {"facts": as_jsonl, "table": as_table, "csv": as_csv}


def _names(lines: list[Line]) -> dict[str, tuple[str, str]]:
    return {str(line["id"]): (str(line["type"]), str(line["name"])) for line in lines if line["kind"] == "entity"}


def _quote(line: Line) -> dict[str, object]:
    evidence = line.get("evidence")
    return _mapping(evidence[0] if isinstance(evidence, list) else evidence)


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _shown(value: object) -> str:
    return "" if value is None else str(value)
