"""What was set aside: list it, show it, try it again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib.namespace import DCTERMS, SH

from kg.errors import NotFoundError
from kg.model import Term
from kg.pipeline.ingest import ingest_extractions
from kg.pipeline.outcome import Outcome
from kg.pipeline.workspace import Workspace
from kg.store.lines import iri_term, ntriples
from kg.vocabulary import GRAPH, ID, SANTE

_PREFIX = str(GRAPH["quarantine/"])


@dataclass(frozen=True, slots=True)
class Aside:
    """One reason for which something of a document was set aside (`statement` is "" where it is none)."""

    document: str
    name: str
    statement: str
    quote: str
    message_fr: str
    message_en: str
    value: str = ""


def quarantine_list(workspace: Workspace, document: str | None = None) -> tuple[Aside, ...]:
    """All that is set aside, of one document (IRI or file name) or of all, by document."""
    text = f"""SELECT ?document ?name ?statement ?quote ?fr ?en ?value WHERE {{ GRAPH ?g {{
      ?report <{SH.result}> ?r . OPTIONAL {{ ?report <{DCTERMS.subject}> ?document
        OPTIONAL {{ ?document <{SANTE.name}> ?name }} }}
      OPTIONAL {{ ?r <{SANTE.statement}> ?statement OPTIONAL {{ ?statement <{SANTE.quote}> ?quote }} }}
      OPTIONAL {{ ?r <{SH.resultMessage}> ?fr FILTER(LANG(?fr) = "fr") }}
      OPTIONAL {{ ?r <{SH.resultMessage}> ?en FILTER(LANG(?en) = "en") }}
      OPTIONAL {{ ?r <{SH.value}> ?value }} {_only(document)} }}
      FILTER(STRSTARTS(STR(?g), "{_PREFIX}")) }} ORDER BY ?document ?statement ?en ?value"""
    empty = Term("literal", "")
    names = ("document", "name", "statement", "quote", "fr", "en", "value")
    return tuple(Aside(*(str(row.get(name, empty)) for name in names)) for row in workspace.side.select(text))


def quarantine_show(workspace: Workspace, document: str) -> bytes:
    """What is set aside of one document, with its report, as Turtle. NotFoundError when there is nothing."""
    found = quarantine_list(workspace, document)
    if not found:
        raise NotFoundError(f"nothing of {document!r} is set aside")
    graph = _PREFIX + found[0].document.removeprefix(str(ID["document/"]))
    return workspace.side.serialise(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", "turtle")


def quarantine_retry(workspace: Workspace, documents: Iterable[str] = ()) -> tuple[Outcome, ...]:
    """Check again what is set aside, of these documents (IRIs or file names) or of all, against today's shapes.

    Nothing is extracted anew; a document whose reading is not kept must be ingested again and fails here.
    """
    wanted: list[str | None] = [*documents] or [None]
    found = dict.fromkeys(aside.document for each in wanted for aside in quarantine_list(workspace, each))
    outcomes: list[Outcome] = []
    for document in found:
        try:
            reading = workspace.documents.reading(document)
        except NotFoundError as error:
            outcomes.append(Outcome(document, document=document, status="failed", error=error))
            continue
        outcomes += ingest_extractions([(reading.article, reading.extraction)], workspace)
    return tuple(outcomes)


def _only(document: str | None) -> str:
    if document is None:
        return ""
    if document.startswith(str(ID["document/"])):
        return f"FILTER(?document = {iri_term(document)})"
    return f"FILTER(?name = {ntriples(Term('literal', document))})"
