"""A planned equipment that a later source says is installed: the plan stays, and points at what realised it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.consolidate.rows import Row
from kg.consolidate.sources import Claim, FactNode
from kg.dates import earliest, is_date
from kg.store.lines import lexical
from kg.vocabulary import CODE, SANTE

_STATUS = f"<{SANTE.equipmentStatus}>"
_PLANNED = f"<{CODE['equipment-status/planned']}>"
_MODALITY = f"<{SANTE.modality}>"
_HAD = tuple(f"<{CODE['modality/' + name]}>" for name in ("asserted", "ended"))
_SITE, _COUNT, _DATE = f"<{SANTE.site}>", f"<{SANTE['count']}>", f"<{SANTE.date}>"


def is_plan(fact: FactNode, row: Mapping[str, str]) -> bool:
    """Whether a row of the default graph (by property) is of an equipment that is planned, and may be realised."""
    modality = row.get(_MODALITY)
    return fact.predicate == "equipment" and (
        modality not in _HAD or (modality == _HAD[0] and row.get(_STATUS) == _PLANNED)
    )


def lines(rows: Sequence[Row]) -> set[str]:
    """`sante:realisedBy` from each planned equipment to the row that realises it."""
    alike: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.fact.predicate == "equipment":
            alike[row.fact.subject, row.fact.object].append(row)
    return {line for group in alike.values() for line in _links(group)}


def _links(group: Sequence[Row]) -> Iterator[str]:
    installed = [row for row in group if row.modality == "asserted" and row.values.get(_STATUS) != _PLANNED]
    for plan in group:
        if plan in installed or plan.modality == "ended":
            continue
        found = [row for row in installed if _same_site(plan, row) and _realises(row, plan)]
        if found:
            best = min(found, key=lambda row: (row.values.get(_SITE) != plan.values.get(_SITE), row.fact.iri))
            yield f"{plan.fact.iri} <{SANTE.realisedBy}> {best.fact.iri} ."


def _same_site(plan: Row, row: Row) -> bool:
    sites = {lexical(r.values[_SITE]).casefold() for r in (plan, row) if _SITE in r.values}
    return len(sites) < 2


def _realises(row: Row, plan: Row) -> bool:
    """Whether the equipment came after the plan: first spoken of since, dated since, or more of it than before."""
    planned = min(claim.source.issued for claim in plan.pool)
    later = [claim for claim in row.pool if claim.source.issued >= planned]
    before = [claim for claim in row.pool if claim.source.issued < planned]
    if not later:
        return False
    if not before:
        return True
    dated = [lexical(claim.values[_DATE][0]) for claim in later if _DATE in claim.values]
    if any(is_date(day) and earliest(day) >= planned for day in dated):
        return True
    return _most(later) > _most(before) > 0


def _most(claims: Sequence[Claim]) -> int:
    counts = [claim.values.get(_COUNT, ()) for claim in claims]
    return max((int(lexical(terms[0])) for terms in counts if terms and lexical(terms[0]).isdigit()), default=0)
