"""The graph of what held on another day, whenever it was written (valid time)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.dates import earliest, is_date, latest
from kg.errors import InputError
from kg.store import Store, open_store
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.vocabulary import CODE, FACT_SHAPES, GRAPH, ID, SANTE

_DIRECT = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.direct, shape.inverse) if p is not None}
_P = {
    name: f"<{SANTE[name]}>" for name in ("predicate", "since", "until", "date", "modality", "contested", "published")
}
_STATUS, _SOURCE = f"<{SANTE.equipmentStatus}>", f"<{SANTE.source}>"
_MODALITY = {name: f"<{CODE['modality/' + name]}>" for name in ("asserted", "ended", "planned")}
_INSTALLED = f"<{CODE['equipment-status/installed']}>"
_FINDING = f"<{ID['finding/']}"
_DERIVED = str(GRAPH["derived/"])
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def as_of(store: Store, date: str, *, certain: bool = False, evidence: bool = True) -> Store:
    """The graph of what held on a day (or in a month or year).

    Rows whose interval does not meet the date go, direct triples are those of that day; what has ended since holds
    again. A fuzzy bound counts where it may hold, with `certain` only where it must. What is known to have been
    created later takes its rows with it. Findings and derived triples are of today, and left out. `evidence` False
    leaves out the named graphs. InputError for no date.
    """
    if not is_date(date):
        raise InputError(f"{date!r} is not a date", cure="write 2022, 2022-06 or 2022-06-15")
    day = (earliest(date), latest(date))
    subjects: dict[str, list[Quad]] = defaultdict(list)
    for line in store.serialise(_ALL, "ntriples").decode("utf-8").split("\n"):
        if line:
            q = quad(line)
            subjects[q.s].append(q)
    rows = {s: quads for s, quads in subjects.items() if any(q.p == _P["predicate"] for q in quads)}
    unborn = {ends[0] for quads in rows.values() for ends in [_ends(quads)] if _created_later(quads, day)}
    kept: list[str] = []
    for s, quads in subjects.items():
        if s.startswith(_FINDING):
            continue
        if s not in rows:
            kept += [q.line() for q in quads if q.p not in _DIRECT]
        elif _holds(quads, day, certain) and not unborn & set(_ends(quads)):
            kept += _row_then(quads)
            kept += _direct_then(quads)
    then = open_store("memory")
    then.load(("\n".join(kept) + "\n").encode("utf-8"), "nquads")
    if evidence:
        rows_of = store.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        lines = (" ".join(ntriples(term) for term in row if term is not None) + " ." for row in rows_of)
        kept = [line for line in lines if f" <{_DERIVED}" not in line]
        then.load(("\n".join(kept) + "\n").encode("utf-8"), "nquads")
    return then


def _value(quads: Iterable[Quad], property: str) -> str:
    return next((q.o for q in quads if q.p == property), "")


def _bounds(quads: list[Quad], name: str) -> tuple[str, str] | None:
    """The first and last day that a date of the row may mean."""
    value = lexical(_value(quads, _P[name]) or '""')
    return (earliest(value), latest(value)) if is_date(value) else None


def _holds(quads: list[Quad], day: tuple[str, str], certain: bool) -> bool:
    start = _bounds(quads, "since") or _bounds(quads, "date")
    end = _bounds(quads, "until")
    if end is None and _value(quads, _P["modality"]) == _MODALITY["ended"]:
        said = _bounds(quads, "published")  # it had ended when this was written
        end = ("0001-01-01", said[0]) if said else ("0001-01-01", "0001-01-01")
    begun = start is None or (start[1] <= day[0] if certain else start[0] <= day[1])
    return begun and (end is None or (end[0] > day[1] if certain else end[1] >= day[0]))


def _created_later(quads: list[Quad], day: tuple[str, str]) -> bool:
    created = _bounds(quads, "date")
    return lexical(_value(quads, _P["predicate"])) == "created" and created is not None and created[0] > day[1]


def _ends(quads: list[Quad]) -> tuple[str, str]:
    """Subject and object of a row."""
    shape = FACT_SHAPES[lexical(_value(quads, _P["predicate"]))]
    return _value(quads, f"<{shape.subject}>"), _value(quads, f"<{shape.object}>")


def _row_then(quads: list[Quad]) -> list[str]:
    """The row; what has ended since is asserted then."""
    ended = _MODALITY["ended"]
    return [q._replace(o=_MODALITY["asserted"]).line() if q.o == ended else q.line() for q in quads]


def _direct_then(quads: list[Quad]) -> list[str]:
    modality = _value(quads, _P["modality"])
    shape = FACT_SHAPES[lexical(_value(quads, _P["predicate"]))]
    if modality == _MODALITY["planned"] or _value(quads, _P["contested"]) or shape.direct is None:
        return []
    if (_value(quads, _STATUS) or _INSTALLED) != _INSTALLED:
        return []
    subject, object = _ends(quads)
    value = object or _value(quads, _P["date"])
    found = [f"{subject} <{shape.direct}> {value} ."] if value else []
    return found + ([f"{object} <{shape.inverse}> {subject} ."] if shape.inverse is not None and object else [])
