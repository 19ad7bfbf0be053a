"""Statements of all sources → the default graph: one row a fact, one node an organisation (docs/graph-model.md).

What is written is a function of the named graphs alone: the same whatever the order in which they came. What is read
is what the touched IRIs touch, never the whole store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.consolidate import direct, entities, realised, rows
from kg.consolidate.sources import Sources, is_described
from kg.store import Patch, Store
from kg.store.lines import quad

__all__ = ["consolidate", "touched_by"]


def consolidate(store: Store, touched: Iterable[str], pending: Mapping[str, Collection[str]] | None = None) -> Patch:
    """What changes in the default graph, when the named graphs are those of `store` with `pending` put over them.

    `touched` are IRIs of facts, entities and documents; `pending` gives, for each named graph about to be replaced,
    its new lines (none: the graph goes). The facts that share a direct triple with a touched one are computed anew
    too. Raises StoreError when the store cannot be read.
    """
    sources = Sources(store, pending or {})
    iris = {f"<{iri}>" for iri in touched}
    facts = sources.facts(iris)
    facts |= sources.siblings(facts)
    described = iris - facts.keys()
    computed = rows.rows(facts, sources.claims(facts))
    old = sources.default_rows(facts) | sources.default_triples(direct.patterns(facts.values()))
    new = rows.lines(computed) | realised.lines(computed) | direct.lines(computed)
    old |= entities.held(sources, described)
    new |= entities.lines(sources, described)
    return Patch.between(old, new)


def touched_by(lines: Iterable[str]) -> set[str]:
    """The IRIs of facts, entities and documents that the lines of a document's graph speak of."""
    subjects = {quad(line).s for line in lines}
    return {subject[1:-1] for subject in subjects if is_described(subject)}
