"""The common case at a constant price: one more source agrees with what a row says already.

What many sources repeat has thousands of statements; to read them all for each further one would make the millionth
article dear. A row that nobody disputes can be carried forward from itself, its preferred statement and the new ones.
`advanced` gives exactly what reading everything would give, or None where it cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.consolidate.preference import standing
from kg.consolidate.rows import AFTER_A_PLAN, DERIVED, OF_PREFERRED, Row, agreement, newer
from kg.consolidate.sources import Claim, FactNode
from kg.store.lines import Quad, lexical
from kg.vocabulary import SANTE

_P = {
    name: f"<{SANTE[name]}>"
    for name in ("modality", "contested", "disagreement", "until", "sources", "preferredStatement", "preference")
}
_LAST = f"<{SANTE.lastPublished}>"
_WRITTEN = frozenset(
    f"<{SANTE[name]}>"
    for name in (
        *("predicate", "modality", "source", "sources", "preferredStatement", "preference", "contested"),
        *("disagreement", "confidence", "quote", "published", "lastPublished", "realisedBy"),
    )
)


def held(quads: Iterable[Quad]) -> dict[str, str]:
    """A row of the default graph by property."""
    return {q.p: q.o for q in quads}


def preferred_statement(row: Mapping[str, str]) -> str:
    """The statement that the row is drawn from."""
    return row.get(_P["preferredStatement"], "")


def can_advance(fact: FactNode, row: Mapping[str, str]) -> bool:
    """Whether this row is of the common kind: asserted, undisputed, without an end or a plan to be watched."""
    return (
        fact.predicate != "equipment"
        and lexical(row.get(_P["modality"], '""')).endswith("/asserted")
        and not any(_P[name] in row for name in ("contested", "disagreement", "until"))
        and preferred_statement(row) != ""
    )


def advanced(fact: FactNode, row: Mapping[str, str], preferred: Claim, fresh: Iterable[Claim]) -> Row | None:
    """The row when these statements, of sources independent of all before, come to it."""
    ends = {f"<{fact.shape.subject}>", f"<{fact.shape.object}>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"}
    values = {p: o for p, o in row.items() if p not in _WRITTEN and p not in ends and p not in DERIVED}
    last, sources = row.get(_LAST, ""), int(lexical(row[_P["sources"]]))
    best = preferred
    for claim in sorted(fresh, key=lambda claim: claim.iri):
        if claim.modality == "hoped":
            continue
        if claim.modality != "asserted" or not _repeats(claim, values):
            return None
        if standing(claim) == standing(best):
            return None
        if standing(claim) > standing(best):
            best = claim
        last, sources = newer(last, claim.source.published), sources + 1
    if sources == int(lexical(row[_P["sources"]])):
        return _as_it_is(fact, row, preferred, values, last, sources)
    values = {p: o for p, o in values.items() if p not in OF_PREFERRED}
    values |= {p: best.values[p][0] for p in OF_PREFERRED if p in best.values}
    reason = agreement(best, values, last)
    if lexical(row[_P["preference"]]).endswith(AFTER_A_PLAN):
        reason += AFTER_A_PLAN
    return replace(_as_it_is(fact, row, best, values, last, sources), reason=reason)


def _as_it_is(
    fact: FactNode, row: Mapping[str, str], best: Claim, values: Mapping[str, str], last: str, sources: int
) -> Row:
    return Row(fact, "asserted", False, best, lexical(row[_P["preference"]]), sources, last, values)


def _repeats(claim: Claim, values: Mapping[str, str]) -> bool:
    """Whether a statement claims nothing that the row does not say."""
    return all(
        terms == (values.get(p),) for p, terms in claim.values.items() if p not in DERIVED and p not in OF_PREFERRED
    )
