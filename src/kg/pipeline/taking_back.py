"""Taking back: `withdraw` an article (the journal knows what it said), `forget` a person or document (nothing does)."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib.namespace import DC, DCTERMS, SKOS

from kg.documents.texts import masked
from kg.errors import InputError, NotFoundError
from kg.graph import document_graph
from kg.graph.names import words
from kg.journal import Entry
from kg.model import Term
from kg.pipeline.kept_out import cleaned, condemned, marks_of, person_marks, spellings
from kg.pipeline.workspace import Workspace
from kg.store import Store
from kg.store.lines import Quad, iri_term, lexical, ntriples, quad
from kg.vocabulary import GRAPH, ID, SANTE

_NAMES = tuple(f"<{p}>" for p in (SKOS.prefLabel, SKOS.altLabel))
_OF_ARTICLES = tuple(str(GRAPH[kind]) for kind in ("document/", "archive/", "quarantine/"))
_DIGEST = f"<{SANTE.textDigest}>"


def documents_named(store: Store, name: str) -> list[str]:
    """The documents of an IRI, a file name or an address, sorted."""
    if name.startswith(str(ID["document/"])):
        return [name] if store.ask(f"ASK {{ GRAPH {iri_term(_graph(name))} {{ ?s ?p ?o }} }}") else []
    literal = ntriples(Term("literal", name))
    text = f"SELECT DISTINCT ?d WHERE {{ {{ ?d <{SANTE.name}> {literal} }} UNION {{ ?d <{DCTERMS.source}> ?u "
    text += f"FILTER(STR(?u) = {literal}) }} }} ORDER BY ?d"
    return [str(d) for d in store.select(text).column("d")]


def withdraw(document: str, workspace: Workspace, *, user: str = "") -> Entry:
    """Take an article's statements away; what stood before it returns. The journal keeps what it said.

    `document` is its IRI, file name or address. Raises NotFoundError when it is not there, InputError when the name
    is that of several.
    """
    iri = _the_one(document, workspace.store)
    graph = _graph(iri)
    entry = workspace.replace({graph: ()}, "withdraw", side={_quarantine(iri): ()}, documents=[iri], user=user)
    assert entry is not None
    workspace.follow(user)
    return entry


def forget(target: str, workspace: Workspace, *, user: str = "") -> Entry | None:
    """Make a person (IRI, or full name) or a document (IRI, file name, address) as if it had never been there.

    Gone from every graph, from the side store, the kept texts and the journal, and kept out when it comes again; the
    journal keeps that something was forgotten, and when. Raises NotFoundError when there is nothing of that name.
    """
    documents = documents_named(workspace.store, target)
    if documents:
        iri = _the_one(target, workspace.store)
        return _forget_document(iri, workspace, user)
    persons, names = _persons(target, workspace)
    if not persons and not names:
        raise NotFoundError(f"there is no document and no person {target!r}", cure="give the IRI or the full name")
    return _forget_person(persons, names, workspace, user)


def _forget_document(iri: str, workspace: Workspace, user: str) -> Entry | None:
    graphs = [_graph(iri)]
    side = _side_graphs(workspace, iri)
    lines = [line for graph in graphs for line in workspace.lines(graph)]
    archived = [line for graph in side for line in workspace.lines(graph, side=True)]
    quads = [quad(line) for line in (*lines, *archived)]
    marks = [iri]
    try:
        marks = marks_of(workspace.documents.reading(iri).article)
    except NotFoundError:
        marks += [lexical(q.o) for q in quads if q.p == _DIGEST]
    workspace.forgotten.add(marks)
    entry = workspace.replace(dict.fromkeys(graphs, ()), "forget", side=dict.fromkeys(side, ()), user=user)
    workspace.follow(user)
    for digest in {lexical(q.o) for q in quads if q.p == _DIGEST}:
        if not workspace.store.ask(f"ASK {{ GRAPH ?g {{ ?d {_DIGEST} {ntriples(Term('literal', digest))} }} }}"):
            workspace.documents.remove(digest)
    workspace.documents.drop(iri)
    subjects = {q.s for q in quads if q.s.startswith((f"<{ID['statement/']}", f"<{iri}>"))}
    literals = {q.o for q in quads if q.o.startswith('"') and len(lexical(q.o)) > 12}
    graph_terms = {f"<{graph}>" for graph in (*graphs, *side)}

    def purged(line: str) -> str | None:
        if line == iri:
            return None
        if not line.startswith("<") or not line.endswith("."):
            return line
        q = quad(line)
        mine = q.g in graph_terms or {q.s, q.o} & (subjects | literals) or q.s in facts
        return None if mine and line not in still else line

    facts = {q.s for q in quads if q.s.startswith(f"<{ID['fact/']}")}
    still = _held(workspace, facts | {q.s for q in quads})
    workspace.journal.rewrite(purged)
    return entry


def _forget_person(persons: set[str], names: set[str], workspace: Workspace, user: str) -> Entry | None:
    workspace.forgotten.add(mark for person in persons or {""} for mark in person_marks(person[1:-1], names))
    blacked = spellings(names)
    main = _naming(workspace.store, persons, names)
    side = _naming(workspace.side, persons, names)
    old = [line for graph in main for line in workspace.lines(graph)]
    old_side = [line for graph in side for line in workspace.lines(graph, side=True)]
    gone = condemned([quad(line) for line in (*old, *old_side)], persons)
    entry = workspace.replace(
        {graph: cleaned(workspace.lines(graph), persons, names) for graph in main},
        "forget",
        side={graph: cleaned(workspace.lines(graph, side=True), persons, names) for graph in side},
        user=user,
    )
    workspace.follow(user)
    for q in map(quad, (*old, *old_side)):
        if q.p == _DIGEST:
            workspace.documents.mask(lexical(q.o), blacked)
            workspace.documents.drop(q.s[1:-1])
    touched = {q.s for q in map(quad, (*old, *old_side))} | gone
    still = _held(workspace, touched)

    def purged(line: str) -> str | None:
        if line in still or not line.startswith("<") or not line.endswith("."):
            return line
        q = quad(line)
        if {q.s, q.o} & gone:
            return None
        if q.s not in touched or not q.o.startswith('"'):
            return line
        value, tail = lexical(q.o), q.o[q.o.rindex('"') + 1 :]
        black = masked(value, blacked)
        return line if black == value else Quad(q.s, q.p, ntriples(Term("literal", black)) + tail, q.g).line()

    workspace.journal.rewrite(purged)
    return entry


def _persons(target: str, workspace: Workspace) -> tuple[set[str], set[str]]:
    """The person nodes and the names meant by an IRI or a full name, in both stores; authors too."""
    persons: set[str] = set()
    names: set[str] = set()
    wanted = words(target)
    for store in (workspace.store, workspace.side):
        text = f"SELECT DISTINCT ?p ?n WHERE {{ GRAPH ?g {{ ?p a <{SANTE.Person}> ; {'|'.join(_NAMES)} ?n }} }}"
        known = [(f"<{row['p']}>", str(row["n"])) for row in store.select(text)]
        found = {p for p, n in known if p[1:-1] == target or (len(wanted.split()) > 1 and words(n) == wanted)}
        persons |= found
        names |= {n for p, n in known if p in found}
        authors = store.select(f"SELECT DISTINCT ?n WHERE {{ GRAPH ?g {{ ?d <{DC.creator}> ?n }} }}").column("n")
        names |= {str(n) for n in authors if words(str(n)) == wanted and wanted}
    return persons, names


def _naming(store: Store, persons: Iterable[str], names: Iterable[str]) -> list[str]:
    """The graphs in which these persons are nodes, or these names authors."""
    found: set[str] = set()
    for person in persons:
        text = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ {{ {person} ?p ?o }} UNION {{ ?s ?q {person} }} }} }}"
        found |= {str(g) for g in store.select(text).column("g")}
    for name in names:
        literal = ntriples(Term("literal", name))
        text = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?d <{DC.creator}> {literal} }} }}"
        found |= {str(g) for g in store.select(text).column("g")}
    return sorted(graph for graph in found if graph.startswith(_OF_ARTICLES))


def _held(workspace: Workspace, subjects: set[str]) -> set[str]:
    """The lines with these subjects that both stores hold now: what the journal must go on giving."""
    held: set[str] = set()
    wanted = sorted(subjects)
    for store in (workspace.store, workspace.side):
        for start in range(0, len(wanted), 400):
            values = " ".join(wanted[start : start + 400])
            for pattern in (f"VALUES ?s {{ {values} }} ?s ?p ?o", f"GRAPH ?g {{ VALUES ?s {{ {values} }} ?s ?p ?o }}"):
                for row in store.select(f"SELECT ?s ?p ?o ?g WHERE {{ {pattern} }}").rows:
                    held.add(Quad(*("" if term is None else ntriples(term) for term in row)).line())
    return held


def _the_one(name: str, store: Store) -> str:
    found = documents_named(store, name)
    if not found:
        raise NotFoundError(f"there is no document {name!r}", cure="give its IRI, its file name or its address")
    if len(found) > 1:
        raise InputError(f"{len(found)} documents are named {name!r}", cure="give the IRI: " + ", ".join(found[:3]))
    return found[0]


def _graph(document: str) -> str:
    return str(document_graph(ID[document.removeprefix(str(ID))]))


def _quarantine(document: str) -> str:
    return str(GRAPH["quarantine/" + document.removeprefix(str(ID["document/"]))])


def _side_graphs(workspace: Workspace, document: str) -> list[str]:
    """The graphs of the side store about one document: quarantine and archive."""
    archive = str(GRAPH["archive/" + document.removeprefix(str(ID["document/"]))]) + "/"
    graphs = workspace.side.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }").column("g")
    quarantine = _quarantine(document)
    return sorted(str(g) for g in graphs if str(g) == quarantine or str(g).startswith(archive))
