"""The row of a fact: its preferred values, how the sources together hold it, and where they part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from rdflib.namespace import RDF, XSD

from kg.consolidate.preference import BASIS, DATES, chosen, days, disagree, in_french, independent, ranked
from kg.consolidate.sources import ENDS, Claim, FactNode
from kg.dates import earliest, is_date, latest
from kg.store.lines import lexical
from kg.vocabulary import CODE, SANTE

DERIVED = tuple(date[:-1] + end for date in DATES for end in ("Earliest>", "Latest>"))
OF_PREFERRED = (BASIS, f"<{SANTE.objectName}>")
_SINCE, _UNTIL = DATES[0], DATES[1]
AFTER_A_PLAN = ", asserted after a plan"
_TRUE = f'"true"^^<{XSD.boolean}>'


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as the sources together hold it.

    `sources` counts those that speak for it, copies once; `last` is the latest publication among them, as its source
    writes it; `pool` are their statements, where they were read.
    """

    fact: FactNode
    modality: str
    contested: bool
    preferred: Claim
    reason: str
    sources: int
    last: str
    values: Mapping[str, str]
    disagreements: tuple[str, ...] = ()
    pool: tuple[Claim, ...] = ()

    @property
    def current(self) -> bool:
        """Asserted, undenied, and not over on the day of its latest source."""
        until, newest = self.date("until", last=True), day(self.last)
        return self.modality == "asserted" and not self.contested and (not until or until > newest > "")

    def date(self, name: str, *, last: bool = False) -> str:
        """The first (or last) day that `since`, `until` or `date` may mean; "" when the row has none."""
        return day(self.values.get(f"<{SANTE[name]}>", ""), last=last)


def day(term: str, *, last: bool = False) -> str:
    """The first (or last) day that a date may mean; "" when the term is none."""
    value = lexical(term) if term else ""
    if not is_date(value):
        return ""
    return latest(value) if last else earliest(value)


def newer(one: str, other: str) -> str:
    """The later of two dates of publication."""
    return max(one, other, key=lambda term: (day(term), term))


def rows(facts: Mapping[str, FactNode], claims: Mapping[str, Sequence[Claim]]) -> list[Row]:
    """The rows of these facts, in order; what is only hoped or only denied has none."""
    found = (row(facts[iri], claims.get(iri, ())) for iri in sorted(facts))
    return [each for each in found if each is not None]


def row(fact: FactNode, claims: Sequence[Claim]) -> Row | None:
    """The row of one fact; None when no source asserts, plans or ends it."""
    held = {kind: [c for c in claims if c.modality == kind] for kind in ("asserted", "ended", "planned", "negated")}
    modality, contested, others = _stance(held)
    if not modality:
        return None
    order, reason = ranked(held[modality])
    pool = [*order, *ranked(others)[0]] if others else order
    values, disagreements = _values(pool)
    last = reduce(newer, (claim.source.published for claim in pool))
    if len(order) > 1 and not disagreements:
        reason = agreement(order[0], values, last)
    if modality == "asserted" and held["planned"]:
        reason += AFTER_A_PLAN
    if modality == "ended" and held["asserted"]:
        reason += ", its end is the latest news"
    sources = independent(claim.source for claim in pool)
    return Row(fact, modality, contested, order[0], reason, sources, last, values, disagreements, tuple(pool))


def agreement(preferred: Claim, values: Mapping[str, str], last: str) -> str:
    """The reason of the preference among statements that do not disagree."""
    reason = "sources agree"
    its = {(p, term) for p, terms in preferred.values.items() for term in terms}
    if values and its >= {(p, term) for p, term in values.items() if p not in OF_PREFERRED}:
        reason += ", most precise"
    return reason + (", latest source" if preferred.source.issued == day(last) else "")


def _stance(held: Mapping[str, list[Claim]]) -> tuple[str, bool, list[Claim]]:
    """How the sources together hold a fact, whether it is contested, and further statements that fill its values."""
    asserted, ended, denied = held["asserted"], held["ended"], held["negated"]
    out = days(claim.source for claim in (*asserted, *ended)) if ended else {}
    if ended and _newest(ended, out) >= _newest(asserted, out):
        return "ended", False, asserted
    if asserted:
        against = denied + ended
        return "asserted", any(not _answered(claim, asserted) for claim in against), []
    if held["planned"]:
        return "planned", bool(denied), []
    return "", False, []


def _newest(claims: Sequence[Claim], out: Mapping[str, str]) -> str:
    return max((out[claim.source.iri] for claim in claims), default="")


def _answered(denial: Claim, asserted: Sequence[Claim]) -> bool:
    """Whether a fact is said to have begun (again) after its denial or its end was published."""
    said = denial.source.issued
    starts = [lexical(terms[0]) for claim in asserted for terms in [claim.values.get(_SINCE, ())] if terms]
    return bool(said) and any(is_date(start) and earliest(start) > said for start in starts)


def _values(order: Sequence[Claim]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The preferred value of each property, and the names of those on which statements disagree."""
    values: dict[str, str] = {}
    differing = []
    for property in sorted({p for claim in order for p in claim.values} - set(DERIVED)):
        terms = order[0].values.get(property, ())[:1] if property in OF_PREFERRED else chosen(property, order)
        if terms:
            values[property] = terms[0]
        if property not in OF_PREFERRED and disagree(property, order):
            differing.append(property[1:-1].rpartition("#")[2])
    return values, tuple(differing)


def lines(rows: Sequence[Row]) -> set[str]:
    """The rows as N-Quads lines of the default graph."""
    return {f"{row.fact.iri} {p} {o} ." for row in rows for p, o in _pairs(row)}


def _pairs(row: Row) -> list[tuple[str, str]]:
    fact, preferred = row.fact, row.preferred
    typed = f"^^<{XSD.date}>"
    pairs = [
        (f"<{RDF.type}>", f"<{fact.shape.cls}>"),
        (_sante("predicate"), f'"{fact.predicate}"'),
        (f"<{fact.shape.subject}>", fact.subject),
        (_sante("modality"), f"<{CODE['modality/' + row.modality]}>"),
        (_sante("source"), preferred.source.iri),
        (_sante("sources"), f'"{row.sources}"^^<{XSD.integer}>'),
        (_sante("preferredStatement"), preferred.iri),
        (_sante("preference"), f'"{row.reason}"@en'),
        (_sante("preference"), f'"{in_french(row.reason)}"@fr'),
        *row.values.items(),
    ]
    if fact.object:
        pairs.append((f"<{fact.shape.object}>", fact.object))
    if fact.ends:
        pairs.append((ENDS, fact.ends))
    for name in ("since", "until", "date"):
        if row.date(name):
            pairs.append((_sante(name + "Earliest"), f'"{row.date(name)}"{typed}'))
            pairs.append((_sante(name + "Latest"), f'"{row.date(name, last=True)}"{typed}'))
    if row.contested:
        pairs.append((_sante("contested"), _TRUE))
    pairs += [(_sante("disagreement"), f'"{name}"') for name in row.disagreements]
    optional = {
        "confidence": preferred.confidence,
        "quote": preferred.quote,
        "published": preferred.source.published,
        "lastPublished": row.last,
    }
    return pairs + [(_sante(name), term) for name, term in optional.items() if term]


def _sante(name: str) -> str:
    return f"<{SANTE[name]}>"
