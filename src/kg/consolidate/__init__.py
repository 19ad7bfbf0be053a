"""Statements of all sources → the default graph: one row a fact, one node an organisation (docs/graph-model.md).

What is written is a function of the named graphs alone: the same whatever the order in which they came. What is read
is what the touched IRIs touch, never the whole store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.consolidate import direct, entities, increment, realised, rows
from kg.consolidate.rows import Row
from kg.consolidate.sources import ENDS, FactNode, Sources, is_described, is_fact
from kg.store import Patch, Store
from kg.store.lines import quad

__all__ = ["ENDS", "consolidate", "is_described", "is_fact", "touched_by"]


def consolidate(store: Store, touched: Iterable[str], pending: Mapping[str, Collection[str]] | None = None) -> Patch:
    """What changes in the default graph, when the named graphs are those of `store` with `pending` put over them.

    `touched` are IRIs of facts, entities and documents; `pending` gives, for each named graph about to be replaced,
    its new lines (none: the graph goes). The facts that share a direct triple with a touched one are computed anew
    too; where a new source only agrees, the row is carried forward without reading the others. So is the node of an
    entity, with the count of votes on its type where sources differ. Raises StoreError when the store cannot be read.
    """
    sources = Sources(store, pending or {})
    iris = {f"<{iri}>" for iri in touched}
    facts = sources.facts(iris)
    quick = _carried_forward(sources, facts)
    slow = {iri: fact for iri, fact in facts.items() if iri not in quick}
    slow |= sources.siblings(slow)
    quick = {iri: row for iri, row in quick.items() if iri not in slow}
    described = iris - facts.keys()
    computed = rows.rows(slow, sources.claims(slow))
    old = sources.default_rows({*slow, *quick}) | sources.default_triples(direct.patterns(slow.values()))
    new = rows.lines([*computed, *quick.values()]) | realised.lines(computed) | direct.lines(computed)
    old |= entities.held(sources, described)
    new |= entities.lines(sources, described)
    return Patch.between(old, new)


def _carried_forward(sources: Sources, facts: Mapping[str, FactNode]) -> dict[str, Row]:
    """The rows that one more agreeing source changes little, without reading all their statements."""
    candidates = {
        iri: row
        for iri in sources.only_added(facts)
        if increment.can_advance(facts[iri], row := increment.held(sources.row(iri)))
    }
    for iri in _beside_a_plan(sources, {iri: facts[iri] for iri in candidates}):
        del candidates[iri]
    fresh = sources.fresh_claims(candidates)
    preferred = sources.statements({increment.preferred_statement(row) for row in candidates.values()})
    found = {}
    for iri, row in candidates.items():
        best = preferred.get(increment.preferred_statement(row))
        ahead = increment.advanced(facts[iri], row, best, fresh[iri]) if best and iri in fresh else None
        if ahead is not None:
            found[iri] = ahead
    return found


def _beside_a_plan(sources: Sources, facts: Mapping[str, FactNode]) -> list[str]:
    """The equipment of which a plan is known: who says what when decides whether it is realised."""
    equipment = {iri: fact for iri, fact in facts.items() if fact.predicate == "equipment"}
    siblings = sources.siblings(equipment)
    planned = {fact.ends for iri, fact in siblings.items() if realised.is_plan(fact, increment.held(sources.row(iri)))}
    return [iri for iri, fact in equipment.items() if fact.ends in planned]


def touched_by(lines: Iterable[str]) -> set[str]:
    """The IRIs of facts, entities and documents that the lines of a document's graph speak of."""
    subjects = {quad(line).s for line in lines}
    return {subject[1:-1] for subject in subjects if is_described(subject)}
