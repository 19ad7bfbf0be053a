"""Nodes of organisations, persons, places and documents in the default graph: type by vote, the fullest name.

A node is carried forward from itself and the new sources: to hear all sources of a hub for each further one would make
the millionth article dear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rdflib.namespace import DC, DCTERMS, RDF, RDFS, SKOS

from kg.consolidate import votes
from kg.consolidate.sources import Sources, is_document
from kg.store.lines import Quad, lexical
from kg.vocabulary import SANTE

_TYPE, _PREF, _ALT, _LABEL = (f"<{p}>" for p in (RDF.type, SKOS.prefLabel, SKOS.altLabel, RDFS.label))
_WITHIN = f"<{SANTE.within}>"
_ENTITY = (_TYPE, _PREF, _ALT, _LABEL, _WITHIN)
_OF_DOCUMENT = tuple(
    f"<{p}>"
    for p in (DCTERMS.title, DCTERMS.issued, DCTERMS.modified, DCTERMS.source, DC.publisher, DC.creator, SANTE.name)
)
_DOCUMENT_CLASS = f"<{SANTE.Document}>"


def held(sources: Sources, iris: Iterable[str]) -> set[str]:
    """What the default graph and the tally hold of these entities and documents that this module wrote."""
    wanted = set(iris)
    return sources.nodes(wanted, (*_ENTITY, *_OF_DOCUMENT)) | sources.tallies(_entities(wanted))


def lines(sources: Sources, iris: Iterable[str]) -> set[str]:
    """What the default graph says of these entities and documents now, and how their sources voted on types."""
    wanted = set(iris)
    held(sources, wanted)
    added = sources.only_added(_entities(wanted))
    carried = {iri: node for iri in sorted(added) if (node := _carried_forward(sources, iri)) is not None}
    by_subject: dict[str, list[Quad]] = defaultdict(list)
    for q in sources.about(wanted - carried.keys()):
        by_subject[q.s].append(q)
    found = {line for node in carried.values() for line in node}
    for iri, quads in by_subject.items():
        found |= _document(iri, quads) if is_document(iri) else _entity(iri, quads, votes.counted(sources, quads))
    return found


def _entities(iris: Iterable[str]) -> set[str]:
    return {iri for iri in iris if not is_document(iri)}


def _carried_forward(sources: Sources, iri: str) -> set[str] | None:
    """The node with more names and votes, from what it is and what is new; None where all sources must be heard."""
    fresh = sources.said_anew([iri])
    tally = votes.carried_forward(sources, iri, fresh)
    return None if tally is None else _entity(iri, [*sources.row(iri), *fresh], tally)


def _entity(iri: str, quads: Sequence[Quad], tally: Mapping[str, int]) -> set[str]:
    """The node of an entity, of which its sources (or its node of before, and new sources) say this."""
    kinds = {votes.elected(tally)} if tally else set()
    pairs = {*((_TYPE, kind) for kind in kinds), *_named(quads), *((p, o) for _, p, o, _ in quads if p == _WITHIN)}
    return {f"{iri} {p} {o} ." for p, o in pairs} | votes.lines(iri, tally)


def _document(iri: str, quads: Iterable[Quad]) -> set[str]:
    pairs = {(_TYPE, _DOCUMENT_CLASS), *((q.p, q.o) for q in quads if q.p in _OF_DOCUMENT)}
    return {f"{iri} {p} {o} ." for p, o in pairs}


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


def _fullness(name: str) -> tuple[int, int, str]:
    """The fullest name is the one of most letters; among equals, the one with most capitals and accents."""
    text = lexical(name)
    letters = sum(char.isalpha() for char in text)
    return letters, sum(char.isupper() or not char.isascii() for char in text), name
