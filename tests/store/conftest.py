"""The three engines that must pass one contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.server import oxigraph

from kg.store import Store, open_store


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with oxigraph() as url:
        yield url


@pytest.fixture(params=["memory", "disk", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "server":
        opened = open_store(request.getfixturevalue("server"))
        opened.update("CLEAR ALL")
    else:
        opened = open_store("memory" if request.param == "memory" else str(tmp_path / "store"))
    yield opened
    opened.close()
