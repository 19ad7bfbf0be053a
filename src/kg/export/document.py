"""One document's graph in an engine of its own, where queries and writers find it: no graph of objects beside it."""

from __future__ import annotations

from kg.graph import Triple, document_graph, document_iri, write
from kg.model import Article, Extraction
from kg.store import EmbeddedStore

PORTION = 10_000
"""Triples that stand outside the engine at one time."""


def document_store(article: Article, extraction: Extraction, *, named: bool = False) -> EmbeddedStore:
    """The graph of `kg.graph.build`, in the default graph or under its own name; some 600 bytes a triple."""
    store, portion = EmbeddedStore(), list[Triple]()
    graph = str(document_graph(document_iri(article))) if named else None

    def add(triple: Triple) -> None:
        portion.append(triple)
        if len(portion) == PORTION:
            store.add(portion, graph)
            portion.clear()

    write(article, extraction, add)
    store.add(portion, graph)
    return store
