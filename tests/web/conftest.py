"""Real servers on loopback, over the small graph of `tests/queries`."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from kg.store import open_store
from kg.web.app import create_app

SMALL = Path(__file__).parent.parent / "queries" / "small.trig"
Serving = Callable[..., contextlib.AbstractContextManager[str]]


@contextlib.contextmanager
def running(location: str, **options: float) -> Iterator[str]:
    app = create_app(location, **options)  # type: ignore[arg-type]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="on"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    assert server.started
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


def filled(location: Path) -> str:
    store = open_store(str(location))
    store.load(SMALL.read_bytes(), "trig")
    store.close()
    return str(location)


@pytest.fixture(scope="session")
def serving() -> Serving:
    """`serving(location, seconds=…, memory_mb=…, workers=…)`: the address of a server, stopped when the block ends."""
    return running


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """A store on disk with the small graph, for one test."""
    return filled(tmp_path / "store")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with a deadline of four seconds, for all tests."""
    with running(filled(tmp_path_factory.mktemp("served") / "store"), seconds=4.0, memory_mb=512) as found:
        yield found


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30) as opened:
        yield opened
