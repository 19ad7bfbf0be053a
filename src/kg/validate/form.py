"""The verdict of form: core SHACL, one constraint a shape (`shapes/`).

What SHACL cannot see (a quote against the article's text, check digits) is checked here and cites shapes of the same
files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kg.resources import folder
from kg.settings import BASE
from kg.vocabulary import FACT_SHAPES, OA, SANTE

PUBLISHED_BASE = "https://w3id.org/sante-kg/"
SHAPE = BASE + "shapes#"
ENDS = frozenset(
    [shape.subject for shape in FACT_SHAPES.values()] + [s.object for s in FACT_SHAPES.values() if s.object]
)
_RANK = {str(SH.Violation): 0, str(SH.Warning): 1, str(SH.Info): 2}
_KINDS = (SANTE.Statement, SANTE.Suggestion)
_KEYED = ((SANTE.finess, "finess"), (SANTE.siren, "siren"), (SANTE.siret, "siret"))


@dataclass(frozen=True, slots=True)
class Result:
    """One constraint that a node breaks. `statement` is the statement to set aside; None where it is no statement's."""

    statement: str | None
    focus: str
    shape: str
    severity: str
    message_fr: str
    message_en: str
    path: str | None = None
    value: str | None = None

    def message(self, language: str = "fr") -> str:
        """The message in French or English."""
        return self.message_en if language == "en" else self.message_fr


@dataclass(frozen=True, slots=True)
class Report:
    """What the shapes say of one graph, worst first."""

    results: tuple[Result, ...] = ()

    @property
    def malformed(self) -> tuple[Result, ...]:
        """The results that set something aside."""
        return tuple(result for result in self.results if result.severity == str(SH.Violation))

    @property
    def warnings(self) -> tuple[Result, ...]:
        """The results that block nothing."""
        return tuple(result for result in self.results if result.severity != str(SH.Violation))

    @property
    def statements(self) -> frozenset[str]:
        """The statements to set aside."""
        return frozenset(result.statement for result in self.malformed if result.statement is not None)

    @property
    def conforms(self) -> bool:
        """Whether nothing is to be set aside."""
        return not self.malformed


# -- form --------------------------------------------------------------------------------------------------------


def check(graph: Graph, context: Graph | None = None, text: str | None = None) -> Report:
    """The verdict of form on one document's graph.

    `context` holds what the graph refers to without saying it (registry facts of linked entities); `text` is the
    article's text, against which quotes are checked.
    """
    whole = graph if context is None else graph + context
    found: set[Result] = set()
    for focus, shape, severity, path, value in _shacl(whole):
        found |= set(_results(graph, focus, shape, severity, path, value))
    for focus, name, value in (*_quotes(graph, text), *_keys(graph)):
        shape = URIRef(SHAPE + name)
        severity = str(shapes().value(shape, SH.severity))
        found |= set(_results(graph, focus, shape, severity, None, value))
    return Report(
        tuple(sorted(found, key=lambda r: (_RANK[r.severity], r.statement or "", r.shape, r.focus, r.value or "")))
    )


@lru_cache(maxsize=1)
def shapes() -> Graph:
    """All shapes, read once."""
    graph = Graph()
    for path in sorted(folder("shapes").glob("*.ttl")):
        data = path.read_text("utf-8").replace(PUBLISHED_BASE, BASE)
        graph.parse(data=data, format="turtle")
    return graph


_Breach = tuple[Node, URIRef, str, str | None, Node | None]


def _shacl(graph: Graph) -> Iterator[_Breach]:
    """Focus node, shape, severity, path and value of each result of SHACL."""
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes(), advanced=False, inplace=True, js=False)
    if conforms:
        return
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, shape = report.value(result, SH.focusNode), report.value(result, SH.sourceShape)
        path = report.value(result, SH.resultPath)
        if focus is not None and isinstance(shape, URIRef):
            severity = str(report.value(result, SH.resultSeverity))
            yield (
                focus,
                shape,
                severity,
                str(path) if isinstance(path, URIRef) else None,
                report.value(result, SH.value),
            )


def _quotes(graph: Graph, text: str | None) -> Iterator[tuple[Node, str, Node | None]]:
    """Quotes that have not the length of their position, or do not stand there in the text."""
    for target, quote in graph.subject_objects(OA.hasSelector):
        exact = graph.value(quote, OA.exact)
        if exact is None:
            continue
        for position in graph.objects(target, OA.hasSelector):
            start, end = graph.value(position, OA.start), graph.value(position, OA.end)
            if not (isinstance(start, Literal) and isinstance(end, Literal)):
                continue
            if not (str(start).isdigit() and str(end).isdigit()):
                continue
            if int(end) - int(start) != len(str(exact)):
                yield target, "quote-length", exact
            elif text is not None and not _same(text[int(start) : int(end)], str(exact)):
                yield target, "quote-stands", exact


def _same(text: str, quote: str) -> bool:
    """Whether a quote is the text, but for what no graph can hold (control characters: U+FFFD in the quote)."""
    return text == quote or (
        len(text) == len(quote) and all(a == b or b == "\ufffd" for a, b in zip(text, quote, strict=True))
    )


def _keys(graph: Graph) -> Iterator[tuple[Node, str, Node | None]]:
    """Identifiers of the right form whose check digit is wrong."""
    for property, name in _KEYED:
        for entity, number in graph.subject_objects(property):
            if str(number).isdigit() and not luhn(str(number)) and not _la_poste(name, str(number)):
                yield entity, f"{name}-key", number


def luhn(number: str) -> bool:
    """Whether the digits of a number end with their check digit.

    >>> luhn("732829320"), luhn("732829321")
    (True, False)
    """
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _la_poste(name: str, number: str) -> bool:
    """La Poste's own establishments have another rule: their digits add up to a multiple of five."""
    return name == "siret" and number.startswith("356000000") and sum(map(int, number)) % 5 == 0


def _results(
    graph: Graph, focus: Node, shape: URIRef, severity: str, path: str | None, value: Node | None
) -> Iterator[Result]:
    """One result for each statement that a breach spoils; one without statement where there is none."""
    messages = {m.language: str(m) for m in shapes().objects(shape, SH.message) if isinstance(m, Literal)}
    spoilt: Iterable[Node] = _statements(graph, value) if value is not None and _is_fact(graph, value) else ()
    spoilt = spoilt or _statements(graph, focus, value)
    named: list[str | None] = [*sorted(map(str, spoilt))]
    for statement in named or [None]:
        yield Result(
            statement=statement,
            focus=str(focus),
            shape=str(shape),
            severity=severity,
            message_fr=messages.get("fr", ""),
            message_en=messages.get("en", ""),
            path=path,
            value=None if value is None else str(value),
        )


def _is_fact(graph: Graph, node: Node) -> bool:
    return _is_statement(graph, node) or (node, SANTE.predicate, None) in graph


def _is_statement(graph: Graph, node: Node) -> bool:
    """Whether a node is a statement, believed or not."""
    return any((node, RDF.type, kind) in graph for kind in _KINDS)


def _statements(graph: Graph, node: Node, value: Node | None = None) -> set[Node]:
    """The statements that a node belongs to: itself, of its fact, of its evidence, of the facts it is an end of."""
    if value is not None and _is_statement(graph, value):
        return {value}
    if _is_statement(graph, node):
        return {node}
    if (node, SANTE.predicate, None) in graph:
        return {*graph.subjects(SANTE.states, node), *graph.subjects(SANTE.suggests, node)}
    if (node, RDF.type, OA.Annotation) in graph:
        return set(graph.objects(node, OA.hasBody))
    if (node, RDF.type, SANTE.Document) in graph:
        return set()
    above: set[Node] = set()
    for property in (OA.hasTarget, OA.hasSelector, *ENDS):
        above |= set(graph.subjects(property, node))
    return {statement for other in above if other != node for statement in _statements(graph, other)}
