"""Nodes of organisations, persons, places and documents in the default graph: type by vote, the fullest name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rdflib.namespace import DC, DCTERMS, RDF, RDFS, SKOS

from kg.consolidate.preference import independent
from kg.consolidate.sources import Sources, is_document
from kg.store.lines import Quad, lexical
from kg.vocabulary import GRAPH, ID, SANTE

_TYPE, _PREF, _ALT, _LABEL = (f"<{p}>" for p in (RDF.type, SKOS.prefLabel, SKOS.altLabel, RDFS.label))
_WITHIN = f"<{SANTE.within}>"
_ENTITY = (_TYPE, _PREF, _ALT, _LABEL, _WITHIN)
_OF_DOCUMENT = tuple(
    f"<{p}>"
    for p in (DCTERMS.title, DCTERMS.issued, DCTERMS.modified, DCTERMS.source, DC.publisher, DC.creator, SANTE.name)
)
_DOCUMENT_CLASS = f"<{SANTE.Document}>"
_GENERIC = f"<{SANTE.Organisation}>"


def held(sources: Sources, iris: Iterable[str]) -> set[str]:
    """What the default graph holds of these entities and documents that this module wrote."""
    mine = (*_ENTITY, *_OF_DOCUMENT)
    return {line for line in sources.default_rows(iris) if line.split(" ", 2)[1] in mine}


def lines(sources: Sources, iris: Iterable[str]) -> set[str]:
    """What the default graph says of these entities and documents, now."""
    wanted = set(iris)
    sources.default_rows(wanted)
    found: set[str] = set()
    carried = {iri for iri in sources.only_added(wanted) if not is_document(iri)}
    for iri in sorted(carried):
        pairs = _carried_forward(sources.row(iri), sources.said_anew([iri]))
        if pairs is None:
            carried.discard(iri)
        else:
            found.update(f"{iri} {p} {o} ." for p, o in pairs)
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for q in sources.about(wanted - carried):
        by_subject[q.s].append(q)
    for iri, quads in by_subject.items():
        found.update(f"{iri} {p} {o} ." for p, o in (_document(quads) if is_document(iri) else _entity(sources, quads)))
    return found


def _carried_forward(row: Sequence[Quad], fresh: Sequence[Quad]) -> list[tuple[str, str]] | None:
    """The node with more names, where new sources confirm its type; None where all sources must be heard."""
    kinds = {q.o for q in row if q.p == _TYPE}
    if len(kinds) != 1 or not kinds >= {q.o for q in fresh if q.p == _TYPE}:
        return None
    return [(_TYPE, kind) for kind in kinds] + list(_described(q for q in (*row, *fresh) if q.p != _TYPE))


def _document(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    yield _TYPE, _DOCUMENT_CLASS
    for q in quads:
        if q.p in _OF_DOCUMENT:
            yield q.p, q.o


def _entity(sources: Sources, quads: Sequence[Quad]) -> Iterator[tuple[str, str]]:
    kinds = {q.o for q in quads if q.p == _TYPE}
    if len(kinds) > 1:
        kinds = {_elected(sources, quads)}
    for kind in kinds:
        yield _TYPE, kind
    yield from _described(quads)


def _described(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """The names, and what a place lies in."""
    known = list(quads)
    yield from _named(known)
    for holder in {q.o for q in known if q.p == _WITHIN}:
        yield _WITHIN, holder


def _named(quads: Iterable[Quad]) -> Iterator[tuple[str, str]]:
    """The fullest of the names that a source prefers, and all others."""
    known = list(quads)
    preferred = {q.o for q in known if q.p == _PREF}
    names = preferred | {q.o for q in known if q.p == _ALT}
    if not names:
        return
    best = max(preferred or names, key=_fullness)
    yield _PREF, best
    yield _LABEL, best
    for name in names - {best}:
        yield _ALT, name


def _elected(sources: Sources, quads: Iterable[Quad]) -> str:
    """The type that most independent sources give; a generic one only where there is no other."""
    votes: dict[str, set[str]] = defaultdict(set)
    for q in quads:
        if q.p == _TYPE:
            votes[q.o].add(_document_of(q.g))
    documents = sources.documents({graph for graphs in votes.values() for graph in graphs})

    def weight(kind: str) -> tuple[bool, int, str]:
        return kind != _GENERIC, independent(documents[d] for d in votes[kind] if d in documents), kind

    return max(votes, key=weight)


def _document_of(graph: str) -> str:
    return graph.replace(str(GRAPH), str(ID), 1)


def _fullness(name: str) -> tuple[int, int, str]:
    """The fullest name is the one of most letters; among equals, the one with most capitals and accents."""
    text = lexical(name)
    letters = sum(char.isalpha() for char in text)
    return letters, sum(char.isupper() or not char.isascii() for char in text), name
