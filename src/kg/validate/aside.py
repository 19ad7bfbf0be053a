"""What a verdict of form does: the malformed statement leaves alone, with its evidence and its report."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, SH, SKOS
from rdflib.term import Node

from kg.validate.form import ENDS, Report
from kg.vocabulary import GRAPH, ID, OA, PREFIXES, SANTE


def split(graph: Graph, report: Report) -> tuple[Graph, Graph]:
    """What can be published, and what is set aside with its report (graph `graph:quarantine/HASH`).

    A malformed statement goes with its evidence, with its fact where no other statement states it, and with the
    entities that only it uses. What is set aside repeats the document and the ends of its facts, so that it can be
    read, and retried, alone.
    """
    document = next(iter(graph.subjects(RDF.type, SANTE.Document)), None)
    local = _digest(str(graph.identifier)) if document is None else str(document).rpartition("/")[2]
    published, aside = Graph(identifier=graph.identifier), Graph(identifier=GRAPH["quarantine/" + local])
    for target in (published, aside):
        for prefix, namespace in PREFIXES.items():
            target.bind(prefix, namespace, replace=True)
    if report.conforms:
        return graph, aside
    gone = {URIRef(statement) for statement in report.statements}
    kept = {s for kind in (SANTE.Statement, SANTE.Suggestion) for s in graph.subjects(RDF.type, kind)} - gone
    moved = {node for statement in gone for node in _with_evidence(graph, statement)}
    facts, facts_kept = _facts(graph, gone), _facts(graph, kept)
    moved |= facts - facts_kept
    ends, ends_kept = _used(graph, facts), _used(graph, facts_kept)
    moved |= ends - ends_kept
    loose = {URIRef(r.focus) for r in report.malformed if r.statement is None}
    moved |= {node for node in loose if node != document}
    shown = moved | facts | ends | ({document} if document is not None else set())
    shown |= {run for statement in gone for run in graph.objects(statement, PROV.wasGeneratedBy)}
    for subject, property, value in graph:
        if subject not in moved:
            published.add((subject, property, value))
        if subject in shown:
            aside.add((subject, property, value))
    for triple in _as_triples(report, document, local):
        aside.add(triple)
    return published, aside


def _with_evidence(graph: Graph, statement: Node) -> Iterator[Node]:
    """A statement, its annotations, their targets and selectors."""
    yield statement
    for annotation in graph.subjects(OA.hasBody, statement):
        yield annotation
        for target in graph.objects(annotation, OA.hasTarget):
            yield target
            yield from graph.objects(target, OA.hasSelector)


def _facts(graph: Graph, statements: Iterable[Node]) -> set[Node]:
    properties = (SANTE.states, SANTE.suggests)
    return {fact for statement in statements for p in properties for fact in graph.objects(statement, p)}


def _used(graph: Graph, facts: Iterable[Node]) -> set[Node]:
    """The ends of facts that this graph describes."""
    ends = {end for fact in facts for property in ENDS for end in graph.objects(fact, property)}
    return {end for end in ends if (end, SKOS.prefLabel, None) in graph or (end, RDF.type, None) in graph}


def _as_triples(report: Report, document: Node | None, local: str) -> Iterator[tuple[Node, Node, Node]]:
    """The report as data, without blank nodes."""
    node = ID["report/" + local]
    yield node, RDF.type, SANTE.ValidationReport
    yield node, RDF.type, SH.ValidationReport
    yield node, SH.conforms, Literal(report.conforms)
    if document is not None:
        yield node, DCTERMS.subject, document
    for result in report.malformed:
        key = _digest(result.statement or "", result.focus, result.shape, result.value or "")
        one = ID[f"report/{local}-{key}"]
        yield node, SH.result, one
        yield one, RDF.type, SH.ValidationResult
        yield one, SH.focusNode, URIRef(result.focus)
        yield one, SH.sourceShape, URIRef(result.shape)
        yield one, SH.resultSeverity, URIRef(result.severity)
        yield one, SH.resultMessage, Literal(result.message_fr, lang="fr")
        yield one, SH.resultMessage, Literal(result.message_en, lang="en")
        if result.statement is not None:
            yield one, SANTE.statement, URIRef(result.statement)
        if result.path is not None:
            yield one, SH.resultPath, URIRef(result.path)
        if result.value is not None:
            yield one, SH.value, Literal(result.value[:300])


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
