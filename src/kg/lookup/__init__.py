"""Look things up: by name, by IRI, by ready question. Answers are frozen values; SPARQL lies in `queries/`.

>>> from kg.lookup import open_graph
>>> graph = open_graph("memory")
>>> graph.find("hôpital de Rodez")
()
>>> len(graph.ask("members-of-structure", structure="https://w3id.org/sante-kg/id/org/ght/valdor"))
0
"""

from __future__ import annotations

from kg.lookup.answers import Equipment, Evidence, FactRow, Found, Membership, Node, Passage, to_frame
from kg.lookup.graph import KnowledgeGraph
from kg.lookup.labels import label, labels
from kg.store import open_store as _open_triples

__all__ = [
    "Equipment",
    "Evidence",
    "FactRow",
    "Found",
    "KnowledgeGraph",
    "Membership",
    "Node",
    "Passage",
    "label",
    "labels",
    "open_graph",
    "open_store",
    "to_frame",
]


def open_graph(location: str) -> KnowledgeGraph:
    """The graph at a location: the folder of a store, `memory`, or the URL of a SPARQL 1.1 server."""
    return KnowledgeGraph(_open_triples(location))


open_store = open_graph
