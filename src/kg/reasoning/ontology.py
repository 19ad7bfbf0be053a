"""The ontology as a graph: the Turtle modules of `ontology/` from where kg is installed, never from the network."""

from __future__ import annotations

from functools import cache

from rdflib import Graph

from kg.resources import folder


def module_names() -> tuple[str, ...]:
    """Names of the modules in `ontology/` (`organisation`, `codes`, …), root included, sorted."""
    return tuple(sorted(path.stem for path in folder("ontology").glob("*.ttl")))


@cache
def load_module(name: str) -> Graph:
    """The graph of one module. Shared: do not change it."""
    return Graph(bind_namespaces="none").parse(folder("ontology") / f"{name}.ttl", format="turtle")


@cache
def load_ontology() -> Graph:
    """All modules in one graph. Shared: do not change it, make `Graph() + load_ontology()` to add to it."""
    graph = Graph(bind_namespaces="none")
    for name in module_names():
        graph += load_module(name)
    return graph
