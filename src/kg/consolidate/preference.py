"""Which statement speaks for a fact, and why (domain.md §4.3): authority, then precision, recency, number of sources.

Syndicated copies share a mark (digest of the body, fingerprint) and count as one source, which is as recent as the
first of them: a copy that comes later is no news, and does not take the place of its original.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from kg.consolidate.sources import Claim, Source
from kg.dates import earliest, is_date, latest, precision
from kg.store.lines import lexical
from kg.vocabulary import SANTE

DATES = tuple(f"<{SANTE[name]}>" for name in ("since", "until", "date"))
BASIS = f"<{SANTE.basis}>"
_INFERENCE = 5
_SURE = 0.5


class Rank(NamedTuple):
    """How a statement weighs; the greatest is preferred. Its fields are the reasons, in order."""

    authority: int
    sureness: bool
    precision: int
    recency: str
    original: bool
    sources: int
    confidence: float


_FRENCH = {
    "most authoritative source": "source qui fait le plus autorité",
    "surest reading": "lecture la plus sûre",
    "most precise": "énoncé le plus précis",
    "latest source": "source la plus récente",
    "original of its copies": "original de ses copies",
    "most sources": "plus grand nombre de sources",
    "only statement": "seul énoncé",
    "equal statements": "énoncés équivalents",
    "first by identifier": "premier par identifiant",
    "sources agree": "les sources concordent",
    "asserted after a plan": "affirmé après un projet",
    "its end is the latest news": "sa fin est la nouvelle la plus récente",
}
REASONS = (
    "most authoritative source",
    "surest reading",
    "most precise",
    "latest source",
    "original of its copies",
    "most sources",
    "surest reading",
)


def independent(sources: Iterable[Source]) -> int:
    """How many sources there are when copies count once."""
    return len(_apart(sources))


def _apart(sources: Iterable[Source]) -> list[list[Source]]:
    """The sources, copies of one text together."""
    above: dict[str, str] = {}

    def top(mark: str) -> str:
        while above.setdefault(mark, mark) != mark:
            above[mark] = above[above[mark]]
            mark = above[mark]
        return mark

    known = {source.iri: source for source in sources}
    for source in known.values():
        for mark in source.marks:
            above[top(mark)] = top(source.iri)
    together: dict[str, list[Source]] = defaultdict(list)
    for iri, source in known.items():
        together[top(iri)].append(source)
    return list(together.values())


def in_french(reason: str) -> str:
    """The reason of a preference in French."""
    return ", ".join(_FRENCH[part] for part in reason.split(", "))


def days(sources: Iterable[Source]) -> dict[str, str]:
    """The day on which the text of each source was first out."""
    found: dict[str, str] = {}
    for copies in _apart(sources):
        first = min((source.issued for source in copies if source.issued), default="")
        found |= {source.iri: first for source in copies}
    return found


def confidence(claim: Claim) -> float:
    """The confidence of a statement as a number; 1 where it says none."""
    return float(lexical(claim.confidence)) if claim.confidence else 1.0


def ranked(claims: Sequence[Claim]) -> tuple[list[Claim], str]:
    """The statements, the preferred one first, and the reason of the preference."""
    alike: dict[frozenset[tuple[str, tuple[str, ...]]], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[frozenset(claim.values.items())].append(claim)
    ranks: dict[str, Rank] = {}
    for group in alike.values():
        sources = independent(claim.source for claim in group)
        out = _first(group)
        for claim in group:
            day = out[claim.iri]
            original = claim.source.issued == day
            ranks[claim.iri] = Rank(*standing(claim)[:3], day, original, sources, confidence(claim))
    by_iri = sorted(claims, key=lambda claim: claim.iri)
    order = sorted(by_iri, key=lambda claim: ranks[claim.iri], reverse=True)
    if len(order) == 1:
        return order, "only statement"
    first: tuple[Any, ...] = ranks[order[0].iri]
    others: list[tuple[Any, ...]] = [ranks[claim.iri] for claim in order[1:]]
    reasons = [REASONS[i] for i in range(len(first)) if all(first[i] > other[i] for other in others)]
    if not reasons:
        reasons = [REASONS[i] for i in range(len(first)) if first[i] > others[0][i]][:1]
    return order, ", ".join(dict.fromkeys(reasons)) or "equal statements, first by identifier"


def _first(claims: Iterable[Claim]) -> dict[str, str]:
    """The day of each statement: that of the first copy, among those of one standing but for the day."""
    equals: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        equals[standing(claim)[:3]].append(claim)
    out = {key: days(claim.source for claim in group) for key, group in equals.items()}
    return {claim.iri: out[key][claim.source.iri] for key, group in equals.items() for claim in group}


def standing(claim: Claim) -> tuple[int, bool, int, str]:
    """How a statement weighs by itself: authority, sureness, precision, recency."""
    authority = max(claim.source.authority, _INFERENCE if BASIS in claim.values else 0)
    weight = sum(_weight(p, terms) for p, terms in claim.values.items())
    return -authority, confidence(claim) >= _SURE, weight, claim.source.issued


def _weight(property: str, terms: tuple[str, ...]) -> int:
    if property in DATES and is_date(lexical(terms[0])):
        return precision(lexical(terms[0]))
    return 0 if property.endswith(("Earliest>", "Latest>")) or property == BASIS else 1


def chosen(property: str, order: Sequence[Claim]) -> tuple[str, ...]:
    """The value of a property: that of the first statement that has it; a date refined by a more precise one in it."""
    having = [claim.values[property] for claim in order if property in claim.values]
    if not having:
        return ()
    if property not in DATES:
        return having[0][:1]
    best = having[0][0]
    for terms in having:
        for term in terms:
            if _refines(lexical(term), lexical(best)):
                best = term
    return (best,)


def disagree(property: str, order: Sequence[Claim]) -> bool:
    """Whether two statements give dates of which neither contains the other, or other values that differ."""
    terms = sorted({term for claim in order for term in claim.values.get(property, ())})
    compatible: Callable[[str, str], bool] = _overlapping if property in DATES else str.__eq__
    return any(not compatible(lexical(a), lexical(b)) for i, a in enumerate(terms) for b in terms[i + 1 :])


def _refines(finer: str, coarser: str) -> bool:
    if not is_date(finer) or not is_date(coarser) or precision(finer) <= precision(coarser):
        return False
    return earliest(coarser) <= earliest(finer) and latest(finer) <= latest(coarser)


def _overlapping(one: str, other: str) -> bool:
    if not is_date(one) or not is_date(other):
        return one == other
    return earliest(one) <= latest(other) and earliest(other) <= latest(one)
