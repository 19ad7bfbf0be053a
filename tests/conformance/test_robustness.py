"""Nothing that is asked takes a real server down, makes it wait for ever, or lets it grow without bound."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from tests.conformance.conftest import MEMORY_MB, QUIET_MB, SECONDS, Server

pytestmark = pytest.mark.long

BODY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
CROSS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
VALUES = " ".join(str(number) for number in range(300))
CROSS_OF_VALUES = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"VALUES ?v{n} {{ {VALUES} }}" for n in range(6)) + " }"
HEAD = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\nASK"
SOME = (200, 400, 413, 414, 431, 500, 503, 504, 507)


def timed(work: httpx.Client, query: str) -> tuple[int, float]:
    before = time.monotonic()
    status = work.post("/sparql", data={"query": query}).status_code
    return status, time.monotonic() - before


# -- large -----------------------------------------------------------------------------------------------------------


def _zeros() -> Iterator[bytes]:
    for _ in range(1024):
        yield b" " * 65536


@pytest.mark.parametrize("headers", [BODY, FORM], ids=["body", "form"])
@pytest.mark.parametrize("chunked", [False, True], ids=["whole", "chunked"])
def test_a_body_of_64_mib_is_refused_at_once(server: Server, headers: dict[str, str], chunked: bool) -> None:
    before = time.monotonic()
    content = _zeros() if chunked else b"query=" + b" " * (64 << 20)
    try:
        status = httpx.post(f"{server.address}/sparql", content=content, headers=headers, timeout=30).status_code
    except httpx.TransportError:  # it answered and closed while we still sent: the answer may be lost, not the server
        status = 413
    assert status == 413
    assert time.monotonic() - before < 20
    assert server.lives()


def test_a_length_that_is_too_large_is_refused_before_it_is_sent(server: Server) -> None:
    assert server.raw(HEAD % (64 << 20), 5)[:12] == b"HTTP/1.1 413"


def test_a_body_that_is_announced_and_never_sent_holds_nobody_up(server: Server) -> None:
    held = [socket.create_connection(("127.0.0.1", server.port), timeout=5) for _ in range(20)]
    try:
        for each in held:
            each.sendall(HEAD % 100)
        assert server.lives()
    finally:
        for each in held:
            each.close()


def test_a_query_of_a_mebibyte_is_answered_or_refused(client: httpx.Client, server: Server) -> None:
    query = "ASK { VALUES ?x { " + "1 " * 500_000 + "} }"
    assert client.post("/sparql", content=query, headers=BODY).status_code in SOME
    assert server.lives()


def test_an_address_without_end_is_refused(server: Server) -> None:
    found = server.raw(b"GET /sparql?query=" + b"a" * 300_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert found[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 414", b"HTTP/1.1 431", b"")
    assert server.lives()


def test_headers_without_end_are_refused(server: Server) -> None:
    found = server.raw(b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X-A: " + b"a" * 1_000_000 + b"\r\n\r\n")
    assert found[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 431", b"")
    assert server.lives()


def test_ten_thousand_parameters_are_refused_or_passed_over(client: httpx.Client) -> None:
    content = "query=ASK%7B%7D&" + "&".join(f"a{n}=1" for n in range(10_000))
    assert client.post("/sparql", content=content, headers=FORM).status_code in (200, 400, 413)


def test_a_large_answer_arrives_whole(client: httpx.Client) -> None:
    query = "SELECT * WHERE { VALUES ?a { " + VALUES + " } VALUES ?b { " + VALUES + " } }"
    answer = client.post("/sparql", data={"query": query, "format": "csv"})
    assert answer.status_code == 200
    assert answer.content.count(b"\r\n") == 90_001


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\r\n" * 999,
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_http_is_no_failure(server: Server, garbage: bytes) -> None:
    assert not server.raw(garbage, 2).startswith(b"HTTP/1.1 5")
    assert server.lives()


# -- deep and long ---------------------------------------------------------------------------------------------------

ABSURD = {
    "groups": "ASK " + "{" * 3000 + "}" * 3000,
    "groups of 99": "ASK " + "{" * 99 + "}" * 99,
    "parentheses": "ASK { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
    "optionals": "ASK { " + "OPTIONAL { ?s ?p ?o " * 3000 + "}" * 3000 + " }",
    "optionals in a row": "ASK { " + "OPTIONAL { ?s ?p ?o } " * 3000 + "}",
    "binds": "ASK { " + " ".join(f"BIND({n} AS ?v{n})" for n in range(3000)) + " }",
    "alternatives": "ASK { ?s ?p ?o FILTER(" + " || ".join(f"?o = {n}" for n in range(20_000)) + ") }",
    "conjunctions": "ASK { FILTER(" + " && ".join("true" for _ in range(50_000)) + ") }",
    "sum": "ASK { FILTER(0 < " + "+".join("1" for _ in range(50_000)) + ") }",
    "negations": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "signs": "ASK { FILTER(" + "- " * 50_000 + "1 < 2) }",
    "members": "ASK { ?s ?p ?o FILTER(?o IN (" + ", ".join(str(n) for n in range(50_000)) + ")) }",
    "unions": "ASK { " + " UNION ".join("{ ?s ?p ?o }" for _ in range(3000)) + " }",
    "minuses": "ASK { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * 3000 + "}",
    "patterns": "ASK { " + " . ".join(f"?a{n} ?p{n} ?a{n + 1}" for n in range(500)) + " }",
    "star": "ASK { " + " . ".join(f"?a a ?t{n}" for n in range(500)) + " }",
    "path": "ASK { ?s " + "/".join("<http://a/p>" for _ in range(10_000)) + " ?o }",
    "inverses": "ASK { ?s " + "^" * 20_000 + "<http://a/p> ?o }",
    "alternative paths": "ASK { ?s " + "|".join("<http://a/p>" for _ in range(20_000)) + " ?o }",
    "nested paths": "ASK { ?s " + "(" * 90 + "a" + "*)" * 90 + " ?o }",
    "calls": "ASK { FILTER(" + "STR(" * 3000 + "1" + ")" * 3000 + ") }",
    "subqueries": "ASK " + "{ SELECT * " * 90 + "{ }" + " }" * 90,
    "exists": "ASK { " + "FILTER EXISTS { ?s ?p ?o " * 90 + "}" * 90 + " }",
    "collection": "ASK { " + "(" * 5000 + ")" * 5000 + " ?p ?o }",
    "brackets": "ASK { " + "[ ?p " * 5000 + "1" + " ]" * 5000 + " }",
    "prefixes": "".join(f"PREFIX p{n}: <http://a/{n}>\n" for n in range(10_000)) + "ASK { }",
    "comments": "#\n" * 100_000 + "ASK { }",
    "hidden groups": "ASK { OPTIONAL { ?s ?p <http://a/\\u0041#> } " + "{" * 3000 + "}" * 3000 + " }",
    "variables": "SELECT " + " ".join(f"?v{n}" for n in range(20_000)) + " { }",
}


@pytest.mark.parametrize("name", ABSURD)
def test_an_absurd_query_is_answered_or_refused_and_the_server_lives_on(
    client: httpx.Client, server: Server, name: str
) -> None:
    status, seconds = timed(client, ABSURD[name])
    assert status in (200, 400, 503, 504, 507)
    assert seconds < SECONDS + 8
    assert server.lives()


@pytest.mark.parametrize("name", ["groups", "parentheses", "optionals", "calls", "collection", "brackets"])
def test_deep_nesting_is_refused_by_its_reader(client: httpx.Client, name: str) -> None:
    answer = client.post("/sparql", data={"query": ABSURD[name]})
    assert answer.status_code == 400
    assert "deep" in answer.text


@pytest.mark.parametrize("chain", ["?o = {}", "?o != {}", "true"])
@pytest.mark.parametrize("operator", ["||", "&&"])
def test_a_chain_of_a_thousand_is_answered(client: httpx.Client, operator: str, chain: str) -> None:
    links = f" {operator} ".join(chain.format(number) for number in range(1000))
    assert client.post("/sparql", data={"query": f"ASK {{ ?s ?p ?o FILTER({links}) }}"}).status_code == 200


def test_a_list_of_fifty_thousand_is_answered(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": ABSURD["members"]}).status_code == 200


@pytest.mark.parametrize("name", ABSURD)
def test_no_text_kills_the_process_that_reads_it(client: httpx.Client, name: str) -> None:
    """A worker that dies is a `kg query` that dies: it is answered, refused (400) or stopped (504, 507)."""
    assert client.post("/sparql", data={"query": ABSURD[name]}).status_code in (200, 400, 504, 507)


@pytest.mark.parametrize(
    "query",
    [
        'ASK { FILTER(REGEX("' + "a" * 60 + '", "^(a+)+$b")) }',
        'ASK { FILTER(REGEX("a", "(' + "a{1000}" * 20 + '){1000}")) }',
        'ASK { FILTER(REGEX("a", "' + "(" * 50 + "a" + ")*" * 50 + '")) }',
    ],
    ids=["backtracking", "large", "nested"],
)
def test_an_evil_pattern_takes_no_time(client: httpx.Client, query: str) -> None:
    status, seconds = timed(client, query)
    assert status in (200, 400)
    assert seconds < SECONDS


# -- heavy -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [CROSS, CROSS_OF_VALUES], ids=["patterns", "values"])
def test_a_heavy_query_ends_at_the_deadline_and_a_small_one_does_not_wait(server: Server, query: str) -> None:
    with httpx.Client(base_url=server.address, timeout=SECONDS + 20) as heavy, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(timed, heavy, query)
        time.sleep(1)
        waits = []
        for _ in range(5):
            before = time.monotonic()
            assert httpx.get(f"{server.address}/sparql", params={"query": "ASK { }"}, timeout=30).status_code == 200
            waits.append(time.monotonic() - before)
        status, seconds = answer.result()
    assert status == 504
    assert SECONDS - 1 < seconds < SECONDS + 4
    assert sorted(waits)[2] < 2
    assert server.lives()


def test_a_query_past_its_deadline_is_told_so_in_words_and_to_any_origin(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": CROSS, "timeout": "0.5"})
    assert answer.status_code == 504
    assert "second" in answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "bindings" not in answer.text


def test_a_page_whose_question_is_heavy_is_no_failure(server: Server) -> None:
    """Two heavy queries hold both workers; the start page and the health still answer, later."""
    with ThreadPoolExecutor(2) as pool, httpx.Client(base_url=server.address, timeout=SECONDS + 20) as heavy:
        work = [pool.submit(timed, heavy, CROSS) for _ in range(2)]
        time.sleep(0.5)
        before = time.monotonic()
        page = httpx.get(f"{server.address}/", headers={"Accept": "text/html"}, timeout=SECONDS + 20)
        assert page.status_code == 200
        assert time.monotonic() - before < SECONDS + 8
        assert [each.result()[0] for each in work] == [504, 504]
    assert server.lives()


def test_static_files_and_openapi_do_not_wait_for_queries(server: Server) -> None:
    with ThreadPoolExecutor(2) as pool, httpx.Client(base_url=server.address, timeout=SECONDS + 20) as heavy:
        work = [pool.submit(heavy.get, "/sparql", params={"query": CROSS, "timeout": "4"}) for _ in range(2)]
        time.sleep(0.5)
        before = time.monotonic()
        assert httpx.get(f"{server.address}/static/style.css", timeout=20).status_code == 200
        assert time.monotonic() - before < 2
        assert [each.result().status_code for each in work] == [504, 504]


def test_an_asker_who_goes_away_frees_the_workers(server: Server) -> None:
    assert server.lives()
    for _ in range(2):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(f"GET /sparql?query={quote(CROSS)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(0.5)
    before = time.monotonic()
    assert server.lives()
    assert time.monotonic() - before < SECONDS - 2


def test_an_asker_of_a_large_answer_who_goes_away_leaves_nothing_behind(server: Server) -> None:
    query = "SELECT * WHERE { VALUES ?a { " + VALUES + " } VALUES ?b { " + VALUES + " } }"
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            connection.recv(1024)
    assert server.lives()
    open_files = [each for each in Path(f"/proc/{server.process.pid}/fd").glob("*") if each.exists()]
    assert len(open_files) < 100


def test_a_crowd_is_answered(server: Server) -> None:
    def one(number: int) -> tuple[int, bool]:
        query = f"SELECT (({number} + 1) AS ?o) {{ }}"
        answer = httpx.get(f"{server.address}/sparql", params={"query": query}, timeout=60)
        return answer.status_code, f'"{number + 1}"' in answer.text

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(one, range(100))) == {(200, True)}


# -- memory ----------------------------------------------------------------------------------------------------------

DOUBLED = "SELECT (STRLEN(?v30) AS ?n) { BIND('" + "x" * 1000 + "' AS ?v0) " + " ".join(
    f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30)
) + " }"  # fmt: skip
HOGS = {
    "sorted": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c",
    "distinct": "SELECT DISTINCT ?a ?d ?g ?c ?f ?i WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "written": "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "grouped": "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d))) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "doubled": DOUBLED,
    "constructed": "CONSTRUCT { ?a ?e ?i } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


@pytest.mark.parametrize("query", HOGS.values(), ids=HOGS)
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="weighs processes as Linux tells")
def test_a_hog_is_stopped_at_its_bound(client: httpx.Client, server: Server, query: str) -> None:
    most = [0]
    ended = threading.Event()

    def weigh() -> None:
        while not ended.wait(0.05):
            most[0] = max([most[0], *(_megabytes(each) for each in server.processes())])

    watch = threading.Thread(target=weigh)
    watch.start()
    try:
        answer = client.post("/sparql", data={"query": query})
    finally:
        ended.set()
        watch.join()
    assert answer.status_code in (504, 507)
    assert len(answer.text) > 20
    assert most[0] < MEMORY_MB + QUIET_MB
    assert server.lives()


def _megabytes(process: Path) -> int:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) >> 10


def test_the_server_is_well_again_after_all_that(client: httpx.Client, server: Server) -> None:
    assert server.lives()
    assert client.get("/health").json()["status"] in ("green", "yellow")
