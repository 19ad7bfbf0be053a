"""Forgetting, planned from the journal (which holds every line there ever was), then carried out in steps.

The plan lies in the workspace's folder until all is done, so that a killed process is finished on the next opening:
keep out, clean the graphs, mask or remove the texts, and write the journal anew without what was forgotten. A line that
the stores still hold stays in the journal: replaying it must give the stores.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from rdflib.namespace import DC, DCTERMS, SKOS

from kg.documents import Reading
from kg.documents.texts import masked
from kg.errors import NotFoundError
from kg.graph.names import words
from kg.journal import Entry
from kg.model import Term
from kg.pipeline.kept_out import cleaned, condemned, marks_of, person_marks, spellings
from kg.pipeline.review.decisions import REVIEWS, Reviews
from kg.pipeline.workspace import Workspace
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.vocabulary import GRAPH, ID, SANTE

_NAMES = tuple(f"<{p}>" for p in (SKOS.prefLabel, SKOS.altLabel))
_NAME, _SOURCE, _DIGEST = f"<{SANTE.name}>", f"<{DCTERMS.source}>", f"<{SANTE.textDigest}>"
_CREATOR = f"<{DC.creator}>"
_PERSON = f"<{ID['person/']}"
_OF_ARTICLES = tuple(f"<{GRAPH[kind]}" for kind in ("document/", "archive/", "quarantine/"))
_FILE = "forgetting.json"
_WORDS = tuple(f"<{p}>" for p in (SANTE.quote, SANTE.name, SKOS.prefLabel, SKOS.altLabel, DCTERMS.title))
_PORTION = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to go: `gone` are terms of which no line stays, `graphs` go whole (of a document) or are cleaned.

    `subjects` are the nodes of these graphs; `literals` what a document said; `names` are blacked out; `marks` are
    kept out from now on.
    """

    document: str = ""
    persons: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    literals: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


# -- planning ----------------------------------------------------------------------------------------------------


def documents_ever(workspace: Workspace, name: str) -> list[str]:
    """The documents, also those withdrawn, of an IRI, a file name or an address."""
    found = set()
    for q in _every(workspace):
        if q.p in (_NAME, _SOURCE) and name in (lexical(q.o), q.s[1:-1]):
            found.add(q.s[1:-1])
    return sorted(found)


def planned_for_document(workspace: Workspace, iri: str) -> Plan:
    """All that a document ever gave."""
    local = iri.removeprefix(str(ID["document/"]))
    own = (f"<{GRAPH['document/' + local]}>", f"<{GRAPH['quarantine/' + local]}>")
    archive = f"<{GRAPH['archive/' + local]}/"
    quads = [q for q in _every(workspace) if q.g in own or q.g.startswith(archive)]
    digests = sorted({lexical(q.o) for q in quads if q.p == _DIGEST})
    try:
        marks = marks_of(workspace.documents.reading(iri).article)
    except NotFoundError:
        marks = [iri, *digests]
    subjects = {q.s for q in quads}
    return Plan(
        document=iri,
        gone=tuple(sorted(s for s in subjects if s.startswith((f"<{ID['statement/']}", f"<{iri}>")))),
        graphs=tuple(sorted({q.g[1:-1] for q in quads})),
        subjects=tuple(sorted(subjects)),
        literals=tuple(sorted({q.o for q in quads if q.p in _WORDS})),
        digests=tuple(digests),
        documents=(iri,),
        marks=tuple(marks),
    )


def planned_for_person(workspace: Workspace, target: str) -> Plan | None:
    """All that was ever said of a person (IRI or full name), as someone in an article or as its author."""
    wanted = words(target)
    full = len(wanted.split()) > 1
    persons = {
        q.s
        for q in _every(workspace)
        if q.s.startswith(_PERSON)
        and (q.s[1:-1] == target or (full and q.p in _NAMES and words(lexical(q.o)) == wanted))
    }
    names, graphs = set(), set()
    for q in _every(workspace):
        of_person = bool({q.s, q.o} & persons)
        if q.s in persons and q.p in _NAMES:
            names.add(lexical(q.o))
        elif q.p == _CREATOR and full and words(lexical(q.o)) == wanted:
            names.add(lexical(q.o))
            of_person = True
        if of_person and q.g.startswith(_OF_ARTICLES):
            graphs.add(q.g)
    if not persons and not names:
        return None
    quads = [q for q in _every(workspace) if q.g in graphs]
    gone = condemned(quads, persons)
    digests = {q.s[1:-1]: lexical(q.o) for q in quads if q.p == _DIGEST}
    return Plan(
        persons=tuple(sorted(persons)),
        names=tuple(sorted(names)),
        gone=tuple(sorted(gone)),
        graphs=tuple(sorted(graph[1:-1] for graph in graphs)),
        subjects=tuple(sorted({q.s for q in quads} | gone)),
        digests=tuple(sorted(set(digests.values()))),
        documents=tuple(sorted(digests)),
        marks=tuple(sorted({mark for person in persons or {"<>"} for mark in person_marks(person[1:-1], names)})),
    )


def _every(workspace: Workspace) -> Iterator[Quad]:
    """Every quad that was ever in the stores, as often as it came."""
    for _, change in workspace.journal.since(0):
        for patch in (change.main, change.side):
            yield from map(quad, patch.added)


# -- carrying out ------------------------------------------------------------------------------------------------


def carry_out(plan: Plan, workspace: Workspace, user: str = "") -> Entry | None:
    """Do all that the plan says; what is done already changes nothing."""
    note = workspace.folder / _FILE
    _written(note, plan)
    workspace.forgotten.add(mark for mark in plan.marks if mark)
    entry = _cleaned_graphs(plan, workspace, user)
    workspace.follow(user)
    _cleaned_texts(plan, workspace)
    workspace.journal.rewrite(_Purge(plan, workspace))
    workspace.store.purge()
    workspace.side.purge()
    note.unlink()
    return entry


def finish(workspace: Workspace) -> None:
    """Carry out the plan that a killed process left."""
    note = workspace.folder / _FILE
    if note.exists():
        said = json.loads(note.read_text(encoding="utf-8"))
        known = {each.name for each in fields(Plan)}
        given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in said.items() if k in known}
        carry_out(Plan(**given), workspace)


def _written(note: Path, plan: Plan) -> None:
    fresh = note.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(plan), ensure_ascii=False), encoding="utf-8")
    fresh.replace(note)


def _cleaned_graphs(plan: Plan, workspace: Workspace, user: str) -> Entry | None:
    persons = set(plan.persons)
    main: dict[str, tuple[str, ...]] = {}
    side: dict[str, tuple[str, ...]] = {}
    for graph in plan.graphs:
        on_main = f"<{graph}>".startswith(_OF_ARTICLES[0])
        lines = workspace.lines(graph, side=not on_main)
        (main if on_main else side)[graph] = () if plan.document else cleaned(lines, persons, plan.names)
    return workspace.replace(main, "forget", side=side, user=user)


def _cleaned_texts(plan: Plan, workspace: Workspace) -> None:
    """Remove the texts of a document, unless another has the same; black out the names of a person. Decisions too."""
    reviews = Reviews(workspace.folder / REVIEWS)
    whole = bool(plan.document)
    reviews.forget(plan.documents if whole else (), plan.digests if whole else (), plan.names, spellings(plan.names))
    for digest in plan.digests:
        literal = ntriples(Term("literal", digest))
        if not plan.document:
            workspace.documents.mask(digest, spellings(plan.names))
        elif not workspace.store.ask(f"ASK {{ GRAPH ?g {{ ?d {_DIGEST} {literal} }} }}"):
            workspace.documents.remove(digest)
    for document in plan.documents:
        try:
            reading = None if plan.document else workspace.documents.reading(document)
        except NotFoundError:
            continue
        if reading is None:
            workspace.documents.drop(document)
        else:
            workspace.documents.keep(document, _without(reading, plan.names))


def _without(reading: Reading, names: tuple[str, ...]) -> Reading:
    """What was read, without a person and the names of it."""
    blacked, known = spellings(names), set(names)
    gone = {e.id for e in reading.extraction.entities if e.type == "PERSON" and {e.name, *e.aliases} & known}
    entities = tuple(e for e in reading.extraction.entities if e.id not in gone)
    facts = tuple(
        replace(f, evidence=tuple(replace(e, text=masked(e.text, blacked)) for e in f.evidence))
        for f in reading.extraction.facts
        if f.subject not in gone and f.object not in gone
    )
    article = replace(
        reading.article,
        title=masked(reading.article.title, blacked) if reading.article.title else None,
        authors=tuple(author for author in reading.article.authors if author not in known),
    )
    return Reading(article, replace(reading.extraction, entities=entities, facts=facts), reading.digest)


class _Purge:
    """What becomes of each line of the journal."""

    def __init__(self, plan: Plan, workspace: Workspace) -> None:
        self._plan = plan
        self._gone, self._subjects, self._literals = set(plan.gone), set(plan.subjects), set(plan.literals)
        self._graphs = {f"<{graph}>" for graph in plan.graphs} if plan.document else set()
        self._names = spellings(plan.names)
        self._still = _held(workspace, self._subjects)
        living = {quad(line).s for line in self._still}
        self._orphans = self._subjects - living if plan.document else set()

    def __call__(self, line: str) -> str | None:
        if not line.endswith(" ."):  # the IRI of a document that caused an entry
            return None if line == self._plan.document else line
        if line in self._still:
            return line
        q = quad(line)
        ends = {q.s, q.o}
        if q.g in self._graphs or ends & self._gone or (not _in_article(q) and ends & self._orphans):
            return None
        if q.o in self._literals and q.s in self._subjects:
            return None
        if not self._names or q.s not in self._subjects or not q.o.startswith('"'):
            return line
        value, tail = lexical(q.o), q.o[q.o.rindex('"') + 1 :]
        black = masked(value, self._names)
        return line if black == value else Quad(q.s, q.p, ntriples(Term("literal", black)) + tail, q.g).line()


def _in_article(q: Quad) -> bool:
    return q.g.startswith(_OF_ARTICLES)


def _held(workspace: Workspace, subjects: set[str]) -> set[str]:
    """The lines with these subjects that the stores hold now: what the journal must go on giving."""
    held: set[str] = set()
    wanted = sorted(subjects)
    for store in (workspace.store, workspace.side):
        for start in range(0, len(wanted), _PORTION):
            values = " ".join(wanted[start : start + _PORTION])
            for pattern in (f"VALUES ?s {{ {values} }} ?s ?p ?o", f"GRAPH ?g {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"):
                for row in store.select(f"SELECT ?s ?p ?o ?g WHERE {{ {pattern} }}").rows:
                    held.add(Quad(*("" if term is None else ntriples(term) for term in row)).line())
    return held
