"""What the facts of one subject make of each other: which of them give way to a better, surer or nearer one."""

from __future__ import annotations

from collections import defaultdict

from kg.extraction.patterns import types
from kg.model import Fact
from kg.places import places

DATED = frozenset(["created", "opened", "signed"])


def settled(facts: list[Fact]) -> list[Fact]:
    """Without what another fact of the same subject says better: a year beside its day, a machine beside its place.

    And of what a subject has once (one who runs it, a day on which it opened) without what is much less sure.
    """
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.predicate in DATED:
            groups[fact.subject, fact.predicate, fact.modality].append(fact)
        elif fact.predicate == "equipment":
            groups[fact.subject, fact.predicate, fact.modality, fact.value].append(fact)
    dropped = {id(f) for group in groups.values() for f in group if any(_says_more(o, f) for o in group if o is not f)}
    return _surest(_at_home([fact for fact in facts if id(fact) not in dropped]))


def _at_home(facts: list[Fact]) -> list[Fact]:
    """Without a département of what, surer, lies in a town of another one."""
    towns: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.place is not None and fact.place.level == "commune":
            towns[fact.subject].append(fact)
    return [fact for fact in facts if not _is_elsewhere(fact, towns.get(fact.subject, []))]


def _is_elsewhere(fact: Fact, towns: list[Fact]) -> bool:
    if fact.place is None or fact.place.level != "departement":
        return False
    within = {places().departement(town.place) for town in towns if town.place is not None}
    return fact.place.code not in within and any(town.confidence > fact.confidence for town in towns)


def _surest(facts: list[Fact]) -> list[Fact]:
    most: dict[tuple[object, ...], float] = defaultdict(float)
    for fact in facts:
        key = fact.subject, fact.predicate, fact.modality
        most[key] = max(most[key], fact.confidence)
    return [
        fact
        for fact in facts
        if fact.predicate not in types.SAID_ONCE
        or fact.confidence >= most[fact.subject, fact.predicate, fact.modality] - types.SAID_ONCE[fact.predicate]
    ]


def _says_more(better: Fact, fact: Fact) -> bool:
    if fact.predicate == "equipment":
        same = better.qualifiers.get("count", 1) == fact.qualifiers.get("count", 1)
        return same and "at" in better.qualifiers and "at" not in fact.qualifiers
    return len(str(better.value)) > len(str(fact.value)) and str(better.value).startswith(str(fact.value))
