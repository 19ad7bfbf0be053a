"""Where organisations lie: places read from names, départements in parentheses, and the area an article is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from kg.extraction import names
from kg.extraction.evidence import Quotes
from kg.extraction.patterns import places_said
from kg.extraction.patterns.types import OPERATORS, PLACED_BY_NAME
from kg.model import Entity, Evidence, Fact, MentionKind, PlaceRef
from kg.places import places

_PARENTHESIS = re.compile(r"[ \u00a0]?\(([^()\n]{2,40})\)")
_CODE = re.compile(r"\d{2,3}|2[AB]")
_PARTS = frozenset(["UNIT", "LAB", "PHARMACY", "IMAGING_CENTRE"])
_OWNER = re.compile(places_said.OWNER)
_CONTRACTED = re.compile(places_said.CONTRACTED)
_DATELINE = re.compile(places_said.DATELINE, re.MULTILINE)
_SHORT = re.compile(r"[A-ZÀ-Ý]{2,4}")  # « ARS. »: letters, not the town of Ars
_BY_NAME = 0.9
_BY_DATELINE = 0.6
_UNDER = 400  # characters from a dateline to the organisation that it places
_IN_PARENTHESES = 0.95


def area(text: str, organisations: Iterable[str], said: Iterable[str]) -> str | None:
    """The code of the département that an article is about, to tell homonyms apart; None when nothing says one.

    Départements that are said count most, then those in the names of organisations, then the towns that are said.
    """
    votes: Counter[str] = Counter()
    for name in said:
        found = places().find(name)
        if found is not None and (code := places().departement(found)):
            votes[code] += 3 if found.level == "departement" else 1
    for name in organisations:
        for _, _, place in places().in_name(name):
            if code := places().departement(place):
                votes[code] += 3 if place.level == "departement" else 1
    for match in _PARENTHESIS.finditer(text):
        inside = in_parentheses(match[1], None)
        if inside is not None and inside.level == "departement":
            votes[inside.code] += 3
    return max(votes, key=lambda code: (votes[code], code)) if votes else None


def town(organisations: Iterable[str], said: Iterable[str], near: str | None) -> str | None:
    """The town that the article says most, by itself or in names, the first of several; None when it says none."""
    votes: Counter[str] = Counter()
    for name in said:
        found = places().find(name, near)
        if found is not None and found.level == "commune":
            votes[found.name] += 1
    for name in organisations:
        for _, _, place in places().in_name(name, near):
            if place.level == "commune":
                votes[place.name] += 1
    return votes.most_common(1)[0][0] if votes else None


def in_parentheses(inside: str, near: str | None) -> PlaceRef | None:
    """« Aveyron », « 12 », « Rodez » as a place; None for what is no place."""
    if _CODE.fullmatch(inside):
        return places().get("departement", inside)
    if not inside[:1].isupper() or inside.isupper():
        return None
    found = places().find(inside, near)
    return found if found is not None and found.name[:3].lower() == inside[:3].lower() else None


def with_article(name: str, near: str | None) -> PlaceRef | None:
    """« Mans », of « du Mans », as Le Mans; « Au Havre » as Le Havre. None where no town has the name so."""
    bare = _CONTRACTED.sub("", name)
    found = places().under_articles(bare, near) if bare[:1].isupper() else ()
    return next((place for _, place in found if place.level == "commune"), None)


def located(entity: Entity, text: str, quotes: Quotes, near: str | None) -> Iterator[Fact]:
    """`located_in` facts of one entity that its names and the parentheses after them state."""
    if entity.type not in PLACED_BY_NAME:
        return
    seen: set[str] = set()
    for start, end, found in _named(entity, text, near):
        for place in found:
            if entity.type in OPERATORS and _is_elsewhere(place, near):
                continue
            if place.name not in seen:
                seen.add(place.name)
                yield _fact(entity, place, quotes.words(start, end), _BY_NAME, "name")
    for mention in entity.mentions:
        if mention.kind not in (MentionKind.NAME, MentionKind.ELLIPTIC):
            continue
        match = _PARENTHESIS.match(text, mention.end)
        inside = in_parentheses(match[1], near) if match else None
        if match and inside is not None and inside.name not in seen:
            seen.add(inside.name)
            yield _fact(entity, inside, quotes.quote([(mention.start, match.end())]), _IN_PARENTHESES, None)


def under_datelines(
    entities: Iterable[Entity], placed: Iterable[Fact], text: str, quotes: Quotes, near: str | None
) -> Iterator[Fact]:
    """`located_in` facts of news that begin with their place: « Barjols : un centre de santé », « Drôme. Un contrat ».

    The first organisation that is spoken of after it lies there, where nothing else says a place of that level of it;
    a part of one may not.
    """
    levels = {(fact.subject, fact.place.level) for fact in placed if fact.place is not None}
    mentions = (
        (m, e) for e in entities if e.type in PLACED_BY_NAME for m in e.mentions if m.kind != MentionKind.PRONOUN
    )
    first = sorted(mentions, key=lambda pair: (pair[0].start, pair[0].end, pair[1].id))
    starts = [mention.start for mention, _ in first]
    for line in _DATELINE.finditer(text):
        place = places().find(line["place"], near)
        at = bisect_left(starts, line.end())
        if place is None or at == len(first) or starts[at] > line.end() + _UNDER or _SHORT.fullmatch(line["place"]):
            continue
        mention, entity = first[at]
        if entity.type == "UNIT":
            continue
        said = quotes.quote([line.span("place"), (mention.start, mention.end)])
        if (entity.id, place.level) not in levels and said:
            levels.add((entity.id, place.level))
            yield _fact(entity, place, said, _BY_DATELINE, None)


def _is_elsewhere(place: PlaceRef, near: str | None) -> bool:
    """« clinique de la Loire » at Saumur: named after the river, not after a département that is not the article's."""
    return place.level == "departement" and near is not None and place.code != near


def _named(entity: Entity, text: str, near: str | None) -> Iterator[tuple[int, int, list[PlaceRef]]]:
    """The mention whose words hold places: the fullest one. Composed names are no source, what the text says is."""
    said = [m for m in entity.mentions if m.kind in (MentionKind.NAME, MentionKind.ELLIPTIC)]
    for mention in sorted(said, key=lambda m: (m.kind != MentionKind.NAME, m.start - m.end, m.start)):
        surface = re.sub(r"\s", " ", text[mention.start : mention.end])
        bare = names.clean(surface)
        whole_name = names.article_before(text, mention.start) + surface
        whole = _whole(whole_name, bare, near) if mention.kind == MentionKind.ELLIPTIC else None
        if entity.type in _PARTS and _OWNER.search(surface):
            continue
        if whole is not None and not _bears(entity.name, bare, whole, near):
            continue
        found = [whole] if whole is not None else [place for _, _, place in places().in_name(surface, near)]
        if found:
            yield mention.start, mention.end, found
            return


def _whole(surface: str, bare: str, near: str | None) -> PlaceRef | None:
    """The place that a bare member of a list is: « Rodez », « La Souterraine »."""
    found = (places().find(said, near) for said in (surface, bare) if said[:1].isupper())
    return next(filter(None, found), None)


def _bears(name: str, bare: str, place: PlaceRef, near: str | None) -> bool:
    """Whether a short form that is a place's name too is said as a place: not « Saint-Jean », a clinique Saint-Jean."""
    return name == bare or any(found.code == place.code for _, _, found in places().in_name(name, near))


def _fact(
    entity: Entity, place: PlaceRef, evidence: tuple[Evidence, ...], confidence: float, basis: str | None
) -> Fact:
    return Fact(
        entity.id,
        "located_in",
        value=place.name,
        evidence=evidence,
        confidence=confidence,
        basis=basis,
        place=place,
    )
