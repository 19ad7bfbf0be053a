"""The IRIs that kg mints: a function of what they name, so that two articles that name one thing meet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from rdflib import URIRef
from rdflib.term import Node

from kg.graph import names
from kg.model import Article, Entity, Extraction, Modality, PlaceRef, ZoneKind
from kg.vocabulary import CODE, FACT_SHAPES, GRAPH, ID

_TRACKING = ("utm_", "at_", "mc_", "xtor", "fbclid", "gclid", "igshid", "ref", "source")
_OWNERS = ("part_of", "hosted_by", "operated_by")
_SAFE = "!$&'()*+,;=:@-._~/?#[]%"


def web_iri(url: str) -> URIRef:
    """A URL as an IRI: what an IRI may not hold is percent-encoded."""
    return URIRef("".join(c if c.isalnum() or c in _SAFE else quote(c) for c in url.strip()))


def canonical_url(url: str) -> str:
    """A URL without what changes between two links to one page: scheme, `www.`, fragment, tracking, last slash.

    >>> canonical_url("http://www.Exemple.fr/a/?utm_source=x#b")
    '//exemple.fr/a'
    """
    parts = urlsplit(url.strip())
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith(_TRACKING)]
    host = parts.netloc.lower().removeprefix("www.").removesuffix(":443").removesuffix(":80")
    return urlunsplit(("", host, parts.path.rstrip("/") or "/", urlencode(sorted(query)), ""))


def body_text(article: Article) -> str:
    """The text without furniture, in one spelling: equal for two copies of one article."""
    kept, at = [], 0
    for zone in sorted(article.zones, key=lambda zone: zone.start):
        if zone.kind is ZoneKind.FURNITURE and zone.start >= at:
            kept.append(article.text[at : zone.start])
            at = zone.end
    kept.append(article.text[at:])
    return " ".join(unicodedata.normalize("NFKC", " ".join(kept)).casefold().split())


def document_iri(article: Article) -> URIRef:
    """The document: of its canonical URL where it has one, else of its normalised text."""
    identity = canonical_url(article.url) if article.url else body_text(article) or article.name
    return ID["document/" + names.digest(identity)]


def document_graph(iri: URIRef) -> URIRef:
    """The named graph that holds all that a document yields."""
    return GRAPH[str(iri).removeprefix(str(ID))]


def run_iri(extractor: str) -> URIRef:
    """The run of one version of an extractor."""
    return ID["run/" + (names.slug(extractor) or "unknown")]


def review_iri(id: str) -> URIRef:
    """A reviewer's decision."""
    return ID["review/" + (names.slug(id) or "unknown")]


def agent_iri(name: str) -> URIRef:
    """Who decided."""
    return ID["agent/" + (names.slug(name) or "unknown")]


def place_iri(name: str, place: PlaceRef | None = None) -> URIRef:
    """A place of the official code, else one known by name alone."""
    if place is not None and place.code:
        return ID[f"place/{place.level}/{quote(place.code)}"]
    return ID["place/name/" + (names.slug(name) or "unknown")]


def equipment_iri(code: str) -> URIRef:
    """The concept of an equipment code."""
    return CODE["equipment/" + quote(code, safe="")]


def discipline_iri(name: str) -> URIRef:
    """The concept of a medical discipline."""
    return CODE["discipline/" + (names.slug(name) or "unknown")]


def fact_iri(
    predicate: str, subject: Node, value: Node | None = None, keys: Mapping[str, object] | None = None
) -> URIRef:
    """A fact: subject, predicate, object or None, and those of `keys` that make it another fact (`FactShape.key`)."""
    ends: list[Node | None] = [subject, value]
    if predicate == "partner":
        ends.sort(key=str)
    parts: list[str] = [predicate, *("" if end is None else str(end) for end in ends)]
    parts += [names.slug(str((keys or {}).get(key, ""))) for key in FACT_SHAPES[predicate].key]
    return ID["fact/" + names.digest("\n".join(parts))]


def statement_iri(document: URIRef, fact: URIRef, modality: Modality, claimed: Sequence[tuple[Node, Node]]) -> URIRef:
    """A statement: the document that makes it, the fact, how it holds it, and the values it claims."""
    values = sorted(f"{property} {value.n3()}" for property, value in claimed)
    return ID["statement/" + names.digest("\n".join([str(document), str(fact), modality, *values]))]


def entity_iri(entity: Entity, extraction: Extraction, document: URIRef | None = None) -> URIRef:
    """An entity: the IRI of the registries when linked, else of its type, normalised name and, where needed, place.

    A name that names nothing by itself (« l'ARS », « le service ») takes what it belongs to; where nothing helps,
    the entity stays within its `document`.
    """
    if entity.link is not None and entity.link.iri:
        return web_iri(entity.link.iri)
    local = _distinct_name(entity, extraction)
    if not local:
        own = names.slug(names.core(entity.type, entity.name)) or names.slug(entity.name) or "unnamed"
        scope = str(document) if document is not None else entity.id
        local = f"{own}-in-{names.digest(scope, 12)}"
    if entity.type == "PERSON":
        return ID["person/" + local]
    return ID[f"org/{entity.type.lower().replace('_', '-')}/{local}"]


def _distinct_name(entity: Entity, extraction: Extraction) -> str:
    """The slug that tells an entity apart in all of France; empty when the article does not say enough."""
    content = names.core(entity.type, entity.name)
    weak = names.is_empty(entity.type, content) or not names.is_proper(entity.type, entity.name)
    if entity.type == "PERSON":
        return "" if weak else names.slug(content)
    if not weak and (names.is_distinctive(entity.type, content) or names.holds_place(entity.type, entity.name)):
        return names.slug(content)
    where = names.bracketed(entity.name) or _town(entity, extraction)
    if where is None and (weak or entity.type == "UNIT"):
        where = _owner(entity, extraction) or (_members(entity, extraction) if weak else None)
    if where and names.slug(where) not in (names.slug(content), ""):
        return names.slug(f"{content} {where}")
    return "" if weak or entity.type == "UNIT" else names.slug(content)


def _town(entity: Entity, extraction: Extraction) -> str | None:
    """The first town, else the first other place, in which the article says that an entity lies."""
    found = [fact for fact in extraction.facts if fact.subject == entity.id and fact.predicate == "located_in"]
    found = [fact for fact in found if fact.modality is Modality.ASSERTED and fact.value is not None]
    found = [fact for fact in found if extraction.believes(fact)]
    found.sort(key=lambda fact: fact.place is None or fact.place.level != "commune")
    return str(found[0].value) if found else None


def _owner(entity: Entity, extraction: Extraction) -> str | None:
    """The name of what an entity belongs to, when that name stands by itself."""
    for predicate in _OWNERS:
        for owner in _others(entity, predicate, extraction):
            return owner
    return None


def _members(entity: Entity, extraction: Extraction) -> str | None:
    """The names of its members, in alphabetical order: what tells two unnamed agreements apart."""
    return " ".join(sorted(set(_others(entity, "member", extraction)))) or None


def _others(entity: Entity, predicate: str, extraction: Extraction) -> Iterator[str]:
    """The names of the other ends of an entity's facts, those that stand by themselves."""
    for fact in filter(extraction.believes, extraction.facts):
        if fact.subject == entity.id and fact.predicate == predicate and fact.object not in (None, entity.id):
            other = extraction.entity(str(fact.object))
            content = names.core(other.type, other.name)
            if not names.is_empty(other.type, content) and names.is_proper(other.type, other.name):
                yield names.core("", other.name)
