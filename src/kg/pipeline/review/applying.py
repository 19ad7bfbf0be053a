"""A decision and an extraction → the extraction as decided, found again by quote and by what was said, not by IRIs.

A new net may call things otherwise, quote more or less, or miss the fact: what someone accepted or wrote stands all the
same, where the document still holds its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.graph.names import core, is_empty, is_proper, words
from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Value
from kg.vocabulary import FACT_SHAPES

if TYPE_CHECKING:
    from kg.pipeline.review.decisions import Decision

SURE = 1.0
"""The confidence of what a person accepted or wrote."""


def applied(decision: Decision, article: Article, extraction: Extraction) -> Extraction:
    """The extraction with one decision; unchanged where the document does not hold its words any more."""
    said = moved(decision.said, article, decision.text)
    if said is None:
        return extraction
    held = decision.holds
    if held is None:
        more = [fact for fact in extraction.facts if says_the_same(said, extraction, fact, or_more=True)]
        return _replaced(extraction, more, decision, None)
    same = [fact for fact in extraction.facts if says_the_same(said, extraction, fact)]
    held = moved(held, article, decision.text)
    if held is None:
        return extraction
    extraction, fact = _settled(held, extraction)
    found = bool(same) and decision.corrected is None
    fact = replace(fact, confidence=SURE, review=decision.review(found=found))
    already = [each for each in extraction.facts if says_the_same(held, extraction, each)]
    if decision.corrected is None:
        return _with(_without(extraction, [*same, *already]), fact)
    left = _without(extraction, [each for each in already if each not in same])
    return _with(_replaced(left, same, decision, fact), fact)


def _replaced(extraction: Extraction, same: list[Fact], decision: Decision, by: Fact | None) -> Extraction:
    """The extraction in which these facts are rejected; one that a correction left alone but for its evidence goes."""
    review = decision.review(replaced=True)
    kept = []
    for fact in extraction.facts:
        if fact not in same:
            kept.append(fact)
        elif by is None or _claims(fact) != _claims(by):
            kept.append(replace(fact, review=review))
    return replace(extraction, facts=tuple(kept))


def _without(extraction: Extraction, facts: list[Fact]) -> Extraction:
    return replace(extraction, facts=tuple(fact for fact in extraction.facts if fact not in facts))


def _with(extraction: Extraction, fact: Fact) -> Extraction:
    return replace(extraction, facts=(*extraction.facts, fact))


def _claims(fact: Fact) -> tuple[object, ...]:
    qualifiers = sorted((name, str(value)) for name, value in fact.qualifiers.items())
    return fact.subject, fact.predicate, fact.object, fact.value, fact.modality, fact.basis, tuple(qualifiers)


# -- finding again -----------------------------------------------------------------------------------------------


def moved(said: Extraction, article: Article, text: str) -> Extraction | None:
    """What was said with its offsets in this article; None where a quote does not stand there.

    `text` is the digest of the text that the offsets are of.
    """
    if text == article.digest:
        return said
    shifts: list[tuple[Evidence, int]] = []
    for evidence in said.facts[0].evidence:
        at = _nearest(article.text, evidence)
        if at is None:
            return None
        shifts.append((evidence, at - evidence.start))
    quotes = tuple(Evidence(e.start + by, e.end + by, e.text) for e, by in shifts)
    entities = tuple(replace(each, mentions=tuple(_shifted(each.mentions, shifts))) for each in said.entities)
    return replace(said, entities=entities, facts=(replace(said.facts[0], evidence=quotes),))


def _nearest(text: str, evidence: Evidence) -> int | None:
    """Where the quote stands, nearest to where it stood."""
    found, at = [], text.find(evidence.text) if evidence.text else -1
    while at >= 0:
        found.append(at)
        at = text.find(evidence.text, at + 1)
    return min(found, key=lambda place: abs(place - evidence.start), default=None)


def _shifted(mentions: Iterable[Mention], shifts: list[tuple[Evidence, int]]) -> Iterable[Mention]:
    """The mentions inside quotes, where they stand now; of the others nothing is known."""
    for mention in mentions:
        for evidence, by in shifts:
            if evidence.start <= mention.start and mention.end <= evidence.end:
                yield Mention(mention.start + by, mention.end + by, mention.kind)
                break


def says_the_same(said: Extraction, extraction: Extraction, fact: Fact, *, or_more: bool = False) -> bool:
    """Whether a fact is the one that was decided on: predicate, modality, ends or value, keys, and a shared passage.

    With `or_more` it may have keys that the other has not: who holds no post there is no director there.
    """
    wanted = said.facts[0]
    if (fact.predicate, fact.modality) != (wanted.predicate, wanted.modality):
        return False
    if not _overlap(fact.evidence, wanted.evidence):
        return False
    keys = (key for key in FACT_SHAPES[fact.predicate].key if key != "value") if fact.predicate in FACT_SHAPES else ()
    for key in keys:
        one, other = _spelt(wanted.qualifiers.get(key)), _spelt(fact.qualifiers.get(key))
        if one != other and not (or_more and not one):
            return False
    if _ends_meet(said, wanted, extraction, fact.subject, fact.object, fact.value):
        return True
    swapped = fact.predicate == "partner" and fact.object is not None
    return swapped and _ends_meet(said, wanted, extraction, str(fact.object), fact.subject, None)


def _ends_meet(
    said: Extraction, wanted: Fact, extraction: Extraction, subject: str, object: str | None, value: Value | None
) -> bool:
    if not same_entity(said.entity(wanted.subject), extraction.entity(subject)):
        return False
    if wanted.object is None or object is None:
        return (wanted.object is None) == (object is None) and _spelt(wanted.value) == _spelt(value)
    return same_entity(said.entity(wanted.object), extraction.entity(object))


def same_entity(one: Entity, other: Entity) -> bool:
    """Whether two entities of one document are one: a place where both are named, or a shared name.

    « le groupement » is no name: several may be called so.
    """
    places = {(m.start, m.end) for m in one.mentions}
    if any((m.start, m.end) in places for m in other.mentions):
        return True
    if (one.type == "PERSON") != (other.type == "PERSON"):
        return False
    return words(one.name) == words(other.name) or bool(_names(one) & _names(other))


def _names(entity: Entity) -> set[str]:
    """The names that tell an entity apart: as they are, and for those of its type what is left without its head."""
    found = set()
    for name in filter(None, (entity.name, *entity.aliases)):
        own = core(entity.type, name)
        if not is_empty(entity.type, own) and is_proper(entity.type, name):
            found |= {words(name), f"{entity.type} {own}"}
    return found


def _named_alike(one: Entity, other: Entity) -> bool:
    """Whether the chief names of two entities go together: each among the other's, or one the longer form, or none."""
    mine, theirs = _names(one), _names(other)
    if not mine or not theirs or one.type == "PERSON":
        return True
    first, second = _names(replace(one, aliases=())), _names(replace(other, aliases=()))
    if first & theirs and second & mine:
        return True
    a, b = set(core(one.type, one.name).split()), set(core(other.type, other.name).split())
    return bool(a and b) and (a <= b or b <= a)


def _spelt(value: Value | None) -> str:
    """A value in one spelling: 3 and 3.0 are one, case and accents do not count."""
    if value is None:
        return ""
    try:
        return format(float(value), "g")
    except ValueError:
        return words(str(value)) or str(value)


def _overlap(one: Iterable[Evidence], other: Iterable[Evidence]) -> bool:
    theirs = list(other)
    return any(a.start < b.end and b.start < a.end for a in one for b in theirs)


# -- writing in --------------------------------------------------------------------------------------------------


def _settled(held: Extraction, extraction: Extraction) -> tuple[Extraction, Fact]:
    """The extraction with the ends of the decided fact, and the fact in its terms."""
    fact = held.facts[0]
    ends: dict[str, str] = {}
    for id in dict.fromkeys(each for each in (fact.subject, fact.object) if each is not None):
        extraction, ends[id] = _entity(held.entity(id), extraction)
    object = None if fact.object is None else ends[fact.object]
    return extraction, replace(fact, subject=ends[fact.subject], object=object)


def _entity(wanted: Entity, extraction: Extraction) -> tuple[Extraction, str]:
    """The entity that is meant, by type first; a new one where the extraction has none.

    One that bears another name is another, be it that a place is shared: a net may have taken two for one.
    """
    same = [each for each in extraction.entities if same_entity(wanted, each) and _named_alike(wanted, each)]
    same.sort(key=lambda each: (each.type != wanted.type, words(each.name) != words(wanted.name)))
    if same:
        return extraction, same[0].id
    taken = {each.id for each in extraction.entities}
    id = next(f"r{n}" for n in range(1, len(taken) + 2) if f"r{n}" not in taken)
    return replace(extraction, entities=(*extraction.entities, replace(wanted, id=id, link=None))), id
