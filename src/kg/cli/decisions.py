"""Doubtful facts and decisions as JSON: what `kg review --json` writes and `--decide` takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kg.cli.levels import level_name
from kg.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from kg.model import Entity, Fact
    from kg.pipeline.review import Decision, Doubt, Level, Window

VERDICTS = {
    "accept": "accepted",
    "accepted": "accepted",
    "reject": "rejected",
    "rejected": "rejected",
    "correct": "corrected",
    "corrected": "corrected",
}


def as_json(doubts: Sequence[Doubt], window: Window, levels: Sequence[Level], left: int) -> str:
    """The list of doubtful facts; `left` is how many more there are."""
    said = {
        "window": [window.low, window.high],
        "levels": [_level(level) for level in levels],
        "left": left,
        "facts": [_doubt(doubt) for doubt in doubts],
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def decisions_as_json(decisions: Iterable[Decision]) -> str:
    """Decisions in full, as they are kept: `--decide` takes them elsewhere."""
    from kg.pipeline.review.decisions import to_json

    return json.dumps([to_json(each) for each in decisions], ensure_ascii=False, indent=1) + "\n"


def read_decisions(text: str) -> list[Mapping[str, Any]]:
    """The decisions in a JSON text: a list, `{"decisions": […]}`, or the list of `--json` with verdicts written in."""
    try:
        said = json.loads(text)
    except ValueError as error:
        raise InputError(f"these decisions are no JSON: {error}") from None
    if isinstance(said, dict):
        said = said.get("decisions", said.get("facts"))
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise InputError("these are no decisions", cure='give [{"id": …, "verdict": "accept"}, …]')
    return [each for each in said if each.get("verdict")]


def decided(said: Mapping[str, Any], known: Mapping[str, Doubt], by: str) -> Decision:
    """The decision in one entry: in full (from elsewhere), or on one of the facts that are here."""
    from kg.model import Verdict
    from kg.pipeline.review import check, decision_on
    from kg.pipeline.review.decisions import from_json

    verdict = VERDICTS.get(str(said["verdict"]))
    if verdict is None:
        raise InputError(f"{said['verdict']!r} is no verdict", cure="accept, reject or correct")
    if "said" in said:
        try:
            decision = from_json({**said, "verdict": verdict})
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise InputError(f"the decision {said.get('id')!r} cannot be read: {error}") from None
        check(decision)
        return decision
    doubt = known.get(str(said.get("id")))
    if doubt is None:
        raise NotFoundError(f"there is no fact {said.get('id')!r} here", cure="kg review --json lists them")
    right, note, name = said.get("fact"), said.get("note", ""), said.get("by", by)
    if not (right is None or isinstance(right, Mapping)) or not isinstance(note, str) or not isinstance(name, str):
        raise InputError(f"{doubt.id}: fact is an object, note and by are texts")
    return decision_on(doubt, Verdict(verdict), name, right=right, note=note)


def _doubt(doubt: Doubt) -> dict[str, Any]:
    from kg.cli.judging import in_words
    from kg.graph import document_iri
    from kg.pipeline.review import candidates

    fact, extraction, article = doubt.fact, doubt.extraction, doubt.article
    offers = candidates(doubt)
    return {
        "id": doubt.id,
        "document": str(document_iri(article)),
        "article": {key: getattr(article, key) for key in ("name", "title", "publisher", "published", "url")},
        "words": in_words(fact, extraction),
        **_fact(fact, extraction),
        "confidence": fact.confidence,
        "level": None if doubt.level is None else _level(doubt.level),
        "context": [{"text": text, "quoted": quoted} for text, quoted in doubt.passages],
        "candidates": {
            "subject": [_entity(e) for e in offers.subjects],
            "object": [_entity(e) for e in offers.objects],
            "value": list(offers.values),
            "qualifiers": {name: list(values) for name, values in offers.qualifiers.items()},
        },
    }


def _fact(fact: Fact, extraction: Any) -> dict[str, Any]:
    end = _entity(extraction.entity(fact.object)) if fact.object is not None else None
    return {
        "subject": _entity(extraction.entity(fact.subject)),
        "predicate": fact.predicate,
        **({"object": end} if end is not None else {"value": fact.value}),
        "qualifiers": dict(fact.qualifiers),
        "modality": fact.modality,
        "evidence": [{"text": e.text, "start": e.start, "end": e.end} for e in fact.evidence],
    }


def _entity(entity: Entity) -> dict[str, str]:
    return {"id": entity.id, "type": entity.type, "name": entity.name}


def _level(level: Level) -> dict[str, Any]:
    figures = {key: getattr(level, key) for key in ("name", "least", "count", "precision", "low", "high")}
    return {**figures, "label": level_name(level)}
