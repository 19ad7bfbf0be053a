"""What else a doubtful fact could say: other entities of the article that its predicate joins, other values nearby."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Entity, Evidence, Value
from kg.pipeline.review.doubts import Doubt

NEAR = 400
"""Characters from the quote within which a value counts as nearby."""
MOST = 8


@dataclass(frozen=True, slots=True)
class Candidates:
    """Other subjects, objects and values, the nearest to the quote first."""

    subjects: tuple[Entity, ...] = ()
    objects: tuple[Entity, ...] = ()
    values: tuple[Value, ...] = ()


def candidates(doubt: Doubt, most: int = MOST) -> Candidates:
    """What the types of the predicate allow in the place of its ends."""
    from kg.extraction.patterns.types import OBJECTS, SUBJECTS

    fact = doubt.fact
    subjects = _entities(doubt, SUBJECTS.get(fact.predicate, frozenset()), most)
    objects = _entities(doubt, OBJECTS.get(fact.predicate, frozenset()), most) if fact.object else ()
    return Candidates(subjects, objects, _values(doubt, most) if fact.object is None else ())


def _entities(doubt: Doubt, types: frozenset[str], most: int) -> tuple[Entity, ...]:
    fact = doubt.fact
    found = [e for e in doubt.extraction.entities if e.type in types and e.id not in (fact.subject, fact.object)]
    found.sort(key=lambda e: (min((_gap(m.start, m.end, fact.evidence) for m in e.mentions), default=1 << 30), e.name))
    return tuple(found[:most])


def _values(doubt: Doubt, most: int) -> tuple[Value, ...]:
    from kg.extraction.offered import offered
    from kg.extraction.patterns.types import VALUES

    fact = doubt.fact
    found: dict[Value, int] = {}
    for each in offered(doubt.article):
        gap = _gap(each.start, each.end, fact.evidence)
        if each.kind == VALUES.get(fact.predicate) and each.value != fact.value and gap <= NEAR:
            found[each.value] = min(gap, found.get(each.value, NEAR))
    return tuple(sorted(found, key=lambda value: found[value])[:most])


def _gap(start: int, end: int, quotes: tuple[Evidence, ...]) -> int:
    return min((max(0, e.start - end, start - e.end) for e in quotes), default=0)
