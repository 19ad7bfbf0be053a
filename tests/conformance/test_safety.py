"""A real server only reads, asks nobody else for anything, and shows hostile text as text."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
from tests.conformance.conftest import Server, Trap

from kg.errors import KgError
from kg.store import open_store

pytestmark = pytest.mark.long

BODY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def count(client: httpx.Client) -> int:
    answer = client.get("/sparql", params={"query": COUNT}).json()
    return int(answer["results"]["bindings"][0]["n"]["value"])


# -- updates ---------------------------------------------------------------------------------------------------------

UPDATES = [
    "INSERT DATA { <http://a/s> <http://a/p> 1 }",
    "insert data { <http://a/s> <http://a/p> 1 }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    "WITH <http://a/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP SILENT ALL",
    "CREATE GRAPH <http://a/g>",
    "COPY DEFAULT TO <http://a/g>",
    "MOVE DEFAULT TO <http://a/g>",
    "ADD DEFAULT TO <http://a/g>",
    "# SELECT\nPREFIX select: <http://a/> CLEAR ALL",
    "PREFIX ask: <http://a/> BASE <http://SELECT/> INSERT DATA { ask:s ask:p 1 }",
    "ASK { } ; CLEAR ALL",
    "SELECT * { ?s ?p ?o } INSERT DATA { <http://a/s> <http://a/p> 1 }",
    "\\u0049NSERT DATA { <http://a/s> <http://a/p> 1 }",
    "\ufeffCLEAR ALL",
    "PREFIX a: <http://a/\\u0041#> CLEAR ALL",
]
WAYS = {
    "get query": lambda c, u: c.get("/sparql", params={"query": u}),
    "get update": lambda c, u: c.get("/sparql", params={"update": u}),
    "get both": lambda c, u: c.get("/sparql", params={"query": "ASK { }", "update": u}),
    "form update": lambda c, u: c.post("/sparql", data={"update": u}),
    "form query": lambda c, u: c.post("/sparql", data={"query": u}),
    "form both": lambda c, u: c.post("/sparql", data={"query": "ASK { }", "update": u}),
    "form with dataset": lambda c, u: c.post("/sparql", data={"query": u, "default-graph-uri": "http://a/g"}),
    "body update": lambda c, u: c.post("/sparql", content=u, headers={"Content-Type": "application/sparql-update"}),
    "body query": lambda c, u: c.post("/sparql", content=u, headers=BODY),
    "body and address": lambda c, u: c.post("/sparql", params={"update": u}, content="ASK { }", headers=BODY),
    "cross-site form": lambda c, u: c.post(
        "/sparql", content=f"update={quote(u)}", headers={**FORM, "Origin": "https://evil.example"}
    ),
    "cross-site text": lambda c, u: c.post(
        "/sparql", content=u, headers={"Content-Type": "text/plain", "Origin": "https://evil.example"}
    ),
    "multipart": lambda c, u: c.post("/sparql", files={"update": (None, u)}),
    "method override": lambda c, u: c.post("/sparql", content=u, headers={**BODY, "X-HTTP-Method-Override": "PUT"}),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_update_is_refused_in_every_disguise(client: httpx.Client, way: str) -> None:
    before = count(client)
    statuses = {update: WAYS[way](client, update).status_code for update in UPDATES}
    assert {update: status for update, status in statuses.items() if not 400 <= status < 500} == {}
    assert count(client) == before


@pytest.mark.parametrize("update", UPDATES[:11])
def test_an_update_is_told_that_nothing_is_written_here(client: httpx.Client, update: str) -> None:
    answer = client.post("/sparql", data={"query": update})
    assert answer.status_code == 403
    assert "read-only" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/update",
        "/statements",
        "/data",
        "/store",
        "/graph",
        "/sparql/update",
        "/rdf-graph-store",
        "/id/org/ght/hostile",
        "/api/questions",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written_elsewhere(client: httpx.Client, method: str, path: str) -> None:
    answer = client.request(
        method, path, content=b"<http://a/s> <http://a/p> 1 .", headers={"Content-Type": "text/turtle"}
    )
    assert answer.status_code in (404, 405)


# -- requests to others ----------------------------------------------------------------------------------------------

HOSTS = [
    "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1",
    "0177.0.0.1", "017700000001", "0", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]", "user:password@127.0.0.1", "127.0.0.1%2e", "%31%32%37.0.0.1", "①②⑦.0.0.1", "127。0。0。1",
    "10.0.0.1", "192.168.0.1", "172.16.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]",
]  # fmt: skip
CLAUSES = {
    "plain": "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "silent": "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "small letters": "select * {{ service silent <{url}> {{ ?s ?p ?o }} }}",
    "no spaces": "SELECT*{{SERVICE<{url}>{{?s ?p ?o}}}}",
    "comment": "SELECT * {{ SERVICE # <http://a/> {{\n <{url}> # }}\n {{ ?s ?p ?o }} }}",
    "prefix": "PREFIX e: <{url}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "prefix glued": "PREFIX e: <{url}> SELECT * {{ SERVICEe:{{ ?s ?p ?o }} }}",
    "prefix silent glued": "PREFIX e: <{url}> SELECT * {{ SERVICESILENTe:x{{ ?s ?p ?o }} }}",
    "empty prefix": "PREFIX : <{url}> SELECT * {{ SERVICE:{{ ?s ?p ?o }} }}",
    "base": "BASE <{url}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "variable": "SELECT * {{ VALUES ?e {{ <{url}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "computed": "SELECT * {{ BIND(IRI(CONCAT('{url}', 'x')) AS ?e) SERVICE SILENT ?e {{ ?s ?p ?o }} }}",
    "escaped letter": "SELECT * {{ SERVICE <\\u0068ttp://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}",
    "escaped long": "SELECT * {{ SERVICE <\\U00000068ttp://127.0.0.1\\u003A{port}/> {{ ?s ?p ?o }} }}",
    "escaped keyword": "SELECT * {{ \\u0053ERVICE <{url}> {{ ?s ?p ?o }} }}",
    "ask": "ASK {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "construct": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "describe": "DESCRIBE ?s WHERE {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "optional": "SELECT * {{ OPTIONAL {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }} }}",
    "union": "SELECT * {{ {{ }} UNION {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "minus": "SELECT * {{ VALUES ?s {{ 1 }} MINUS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "exists": "SELECT * {{ FILTER EXISTS {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "subquery": "SELECT * {{ {{ SELECT ?s {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }} }}",
    "graph": "SELECT * {{ GRAPH ?g {{ SERVICE <{url}> {{ ?s ?p ?o }} }} }}",
    "nested": "SELECT * {{ SERVICE SILENT <{url}> {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }} }}",
    "behind an operator": "SELECT * {{ BIND(1 AS ?y) FILTER(0<?y)SERVICE#>\n<{url}>{{ ?s ?p ?o }} }}",
    "behind a string": "SELECT * {{ BIND('\\'' AS ?x) BIND(\"\"\"'\"\"\" AS ?y) SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "behind a tag": "SELECT * {{ VALUES ?x {{ 'a'@fr }} SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "after values": "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }} VALUES ?s {{ 1 }}",
    "load": "LOAD <{url}>",
    "load silent": "LOAD SILENT <{url}> INTO GRAPH <http://a/g>",
    "load after": "INSERT DATA {{ <http://a/s> <http://a/p> 1 }} ; LOAD <{url}>",
}  # fmt: skip
HIDDEN = {
    # an escape in an IRI, then `#` or a quote: who knows no escapes reads a comment or a string from there
    "behind an escaped prefix": "PREFIX e: <http://a/\\u0041#> SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "behind an escaped base": "BASE <http://a/\\u0041#> SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "behind an escaped iri": "SELECT * {{ OPTIONAL {{ ?s ?p <http://a/\\u0041#> }} SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "behind a long escape": "SELECT * {{ VALUES ?x {{ <http://a/\\U00000041#> }} SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "between escaped quotes":
        "SELECT * {{ VALUES ?x {{ <http://a/\\u0041'> }} SERVICE <{url}> {{ ?s ?p ?o }} FILTER(?x != '') }}",
    # a local name cannot begin with a dot: the engine ends the triple there
    "behind a dot":
        "PREFIX e: <http://a/> SELECT * {{ OPTIONAL {{ e:s e:p e:.OPTIONAL{{}}}}SERVICE<{url}>{{ ?s ?p ?o }} }}",
    "glued to a dot":
        "PREFIX e: <http://a/> SELECT * {{ VALUES ?o {{ e: }} ?o ?o e:.SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
    "glued to a dot alone":
        "PREFIX e: <http://a/> PREFIX id: <https://w3id.org/sante-kg/ontology#> SELECT * "
        "{{ ?x a ?t . OPTIONAL {{ ?x ?y e:.SERVICE SILENT <{url}>{{ ?s ?p ?o }} }} }}",
    # `<?b#>` is an operator and a comment after an operand: who reads an IRI there opens the string behind it
    "between a comment and a string":
        "SELECT * {{ VALUES ?a {{ 1 }} FILTER(?a<?b#>'''\n) SERVICE <{url}> {{ ?s ?p ?o }} }} #'''",
    "behind a string with a wrong escape":
        'SELECT * {{ VALUES ?x {{ """ a " }} SERVICE <{url}> {{ ?s ?p ?o }} }} # \\q"""',
    "behind a letter that is no letter to all":
        "PREFIX e: <http://a/> SELECT * {{ VALUES ?x {{ e:\u3001\\# }} SERVICE <{url}> {{ ?s ?p ?o }} }}",
    "glued to a truth": "SELECT * {{ OPTIONAL {{ ?s ?p trueSERVICE <{url}> {{ ?s ?p ?o }} }} }}",
}  # fmt: skip


def asked(client: httpx.Client, query: str) -> list[httpx.Response]:
    return [
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query, headers=BODY),
    ]


def refused(answer: httpx.Response) -> None:
    """A clear refusal: 400 or 403, a line of text, no rows."""
    assert answer.status_code in (400, 403), (answer.status_code, answer.text[:200])
    assert len(answer.text) > 10
    assert "Traceback" not in answer.text


def test_the_engine_would_connect_and_the_trap_would_tell(listener: Trap) -> None:
    """The control: without the product before it the engine connects, so that the silence below says something."""
    query = f"ASK {{ SERVICE SILENT <http://127.1:{listener.port}/> {{ ?s ?p ?o }} }}"
    ox.Store().query(query)
    assert listener.seen
    listener.seen.clear()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("clause", ["plain", "silent"])
def test_no_address_is_asked(client: httpx.Client, trap: Trap, clause: str, host: str) -> None:
    query = CLAUSES[clause].format(url=f"http://{host}:{trap.port}/", port=trap.port)
    refused(client.post("/sparql", data={"query": query}))
    trap.silent()


@pytest.mark.parametrize("scheme", ["https", "ftp", "file", "HTTP", "gopher", "data"])
def test_no_scheme_is_asked(client: httpx.Client, trap: Trap, scheme: str) -> None:
    for clause in ("plain", "silent", "load"):
        url = "file:///etc/passwd" if scheme == "file" else f"{scheme}://127.0.0.1:{trap.port}/"
        refused(client.post("/sparql", data={"query": CLAUSES[clause].format(url=url, port=trap.port)}))
    trap.silent()


@pytest.mark.parametrize("clause", CLAUSES)
def test_no_spelling_of_the_clause_makes_a_request(client: httpx.Client, trap: Trap, clause: str) -> None:
    query = CLAUSES[clause].format(url=f"http://127.0.0.1:{trap.port}/", port=trap.port)
    for answer in asked(client, query):
        refused(answer)
    trap.silent()


@pytest.mark.parametrize("clause", HIDDEN)
def test_no_hidden_clause_makes_a_request_of_the_server(client: httpx.Client, trap: Trap, clause: str) -> None:
    for answer in asked(client, HIDDEN[clause].format(url=f"http://127.0.0.1:{trap.port}/", port=trap.port)):
        assert answer.status_code
    trap.silent()


@pytest.mark.parametrize("clause", HIDDEN)
def test_a_hidden_clause_is_refused_in_words(client: httpx.Client, trap: Trap, clause: str) -> None:
    refused(client.post("/sparql", data={"query": HIDDEN[clause].format(url=f"http://127.0.0.1:{trap.port}/")}))


@pytest.mark.parametrize("clause", [*CLAUSES, *HIDDEN])
def test_no_spelling_of_the_clause_makes_a_request_of_the_store(trap: Trap, clause: str) -> None:
    """`kg query` and the Python API have no second lock: the check of the text must hold alone."""
    text = {**CLAUSES, **HIDDEN}[clause].format(url=f"http://127.0.0.1:{trap.port}/", port=trap.port)
    with closing(open_store("memory")) as store:
        store.update("INSERT DATA { <http://a/s> a <http://a/T> . <http://a/> <http://a/> <http://a/> }")
        with pytest.raises(KgError):
            store.serialise(text, "json" if "CONSTRUCT" not in text and "DESCRIBE" not in text else "ntriples")
    trap.silent()


@pytest.mark.parametrize(
    "update",
    [
        "PREFIX e: <http://a/\\u0041#> LOAD <{url}>",
        "INSERT DATA {{ <http://a/\\u0041#> <http://a/p> 1 }} ; LOAD <{url}>",
        "INSERT DATA {{ <http://a/\\u0041'> <http://a/p> 1 }} ; LOAD <{url}> ; "
        "INSERT DATA {{ <http://a/s> <http://a/p> '' }}",
        "PREFIX e: <http://a/> INSERT {{ e:s e:p 1 }} WHERE "
        "{{ OPTIONAL {{ e:s e:p e:.SERVICE<{url}>{{ ?s ?p ?o }} }} }}",
        "INSERT DATA {{ }};LOAD<{url}>",
        "PREFIX e: <{url}> LOADe:",
    ],
)
def test_no_update_makes_a_request_of_the_store(trap: Trap, update: str) -> None:
    with closing(open_store("memory")) as store:
        store.update("INSERT DATA { <http://a/s> <http://a/p> <http://a/> }")
        with pytest.raises(KgError):
            store.update(update.format(url=f"http://127.0.0.1:{trap.port}/"))
    trap.silent()


@pytest.mark.parametrize("clause", ["FROM", "FROM NAMED"])
@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/",
        "http://127.1:{port}/",
        "http://[::1]:{port}/g.ttl",
        "\\u0068ttp://127.0.0.1:{port}/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
    ],
)
def test_a_graph_of_the_web_or_of_the_disk_is_not_fetched(
    client: httpx.Client, trap: Trap, clause: str, target: str
) -> None:
    query = (
        f"SELECT * {clause} <{target.format(port=trap.port)}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }}"
    )
    for answer in asked(client, query):
        assert "root:" not in answer.text
        if answer.status_code == 200:
            assert answer.json()["results"]["bindings"] == []
        else:
            refused(answer)
    trap.silent()


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_of_the_protocol_is_not_fetched(client: httpx.Client, trap: Trap, name: str) -> None:
    for graph in (f"http://127.0.0.1:{trap.port}/", "file:///etc/passwd"):
        query = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        answer = client.get("/sparql", params={"query": query, name: graph})
        assert "root:" not in answer.text
        assert answer.status_code == 400 or answer.json()["results"]["bindings"] == []
    trap.silent()


@pytest.mark.parametrize("path", ["/search?name=", "/api/find?name=", "/api/evidence?fact=", "/id/",
                                  "/questions/members-of-structure?structure=",
                                  "/api/questions/members-of-structure?structure="])  # fmt: skip
def test_an_address_in_a_parameter_is_not_fetched(client: httpx.Client, trap: Trap, path: str) -> None:
    answer = client.get(path + quote(f"http://127.0.0.1:{trap.port}/", safe=""))
    assert answer.status_code < 500
    trap.silent()


@pytest.mark.parametrize(
    "value",
    [
        "http://a/> } SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } #",
        '" } SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } #',
        "x' ) } #",
        "\\",
        "\n",
        '"""',
        "https://w3id.org/sante-kg/id/org/ght/hostile> ; ?p ?o . #",
    ],
)
def test_a_parameter_cannot_smuggle_text_into_a_question(client: httpx.Client, trap: Trap, value: str) -> None:
    answer = client.get(
        "/api/questions/members-of-structure", params={"structure": value.replace("{port}", str(trap.port))}
    )
    assert answer.status_code in (200, 400, 404)
    if answer.status_code == 200:
        assert answer.json()["results"]["bindings"] == []
    trap.silent()


# -- files of the server ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "/static/../app.py",
        "/static/../../settings.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2fapp.py",
        "/static/..%5capp.py",
        "/static/....//app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/style.css%00.py",
        "/static/..;/app.py",
        "/../../../../etc/passwd",
        "//etc/passwd",
        "/static/%252e%252e/app.py",
        "/questions/../../etc/passwd",
        "/questions/..%2f..%2fhygiene",
        "/questions/%2e%2e%2flookup%2fredirect",
        "/api/questions/..%2flookup%2fdescribe",
        "/id/../../etc/passwd",
        "/id/%2e%2e/%2e%2e/etc/passwd",
        "/static/",
        "/static",
    ],
)
def test_no_path_leads_out_of_its_room(server: Server, target: str) -> None:
    status, body = server.get(target)
    assert status in (301, 307, 308, 400, 404, 405)
    assert "root:" not in body
    assert "import annotations" not in body


def test_the_texts_of_articles_are_not_served(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"})
    longest = max(len(row["o"]["value"]) for row in answer.json()["results"]["bindings"])
    assert longest <= 300


# -- hostile text on pages -------------------------------------------------------------------------------------------

SCRIPTS = [
    "<script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)',
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}",
    "${7*7}",
    "</textarea><svg onload=alert(1)>",
    "<a:b>",
    "\u202ealert",
    "%3Cscript%3E",
    "&lt;script&gt;",
]
HTML = {"Accept": "text/html"}


class Reader(HTMLParser):
    """The tags of a page and what is dangerous in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.evil: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "svg", "img", "iframe", "object", "embed", "base"):
            self.evil.append(tag)
        if tag == "meta" and "http-equiv" in dict(attrs):
            self.evil.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.evil.append(f"{tag} {name}")
            if name in ("href", "src", "action", "formaction") and address.startswith(
                ("javascript:", "data:", "vbscript:")
            ):
                self.evil.append(f"{tag} {name}={address[:40]}")
            if name in ("href", "src", "action") and address.startswith("//"):
                self.evil.append(f"{tag} {name}={address[:40]}")


def harmless(answer: httpx.Response) -> None:
    assert answer.status_code < 500, answer.text[:200]
    if "html" in answer.headers["content-type"]:
        assert Reader(answer.text).evil == []
    else:
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/search?name={}",
        "/search?{}=x",
        "/questions/members-of-structure?structure={}",
        "/questions/members-of-structure?{}=x",
        "/questions/members-of-structure?structure=x&lang={}",
        "/questions/{}",
        "/id/{}",
        "/{}",
        "/?lang={}",
        "/sparql?query={}",
        "/sparql?query=ASK%7B%7D&format={}",
        "/api/find?name={}",
        "/api/questions/{}",
        "/questions/pimm-overview?format={}",
    ],
)
def test_what_is_asked_comes_back_as_text(client: httpx.Client, path: str) -> None:
    for text in SCRIPTS:
        answer = client.get(path.format(quote(text, safe="")), headers=HTML)
        harmless(answer)
        assert ">49<" not in answer.text


@pytest.mark.parametrize(
    "path",
    ["/id/org/ght/hostile", "/id/org/ch/hostile", "/id/fact/hostile", "/id/document/hostile", "/search?name=hostile",
     "/questions/members-of-structure?structure=https%3A%2F%2Fw3id.org%2Fsante-kg%2Fid%2Forg%2Fght%2Fhostile",
     "/questions/structures-by-territory", "/", "/?lang=en"],
)  # fmt: skip
def test_hostile_names_and_addresses_are_shown_as_text(client: httpx.Client, path: str) -> None:
    harmless(client.get(path, headers=HTML))


def test_a_hostile_name_is_shown_whole(client: httpx.Client) -> None:
    page = client.get("/id/org/ght/hostile", headers=HTML).text
    assert html.escape("Hostile <script>alert(1)</script>") in page


def test_an_answer_of_rows_is_never_read_as_a_page(client: httpx.Client) -> None:
    query = "SELECT ?x { BIND('<script>alert(1)</script>' AS ?x) }"
    for format in ("json", "xml", "csv", "tsv"):
        answer = client.get("/sparql", params={"query": query, "format": format}, headers=HTML)
        assert "html" not in answer.headers["content-type"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_error_is_never_read_as_a_page(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "<script>alert(1)</script>"}, headers=HTML)
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=ASK%7B%7D%0D%0AX-Evil:%201",
        "/id/x%0D%0AX-Evil:%201",
        "/%0D%0AX-Evil:%201",
        "/id/org/ght/hostile?format=turtle%0D%0AX-Evil:1",
        "//evil.example/%2e%2e",
    ],
)
def test_no_line_break_reaches_the_headers(server: Server, target: str) -> None:
    request = f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    head = server.raw(request.encode()).partition(b"\r\n\r\n")[0].lower()
    assert b"\r\nx-evil" not in head
    assert b"location: //" not in head


def test_a_forged_host_is_not_told_back_on_a_page(server: Server) -> None:
    request = b"GET / HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
    assert b"evil.example" not in server.raw(request, 30)


@pytest.fixture(autouse=True, scope="module")
def _ends_as_it_began(server: Server) -> Iterator[None]:
    """All of the above has written nothing and broken nothing."""
    with httpx.Client(base_url=server.address, timeout=30) as client:
        before = count(client)
        yield
        assert count(client) == before
        assert json.loads(client.get("/health").text)["status"] != "red"
