"""`kg serve` as a process: it answers, keeps others off the store, and stops cleanly."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

Served = tuple[str, str, subprocess.Popen[str]]
KG = [sys.executable, "-m", "kg.cli"]


@pytest.fixture(scope="module")
def served(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Address, store and process of a running server."""
    store = tmp_path_factory.mktemp("served") / "store"
    shutil.copytree(golden_store, store)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*KG, "serve", "--store", str(store), "--port", str(port), "--quiet"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/health", timeout=5)
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield address, str(store), process
    finally:
        process.kill()
        process.communicate()


def get(address: str, accept: str = "*/*") -> str:
    request = urllib.request.Request(address, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(answer.read().decode("utf-8"))


def test_the_endpoint_answers(served: Served) -> None:
    query = urllib.parse.quote("SELECT ?x WHERE { ?x a <https://w3id.org/sante-kg/ontology#GHT> }")
    told = json.loads(get(f"{served[0]}/sparql?query={query}", "application/sparql-results+json"))
    assert len(told["results"]["bindings"]) == 2


def test_the_start_page_is_there(served: Served) -> None:
    assert "members-of-structure" in get(served[0], "text/html")


def test_another_command_is_told_that_the_store_is_in_use(served: Served) -> None:
    done = subprocess.run([*KG, "stats", "--store", served[1]], capture_output=True, text=True, check=False)
    assert done.returncode == 9
    assert len(done.stderr.splitlines()) == 1


def test_the_running_server_can_be_asked_instead(served: Served) -> None:
    command = [*KG, "query", "ght-and-support", "--store", f"{served[0]}/sparql"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Trois Étangs" in done.stdout, done.stderr


def test_ctrl_c_stops_it_cleanly(served: Served) -> None:
    process = served[2]
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in told
