"""`serve` begins at once or says why not, ends clean, and leaves nothing running however it ends."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from tests.store.server import oxigraph

from kg.errors import InputError, StoreBusyError
from kg.journal import Journal
from kg.journal.entries import Change
from kg.store import Patch, open_store
from kg.web.app import serve

Serving = Callable[..., AbstractContextManager[str]]
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(each) for task in tasks for each in task.read_text().split()]


def alive(pid: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def until(true: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@contextmanager
def process(folder: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    port = free_port()
    program = f"from kg.web.app import serve; serve({folder!r}, port={port}, log_level='warning')"
    started = subprocess.Popen([sys.executable, "-c", program])
    address = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        try:
            return httpx.get(f"{address}/health", timeout=5).json()["status"] == "green"
        except httpx.HTTPError:
            return False

    try:
        assert until(answers)
        yield started, address
    finally:
        started.kill()
        started.wait()


@linux
def test_a_server_that_is_killed_leaves_no_worker_behind(folder: str) -> None:
    with process(folder) as (server, address):
        with pytest.raises(httpx.TimeoutException):
            httpx.get(f"{address}/sparql?query={quote(CROSS)}", timeout=0.5)
        workers = children(server.pid)
        assert len(workers) >= 2
        server.send_signal(signal.SIGKILL)
        server.wait()
        assert until(lambda: not any(alive(worker) for worker in workers))


@linux
def test_a_server_that_is_interrupted_ends_clean(folder: str) -> None:
    with process(folder) as (server, _):
        workers = children(server.pid)
        server.send_signal(signal.SIGINT)
        server.wait(20)
        assert not any(alive(worker) for worker in workers)
    assert not (Path(folder) / "checkpoints").exists()
    open_store(folder).close()


def test_checkpoints_of_a_killed_server_are_swept_away(folder: str, serving: Serving) -> None:
    stale = Path(folder) / "checkpoints" / "7"
    stale.mkdir(parents=True)
    with serving(folder, seconds=5.0, memory_mb=256):
        assert not stale.exists()


def test_a_port_in_use_is_told_in_one_line(folder: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, pytest.raises(InputError, match="cannot be listened on"):
        serve(folder, port=listener.getsockname()[1])


def test_a_store_in_use_is_told_in_one_line(folder: str) -> None:
    owner = open_store(folder)
    try:
        with pytest.raises(StoreBusyError):
            serve(folder, port=free_port())
    finally:
        owner.close()


def test_a_store_of_another_server_is_served_within_the_deadline(serving: Serving) -> None:
    with oxigraph() as location:
        lines = " ".join(f"<a:{number}> <a:p> {number} ." for number in range(300))
        open_store(location).update(f"INSERT DATA {{ {lines} }}")
        with serving(location, seconds=2.0, memory_mb=512) as address, httpx.Client(base_url=address) as client:
            counted = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "format": "csv"})
            assert counted.text == "n\r\n300\r\n"
            started = time.monotonic()
            assert client.get("/sparql", params={"query": CROSS}, timeout=20).status_code == 504
            assert time.monotonic() - started < 5


def test_a_thing_that_was_linked_answers_at_its_new_address(folder: str, serving: Serving) -> None:
    store = open_store(folder)
    old, new = (f"https://w3id.org/sante-kg/id/{path}" for path in ("org/ch/ancien", "finess/120780044"))
    graph = "https://w3id.org/sante-kg/graph/redirects"
    store.update(f"INSERT DATA {{ GRAPH <{graph}> {{ <{old}> sante:redirectsTo <{new}> }} }}")
    store.close()
    with serving(folder, seconds=5.0, memory_mb=256) as address:
        answer = httpx.get(f"{address}/id/org/ch/ancien?format=turtle")
        assert (answer.status_code, answer.headers["location"]) == (308, "/id/finess/120780044?format=turtle")


def test_a_document_that_was_taken_back_is_gone(folder: str, serving: Serving) -> None:
    iri = "https://w3id.org/sante-kg/id/document/withdrawn"
    journal = Journal(Path(folder) / "journal", write=True)
    line = f'<{iri}> <http://purl.org/dc/terms/title> "x" <https://w3id.org/sante-kg/graph/document/withdrawn> .'
    journal.append(Change(Patch(added=(line,))), "ingest", [iri])
    journal.append(Change(Patch(removed=(line,))), "withdraw", [iri])
    with serving(folder, seconds=5.0, memory_mb=256) as address:
        assert httpx.get(f"{address}/id/document/withdrawn").status_code == 410
        assert httpx.get(f"{address}/id/document/never").status_code == 404
