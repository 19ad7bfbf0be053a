"""Taking back: `withdraw` an article (the journal knows what it said), `forget` a person or document (nothing does)."""

from __future__ import annotations

from rdflib.namespace import DCTERMS

from kg.errors import InputError, NotFoundError
from kg.graph import document_graph
from kg.journal import Entry
from kg.model import Term
from kg.pipeline.forgetting import Plan, carry_out, documents_ever, planned_for_document, planned_for_person
from kg.pipeline.workspace import Workspace
from kg.store import Store
from kg.store.lines import iri_term, ntriples
from kg.vocabulary import GRAPH, ID, SANTE


def withdraw(document: str, workspace: Workspace, *, user: str = "") -> Entry:
    """Take an article's statements away; what stood before it returns. The journal keeps what it said.

    `document` is its IRI, file name or address. Raises NotFoundError when it is not there, InputError when the name
    is that of several.
    """
    iri = _the_one(document, documents_named(workspace.store, document))
    side = {str(GRAPH["quarantine/" + iri.removeprefix(str(ID["document/"]))]): ()}
    entry = workspace.replace({_graph(iri): ()}, "withdraw", side=side, documents=[iri], user=user)
    assert entry is not None
    workspace.follow(user)
    return entry


def forget(target: str, workspace: Workspace, *, user: str = "") -> Entry | None:
    """Make a person (IRI, or full name) or a document (IRI, file name, address) as if it had never been there.

    Gone from every graph, from the side store, the kept texts and the journal, and kept out when it comes again; the
    journal keeps that something was forgotten, and when. What was withdrawn before is forgotten too. Raises
    NotFoundError when there never was anything of that name, InputError when several documents bear it.
    """
    documents = documents_ever(workspace, target)
    plan: Plan | None
    if documents:
        plan = planned_for_document(workspace, _the_one(target, documents))
    else:
        plan = planned_for_person(workspace, target)
    if plan is None:
        raise NotFoundError(f"there is no document and no person {target!r}", cure="give the IRI or the full name")
    return carry_out(plan, workspace, user)


def documents_named(store: Store, name: str) -> list[str]:
    """The stored documents of an IRI, a file name or an address, sorted."""
    if name.startswith(str(ID["document/"])):
        return [name] if store.ask(f"ASK {{ GRAPH {iri_term(_graph(name))} {{ ?s ?p ?o }} }}") else []
    literal = ntriples(Term("literal", name))
    text = f"SELECT DISTINCT ?d WHERE {{ {{ ?d <{SANTE.name}> {literal} }} UNION {{ ?d <{DCTERMS.source}> ?u "
    text += f"FILTER(STR(?u) = {literal}) }} }} ORDER BY ?d"
    return [str(d) for d in store.select(text).column("d")]


def _the_one(name: str, found: list[str]) -> str:
    if not found:
        raise NotFoundError(f"there is no document {name!r}", cure="give its IRI, its file name or its address")
    if len(found) > 1:
        raise InputError(f"{len(found)} documents are named {name!r}", cure="give the IRI: " + ", ".join(found[:3]))
    return found[0]


def _graph(document: str) -> str:
    return str(document_graph(ID[document.removeprefix(str(ID))]))
