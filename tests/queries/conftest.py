"""A small graph made by hand (`small.trig`) and the ready questions put to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.queries import question
from kg.store import Store, open_store

SMALL = Path(__file__).with_name("small.trig")
Asked = Callable[..., list[dict[str, str]]]


@pytest.fixture(scope="session")
def small() -> Iterator[Store]:
    store = open_store("memory")
    store.load(SMALL.read_bytes(), "trig")
    yield store
    store.close()


@pytest.fixture
def rows(small: Store) -> Asked:
    """The rows of a ready question, as text, IRIs shortened to what follows `/id/`."""

    def ask(name: str, **parameters: object) -> list[dict[str, str]]:
        answer = small.select(question(name).bind(**parameters))
        return [{key: term.value.rpartition("/id/")[2] for key, term in row.items()} for row in answer]

    return ask
