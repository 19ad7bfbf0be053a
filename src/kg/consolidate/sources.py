"""What the named graphs say of the touched facts and entities, with the graphs about to be replaced put over them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rdflib.namespace import DCTERMS, PROV, RDF

from kg.dates import earliest, is_date
from kg.store import Store
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.vocabulary import CODE, FACT_SHAPES, GRAPH, ID, SANTE, FactShape

_NO_SOURCE = tuple(f"<{GRAPH}{name}" for name in ("system>", "redirects>", "tally>", "derived/", "ontology"))
TALLY = f"<{GRAPH.tally}>"
VOTE_ON = f"<{SANTE.voteOn}>"
ENDS = f"<{SANTE.ends}>"
_STATES = f"<{SANTE.states}>"
_PREDICATE = f"<{SANTE.predicate}>"
_TYPE = f"<{RDF.type}>"
_FACT = f"<{ID['fact/']}"
_DOCUMENT = f"<{ID['document/']}"
_MACHINERY = tuple(
    f"<{ID[kind]}"
    for kind in (
        *("statement/", "annotation/", "target/", "quote/", "position/", "run/", "vote/"),
        *("review/", "agent/"),
    )
)
_CLAIM = {
    f"<{p}>": name
    for name, p in {
        "modality": SANTE.modality,
        "confidence": SANTE.confidence,
        "quote": SANTE.quote,
        "document": PROV.hadPrimarySource,
    }.items()
}
_NOT_CLAIMED = {_STATES, _TYPE, f"<{SANTE.order}>", f"<{PROV.wasGeneratedBy}>", *_CLAIM}
_ISSUED, _KIND = f"<{DCTERMS.issued}>", f"<{SANTE.sourceKind}>"
_STANDING = (_ISSUED, _KIND)
_MARKS = (f"<{SANTE.bodyDigest}>", f"<{SANTE.fingerprint}>")
_PORTION = 400
_AUTHORITIES = ("legal-act", "registry", "own-text", "trade-press", "general-press", "inference")
_PRESS = _AUTHORITIES.index("general-press")


@dataclass(frozen=True, slots=True)
class FactNode:
    """The identity of a fact: its class and ends, terms in N-Triples syntax (`object` is "" where it has none)."""

    iri: str
    predicate: str
    shape: FactShape
    subject: str
    object: str = ""

    @property
    def ends(self) -> str:
        """The mark shared by facts that only their keys tell apart, a literal: to find them without reading a hub's."""
        if not self.shape.key or not self.object:
            return ""
        whole = f"{self.subject} {self.predicate} {self.object}"
        return f'"{hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]}"'


@dataclass(frozen=True, slots=True)
class Source:
    """What weighs in a document: day of publication ("" unknown), rank of its kind, marks shared by its copies."""

    iri: str
    issued: str = ""
    published: str = ""
    authority: int = _PRESS
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement: how a source holds a fact, and the values that it claims (property → terms, sorted)."""

    iri: str
    fact: str
    modality: str
    confidence: str
    quote: str
    source: Source
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def is_described(subject: str) -> bool:
    """Whether the default graph may have a node of this subject (a fact, an entity, a document)."""
    return not subject.startswith(_MACHINERY)


def is_fact(subject: str) -> bool:
    """Whether a term is the IRI of a fact."""
    return subject.startswith(_FACT)


def is_document(subject: str) -> bool:
    """Whether a term is the IRI of a document."""
    return subject.startswith(_DOCUMENT)


class Sources:
    """Reads the store, with `pending` graphs over those of the same name."""

    def __init__(self, store: Store, pending: Mapping[str, Collection[str]]) -> None:
        self._store = store
        self._replaced = {f"<{graph}>" for graph in pending}
        self._pending: dict[str, list[Quad]] = defaultdict(list)
        self._stating: dict[str, set[str]] = defaultdict(set)
        self._rows_read: dict[str, list[Quad]] = {}
        self._tallies_read: dict[str, list[Quad]] = {}
        self._gone: set[str] | None = None
        for graph, lines in pending.items():
            for s, p, o, _ in map(quad, lines):
                self._pending[s].append(Quad(s, p, o, f"<{graph}>"))
                if p == _STATES:
                    self._stating[o].add(s)

    def about(self, subjects: Iterable[str]) -> list[Quad]:
        """All quads of the named graphs with these subjects."""
        wanted = sorted(set(subjects))
        return self._named("VALUES ?s { %s } ?s ?p ?o", wanted) + self.said_anew(wanted)

    def said_anew(self, subjects: Iterable[str]) -> list[Quad]:
        """The quads of the pending graphs with these subjects."""
        return [q for subject in subjects for q in self._pending.get(subject, ())]

    def only_added(self, subjects: Iterable[str]) -> set[str]:
        """Those subjects that pending graphs speak of, and that the graphs they replace did not speak of."""
        if self._gone is None:
            graphs = sorted(self._replaced)
            self._gone = {q.s for q in self._rows("VALUES ?g { %s } GRAPH ?g { ?s ?p ?o }", graphs)}
        return {s for s in subjects if s in self._pending and s not in self._gone}

    def row(self, subject: str) -> list[Quad]:
        """The quads of the default graph with this subject, where `facts`, `default_rows` or `nodes` has read them."""
        return self._rows_read.get(subject, [])

    def default_rows(self, subjects: Iterable[str]) -> set[str]:
        """The lines of the default graph with these subjects."""
        return self._read_once("?s ?p ?o", subjects)

    def nodes(self, subjects: Iterable[str], properties: Iterable[str]) -> set[str]:
        """The lines of the default graph with these subjects and properties: hubs have direct triples by the thousand.

        What `row` then gives of these subjects is these properties alone.
        """
        return self._read_once(f"VALUES ?p {{ {' '.join(properties)} }} ?s ?p ?o", subjects)

    def _read_once(self, pattern: str, subjects: Iterable[str]) -> set[str]:
        wanted = set(subjects)
        missing = sorted(wanted - self._rows_read.keys())
        for subject in missing:
            self._rows_read[subject] = []
        for q in self._rows(f"VALUES ?s {{ %s }} {pattern}", missing):
            self._rows_read[q.s].append(q)
        return {q.line() for subject in wanted for q in self._rows_read[subject]}

    def tallies(self, entities: Iterable[str]) -> set[str]:
        """The lines of the tally about these entities."""
        wanted = set(entities)
        missing = sorted(wanted - self._tallies_read.keys())
        self._tallies_read |= {iri: [] for iri in missing}
        pattern = f"VALUES ?entity {{ %s }} ?s {VOTE_ON} ?entity ; ?p ?o"
        votes: dict[str, list[Quad]] = defaultdict(list)
        for q in self._rows(f"BIND({TALLY} AS ?g) GRAPH {TALLY} {{ {pattern} }}", missing):
            votes[q.s].append(q)
        for quads in votes.values():
            self._tallies_read[next(q.o for q in quads if q.p == VOTE_ON)] += quads
        return {q.line() for iri in wanted for q in self._tallies_read[iri]}

    def tally(self, entity: str) -> list[Quad]:
        """The quads of the tally about this entity, where `tallies` has read them."""
        return self._tallies_read.get(entity, [])

    def default_triples(self, patterns: Iterable[tuple[str, str, str]]) -> set[str]:
        """The lines of the default graph that match (subject, predicate, object or "" for any)."""
        wanted = set(patterns)
        exact = sorted(p for p in wanted if p[2])
        open_ended = sorted(p[:2] for p in wanted if not p[2])
        found = self._default("VALUES (?s ?p ?o) { %s } ?s ?p ?o", [f"({s} {p} {o})" for s, p, o in exact])
        found += self._default("VALUES (?s ?p) { %s } ?s ?p ?o", [f"({s} {p})" for s, p in open_ended])
        return {q.line() for q in found}

    def facts(self, iris: Iterable[str]) -> dict[str, FactNode]:
        """The facts among these IRIs; their ends are known from their rows, where they have one."""
        wanted = {iri for iri in iris if is_fact(iri)}
        self.default_rows(wanted)
        nodes = _nodes(q for iri in sorted(wanted) for q in (*self._rows_read[iri], *self._pending.get(iri, ())))
        return nodes | _nodes(self.about(wanted - nodes.keys()))

    def siblings(self, facts: Mapping[str, FactNode]) -> dict[str, FactNode]:
        """The other facts of the default graph with the same subject, object and predicate."""
        ends = sorted({node.ends for node in facts.values() if node.ends})
        found = {q.s for q in self._default(f"VALUES ?o {{ %s }} ?s {ENDS} ?o . BIND({ENDS} AS ?p)", ends)}
        return self.facts(found - facts.keys())

    def claims(self, facts: Collection[str]) -> dict[str, list[Claim]]:
        """The statements on each fact."""
        quads = self._named(f"VALUES ?f {{ %s }} ?s {_STATES} ?f . ?s ?p ?o", sorted(facts))
        for fact in facts:
            quads += self.said_anew(sorted(self._stating.get(fact, ())))
        return _by_fact(_claims(quads, self.documents(_documents(quads))).values())

    def fresh_claims(self, facts: Collection[str]) -> dict[str, list[Claim]]:
        """The statements of the pending graphs on facts; none where a source of them may be a copy of another."""
        stating = sorted({statement for fact in facts for statement in self._stating.get(fact, ())})
        claims = _by_fact(_claims(self.said_anew(stating), self._fresh).values())
        return {fact: its for fact, its in claims.items() if not any(claim.source.iri in self.copies for claim in its)}

    def statements(self, iris: Collection[str]) -> dict[str, Claim]:
        """These statements; their sources without the marks of copies."""
        quads = self.about(iris)
        return _claims(quads, self.documents(_documents(quads), _STANDING))

    @cached_property
    def _fresh(self) -> dict[str, Source]:
        """The documents of the pending graphs."""
        return {s: _source(s, quads) for s, quads in self._pending.items() if is_document(s)}

    @cached_property
    def copies(self) -> set[str]:
        """The documents that share a mark with another, one of them pending."""
        owners: dict[str, set[str]] = defaultdict(set)
        for source in self._fresh.values():
            for mark in source.marks - {source.iri}:
                owners[mark].add(source.iri)
        values = [f"({p} {mark})" for mark in sorted(owners) for p in _MARKS]
        for q in self._named("VALUES (?p ?o) { %s } ?s ?p ?o", values):
            owners[q.o].add(q.s)
        return {iri for its in owners.values() if len(its) > 1 for iri in its}

    def documents(
        self, iris: Iterable[str], properties: Sequence[str] = (_TYPE, *_STANDING, *_MARKS)
    ) -> dict[str, Source]:
        """What weighs in these documents."""
        wanted = sorted(set(iris))
        by_document: dict[str, list[Quad]] = defaultdict(list)
        quads = self._named(f"VALUES ?s {{ %s }} ?s ?p ?o FILTER(?p IN ({', '.join(properties)}))", wanted)
        for q in quads + self.said_anew(wanted):
            by_document[q.s].append(q)
        return {iri: _source(iri, its) for iri, its in by_document.items()}

    def _named(self, pattern: str, values: list[str]) -> list[Quad]:
        return [
            q
            for q in self._rows(f"GRAPH ?g {{ {pattern} }}", values)
            if q.g not in self._replaced and not q.g.startswith(_NO_SOURCE)
        ]

    def _default(self, pattern: str, values: list[str]) -> list[Quad]:
        return list(self._rows(pattern, values))

    def _rows(self, pattern: str, values: list[str]) -> Iterator[Quad]:
        for start in range(0, len(values), _PORTION):
            text = pattern.replace("%s", " ".join(values[start : start + _PORTION]))
            for row in self._store.select(f"SELECT ?s ?p ?o ?g WHERE {{ {text} }}").rows:
                yield Quad(*("" if term is None else ntriples(term) for term in row))


def _nodes(quads: Iterable[Quad]) -> dict[str, FactNode]:
    by_fact: dict[str, dict[str, str]] = defaultdict(dict)
    for q in quads:
        known = by_fact[q.s].get(q.p)
        by_fact[q.s][q.p] = q.o if known is None else min(known, q.o)
    nodes = {}
    for iri, its in by_fact.items():
        predicate = lexical(its.get(_PREDICATE, '""'))
        shape = FACT_SHAPES.get(predicate)
        subject = its.get(f"<{shape.subject}>") if shape else None
        if shape is not None and subject is not None:
            nodes[iri] = FactNode(iri, predicate, shape, subject, its.get(f"<{shape.object}>", ""))
    return nodes


def _by_fact(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.fact].append(claim)
    return found


def _documents(quads: Iterable[Quad]) -> set[str]:
    """The sources of statements."""
    return {q.o for q in quads if _CLAIM.get(q.p) == "document"}


def _claims(quads: Iterable[Quad], documents: Mapping[str, Source]) -> dict[str, Claim]:
    by_statement: dict[str, list[Quad]] = defaultdict(list)
    for q in quads:
        by_statement[q.s].append(q)
    return {statement: _claim(statement, its, documents) for statement, its in by_statement.items()}


def _claim(statement: str, quads: Iterable[Quad], documents: Mapping[str, Source]) -> Claim:
    parts = {"modality": f"<{CODE['modality/asserted']}>", "confidence": "", "quote": "", "document": ""}
    fact = ""
    values: dict[str, set[str]] = defaultdict(set)
    for q in quads:
        if q.p == _STATES:
            fact = q.o
        elif q.p in _CLAIM:
            parts[_CLAIM[q.p]] = max(parts[_CLAIM[q.p]], q.o) if _CLAIM[q.p] != "modality" else q.o
        elif q.p not in _NOT_CLAIMED:
            values[q.p].add(q.o)
    document = parts["document"]
    return Claim(
        statement,
        fact,
        lexical(parts["modality"]).rpartition("/")[2],
        parts["confidence"],
        parts["quote"],
        documents.get(document, Source(document)),
        {p: tuple(sorted(terms)) for p, terms in values.items()},
    )


def _source(iri: str, quads: Iterable[Quad]) -> Source:
    issued = published = ""
    authority = _PRESS
    marks = {iri}
    for q in quads:
        if q.p == _ISSUED:
            day = lexical(q.o)
            issued, published = (earliest(day) if is_date(day) else ""), q.o
        elif q.p in _MARKS:
            marks.add(q.o)
        elif q.p == _KIND:
            kind = lexical(q.o).rpartition("/")[2]
            authority = _AUTHORITIES.index(kind) if kind in _AUTHORITIES else _PRESS
    return Source(iri, issued, published, authority, frozenset(marks))
