"""The graph of what held on another day, whenever it was written (valid time): a copy of the store and what differs.

On disk the copy is a checkpoint (hard links, milliseconds) and what is read are the rows that may differ, found by
their bounds; a store in memory or on a server is copied into memory whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.consolidate import ENDS
from kg.dates import earliest, is_date, latest
from kg.errors import InputError
from kg.pipeline.consequences import Touched, consequences
from kg.store import Patch, Store, copied
from kg.store.lines import Quad, lexical, ntriples
from kg.vocabulary import CODE, FACT_SHAPES, SANTE

_P = {
    name: f"<{SANTE[name]}>" for name in ("predicate", "since", "until", "date", "modality", "contested", "published")
}
_STATUS = f"<{SANTE.equipmentStatus}>"
_MODALITY = {name: f"<{CODE['modality/' + name]}>" for name in ("asserted", "ended", "planned")}
_INSTALLED = f"<{CODE['equipment-status/installed']}>"
_ENDS = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.subject, shape.object) if p is not None}
_PORTION = 400

Row = Sequence[Quad]


def as_of(store: Store, date: str, *, certain: bool = False) -> Store:
    """The graph of what held on a day (or in a month or year), with the findings and derived triples of that day.

    Rows whose interval does not meet the date go, direct triples are those of that day; what has ended since holds
    again. A fuzzy bound counts where it may hold, with `certain` only where it must. What is known to have been
    created later takes its rows with it. Sources stay as they are. InputError for no date.
    """
    if not is_date(date):
        raise InputError(f"{date!r} is not a date", cure="write 2022, 2022-06 or 2022-06-15")
    day = (earliest(date), latest(date))
    then = copied(store)
    patch = _difference(then, day, certain)
    then.patch(patch.removed, patch.added)
    touched = Touched()
    touched.add((*patch.removed, *patch.added))
    drawn = consequences(then, touched)
    then.patch(drawn.removed, drawn.added)
    return then


def _difference(store: Store, day: tuple[str, str], certain: bool) -> Patch:
    """What leads from the consolidated layer to that of the day."""
    rows = _rows(store, _bounded(store, day))
    unborn = {_ends(row)[0] for row in rows.values() if _created_later(row, day)}
    rows |= _rows(store, _facts(store, [f"VALUES ?end {{ %s }} ?f {p} ?end" for p in sorted(_ENDS)], unborn))
    marks = {q.o for row in rows.values() for q in row if q.p == ENDS}
    rows |= _rows(store, _facts(store, [f"VALUES ?end {{ %s }} ?f {ENDS} ?end"], marks) - rows.keys())
    held = [row for row in rows.values() if _holds(row, day, certain) and not unborn & set(_ends(row))]
    old = {q.line() for row in rows.values() for q in row} | _direct_now(store, rows.values())
    return Patch.between(old, [line for row in held for line in (*_row_then(row), *_direct_then(row))])


def _bounded(store: Store, day: tuple[str, str]) -> set[str]:
    """The rows that may not hold on that day, or not as they do now."""
    later = f'FILTER(STR(?d) > "{day[0]}")'
    ended = f"?f {_P['modality']} {_MODALITY['ended']}"
    patterns = [f"?f <{SANTE.sinceLatest}> ?d {later}", f"?f <{SANTE.dateLatest}> ?d {later}", f"?f {_P['until']} ?d"]
    return _facts(store, [*patterns, ended], ())


def _facts(store: Store, patterns: Iterable[str], ends: Iterable[str]) -> set[str]:
    """The facts that match one of these patterns, `%s` in it some of the ends."""
    found = set()
    for pattern in patterns:
        for values in _portions(ends) if "%s" in pattern else [""]:
            text = f"SELECT DISTINCT ?f WHERE {{ {pattern.replace('%s', values)} }}"
            found |= {ntriples(row["f"]) for row in store.select(text)}
    return found


def _rows(store: Store, facts: Iterable[str]) -> dict[str, Row]:
    """These rows of the consolidated layer."""
    found: dict[str, list[Quad]] = defaultdict(list)
    for values in _portions(facts):
        for row in store.select(f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}").rows:
            q = Quad(*(ntriples(term) for term in row if term is not None))
            found[q.s].append(q)
    return {fact: quads for fact, quads in found.items() if _value(quads, _P["predicate"])}


def _direct_now(store: Store, rows: Iterable[Row]) -> set[str]:
    """The direct triples that these rows give or could give, as the store has them."""
    wanted = {tuple(line[:-2].split(" ", 2)) for row in rows for line in _direct(row)}
    found = set()
    for values in _portions(f"({' '.join(triple)})" for triple in wanted):
        text = f"SELECT ?s ?p ?o WHERE {{ VALUES (?s ?p ?o) {{ {values} }} ?s ?p ?o }}"
        found |= {Quad(*(ntriples(t) for t in row if t is not None)).line() for row in store.select(text).rows}
    return found


def _portions(terms: Iterable[str]) -> Iterable[str]:
    wanted = sorted(terms)
    return (" ".join(wanted[start : start + _PORTION]) for start in range(0, len(wanted), _PORTION))


def _value(quads: Iterable[Quad], property: str) -> str:
    return next((q.o for q in quads if q.p == property), "")


def _bounds(row: Row, name: str) -> tuple[str, str] | None:
    """The first and last day that a date of the row may mean."""
    value = lexical(_value(row, _P[name]) or '""')
    return (earliest(value), latest(value)) if is_date(value) else None


def _holds(row: Row, day: tuple[str, str], certain: bool) -> bool:
    start = _bounds(row, "since") or _bounds(row, "date")
    end = _bounds(row, "until")
    if end is None and _value(row, _P["modality"]) == _MODALITY["ended"]:
        said = _bounds(row, "published")  # it had ended when this was written
        end = ("0001-01-01", said[0]) if said else ("0001-01-01", "0001-01-01")
    begun = start is None or (start[1] <= day[0] if certain else start[0] <= day[1])
    return begun and (end is None or (end[0] > day[1] if certain else end[1] >= day[0]))


def _created_later(row: Row, day: tuple[str, str]) -> bool:
    created = _bounds(row, "date")
    return lexical(_value(row, _P["predicate"])) == "created" and created is not None and created[0] > day[1]


def _ends(row: Row) -> tuple[str, str]:
    """Subject and object of a row."""
    shape = FACT_SHAPES[lexical(_value(row, _P["predicate"]))]
    return _value(row, f"<{shape.subject}>"), _value(row, f"<{shape.object}>")


def _row_then(row: Row) -> list[str]:
    """The row; what has ended since is asserted then."""
    ended = _MODALITY["ended"]
    return [q._replace(o=_MODALITY["asserted"]).line() if q.o == ended else q.line() for q in row]


def _direct_then(row: Row) -> list[str]:
    if _value(row, _P["modality"]) == _MODALITY["planned"] or _value(row, _P["contested"]):
        return []
    return _direct(row) if (_value(row, _STATUS) or _INSTALLED) == _INSTALLED else []


def _direct(row: Row) -> list[str]:
    """The direct triples of a row that holds."""
    shape = FACT_SHAPES[lexical(_value(row, _P["predicate"]))]
    subject, object = _ends(row)
    value = object or _value(row, _P["date"])
    if shape.direct is None or not value:
        return []
    found = [f"{subject} <{shape.direct}> {value} ."]
    return found + ([f"{object} <{shape.inverse}> {subject} ."] if shape.inverse is not None and object else [])
