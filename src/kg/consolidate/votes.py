"""Which type an entity has where sources differ: that of the most independent ones; the count is kept (`graph:tally`).

One further source then adds its vote to the count, without hearing the others. Where all name one type, nothing is
counted; « an organisation » is no vote against any kind of it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rdflib.namespace import RDF, XSD

from kg.consolidate.preference import independent
from kg.consolidate.sources import TALLY, VOTE_ON, Sources
from kg.store.lines import Quad, lexical
from kg.vocabulary import GRAPH, ID, SANTE

_TYPE = f"<{RDF.type}>"
_VOTED, _VOTES = f"<{SANTE.votedType}>", f"<{SANTE.votes}>"
_VOTE = f"<{SANTE.TypeVote}>"
_GENERIC = f"<{SANTE.Organisation}>"


def counted(sources: Sources, quads: Sequence[Quad]) -> dict[str, int]:
    """How many independent sources give each type, of all that they say of an entity; one type is not counted."""
    voters = _voters(quads)
    if len(voters) < 2:
        return dict.fromkeys(voters, 1)
    known = sources.documents({document for documents in voters.values() for document in documents})
    return {kind: independent(known[d] for d in documents if d in known) for kind, documents in voters.items()}


def carried_forward(sources: Sources, iri: str, fresh: Sequence[Quad]) -> dict[str, int] | None:
    """The count with these new sources; None where all sources must be heard."""
    kinds = [q.o for q in sources.row(iri) if q.p == _TYPE]
    if len(kinds) != 1:
        return None
    voters = _voters(fresh)
    kept = _kept(sources.tally(iri))
    if not kept:
        known = _specific({*kinds, *voters})
        return dict.fromkeys(known, 1) if len(known) == 1 else None
    if sources.copies & {document for documents in voters.values() for document in documents}:
        return None
    for kind, documents in voters.items():
        if kind != _GENERIC:
            kept[kind] = kept.get(kind, 0) + len(documents)
    return kept


def lines(iri: str, tally: Mapping[str, int]) -> set[str]:
    """The tally of one entity as lines; none where its sources name one type."""
    if len(tally) < 2:
        return set()
    found = set()
    for kind, count in tally.items():
        whole = hashlib.sha256(f"{iri} {kind}".encode("utf-8", "surrogatepass")).hexdigest()
        vote = f"<{ID['vote/' + whole[:20]]}>"
        pairs = {_TYPE: _VOTE, VOTE_ON: iri, _VOTED: kind, _VOTES: f'"{count}"^^<{XSD.integer}>'}
        found |= {f"{vote} {p} {o} {TALLY} ." for p, o in pairs.items()}
    return found


def elected(tally: Mapping[str, int]) -> str:
    """The type of most votes."""
    return max(tally, key=lambda kind: (tally[kind], kind))


def _voters(quads: Iterable[Quad]) -> dict[str, set[str]]:
    """The documents that give each type."""
    found: dict[str, set[str]] = defaultdict(set)
    for q in quads:
        if q.p == _TYPE:
            found[q.o].add(q.g.replace(str(GRAPH), str(ID), 1))
    return {kind: found[kind] for kind in _specific(found)}


def _specific(kinds: Collection[str]) -> set[str]:
    """These types without the generic one, unless it is the only one."""
    return {kind for kind in kinds if kind != _GENERIC} or set(kinds)


def _kept(quads: Iterable[Quad]) -> dict[str, int]:
    """The count that the tally holds."""
    votes: dict[str, dict[str, str]] = defaultdict(dict)
    for q in quads:
        votes[q.s][q.p] = q.o
    return {vote[_VOTED]: int(lexical(vote[_VOTES])) for vote in votes.values()}
