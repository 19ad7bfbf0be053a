"""The graph of another day: what held then (`as_of`, valid time), what was believed then (`known_at`); and why.

Both give a store in memory, to be asked like any other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rdflib.namespace import DC, DCTERMS, PROV, RDF

from kg import settings
from kg.dates import earliest, is_date, latest
from kg.errors import InputError, NotFoundError
from kg.journal import Journal
from kg.store import Store, is_url, open_store
from kg.store.lines import Quad, iri_term, lexical, ntriples, quad
from kg.vocabulary import CODE, FACT_SHAPES, OA, SANTE

_DIRECT = {f"<{p}>" for shape in FACT_SHAPES.values() for p in (shape.direct, shape.inverse) if p is not None}
_P = {
    name: f"<{SANTE[name]}>" for name in ("predicate", "since", "until", "date", "modality", "contested", "published")
}
_STATUS, _SOURCE = f"<{SANTE.equipmentStatus}>", f"<{SANTE.source}>"
_MODALITY = {name: f"<{CODE['modality/' + name]}>" for name in ("asserted", "ended", "planned")}
_INSTALLED = f"<{CODE['equipment-status/installed']}>"
_ALL = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


# -- belief ------------------------------------------------------------------------------------------------------


def known_at(location: str, date: str, state: Path | str | None = None) -> Store:
    """The graph as it was believed at the end of a date (EDTF, or an ISO instant), from the journal alone.

    The store itself is not opened: it may be in use. Raises NotFoundError where there is no journal, InputError for
    what is no date.
    """
    folder = Path(state if state is not None else settings.STATE) if is_url(location) else Path(location)
    journal = folder / "journal"
    if not journal.is_dir():
        raise NotFoundError(f"{folder} has no journal", cure="only graphs filled by kg ingest remember")
    return Journal(journal).replay(date)


@contextmanager
def known_then(location: str, date: str, state: Path | str | None = None) -> Iterator[Store]:
    """`known_at`, closed at the end of a `with` block."""
    store = known_at(location, date, state)
    try:
        yield store
    finally:
        store.close()


# -- valid time --------------------------------------------------------------------------------------------------


def as_of(store: Store, date: str, *, certain: bool = False, evidence: bool = True) -> Store:
    """The graph of what held on a day (or in a month or year).

    Rows whose interval does not meet the date go, direct triples are those of that day; what has ended since holds
    again. A fuzzy bound counts where it may hold, with `certain` only where it must. What is known to have been
    created later takes its rows with it. `evidence` False leaves out the named graphs. InputError for no date.
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
        then.load(("\n".join(lines) + "\n").encode("utf-8"), "nquads")
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


# -- why ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement that a fact rests on: who says it, how, in which words, and whether the row is drawn from it."""

    fact: str
    statement: str
    modality: str
    confidence: float
    quote: str
    document: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    extractor: str = ""
    preferred: bool = False
    preference: str = ""
    passages: tuple[tuple[int, int], ...] = ()


def why(store: Store, facts: Iterable[str]) -> tuple[Ground, ...]:
    """The statements on these facts, the preferred one first; `preference` says why it is. InputError for no IRI."""
    values = " ".join(sorted({iri_term(fact) for fact in facts}))
    if not values:
        return ()
    text = f"""SELECT * WHERE {{ GRAPH ?g {{ VALUES ?fact {{ {values} }} ?s <{SANTE.states}> ?fact ; <{SANTE.modality}> ?modality ;
        <{PROV.hadPrimarySource}> ?d .
      OPTIONAL {{ ?s <{SANTE.confidence}> ?confidence }} OPTIONAL {{ ?s <{SANTE.quote}> ?quote }}
      OPTIONAL {{ ?d <{DCTERMS.title}> ?title }} OPTIONAL {{ ?d <{DC.publisher}> ?publisher }}
      OPTIONAL {{ ?d <{DCTERMS.issued}> ?published }} OPTIONAL {{ ?d <{DCTERMS.source}> ?url }}
      OPTIONAL {{ ?s <{PROV.wasGeneratedBy}> ?run . ?run <{SANTE.extractor}> ?extractor }} }}
      OPTIONAL {{ ?fact <{SANTE.preferredStatement}> ?best ; <{SANTE.preference}> ?reason }} }}"""
    passages = _passages(store, values)
    found = {}
    for row in store.select(text):
        said = {name: str(term) for name, term in row.items()}
        preferred = said.get("best") == said["s"]
        found[said["s"]] = Ground(
            said["fact"],
            said["s"],
            said["modality"].rpartition("/")[2],
            float(said.get("confidence", "1")),
            said.get("quote", ""),
            said["d"],
            said.get("title", ""),
            said.get("publisher", ""),
            said.get("published", ""),
            said.get("url", ""),
            said.get("extractor", ""),
            preferred,
            said.get("reason", "") if preferred else "",
            tuple(sorted(passages[said["s"]])),
        )
    return tuple(sorted(found.values(), key=lambda g: (g.fact, not g.preferred, g.published, g.statement)))


def _passages(store: Store, values: str) -> dict[str, list[tuple[int, int]]]:
    text = f"""SELECT ?s ?start ?end WHERE {{ GRAPH ?g {{ VALUES ?fact {{ {values} }} ?s <{SANTE.states}> ?fact .
      ?a <{OA.hasBody}> ?s ; <{OA.hasTarget}> ?t . ?t <{OA.hasSelector}> ?p .
      ?p <{RDF.type}> <{OA.TextPositionSelector}> ; <{OA.start}> ?start ; <{OA.end}> ?end }} }}"""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in store.select(text):
        found[str(row["s"])].append((int(str(row["start"])), int(str(row["end"]))))
    return found
