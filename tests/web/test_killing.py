"""No query outlives its deadline, its memory or its asker, and none takes the server with it."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from kg.store import open_store
from kg.web.checkpoints import Checkpoints

Serving = Callable[..., AbstractContextManager[str]]
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SORTED = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c"


def ask(client: httpx.Client, query: str, **more: object) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **more})  # type: ignore[arg-type]


def test_a_heavy_query_ends_at_the_deadline_while_others_go_on(client: httpx.Client) -> None:
    heavy: list[httpx.Response] = []
    started = time.monotonic()
    thread = threading.Thread(target=lambda: heavy.append(ask(client, CROSS)))
    thread.start()
    time.sleep(0.3)
    waits = []
    for _ in range(5):
        before = time.monotonic()
        assert ask(client, "ASK { }").status_code == 200
        waits.append(time.monotonic() - before)
    thread.join()
    assert heavy[0].status_code == 504
    assert "longer than 4 seconds" in heavy[0].text
    assert time.monotonic() - started < 6
    assert max(waits) < 2


def test_the_asker_can_shorten_the_deadline_and_not_lengthen_it(client: httpx.Client) -> None:
    started = time.monotonic()
    assert ask(client, CROSS, timeout=0.5).status_code == 504
    assert time.monotonic() - started < 2
    assert ask(client, "ASK { }", timeout=9999).status_code == 200


@pytest.mark.parametrize("timeout", ["x", "-1", "0", "nan", "inf"])
def test_a_timeout_that_is_none_is_400(client: httpx.Client, timeout: str) -> None:
    assert ask(client, "ASK { }", timeout=timeout).status_code == 400


def test_a_query_past_its_memory_is_507(folder: str, serving: Serving) -> None:
    with serving(folder, seconds=60.0, memory_mb=64) as address, httpx.Client(base_url=address, timeout=70) as client:
        answer = ask(client, SORTED)
        assert answer.status_code == 507
        assert "past its memory" in answer.text
        assert ask(client, "ASK { }").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE " + "{" * 3000 + "}" * 3000,
        "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "ASK { FILTER(" + "!" * 50_000 + "true) }",
        "ASK { FILTER(" + "1 = 1 || " * 20_000 + "true) }",
        "ASK { ?s " + "^" * 20_000 + "a ?o }",
        "ASK { " + "OPTIONAL { ?s ?p ?o " * 3000 + "}" * 3000 + " }",
        "ASK { " + "?s ?p ?o OPTIONAL { ?s ?q ?x } " * 3000 + "}",
        "ASK { FILTER(" + "-" * 30_000 + "1 < 2) }",
    ],
    ids=["groups", "parentheses", "negations", "alternatives", "inverses", "optionals", "joins", "minus"],
)
def test_an_absurd_query_never_takes_the_server_down(client: httpx.Client, query: str) -> None:
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code in (200, 400, 500, 504, 507)
    assert answer.text.strip()
    assert ask(client, "ASK { }").status_code == 200


def test_an_asker_who_goes_away_frees_the_worker(folder: str, serving: Serving) -> None:
    with serving(folder, seconds=60.0, memory_mb=512, workers=1) as address:
        host = urlsplit(address)
        with socket.create_connection((host.hostname, host.port)) as connection:
            connection.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.5)
        started = time.monotonic()
        assert httpx.get(f"{address}/sparql", params={"query": "ASK { }"}, timeout=30).status_code == 200
        assert time.monotonic() - started < 5


def test_a_large_answer_arrives_whole(client: httpx.Client) -> None:
    answer = ask(client, "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 20000", format="csv")
    assert int(answer.headers["content-length"]) == len(answer.content) > 1 << 20
    assert answer.text.count("\r\n") == 20_001


def test_health_tells_that_something_was_stopped(client: httpx.Client) -> None:
    ask(client, CROSS, timeout=0.2)
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "yellow")


def test_what_is_written_is_seen_and_old_checkpoints_go(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    checkpoints = Checkpoints(store)
    first = checkpoints.take()
    assert checkpoints.take(first) == first
    store.update("INSERT DATA { <a:s> <a:p> 1 }")
    time.sleep(1.1)
    second = checkpoints.take(first)
    assert second != first
    assert Path(first).is_dir()
    checkpoints.leave(first)
    assert not Path(first).exists()
    assert Path(second).is_dir()
    checkpoints.close()
    store.close()
    assert not (tmp_path / "store" / "checkpoints").exists()


def test_nothing_new_makes_no_new_checkpoint(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    checkpoints = Checkpoints(store)
    first = checkpoints.take()
    time.sleep(1.1)
    assert checkpoints.take(first) == first
    checkpoints.close()
    store.close()


def test_a_worker_cannot_open_a_connection(tmp_path: Path) -> None:
    program = """
import pathlib, socket
from kg.web.worker import refuse_network
assert refuse_network()
for family in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(family)
    except PermissionError:
        continue
    raise SystemExit(1)
pathlib.Path("file").write_text("files go on")
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_graph_in_memory_is_served_too(serving: Serving) -> None:
    with serving("memory", seconds=5.0, memory_mb=256) as address:
        answer = httpx.get(f"{address}/sparql", params={"query": "ASK { ?s ?p ?o }"})
        assert answer.json()["boolean"] is False
