"""Where organisations lie: places read from names, départements in parentheses, and the area an article is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.extraction.evidence import Quotes
from kg.extraction.patterns.types import PLACED_BY_NAME
from kg.model import Entity, Fact, MentionKind, PlaceRef
from kg.places import places

_PARENTHESIS = re.compile(r"[ \u00a0]?\(([^()\n]{2,40})\)")
_CODE = re.compile(r"\d{2,3}|2[AB]")
_BY_NAME = 0.9
_IN_PARENTHESES = 0.95


def area(text: str, entities: Iterable[Entity], surfaces: Iterable[str]) -> str | None:
    """The code of the département that the article names most, for telling homonyms apart; None when it names none."""
    votes: Counter[str] = Counter()
    for name in [*surfaces, *(entity.name for entity in entities if entity.type == "DEPARTEMENT")]:
        found = places().find(name) or next((p for _, _, p in places().in_name(name)), None)
        if found is not None and found.level == "departement":
            votes[found.code] += 1
    for match in _PARENTHESIS.finditer(text):
        if (place := in_parentheses(match[1], None)) is not None and place.level == "departement":
            votes[place.code] += 1
    return max(votes, key=lambda code: (votes[code], code)) if votes else None


def in_parentheses(inside: str, near: str | None) -> PlaceRef | None:
    """« Aveyron », « 12 », « Rodez » as a place; None for what is no place."""
    if _CODE.fullmatch(inside):
        return places().get("departement", inside)
    if not inside[:1].isupper() or inside.isupper():
        return None
    found = places().find(inside, near)
    return found if found is not None and found.name[:3].lower() == inside[:3].lower() else None


def located(entity: Entity, text: str, quotes: Quotes, near: str | None) -> Iterator[Fact]:
    """`located_in` facts of one entity that its names and the parentheses after them state."""
    if entity.type not in PLACED_BY_NAME:
        return
    seen: set[str] = set()
    for name in (entity.name, *entity.aliases):
        found = places().in_name(name, near)
        for _, _, place in found:
            if place.name not in seen:
                seen.add(place.name)
                yield _fact(entity, place, quotes.quote([_spoken(entity, text, name)]), _BY_NAME, "name")
        if found:
            break
    for mention in entity.mentions:
        if mention.kind not in (MentionKind.NAME, MentionKind.ELLIPTIC):
            continue
        match = _PARENTHESIS.match(text, mention.end)
        place = in_parentheses(match[1], near) if match else None
        if match and place is not None and place.name not in seen:
            seen.add(place.name)
            yield _fact(entity, place, quotes.quote([(mention.start, match.end())]), _IN_PARENTHESES, None)


def _spoken(entity: Entity, text: str, name: str) -> tuple[int, int]:
    """The first mention that says this name, else the first that is a name."""
    named = [m for m in entity.mentions if m.kind in (MentionKind.NAME, MentionKind.ELLIPTIC)] or list(entity.mentions)
    chosen = next((m for m in named if name in text[m.start : m.end]), named[0])
    return chosen.start, chosen.end


def _fact(entity: Entity, place: PlaceRef, evidence: tuple[object, ...], confidence: float, basis: str | None) -> Fact:
    return Fact(
        entity.id,
        "located_in",
        value=place.name,
        evidence=evidence,  # type: ignore[arg-type]
        confidence=confidence,
        basis=basis,
        place=place,
    )
