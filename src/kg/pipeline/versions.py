"""Which document an article is: known already, a later version of one, or a copy of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rdflib.namespace import DC, DCTERMS

from kg.dates import is_date, latest
from kg.errors import NotFoundError
from kg.graph import build, document_graph, document_iri
from kg.model import Article, Extraction, Term
from kg.pipeline.copies import likeness
from kg.pipeline.preparation import Prepared, body
from kg.pipeline.workspace import Workspace
from kg.store import Store, canonical
from kg.store.lines import lexical, ntriples, quad
from kg.vocabulary import GRAPH, ID, SANTE

_ALIKE = 0.5
_REPLACES = f"<{DCTERMS.replaces}>"
_EXTRACTOR = f"<{SANTE.extractor}>"
_OF_TEXT = f"<{SANTE.fingerprint}>"


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version that is stored: its document, its graph, the digest of its text."""

    document: str
    graph: str
    digest: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among what is stored."""

    earlier: tuple[Version, ...] = ()
    replaces: tuple[str, ...] = ()
    superseded: bool = False
    copies: tuple[str, ...] = ()


def unchanged(workspace: Workspace, article: Article, extractor: str, least: float = 0.0) -> str | None:
    """The document's IRI, when the same extractor has read the same article already, with the same threshold."""
    document = document_iri(article)
    stored = workspace.lines(str(document_graph(document)))
    if not stored:
        return None
    subject = f"<{document}>"
    terms = [quad(line) for line in stored]
    if all(lexical(q.o) != extractor for q in terms if q.p == _EXTRACTOR):
        return None
    known = {(q.p, q.o) for q in terms if q.s == subject and q.p not in (_REPLACES, _OF_TEXT)}
    fresh = build(article, Extraction(least=least))
    lines = canonical(fresh.serialize(format="nt", encoding="utf-8"), "ntriples")
    said = {(q.p, q.o) for q in map(quad, lines) if q.s == subject}
    differing = {p for p, _ in said ^ known}
    # without an address, the document is its words: under another file name it is the same one
    copied = article.url is None and f"<{SANTE.name}>" in differing and f"<{SANTE.bodyDigest}>" not in differing
    return str(document) if copied or not differing else None


def place(workspace: Workspace, prepared: Prepared) -> Place:
    """Where a prepared article stands: what it replaces, whether it is outdated itself, and its copies."""
    store, article = workspace.store, prepared.article
    document = prepared.document
    known = workspace.lines(prepared.graph)
    replaces = tuple(lexical(q.o) for q in map(quad, known) if q.p == _REPLACES)
    digest = next((lexical(q.o) for q in map(quad, known) if q.p == f"<{SANTE.textDigest}>"), "")
    earlier = []
    if digest and digest != prepared.digest:
        earlier.append(Version(document, prepared.graph, digest))
    elif not digest:
        if store.ask(f"ASK {{ GRAPH ?g {{ ?later {_REPLACES} <{document}> }} }}"):
            return Place(superseded=True)
        for version in _namesakes(workspace, article, document):
            if _is_older(store, article, version):
                return Place(superseded=True)
            earlier.append(version)
            replaces = (*replaces, version.document, *_replaced(store, version))
    gone = {version.document for version in earlier}
    copies = tuple(copy for copy in _copies(store, prepared) if copy not in gone)
    return Place(tuple(earlier), tuple(dict.fromkeys(replaces)), copies=copies)


def meet(one: Prepared, other: Prepared) -> bool:
    """Whether two articles of one portion may be versions of one document, and must not be stored together."""
    same_name = one.article.name == other.article.name and one.article.publisher == other.article.publisher
    return one.document == other.document or same_name


def replaces_line(prepared: Prepared, earlier: str) -> str:
    """The line that says which earlier document this one replaces."""
    return f"<{prepared.document}> {_REPLACES} <{earlier}> <{prepared.graph}> ."


def archived(version: Version, lines: Sequence[str]) -> dict[str, list[str]]:
    """The graph of the archive for an earlier version, with its lines."""
    local = version.document.removeprefix(str(ID["document/"]))
    graph = str(GRAPH[f"archive/{local}/{version.digest[:12]}"])
    return {graph: [quad(line)._replace(g=f"<{graph}>").line() for line in lines]}


def _namesakes(workspace: Workspace, article: Article, document: str) -> list[Version]:
    """Stored documents of the same file name and publisher, of another address or none, with mostly the same text."""
    publisher = f"?d <{DC.publisher}> {_string(article.publisher)} ." if article.publisher else ""
    text = (
        f"SELECT ?d ?url ?publisher WHERE {{ ?d <{SANTE.name}> {_string(article.name)} . {publisher} "
        f"OPTIONAL {{ ?d <{DCTERMS.source}> ?url }} OPTIONAL {{ ?d <{DC.publisher}> ?publisher }} }} ORDER BY ?d"
    )
    found = []
    for row in workspace.store.select(text):
        other = str(row["d"])
        if other == document or ("url" in row and article.url) or ("publisher" in row) != bool(article.publisher):
            continue
        graph = str(document_graph(ID[other.removeprefix(str(ID))]))
        lines = [quad(line) for line in workspace.lines(graph)]
        digest = next((lexical(q.o) for q in lines if q.p == f"<{SANTE.textDigest}>"), "")
        try:
            if likeness(body(article), workspace.documents.get(digest)) >= _ALIKE:
                found.append(Version(other, graph, digest))
        except NotFoundError:
            continue
    return found


def _is_older(store: Store, article: Article, version: Version) -> bool:
    """Whether the stored version is later than the article, as far as both say when they were written."""
    day = article.modified or article.published
    row = store.select(
        f"SELECT (COALESCE(?m, ?i) AS ?day) WHERE {{ OPTIONAL {{ <{version.document}> <{DCTERMS.modified}> ?m }} "
        f"OPTIONAL {{ <{version.document}> <{DCTERMS.issued}> ?i }} }}"
    ).column("day")
    known = row[0] if row else None
    if not day or not known or not is_date(day) or not is_date(known):
        return False
    return latest(day) < latest(known)


def _replaced(store: Store, version: Version) -> list[str]:
    answer = store.select(f"SELECT ?e WHERE {{ GRAPH <{version.graph}> {{ <{version.document}> {_REPLACES} ?e }} }}")
    return [str(term) for term in answer.column("e")]


def _copies(store: Store, prepared: Prepared) -> list[str]:
    """Other documents that share a mark with this one."""
    properties = (f"<{SANTE.fingerprint}>", f"<{SANTE.bodyDigest}>")
    shared = sorted({f"({q.p} {q.o})" for q in map(quad, prepared.lines) if q.p in properties})
    if not shared:
        return []
    text = f"SELECT DISTINCT ?d WHERE {{ GRAPH ?g {{ VALUES (?p ?o) {{ {' '.join(shared)} }} ?d ?p ?o }} }} ORDER BY ?d"
    return [str(d) for d in store.select(text).column("d") if d != prepared.document]


def _string(text: str | None) -> str:
    return ntriples(Term("literal", text or ""))
