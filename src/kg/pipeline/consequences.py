"""What follows from a change: findings of law and derived triples about the nodes that it touched.

They are computed from the consolidated layer once it is stored, in a transaction of their own. A process killed
between the two leaves a note behind (`followed` names the last entry whose consequences are drawn); opening the
workspace draws the rest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.consolidate import is_described, is_fact
from kg.journal import Change, Journal
from kg.reasoning import derive, graph_of, rules
from kg.store import Patch, Store, canonical
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.validate import findings, standing
from kg.vocabulary import CODE, FACT_SHAPES, ID, SANTE

_NOT_ALONE = tuple(f"<{iri}" for iri in (ID["document/"], ID["place/"], ID["finding/"], CODE))
_PLACE = f"<{ID['place/']}"
_STANDS = (f"<{RDF.type}>", f"<{SANTE.within}>")
_ENDS = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.subject, shape.object) if p is not None}
_DIRECT = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.direct, shape.inverse) if p is not None}
_BY_NO_RULE = {f"<{SKOS.altLabel}>"} | {
    f"<{SANTE[name]}>"
    for name in (
        "source",
        "sources",
        "quote",
        "confidence",
        "lastPublished",
        "preferredStatement",
        "preference",
        "ends",
    )
}
_BY_LAW = {f"<{p}>" for p in (SANTE.published, SKOS.prefLabel, RDFS.label)}
_PORTION = 400


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change means to the rules: one more source that says what a row says already means nothing.

    `nodes` are entities whose type or name changed, which concerns those around them; `ends` the entities of facts
    that changed; `subjects` what may be derived otherwise; `places` those that came, went or lie elsewhere than before.
    """

    nodes: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)

    def add(self, lines: Iterable[str]) -> None:
        """Take in the lines that a transaction removed and added."""
        quads = [quad(line) for line in lines]
        read = [q for q in quads if not q.g and q.p not in _BY_NO_RULE]
        facts = {q.s for q in read if is_fact(q.s)}
        shaped = {q.s for q in read if q.p not in _BY_LAW and is_described(q.s)}
        ends = {q.s: set[str]() for q in quads if q.p in _ENDS and q.s in facts}
        for q in quads:
            if q.s in ends and q.p in _ENDS:
                ends[q.s].add(q.o)
        self.nodes.update(_entities(q.s for q in read if q.p not in _DIRECT))
        self.ends.update(_entities(end for its in ends.values() for end in its))
        self.subjects.update(lexical(s) for s in shaped if is_fact(s))
        self.subjects.update(_entities(shaped), _entities(end for s in ends.keys() & shaped for end in ends[s]))
        self.places.update(lexical(q.s) for q in read if q.p in _STANDS and q.s.startswith(_PLACE))


def consequences(store: Store, touched: Touched) -> Patch:
    """What changes in findings and derived triples.

    Only of the places that came, went or moved: all that stands in a place is derived anew with it.
    """
    derivation = derive(store, [URIRef(iri) for iri in sorted(touched.subjects | touched.places)])
    old = _lines(standing(store, touched.nodes, touched.ends))
    new = _lines(findings(store, touched.nodes, touched.ends))
    old |= _derived(store, [str(subject) for subject in derivation.subjects])
    new |= set(canonical("\n".join(derivation.quads()) + "\n"))
    return Patch.between(old, new)


def drawn(store: Store, journal: Journal, done: int) -> tuple[Change, list[str]]:
    """The consequences of the entries after entry `done`, and the documents that caused those."""
    touched = Touched()
    documents: dict[str, None] = {}
    for entry, change in journal.since(done):
        touched.add((*change.main.removed, *change.main.added))
        documents |= dict.fromkeys(entry.documents)
    return Change(consequences(store, touched)), list(documents)


def _entities(terms: Iterable[str]) -> set[str]:
    """The organisations and persons among these terms, as IRIs."""
    found = {term for term in terms if term.startswith("<") and is_described(term) and not is_fact(term)}
    return {lexical(term) for term in found if not term.startswith(_NOT_ALONE)}


def _lines(graph: Graph) -> set[str]:
    return set(canonical(graph.serialize(format="nt", encoding="utf-8"), "ntriples"))


def _derived(store: Store, subjects: list[str]) -> set[str]:
    """The derived triples that stand for these subjects; one graph a query, or the engine reads the graphs whole."""
    found = set()
    for rule in rules():
        graph = graph_of(rule.name).n3()
        for start in range(0, len(subjects), _PORTION):
            values = " ".join(f"<{s}>" for s in subjects[start : start + _PORTION])
            text = f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ VALUES ?s {{ {values} }} ?s ?p ?o }} }}"
            for row in store.select(text):
                found.add(Quad(*(ntriples(row[name]) for name in "spo"))._replace(g=graph).line())
    return found
