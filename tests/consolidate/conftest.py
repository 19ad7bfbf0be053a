"""A store that takes documents' graphs and keeps its default graph consolidated."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.consolidate import consolidate, touched_by
from kg.store import Patch, Store, open_store

Put = Callable[..., Store]


def put(store: Store, *documents: tuple[str, list[str]]) -> Store:
    """Store these graphs in one transaction, as the pipeline does."""
    old: list[str] = []
    for iri, _ in documents:
        answer = store.serialise(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{iri}> {{ ?s ?p ?o }} }}", "ntriples")
        old += [f"{line[:-2]} <{iri}> ." for line in answer.decode().split("\n") if line]
    new = [line for _, lines in documents for line in lines]
    patch = consolidate(store, touched_by([*old, *new]), dict(documents)) + Patch.between(old, new)
    store.patch(patch.removed, patch.added)
    return store


@pytest.fixture
def store() -> Store:
    return open_store("memory")
