"""What follows from a change: findings of law and derived triples about the nodes that it touched.

They are computed from the consolidated layer once it is stored, in a transaction of their own. A process killed
between the two leaves a note behind (`followed` names the last entry whose consequences are drawn); opening the
workspace draws the rest.
"""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from kg.consolidate import touched_by
from kg.journal import Change, Journal
from kg.reasoning import derive, graph_of, rules
from kg.store import Patch, Store, canonical
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.validate import findings, standing
from kg.vocabulary import FACT_SHAPES, ID, SANTE

_NOT_ALONE = tuple(str(ID[kind]) for kind in ("document/", "place/", "finding/"))
_PLACE = str(ID["place/"])
_STANDS = (f"<{RDF.type}>", f"<{SANTE.within}>")
_FACT = str(ID["fact/"])
_ENDS = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.subject, shape.object) if p is not None}
_PORTION = 400


def consequences(store: Store, touched: Iterable[str], placed: Iterable[str] = ()) -> Patch:
    """What changes in findings and derived triples when these entities and facts have changed.

    `placed` are the places that came, went or lie elsewhere than before. Others do not count: all that stands in a
    place would be derived anew with it.
    """
    facts = {iri for iri in touched if iri.startswith(_FACT)}
    entities = {iri for iri in touched if not iri.startswith((*_NOT_ALONE, _FACT))}
    old = _lines(standing(store, entities))
    new = _lines(findings(store, entities))
    derivation = derive(store, [URIRef(iri) for iri in sorted(entities | facts | set(placed))])
    old |= _derived(store, [str(subject) for subject in derivation.subjects])
    new |= set(canonical("\n".join(derivation.quads()) + "\n"))
    return Patch.between(old, new)


def drawn(store: Store, journal: Journal, done: int) -> tuple[Change, list[str]]:
    """The consequences of the entries after entry `done`, and the documents that caused those."""
    touched: set[str] = set()
    placed: set[str] = set()
    documents: dict[str, None] = {}
    for entry, change in journal.since(done):
        lines = (*change.main.removed, *change.main.added)
        touched |= touched_by(lines) | _ends(lines)
        placed |= _placed(lines)
        documents |= dict.fromkeys(entry.documents)
    return Change(consequences(store, touched, placed)), list(documents)


def _ends(lines: Iterable[str]) -> set[str]:
    """The entities at the ends of facts: what a fact says concerns both."""
    return {lexical(q.o) for q in map(quad, lines) if q.p in _ENDS and q.o.startswith("<")}


def _placed(lines: Iterable[str]) -> set[str]:
    """The places whose class or holder the default graph says anew, or says no more."""
    found = (q for q in map(quad, lines) if not q.g and q.p in _STANDS)
    return {place for q in found if (place := lexical(q.s)).startswith(_PLACE)}


def _lines(graph: Graph) -> set[str]:
    return set(canonical(graph.serialize(format="nt", encoding="utf-8"), "ntriples"))


def _derived(store: Store, subjects: list[str]) -> set[str]:
    """The derived triples that stand for these subjects."""
    graphs = " ".join(graph_of(rule.name).n3() for rule in rules())
    found = set()
    for start in range(0, len(subjects), _PORTION):
        values = " ".join(f"<{s}>" for s in subjects[start : start + _PORTION])
        text = f"VALUES ?g {{ {graphs} }} GRAPH ?g {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"
        for row in store.select(f"SELECT ?s ?p ?o ?g WHERE {{ {text} }}").rows:
            found.add(Quad(*("" if term is None else ntriples(term) for term in row)).line())
    return found
