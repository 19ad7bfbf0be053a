"""A real `kg serve` over the sample articles and some hostile data, and a listener that nobody may connect to."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from rdflib import Graph
from rdflib.term import Node

from kg.store import open_store

ROOT = Path(__file__).parents[2]
SECONDS = 8
"""The deadline of a query on the server."""
MEMORY_MB = 256
"""The memory bound of a query on the server."""
QUIET_MB = 400
"""What a process of the server may weigh beside the bound of its query (interpreter, libraries, the store)."""


@dataclass
class Server:
    """A running server: its address and its process."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    def lives(self) -> bool:
        """Whether it is the same process and answers a small query."""
        if self.process.poll() is not None:
            return False
        found = httpx.get(f"{self.address}/sparql", params={"query": "ASK { }"}, timeout=SECONDS + 10)
        return found.status_code == 200

    def raw(self, request: bytes, seconds: float = 10) -> bytes:
        """What comes back for these bytes, until the server closes or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            connection.sendall(request)
            parts = []
            while True:
                try:
                    part = connection.recv(65536)
                except OSError:
                    break
                if not part:
                    break
                parts.append(part)
            return b"".join(parts)

    def get(self, target: str, *headers: str) -> tuple[int, str]:
        """Status and body of a GET whose target is sent as it stands."""
        lines = "".join(f"{each}\r\n" for each in headers)
        found = self.raw(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n".encode())
        head, _, body = found.partition(b"\r\n\r\n")
        return int(head.split(b" ", 2)[1]), body.decode("utf-8", "replace")

    def processes(self) -> list[Path]:
        """The `/proc` folders of the server and of its workers."""
        pids = {self.process.pid}
        for status in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = status.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[1]) == self.process.pid:
                pids.add(int(status.parent.name))
        return [Path(f"/proc/{pid}") for pid in pids]


@dataclass
class Trap:
    """Counts who connects to it, on 127.0.0.1 and on ::1."""

    port: int
    seen: list[str] = field(default_factory=list)

    def silent(self) -> None:
        """Fails the test when anybody connected."""
        time.sleep(0.05)
        assert not self.seen, f"{len(self.seen)} connections were made"


def triples(text: str, parser: str) -> list[tuple[Node, Node, Node]]:
    """The triples that rdflib reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's JSON-LD reader uses what rdflib deprecates
        return list(Graph().parse(data=text, format=parser))


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with what `kg ingest` reads from the samples, and with hostile names."""
    folder = tmp_path_factory.mktemp("conformance") / "store"
    command = [sys.executable, "-m", "kg.cli", "ingest", str(ROOT / "src" / "kg" / "samples"), "--store", str(folder)]
    subprocess.run([*command, "--model", "rules", "--quiet"], check=True, timeout=240, capture_output=True)
    with closing(open_store(str(folder))) as store:
        store.load((Path(__file__).with_name("hostile.trig")).read_bytes(), "trig")
    return str(folder)


@pytest.fixture(scope="session")
def server(location: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("served") / "log"
    environment = {**os.environ, "KG_QUERY_SECONDS": str(SECONDS), "KG_QUERY_MEMORY_MB": str(MEMORY_MB)}
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", location, "--port", str(port), "--quiet"]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out, env=environment) as process:
        found = Server(f"http://127.0.0.1:{port}", process)
        try:
            _wait(found, log)
            yield found
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, timeout=SECONDS + 20) as opened:
        yield opened


@pytest.fixture(scope="session")
def listener() -> Iterator[Trap]:
    sockets = [socket.create_server(("127.0.0.1", 0))]
    trap = Trap(sockets[0].getsockname()[1])
    if socket.has_ipv6:
        with contextlib.suppress(OSError):  # a machine that speaks IPv4 alone
            sockets.append(socket.create_server(("::1", trap.port), family=socket.AF_INET6))

    def listen(source: socket.socket) -> None:
        while True:
            try:
                connection, (host, *_) = source.accept()
            except OSError:
                return
            trap.seen.append(host)
            connection.close()

    for each in sockets:
        threading.Thread(target=listen, args=(each,), daemon=True).start()
    yield trap
    for each in sockets:
        each.shutdown(socket.SHUT_RDWR)
        each.close()


@pytest.fixture
def trap(listener: Trap) -> Iterator[Trap]:
    """The listener, with nothing seen yet."""
    listener.seen.clear()
    yield listener
    listener.seen.clear()


def _wait(server: Server, log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and server.process.poll() is None:
        try:
            if httpx.get(f"{server.address}/health", timeout=10).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the server does not answer: {log.read_text('utf-8', 'replace')[-2000:]}")
