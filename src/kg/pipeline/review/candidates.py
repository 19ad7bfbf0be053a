"""What else a doubtful fact could say: other entities of the article that its predicate joins, other values nearby."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.model import Entity, Evidence, Value
from kg.pipeline.review.doubts import Doubt

NEAR = 400
"""Characters from the quote within which a value counts as nearby."""
MOST = 8
_KIND = {"since": "DATE", "until": "DATE", "date": "DATE", "amount": "AMOUNT", "at": "PLACE", "title": "TITLE"}
"""Qualifier → the kind of value that it takes."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Other subjects, objects and values, and values for its qualifiers, the nearest to the quote first."""

    subjects: tuple[Entity, ...] = ()
    objects: tuple[Entity, ...] = ()
    values: tuple[Value, ...] = ()
    qualifiers: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)


def candidates(doubt: Doubt, most: int = MOST) -> Candidates:
    """What the types of the predicate allow in the place of its ends."""
    from kg.extraction.patterns.types import OBJECTS, SUBJECTS, VALUES
    from kg.extraction.reading_values import QUALIFIERS

    fact = doubt.fact
    subjects = _entities(doubt, SUBJECTS.get(fact.predicate, frozenset()), most)
    objects = _entities(doubt, OBJECTS.get(fact.predicate, frozenset()), most) if fact.object else ()
    values = _values(doubt, VALUES.get(fact.predicate, ""), fact.value, most) if fact.object is None else ()
    offers = {
        name: found
        for name in QUALIFIERS.get(fact.predicate, ())
        if (found := _values(doubt, _KIND[name], fact.qualifiers.get(name), most))
    }
    return Candidates(subjects, objects, values, offers)


def _entities(doubt: Doubt, types: frozenset[str], most: int) -> tuple[Entity, ...]:
    fact = doubt.fact
    found = [e for e in doubt.extraction.entities if e.type in types and e.id not in (fact.subject, fact.object)]
    found.sort(key=lambda e: (min((_gap(m.start, m.end, fact.evidence) for m in e.mentions), default=1 << 30), e.name))
    return tuple(found[:most])


def _values(doubt: Doubt, kind: str, present: Value | None, most: int) -> tuple[Value, ...]:
    """The values of a kind that stand near the quote, but for the one that is said."""
    from kg.extraction.offered import offered

    found: dict[Value, int] = {}
    for each in offered(doubt.article):
        gap = _gap(each.start, each.end, doubt.fact.evidence)
        if each.kind == kind and each.value != present and gap <= NEAR:
            found[each.value] = min(gap, found.get(each.value, NEAR))
    return tuple(sorted(found, key=lambda value: found[value])[:most])


def _gap(start: int, end: int, quotes: tuple[Evidence, ...]) -> int:
    return min((max(0, e.start - end, start - e.end) for e in quotes), default=0)
