"""Direct triples (`org:hasMember`, `sante:locatedIn`, …): what holds now, without the machinery of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.consolidate.rows import Row
from kg.consolidate.sources import FactNode
from kg.vocabulary import CODE, SANTE

_STATUS = f"<{SANTE.equipmentStatus}>"
_INSTALLED = f"<{CODE['equipment-status/installed']}>"
_DATE = f"<{SANTE.date}>"


def patterns(facts: Iterable[FactNode]) -> Iterator[tuple[str, str, str]]:
    """Every direct triple that these facts could have in the default graph; "" for an object that is a value."""
    for fact in facts:
        if fact.shape.direct is None:
            continue
        yield fact.subject, f"<{fact.shape.direct}>", fact.object
        if fact.shape.inverse is not None and fact.object:
            yield fact.object, f"<{fact.shape.inverse}>", fact.subject


def lines(rows: Sequence[Row]) -> set[str]:
    """The direct triples of the rows that are current, both ways."""
    return {line for row in rows if row.current for line in _triples(row)}


def _triples(row: Row) -> Iterator[str]:
    fact, shape = row.fact, row.fact.shape
    value = fact.object or row.values.get(_DATE, "")
    if shape.direct is None or not value or row.values.get(_STATUS, _INSTALLED) != _INSTALLED:
        return
    yield f"{fact.subject} <{shape.direct}> {value} ."
    if shape.inverse is not None and fact.object:
        yield f"{fact.object} <{shape.inverse}> {fact.subject} ."
