"""Extractions as JSON: the fixed values that golden cases start from, and what a component can hand over as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from kg.errors import InputError
from kg.model import Entity, Evidence, Extraction, Fact, Link, Mention, MentionKind, Modality, PlaceRef


def extraction_to_json(extraction: Extraction) -> str:
    """An Extraction as JSON that people can read and write; what is empty or usual is left out."""
    value = {
        "extractor": extraction.extractor,
        "entities": [_entity_out(entity) for entity in extraction.entities],
        "facts": [_fact_out(fact) for fact in extraction.facts],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def extraction_from_json(text: str) -> Extraction:
    """The Extraction that such JSON holds; InputError when it does not."""
    try:
        value = json.loads(text)
        return Extraction(
            entities=tuple(_entity_in(entity) for entity in value.get("entities", ())),
            facts=tuple(_fact_in(fact) for fact in value.get("facts", ())),
            extractor=value.get("extractor", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"this is no extraction: {error!r}", cure="see tests/articles for the form") from None


def _entity_out(entity: Entity) -> dict[str, Any]:
    value: dict[str, Any] = {"id": entity.id, "type": entity.type, "name": entity.name}
    if entity.aliases:
        value["aliases"] = list(entity.aliases)
    if entity.mentions:
        value["mentions"] = [{"start": m.start, "end": m.end, "kind": m.kind} for m in entity.mentions]
    if entity.link is not None:
        link = entity.link
        value["link"] = {"iri": link.iri, "score": link.score, "level": link.level, "features": dict(link.features)}
    return value


def _entity_in(value: Mapping[str, Any]) -> Entity:
    link = value.get("link")
    return Entity(
        id=value["id"],
        type=value["type"],
        name=value["name"],
        aliases=tuple(value.get("aliases", ())),
        mentions=tuple(
            Mention(m["start"], m["end"], MentionKind(m.get("kind", "name"))) for m in value.get("mentions", ())
        ),
        link=link
        and Link(link["iri"], link["score"], link.get("level", ""), tuple(dict(link.get("features", {})).items())),
    )


def _fact_out(fact: Fact) -> dict[str, Any]:
    value: dict[str, Any] = {"subject": fact.subject, "predicate": fact.predicate}
    value |= {key: getattr(fact, key) for key in ("object", "value", "basis") if getattr(fact, key) is not None}
    if fact.place is not None:
        value["place"] = {"level": fact.place.level, "code": fact.place.code, "name": fact.place.name}
    if fact.qualifiers:
        value["qualifiers"] = dict(fact.qualifiers)
    if fact.modality is not Modality.ASSERTED:
        value["modality"] = fact.modality
    value["evidence"] = [{"text": e.text, "start": e.start, "end": e.end} for e in fact.evidence]
    return value | {"confidence": fact.confidence}


def _fact_in(value: Mapping[str, Any]) -> Fact:
    evidence = value.get("evidence", ())
    place = value.get("place")
    return Fact(
        subject=value["subject"],
        predicate=value["predicate"],
        object=value.get("object"),
        value=value.get("value"),
        qualifiers=dict(value.get("qualifiers", {})),
        evidence=tuple(
            Evidence(e["start"], e["end"], e["text"]) for e in ([evidence] if isinstance(evidence, dict) else evidence)
        ),
        confidence=value.get("confidence", 1.0),
        modality=Modality(value.get("modality", "asserted")),
        basis=value.get("basis"),
        place=place and PlaceRef(place["level"], place["code"], place["name"]),
    )
