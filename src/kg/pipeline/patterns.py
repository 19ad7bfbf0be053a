"""What the rows of any question rest on: each triple that matched, and the facts, documents or rules behind it.

The question's triple patterns are read by rdflib's parser, and the question is asked again with all their variables in
sight, so that each row comes with the triples that gave it. Property paths and sub-queries give none; questions that
count or group are refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import Literal, URIRef, Variable
from rdflib.paths import Path
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kg.errors import QueryError
from kg.model import Term
from kg.store import Store
from kg.store.lines import lexical, ntriples
from kg.store.safety import Token, form, refuse_excess, refuse_federation, tokens
from kg.vocabulary import CODE, FACT_SHAPES, GRAPH, ID, PREFIXES, SANTE

_FACT = f"<{ID['fact/']}"
_ASSERTED = f"<{CODE['modality/asserted']}>"
_DERIVED, _DOCUMENTS, _DOCUMENT = (str(each) for each in (GRAPH["derived/"], GRAPH["document/"], ID["document/"]))

Pattern = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Reason:
    """One triple of a row (terms in N-Triples syntax) and what it rests on.

    `facts` are rows of the consolidated layer, `documents` the articles that name or describe a node, `rules` what
    derived the triple.
    """

    triple: tuple[str, str, str]
    facts: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """A row of an answer with its reasons."""

    row: Mapping[str, Term]
    reasons: tuple[Reason, ...]


def explain(store: Store, sparql: str, limit: int = 100) -> tuple[Explained, ...]:
    """Each row of a SELECT (at most `limit`) with the triples that it rests on, and what these rest on.

    Raises QueryError for what is no SELECT over basic graph patterns of the default graph.
    """
    refuse_excess(sparql)
    refuse_federation(sparql)
    if form(sparql) != "SELECT":
        raise QueryError("only the rows of a SELECT can be explained")
    try:
        algebra = prepareQuery(sparql, initNs=PREFIXES).algebra
    except Exception as error:  # rdflib raises pyparsing's and its own, without a common base
        raise QueryError(f"this question cannot be explained: {str(error).splitlines()[0]}") from error
    patterns = list(_patterns(algebra))
    if not patterns:
        raise QueryError("the question has no triple of the default graph to explain")
    shown = [str(variable) for variable in algebra.PV]
    found: dict[tuple[str, ...], Explained] = {}
    for full in store.select(_widened(sparql, shown, patterns)):
        row = {name: term for name, term in full.items() if name in shown}
        key = tuple(str(row.get(name, "")) for name in shown)
        if key not in found and len(found) < limit:
            triples = {t for t in (_ground(pattern, full) for pattern in patterns) if t is not None}
            found[key] = Explained(row, tuple(_reason(store, t) for t in sorted(triples)))
    return tuple(found.values())


def _patterns(part: object) -> Iterator[Pattern]:
    """The triple patterns of the default graph, in all groups, unions and optional parts."""
    if isinstance(part, CompValue):
        if part.name in ("Graph", "Minus", "ToMultiSet"):
            return
        if part.name == "BGP":
            for triple in part.triples:
                if not isinstance(triple[1], Path):
                    yield triple
            return
        for name, value in part.items():
            if name not in ("expr", "PV"):
                yield from _patterns(value)
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _patterns(each)


def _widened(sparql: str, shown: list[str], patterns: list[Pattern]) -> str:
    """The question with all variables of its patterns in its answer, and each way to a row a row of its own."""
    found = list(tokens(sparql))
    if any(token.text.upper() in ("GROUP", "HAVING") and token.kind == "word" for token in found):
        raise QueryError("a question that counts or groups cannot be explained row by row")
    first = next(at for at, token in enumerate(found) if token.kind == "word" and token.text.upper() == "SELECT")
    start = found[first].start + len("SELECT")
    after = found[first + 1]
    if after.text.upper() in ("DISTINCT", "REDUCED"):
        sparql = sparql[: after.start] + " " * len(after.text) + sparql[after.start + len(after.text) :]
    wanted = sorted({str(node) for pattern in patterns for node in pattern if isinstance(node, Variable)} - set(shown))
    names = "".join(f" ?{name}" for name in wanted)
    return sparql if _shows_all(found, first) else sparql[:start] + names + sparql[start:]


def _shows_all(found: list[Token], first: int) -> bool:
    """Whether the question is a SELECT * already."""
    following = [token.text.upper() for token in found[first + 1 : first + 3]]
    return "*" in following[: 2 if following[0] in ("DISTINCT", "REDUCED") else 1]


def _ground(pattern: Pattern, row: Mapping[str, Term]) -> tuple[str, str, str] | None:
    """The triple of a row that a pattern matched; None where a part of it is not bound."""
    parts = []
    for node in pattern:
        if isinstance(node, Variable):
            term = row.get(str(node))
            if term is None:
                return None
            parts.append(ntriples(term))
        elif isinstance(node, URIRef | Literal):
            parts.append(node.n3())
        else:
            return None
    return parts[0], parts[1], parts[2]


def _reason(store: Store, triple: tuple[str, str, str]) -> Reason:
    """What a triple of the default graph rests on."""
    s, p, o = triple
    if s.startswith(_FACT):
        return Reason(triple, facts=(lexical(s),))
    derived = store.select(f"SELECT ?g WHERE {{ GRAPH ?g {{ {s} {p} {o} }} }} ORDER BY ?g").column("g")
    graphs = [str(graph) for graph in derived]
    rules = tuple(graph.removeprefix(_DERIVED) for graph in graphs if graph.startswith(_DERIVED))
    documents = tuple(_DOCUMENT + graph.removeprefix(_DOCUMENTS) for graph in graphs if graph.startswith(_DOCUMENTS))
    return Reason(triple, _facts(store, triple), documents, rules)


def _facts(store: Store, triple: tuple[str, str, str]) -> tuple[str, ...]:
    """The current facts that give a direct triple."""
    s, p, o = triple
    found: set[str] = set()
    for shape in FACT_SHAPES.values():
        for property, subject, object in ((shape.direct, s, o), (shape.inverse, o, s)):
            if property is None or p != f"<{property}>" or subject.startswith('"'):
                continue
            held = shape.object if shape.object is not None else SANTE.date
            text = (
                f"?f a <{shape.cls}> ; <{shape.subject}> {subject} ; <{held}> {object} ; <{SANTE.modality}> {_ASSERTED}"
            )
            found |= {str(fact) for fact in store.select(f"SELECT ?f WHERE {{ {text} }}").column("f")}
    return tuple(sorted(found))
