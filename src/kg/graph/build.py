"""One article and what was found in it → the document's graph, as `docs/graph-model.md` draws it.

What a component got wrong (a date that is none, an amount that is no number) becomes a plain string here: the shapes
set that statement aside with its reason, and the rest of the article is published.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, PROV, RDF, RDFS, SKOS
from rdflib.term import Node

from kg import dates
from kg.errors import InputError
from kg.graph import identity, names, terms
from kg.graph.kinds import source_kind
from kg.model import Article, Entity, Evidence, Extraction, Fact, PlaceRef, Value, Verdict
from kg.places import places
from kg.vocabulary import (
    CLASS_OF_TYPE,
    CODE,
    DATE_PREDICATES,
    FACT_SHAPES,
    ID,
    OA,
    PREFIXES,
    QUALIFIER_PROPERTY,
    SANTE,
)

Pair = tuple[URIRef, Literal | URIRef]
Triple = tuple[Node, Node, Node]

_DATES = frozenset(["since", "until", "date"])
_CODES = {"role": "role/", "status": "equipment-status/"}
_PLACE_CLASS = {"commune": "Commune", "departement": "Departement", "region": "Region", "country": "Country"}


def build(article: Article, extraction: Extraction) -> Graph:
    """The graph of one document. Its identifier is `document_graph(document_iri(article))`; it has no blank node."""
    document = identity.document_iri(article)
    graph = Graph(identifier=identity.document_graph(document))
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, replace=True)
    kept: dict[Node, Node] = {}  # a term is kept once, however often it is said: a long text says many

    def add(triple: Triple) -> None:
        subject, property, value = triple
        graph.add((subject, kept.setdefault(property, property), kept.setdefault(value, value)))

    write(article, extraction, add)
    return graph


def write(article: Article, extraction: Extraction, add: Callable[[Triple], object]) -> None:
    """Give each triple of that graph to `add`, some of them twice.

    For who need not hold it: of a long text a graph takes hundreds of MiB.
    """
    _Builder(add, identity.document_iri(article), article, extraction).write()


class _Builder:
    """Writes one graph; kept apart so that what all triples need is named once."""

    def __init__(
        self, add: Callable[[Triple], object], document: URIRef, article: Article, extraction: Extraction
    ) -> None:
        self._add = add
        self._labels: dict[URIRef, str] = {}  # of entities and of what facts are about
        self._nodes: set[URIRef] = set()  # of facts
        self.document = document
        self.article = article
        self.extraction = extraction
        self.run = identity.run_iri(extraction.extractor)
        reviews = (fact.review for fact in extraction.facts if fact.review is not None)
        self.corrections = {review.id for review in reviews if review.verdict is Verdict.CORRECTED}
        self.iris = {e.id: identity.entity_iri(e, extraction, document) for e in extraction.entities}

    def add(self, subject: URIRef, *pairs: tuple[URIRef, Node]) -> None:
        for property, value in pairs:
            self._add((subject, property, value))

    def label(self, iri: URIRef, name: str) -> bool:
        """Whether `name` became the label of a thing: it has one."""
        if iri in self._labels:
            return False
        text = terms.french(name)
        self._labels[iri] = str(text)
        self.add(iri, (SKOS.prefLabel, text))
        return True

    def write(self) -> None:
        self._document()
        self.add(self.run, (RDF.type, PROV.Activity), (RDF.type, SANTE.ExtractionRun))
        self.add(self.run, (SANTE.extractor, terms.string(self.extraction.extractor)))
        for order, entity in enumerate(_in_order(self.extraction.entities), 1):
            self._entity(entity, order)
        facts = sorted(self.extraction.facts, key=lambda fact: min((e.start for e in fact.evidence), default=0))
        merged: dict[URIRef, tuple[int, list[Fact]]] = {}
        nodes: dict[URIRef, URIRef] = {}
        for order, fact in enumerate(facts, 1):
            node, claimed = self._fact(fact)
            statement = identity.statement_iri(self.document, node, fact.modality, claimed)
            _, same = merged.setdefault(statement, (order, []))
            self.add(statement, *claimed)
            same.append(fact)
            nodes[statement] = node
        for statement, (order, same) in merged.items():
            believed = [fact for fact in same if self.extraction.believes(fact)]
            kind, property = (SANTE.Statement, SANTE.states) if believed else (SANTE.Suggestion, SANTE.suggests)
            self.add(statement, (RDF.type, kind), (property, nodes[statement]))
            self._statement(statement, order, believed or same)
            for fact in same:
                self._origin(statement, fact)

    def _document(self) -> None:
        article = self.article
        self.add(self.document, (RDF.type, SANTE.Document), (RDF.type, PROV.Entity))
        self.add(
            self.document, (SANTE.name, terms.string(article.name)), (SANTE.textDigest, terms.string(article.digest))
        )
        self.add(self.document, (SANTE.bodyDigest, terms.string(names.digest(identity.body_text(article), 64))))
        if article.title:
            self.add(self.document, (DCTERMS.title, terms.french(article.title)))
        if article.publisher:
            self.add(self.document, (DC.publisher, terms.string(article.publisher)))
        for author in article.authors:
            self.add(self.document, (DC.creator, terms.string(author)))
        for property, edtf in ((DCTERMS.issued, article.published), (DCTERMS.modified, article.modified)):
            if edtf:
                self.add(self.document, (property, terms.date(edtf)))
        if article.url:
            self.add(self.document, (DCTERMS.source, identity.web_iri(article.url)))
        kind = source_kind(article.publisher, article.url)
        if kind is not None:
            self.add(self.document, (SANTE.sourceKind, CODE[f"source-kind/{kind}"]))
        if self.extraction.least > 0:
            self.add(self.document, (SANTE.minConfidence, terms.decimal(self.extraction.least)))

    def _entity(self, entity: Entity, order: int) -> None:
        cls = CLASS_OF_TYPE.get(entity.type)
        if cls is None:
            raise InputError(f"{entity.type!r} is no type of the contract", cure="see CLASS_OF_TYPE in kg.vocabulary")
        iri = self.iris[entity.id]
        self.add(iri, (RDF.type, cls))
        if self.label(iri, entity.name):
            self.add(iri, (SANTE.mentionOrder, terms.integer(order)))
        for alias in (entity.name, *entity.aliases):
            if alias and alias != self._labels[iri]:
                self.add(iri, (SKOS.altLabel, terms.french(alias)))

    def _fact(self, fact: Fact) -> tuple[URIRef, list[Pair]]:
        """The node of a fact, and what this source claims of it."""
        shape = FACT_SHAPES.get(fact.predicate)
        if shape is None:
            raise InputError(
                f"{fact.predicate!r} is no predicate of the contract", cure="see FACT_SHAPES in kg.vocabulary"
            )
        claimed = [pair for name, value in fact.qualifiers.items() for pair in _qualifier(name, value)]
        keys: dict[str, object] = dict(fact.qualifiers)
        subject, object = self._end(fact.subject), None
        if shape.object is not None:
            object, extra = self._object(fact, shape.object)
            claimed += extra
        elif fact.value is not None:
            keys["value"] = terms.decimal(fact.value) if _is_number(fact.value) else fact.value
            claimed += _value(fact.predicate, fact.value)
        if fact.basis:
            claimed.append((SANTE.basis, terms.string(fact.basis)))
        if "amount" in keys and _is_number(fact.qualifiers["amount"]):
            keys["amount"] = terms.decimal(fact.qualifiers["amount"])
        node = identity.fact_iri(fact.predicate, subject, object, keys)
        if node not in self._nodes:
            self._nodes.add(node)
            if fact.predicate == "partner" and object is not None and str(object) < str(subject):
                subject, object = object, subject
            self.add(node, (RDF.type, shape.cls), (SANTE.predicate, terms.string(fact.predicate)))
            self.add(node, (shape.subject, subject))
            if shape.object is not None and object is not None:
                self.add(node, (shape.object, object))
            held = {_key_property(key) for key in shape.key}
            self.add(node, *(pair for pair in claimed if pair[0] in held))
        return node, claimed

    def _end(self, id: str) -> URIRef:
        if id not in self.iris:
            raise InputError(f"a fact names the entity {id!r}, which {self.article.name} does not have")
        return self.iris[id]

    def _object(self, fact: Fact, property: URIRef) -> tuple[URIRef | None, list[Pair]]:
        """The object of a fact, and the words of the source where the object's label is another."""
        if fact.object is not None:
            return self._end(fact.object), []
        if fact.value is None:
            return None, []
        name = str(fact.value)
        if property == SANTE.place:
            iri = identity.place_iri(name, fact.place)
            label = fact.place.name if fact.place else name
            kind = SANTE[_PLACE_CLASS.get(fact.place.level, "NamedPlace") if fact.place else "NamedPlace"]
        elif property == SANTE.discipline:
            iri, label, kind = identity.discipline_iri(name), name, SKOS.Concept
        else:  # equipment: codes.ttl has the labels
            return (identity.equipment_iri(name), []) if property == SANTE.equipment else (None, [])
        if self.label(iri, label):
            self.add(iri, (RDF.type, kind))
        if property == SANTE.place and fact.place:
            self._within(iri, fact.place)
        return iri, [] if name == self._labels[iri] else [(SANTE.objectName, terms.string(name))]

    def _within(self, iri: URIRef, place: PlaceRef) -> None:
        """What a commune lies in, and that in turn: its département and its région, each by its own name."""
        for wider in _holding(place):
            holder = identity.place_iri(wider.name, wider)
            self.add(iri, (SANTE.within, holder))
            if self.label(holder, wider.name):
                self.add(holder, (RDF.type, SANTE[_PLACE_CLASS[wider.level]]))
            iri = holder

    def _statement(self, statement: URIRef, order: int, facts: list[Fact]) -> None:
        """The source, the modality and the evidence of a statement; the same one said twice joins its evidence.

        The pieces keep their order: what states the fact comes first.
        """
        clipped = ((e.start, terms.clip(e.text)) for fact in facts for e in fact.evidence)
        spans = list(dict.fromkeys((start, start + len(text), text) for start, text in clipped))
        self.add(statement, (RDF.type, PROV.Entity), (SANTE.order, terms.integer(order)))
        self.add(statement, (SANTE.modality, CODE["modality/" + facts[0].modality]))
        self.add(statement, (SANTE.confidence, terms.decimal(max(fact.confidence for fact in facts))))
        self.add(statement, (PROV.hadPrimarySource, self.document))
        if spans:
            self.add(statement, (SANTE.quote, terms.french(_joined([text for _, _, text in spans]))))
        for number, (start, end, text) in enumerate(spans, 1):
            self._annotation(statement, number, Evidence(start, end, text))

    def _origin(self, statement: URIRef, fact: Fact) -> None:
        """What brought a statement forth: the run, a reviewer, or both; and the decision on it."""
        review = fact.review
        if review is None or review.found:
            self.add(statement, (PROV.wasGeneratedBy, self.run))
        if review is None:
            return
        node, agent = identity.review_iri(review.id), identity.agent_iri(review.by)
        self.add(agent, (RDF.type, PROV.Agent), (RDFS.label, terms.string(review.by)))
        self.add(node, (RDF.type, PROV.Activity), (RDF.type, SANTE.Review), (PROV.used, self.document))
        self.add(node, (PROV.wasAssociatedWith, agent), (PROV.endedAtTime, terms.instant(review.at)))
        if review.note:
            self.add(node, (SANTE.reviewNote, terms.string(review.note)))
        if review.verdict is Verdict.CORRECTED or not review.found:
            self.add(statement, (PROV.wasGeneratedBy, node))
        else:
            self.add(node, (PROV.used, statement))
        verdict = Verdict.CORRECTED if review.id in self.corrections else review.verdict
        self.add(node, (SANTE.verdict, CODE["verdict/" + verdict]))

    def _annotation(self, statement: URIRef, number: int, evidence: Evidence) -> None:
        local = f"{str(statement).rpartition('/')[2]}-{number}"
        annotation, target = ID["annotation/" + local], ID["target/" + local]
        quote, position = ID["quote/" + local], ID["position/" + local]
        self.add(annotation, (RDF.type, OA.Annotation), (OA.hasBody, statement), (OA.hasTarget, target))
        self.add(target, (RDF.type, OA.SpecificResource), (OA.hasSource, self.document))
        self.add(target, (OA.hasSelector, quote), (OA.hasSelector, position))
        self.add(quote, (RDF.type, OA.TextQuoteSelector), (OA.exact, terms.string(evidence.text)))
        self.add(position, (RDF.type, OA.TextPositionSelector))
        self.add(position, (OA.start, terms.integer(evidence.start)), (OA.end, terms.integer(evidence.end)))


def _holding(place: PlaceRef) -> Iterator[PlaceRef]:
    """The places of the official code that hold a place, the narrowest first."""
    code = places().departement(place) if place.level == "commune" else None
    departement = places().get("departement", code) if code else None
    if departement:
        yield departement
    region = places().region(place) if place.level != "region" else None
    if region:
        yield region


def _in_order(entities: Iterable[Entity]) -> list[Entity]:
    """Entities in the order of the text; those without a mention last, as they came."""
    return sorted(entities, key=lambda entity: min((m.start for m in entity.mentions), default=1 << 62))


def _joined(quotes: list[str]) -> str:
    """As many of the quotes, the first always, as one quote may hold."""
    joined = quotes[0]
    for quote in quotes[1:]:
        if len(joined) + len(quote) + 5 <= terms.LONGEST_QUOTE:
            joined += " […] " + quote
    return joined


def _is_number(value: Value) -> bool:
    try:
        terms.decimal(value)
    except InputError:
        return False
    return not isinstance(value, bool)


def _date(name: str, value: Value) -> Iterator[Pair]:
    """A claimed date with the first and the last day it may mean."""
    text = str(value)
    if not dates.is_date(text):
        yield SANTE[name], terms.string(text)
        return
    yield SANTE[name], terms.date(text)
    yield SANTE[name + "Earliest"], terms.day(dates.earliest(text))
    yield SANTE[name + "Latest"], terms.day(dates.latest(text))


def _qualifier(name: str, value: Value) -> Iterator[Pair]:
    """One qualifier of the contract as claimed by the statement."""
    property = QUALIFIER_PROPERTY.get(name)
    if property is None:
        return
    if name in _DATES:
        yield from _date(name, value)
    elif name in _CODES:
        yield property, CODE[_CODES[name] + names.slug(str(value))]
    elif name == "amount" and _is_number(value):
        yield property, terms.decimal(value)
    elif name == "count" and _is_number(value) and float(value) == int(float(value)):
        yield property, terms.integer(value)
    else:
        yield property, terms.string(value)


def _value(predicate: str, value: Value) -> Iterator[Pair]:
    """The literal object of a fact."""
    if predicate in DATE_PREDICATES:
        yield from _date("date", value)
    elif predicate == "cost":
        yield from _qualifier("amount", value)
    elif _is_number(value) and float(value) == int(float(value)):
        yield SANTE.value, terms.integer(value)
    else:
        yield SANTE.value, terms.string(value)


def _key_property(key: str) -> URIRef:
    return SANTE.amount if key == "value" else QUALIFIER_PROPERTY[key]
