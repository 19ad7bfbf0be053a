"""Link decisions → only the documents that they touch are built anew; the old IRI redirects to the new one."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib.namespace import DCTERMS

from kg.journal import Change
from kg.model import Link
from kg.pipeline.ingest import ingest_extractions
from kg.pipeline.links import Links
from kg.pipeline.outcome import Outcome
from kg.pipeline.workspace import Workspace
from kg.store import Patch
from kg.store.lines import iri_term
from kg.vocabulary import GRAPH, ID, SANTE

REDIRECTS = str(GRAPH["redirects"])


def relink(decisions: Mapping[str, Link | str | None], workspace: Workspace) -> tuple[Outcome, ...]:
    """Decide what entities are: unlinked IRI → link (or registry IRI); None takes a decision back.

    Rebuilds the documents that speak of them from what is kept, in their own transactions, and keeps the decisions
    for documents to come. Raises InputError for what is no IRI, NotFoundError when a reading is not kept any more.
    """
    links = Links(workspace.folder)
    wanted = {old: Link(new, 1.0) if isinstance(new, str) else new for old, new in decisions.items()}
    for iri in [*wanted, *(link.iri for link in wanted.values() if link is not None)]:
        iri_term(iri)
    present = {links.decisions[old].iri if old in links.decisions else old for old in wanted} | set(wanted)
    documents = _documents(workspace, present)
    readings = [workspace.documents.reading(document) for document in documents]
    links.decide(wanted)
    outcomes = ingest_extractions([(r.article, r.extraction) for r in readings], workspace)
    _redirect(workspace, wanted)
    return outcomes


def redirect_of(workspace: Workspace, iri: str) -> str | None:
    """The IRI to which an old one redirects; None when it does not."""
    text = f"SELECT ?new WHERE {{ GRAPH <{REDIRECTS}> {{ {iri_term(iri)} <{SANTE.redirectsTo}> ?new }} }}"
    found = workspace.store.select(text).column("new")
    return found[0] if found else None


def _documents(workspace: Workspace, iris: set[str]) -> list[str]:
    values = " ".join(f"<{iri}>" for iri in sorted(iris))
    text = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ VALUES ?e {{ {values} }} ?e a ?type }} }} ORDER BY ?g"
    graphs = [str(g) for g in workspace.store.select(text).column("g")]
    prefix = str(GRAPH["document/"])
    return [str(ID["document/" + g.removeprefix(prefix)]) for g in graphs if g.startswith(prefix)]


def _redirect(workspace: Workspace, decisions: Mapping[str, Link | None]) -> None:
    held = workspace.lines(REDIRECTS)
    old = {line for line in held if line.split(" ", 1)[0][1:-1] in decisions}
    new = set()
    for iri, link in decisions.items():
        if link is not None and link.iri != iri:
            new.add(f"<{iri}> <{SANTE.redirectsTo}> <{link.iri}> <{REDIRECTS}> .")
            new.add(f"<{iri}> <{DCTERMS.isReplacedBy}> <{link.iri}> <{REDIRECTS}> .")
    workspace.journal.commit(workspace.store, workspace.side, Change(Patch.between(old, new)), "relink")
    workspace.follow()
