"""The ontology as a graph: the Turtle modules of `ontology/` from where kg is installed, never from the network."""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from kg.resources import folder
from kg.settings import BASE

PUBLISHED_BASE = "https://w3id.org/sante-kg/"
"""The base that ontology and rules are written with; `KG_BASE` replaces it on reading."""


def module_names() -> tuple[str, ...]:
    """Names of the modules in `ontology/` (`organisation`, `codes`, …), root included, sorted."""
    return tuple(sorted(path.stem for path in folder("ontology").glob("*.ttl")))


@cache
def load_module(name: str) -> Graph:
    """The graph of one module. Shared: do not change it."""
    text = (folder("ontology") / f"{name}.ttl").read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
    return Graph(bind_namespaces="none").parse(data=text, format="turtle")


@cache
def load_ontology() -> Graph:
    """All modules in one graph. Shared: do not change it; `Graph() + load_ontology()` is a copy to add to."""
    graph = Graph(bind_namespaces="none")
    for name in module_names():
        graph += load_module(name)
    return graph
