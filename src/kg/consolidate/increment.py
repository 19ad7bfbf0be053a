"""The common case at a constant price: one more source agrees with what a row says already.

What many sources repeat has thousands of statements; to read them all for each further one would make the millionth
article dear. A row that nobody disputes can be carried forward from itself, its preferred statement and the new ones.
`advanced` gives exactly what reading everything would give, or None where it cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import attrgetter

from kg.consolidate.preference import confidence, standing
from kg.consolidate.realised import is_plan
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
        *("disagreement", "confidence", "quote", "published", "lastPublished", "realisedBy", "ends"),
    )
)


def held(quads: Iterable[Quad]) -> dict[str, str]:
    """A row of the default graph by property; of the reason of its preference, the English words."""
    return {q.p: q.o for q in quads if q.p != _P["preference"] or q.o.endswith("@en")}


def preferred_statement(row: Mapping[str, str]) -> str:
    """The statement that the row is drawn from."""
    return row.get(_P["preferredStatement"], "")


def can_advance(fact: FactNode, row: Mapping[str, str]) -> bool:
    """Whether this row is of the common kind: asserted, undisputed, without an end to be watched, no plan itself."""
    return (
        lexical(row.get(_P["modality"], '""')).endswith("/asserted")
        and not is_plan(fact, row)
        and not any(_P[name] in row for name in ("contested", "disagreement", "until"))
        and preferred_statement(row) != ""
    )


def advanced(fact: FactNode, row: Mapping[str, str], preferred: Claim, fresh: Iterable[Claim]) -> Row | None:
    """The row when these statements, of sources independent of all before, come to it."""
    ends = {f"<{fact.shape.subject}>", f"<{fact.shape.object}>", "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"}
    values = {p: o for p, o in row.items() if p not in _WRITTEN and p not in ends and p not in DERIVED}
    last, sources = row.get(_LAST, ""), int(lexical(row[_P["sources"]]))
    speaking = [claim for claim in fresh if claim.modality != "hoped"]
    if any(claim.modality != "asserted" or not _repeats(claim, values) for claim in speaking):
        return None
    best = _best(preferred, speaking)
    if best is None:
        return None
    if not speaking:
        return _as_it_is(fact, row, preferred, values, last, sources)
    last = reduce(newer, (claim.source.published for claim in speaking), last)
    sources += len({claim.source.iri for claim in speaking})
    values = {p: o for p, o in values.items() if p not in OF_PREFERRED}
    values |= {p: best.values[p][0] for p in OF_PREFERRED if p in best.values}
    reason = agreement(best, values, last)
    if lexical(row[_P["preference"]]).endswith(AFTER_A_PLAN):
        reason += AFTER_A_PLAN
    return replace(_as_it_is(fact, row, best, values, last, sources), reason=reason)


def _best(preferred: Claim, fresh: Sequence[Claim]) -> Claim | None:
    """The statement that is preferred now; None where the number of sources behind other values may decide."""
    best = preferred
    for claim in fresh:
        if claim.values == best.values:  # of one group: as many sources stand behind both
            best = max(sorted((best, claim), key=attrgetter("iri")), key=lambda c: (standing(c), confidence(c)))
        elif standing(claim) == standing(best):
            return None
        elif standing(claim) > standing(best):
            best = claim
    if standing(best) > standing(preferred):
        return best
    of_equal_weight = (c for c in fresh if c.values != best.values and standing(c)[2] == standing(best)[2])
    return None if any(of_equal_weight) else best


def _as_it_is(
    fact: FactNode, row: Mapping[str, str], best: Claim, values: Mapping[str, str], last: str, sources: int
) -> Row:
    return Row(fact, "asserted", False, best, lexical(row[_P["preference"]]), sources, last, values)


def _repeats(claim: Claim, values: Mapping[str, str]) -> bool:
    """Whether a statement claims nothing that the row does not say."""
    return all(
        terms == (values.get(p),) for p, terms in claim.values.items() if p not in DERIVED and p not in OF_PREFERRED
    )
