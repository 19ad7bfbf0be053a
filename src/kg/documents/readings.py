"""A reading: the article (its text apart) and the extraction, so that a graph is rebuilt without reading again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.model import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Link,
    Mention,
    MentionKind,
    Modality,
    PlaceRef,
    Zone,
    ZoneKind,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document. As kept, the article has no text: it lies under `digest`."""

    article: Article
    extraction: Extraction
    digest: str

    def with_text(self, text: str) -> Reading:
        """The same reading with its text."""
        return replace(self, article=replace(self.article, text=text))


def to_json(reading: Reading) -> bytes:
    """The reading without its text, as JSON."""
    article, extraction = reading.article, reading.extraction
    said = {
        "digest": reading.digest,
        "article": {
            "name": article.name,
            "title": article.title,
            "publisher": article.publisher,
            "published": article.published,
            "modified": article.modified,
            "authors": article.authors,
            "url": article.url,
            "language": article.language,
            "zones": [(zone.start, zone.end, zone.kind) for zone in article.zones],
        },
        **extraction_out(extraction),
    }
    return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def from_json(data: bytes) -> Reading:
    """The reading in such JSON."""
    said = json.loads(data)
    about = said["article"]
    zones = tuple(Zone(start, end, ZoneKind(kind)) for start, end, kind in about.pop("zones"))
    article = Article(text="", zones=zones, authors=tuple(about.pop("authors")), **about)
    return Reading(article, extraction_in(said), said["digest"])


def extraction_out(extraction: Extraction) -> dict[str, Any]:
    """An extraction as JSON holds it, without decisions: those are kept apart and applied anew."""
    return {
        "extractor": extraction.extractor,
        "entities": [_entity_out(entity) for entity in extraction.entities],
        "facts": [_fact_out(fact) for fact in extraction.facts],
        **({"least": extraction.least} if extraction.least else {}),
    }


def extraction_in(said: Mapping[str, Any]) -> Extraction:
    """The extraction in such JSON."""
    entities = tuple(_entity_in(entity) for entity in said["entities"])
    facts = tuple(_fact_in(fact) for fact in said["facts"])
    return Extraction(entities, facts, said["extractor"], said.get("least", 0.0))


def _entity_out(entity: Entity) -> dict[str, Any]:
    link = entity.link
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "aliases": entity.aliases,
        "mentions": [(m.start, m.end, m.kind) for m in entity.mentions],
        "link": None if link is None else (link.iri, link.score, link.level, link.features),
    }


def _entity_in(said: dict[str, Any]) -> Entity:
    link = said["link"]
    return Entity(
        said["id"],
        said["type"],
        said["name"],
        tuple(said["aliases"]),
        tuple(Mention(start, end, MentionKind(kind)) for start, end, kind in said["mentions"]),
        None if link is None else Link(link[0], link[1], link[2], tuple((name, score) for name, score in link[3])),
    )


def _fact_out(fact: Fact) -> dict[str, Any]:
    place = fact.place
    return {
        "subject": fact.subject,
        "predicate": fact.predicate,
        "object": fact.object,
        "value": fact.value,
        "qualifiers": dict(fact.qualifiers),
        "evidence": [(e.start, e.end, e.text) for e in fact.evidence],
        "confidence": fact.confidence,
        "modality": fact.modality,
        "basis": fact.basis,
        "place": None if place is None else (place.level, place.code, place.name),
    }


def _fact_in(said: dict[str, Any]) -> Fact:
    place = said["place"]
    return Fact(
        said["subject"],
        said["predicate"],
        said["object"],
        said["value"],
        said["qualifiers"],
        tuple(Evidence(*each) for each in said["evidence"]),
        said["confidence"],
        Modality(said["modality"]),
        said["basis"],
        None if place is None else PlaceRef(*place),
    )
