"""What must hold on a large graph, without a full reasoner: a rule a file of `queries/derivation/`, over touched nodes.

A rule is a CONSTRUCT whose triples have `?subject` as subject; its innermost WHERE is run for the given subjects. Its
header says what it takes from the ontology (`#+ ontology: SELECT …`, whose rows become a VALUES block) and which
subjects depend on a touched node (`#+ affects:`, a property path from the touched node to the subject). All triples of
the affected subjects are derived anew, so that what stood for them before can be replaced: nothing that lost its
reason stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF
from rdflib.term import Node

from kg.errors import InputError
from kg.reasoning.ontology import PUBLISHED_BASE, load_ontology
from kg.resources import folder
from kg.settings import BASE
from kg.vocabulary import GRAPH, PREFIXES

Triple = tuple[Node, Node, Node]

_HEADER = re.compile(r"#\+ ([\w@]+): (.*)")
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_PORTION = 500
_PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


class Constructs(Protocol):
    """What `derive` asks of a store: its default graph holds the direct triples."""

    def construct(self, sparql: str) -> Graph:
        """The triples of a CONSTRUCT."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One file of `queries/derivation/`: `name` is its stem, `affects` a property path or empty."""

    name: str
    title: str
    title_fr: str
    affects: str
    construct: str

    def over(self, subjects: Sequence[URIRef]) -> str:
        """The rule as a CONSTRUCT over these subjects."""
        values = f" VALUES ?subject {{ {' '.join(subject.n3() for subject in subjects)} }}"
        *_, innermost = _WHERE.finditer(self.construct)
        return self.construct[: innermost.end()] + values + self.construct[innermost.end() :]


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived triple and the name of the rule that gave it."""

    triple: Triple
    rule: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """The derived triples of `subjects`: all there are, so that they replace what was derived for them before."""

    subjects: tuple[URIRef, ...]
    triples: tuple[Derived, ...]

    def graph(self) -> Graph:
        """The triples without their rules."""
        graph = Graph(bind_namespaces="none")
        for derived in self.triples:
            graph.add(derived.triple)
        return graph

    def quads(self) -> list[str]:
        """N-Quads lines, sorted: each triple in the graph of its rule."""
        return sorted(
            f"{' '.join(term.n3() for term in derived.triple)} {graph_of(derived.rule).n3()} ."
            for derived in self.triples
        )

    def update(self) -> str:
        """The SPARQL update that stores them, a named graph a rule (`graph:derived/RULE`), and drops the older ones."""
        names = [rule.name for rule in rules()]
        parts = []
        for portion in _portions(self.subjects):
            values = " ".join(subject.n3() for subject in portion)
            graphs = " ".join(graph_of(name).n3() for name in names)
            parts.append(
                f"DELETE {{ GRAPH ?g {{ ?s ?p ?o }} }} WHERE {{ VALUES ?g {{ {graphs} }} VALUES ?s {{ {values} }} "
                "GRAPH ?g { ?s ?p ?o } }"
            )
        for name in names:
            lines = sorted(
                " ".join(term.n3() for term in derived.triple) + " ."
                for derived in self.triples
                if derived.rule == name
            )
            if lines:
                parts.append(f"INSERT DATA {{ GRAPH {graph_of(name).n3()} {{ {' '.join(lines)} }} }}")
        return " ;\n".join(parts)


def graph_of(rule: str) -> URIRef:
    """The named graph that holds what a rule derived."""
    return GRAPH[f"derived/{rule}"]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `queries/derivation/`, sorted by name. InputError where a file is no rule."""
    return tuple(_read(path) for path in sorted((folder("queries") / "derivation").glob("*.rq")))


def derive(store: Constructs, touched: Iterable[URIRef]) -> Derivation:
    """All that the rules derive for the touched nodes and for the subjects that depend on them.

    `touched` are the organisations and memberships whose facts changed; a place only when what it lies within changed,
    since all that stands in it depends on it. The store's direct triples are read, nothing is written; most
    rules leave out what the store holds already. Cost follows the touched nodes, not the size of the store.
    """
    subjects = _affected(store, sorted(set(touched)))
    triples: dict[Triple, str] = {}
    for portion in _portions(subjects):
        for rule in rules():
            for triple in store.construct(rule.over(portion)):
                triples.setdefault(triple, rule.name)
    found = sorted((Derived(triple, rule) for triple, rule in triples.items()), key=lambda d: (d.rule, d.triple))
    return Derivation(subjects, tuple(found))


def _affected(store: Constructs, touched: Sequence[URIRef]) -> tuple[URIRef, ...]:
    """The touched nodes, what depends on them, and what depends on that by an inverse or symmetric property."""
    paths = [f"({rule.affects})" for rule in rules() if rule.affects]
    found = set(touched)
    for portion in _portions(touched):
        values = " ".join(node.n3() for node in portion)
        query = (
            f"{_PROLOGUE}CONSTRUCT {{ ?subject a {OWL.Thing.n3()} }} WHERE {{ VALUES ?touched {{ {values} }} "
            f"?touched {'|'.join(paths)} ?subject FILTER(ISIRI(?subject)) }}"
        )
        found |= {s for s in store.construct(query).subjects(RDF.type) if isinstance(s, URIRef)}
    return tuple(sorted(found))


def _portions(nodes: Sequence[URIRef]) -> Iterable[Sequence[URIRef]]:
    return (nodes[start : start + _PORTION] for start in range(0, len(nodes), _PORTION))


def _read(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
    header = [(m[1], m[2].strip()) for line in text.splitlines() if (m := _HEADER.fullmatch(line.rstrip()))]
    words = dict(header)
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    if not _WHERE.search(body) or "title" not in words or "title@fr" not in words:
        raise InputError(
            f"{path.name} is no rule", cure="a header with title and title@fr, then CONSTRUCT … WHERE { … }"
        )
    values = "".join(_values(path.name, query) for key, query in header if key == "ontology")
    construct = _WHERE.sub(lambda found: found[0] + values, body, count=1)
    return Rule(path.stem, words["title"], words["title@fr"], words.get("affects", ""), construct)


def _values(name: str, query: str) -> str:
    """The rows that a SELECT over the ontology gives, as a VALUES block."""
    result = load_ontology().query(query, initNs=PREFIXES)
    variables = [f"?{variable}" for variable in result.vars or ()]
    found = [tuple(row) for row in result if isinstance(row, tuple)]
    rows = sorted({" ".join(t.n3() for t in row) for row in found if all(isinstance(t, URIRef) for t in row)})
    if not rows:
        raise InputError(f"{name}: the ontology answers nothing to {query}")
    return f" VALUES ({' '.join(variables)}) {{ {' '.join(f'({row})' for row in rows)} }}"
