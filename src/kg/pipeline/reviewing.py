"""Decisions in a workspace: kept, and applied at once to the documents that they touch, as one journal entry each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from kg.documents import Reading
from kg.errors import NotFoundError
from kg.model import Article, Extraction, Term
from kg.pipeline.ingest import ingest_extractions
from kg.pipeline.outcome import Outcome
from kg.pipeline.review import EVERYTHING, REVIEWS, Decision, Reviews, Window
from kg.pipeline.workspace import Workspace
from kg.queries import question
from kg.store.lines import iri_term, ntriples
from kg.vocabulary import SANTE

_NOTE = "reviewing.json"
_STORED = f"SELECT ?d WHERE {{ GRAPH ?g {{ ?d a <{SANTE.Document}> }} }}"


def decide(decisions: Sequence[Decision], workspace: Workspace, *, user: str = "") -> tuple[Outcome, ...]:
    """Keep decisions and build anew the documents that they touch; those of documents to come wait for them.

    Raises NotFoundError, and keeps nothing, where the reading of such a document is not kept any more.
    """
    found = _noted(decisions, workspace)
    reviews_of(workspace).keep(decisions)
    return _rebuilt(found, workspace, user or (decisions[0].by if decisions else ""))


def take_back(ids: Iterable[str], workspace: Workspace, *, user: str = "") -> tuple[Outcome, ...]:
    """Undo decisions; NotFoundError for one that was not made. The journal remembers both."""
    reviews = reviews_of(workspace)
    wanted = list(dict.fromkeys(ids))
    for id in wanted:
        if id not in reviews.decisions:
            raise NotFoundError(f"there is no decision {id!r}", cure="kg review --decided lists them")
    found = _noted([reviews.decisions[id] for id in wanted], workspace)
    reviews.drop(wanted)
    return _rebuilt(found, workspace, user)


def finish(workspace: Workspace) -> None:
    """Apply decisions that a killed process kept and did not apply."""
    note = workspace.folder / _NOTE
    if note.exists():
        said = json.loads(note.read_text(encoding="utf-8"))
        stored = set(workspace.store.select(_STORED).column("d"))
        kept = [workspace.documents.reading(document) for document in said["documents"] if document in stored]
        _rebuilt(kept, workspace, said["user"])


def reviews_of(workspace: Workspace) -> Reviews:
    """The decisions of a workspace."""
    return Reviews(workspace.folder / REVIEWS)


def readings(
    workspace: Workspace, window: Window = EVERYTHING, name: str | None = None
) -> Iterator[tuple[Article, Extraction]]:
    """What was read in the documents that hold statements of such confidence, or in those of that name or IRI."""
    rows = workspace.store.select(question("unsure").bind(low=window.low, high=window.high))
    found = [str(row["document"]) for row in rows if name is None or name in (str(row["document"]), str(row["name"]))]
    for document in dict.fromkeys(found):
        try:
            reading = workspace.documents.reading(document)
        except NotFoundError:
            continue
        yield reading.article, reading.extraction


def reviewed(workspace: Workspace) -> Iterator[tuple[Article, Extraction]]:
    """The stored documents that someone has decided on, each with the decisions on it."""
    reviews = reviews_of(workspace)
    for document in touched(reviews.decisions.values(), workspace):
        reading = workspace.documents.reading(document)
        yield reading.article, reviews.applied(reading.article, reading.extraction)


def _noted(decisions: Sequence[Decision], workspace: Workspace) -> list[Reading]:
    """The readings of the documents to be built anew; a note of them lies there until that is done."""
    documents = touched(decisions, workspace)
    found = [workspace.documents.reading(document) for document in documents]
    note = workspace.folder / _NOTE
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps({"documents": documents, "user": decisions[0].by if decisions else ""}), "utf-8")
    fresh.replace(note)
    return found


def _rebuilt(found: Iterable[Reading], workspace: Workspace, user: str) -> tuple[Outcome, ...]:
    extractions = [(reading.article, reading.extraction) for reading in found]
    outcomes = ingest_extractions(extractions, workspace, why="review", user=user)
    (workspace.folder / _NOTE).unlink(missing_ok=True)
    for outcome in outcomes:
        if outcome.error is not None:
            raise outcome.error
    return outcomes


def touched(decisions: Iterable[Decision], workspace: Workspace) -> list[str]:
    """The stored documents that these decisions are about, copies of the same words too."""
    found: dict[str, None] = {}
    for decision in decisions:
        marks = (("textDigest", decision.text), ("bodyDigest", decision.body))
        parts = [f"?d <{SANTE[p]}> {ntriples(Term('literal', mark))}" for p, mark in marks if mark]
        if decision.document:
            parts.append(f"VALUES ?d {{ {iri_term(decision.document)} }} ?d a <{SANTE.Document}>")
        union = " UNION ".join(f"{{ {part} }}" for part in parts)
        rows = workspace.store.select(f"SELECT DISTINCT ?d WHERE {{ GRAPH ?g {{ {union} }} }} ORDER BY ?d")
        found |= dict.fromkeys(str(d) for d in rows.column("d"))
    return list(found)
