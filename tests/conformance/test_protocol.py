"""The SPARQL 1.1 Protocol and HTTP around it, asked of a real server."""

from __future__ import annotations

import csv
import io
import json

import httpx
import pytest
from rdflib import Graph
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed
from tests.conformance.conftest import Server, triples

pytestmark = pytest.mark.long

ONE = "SELECT ?o WHERE { VALUES ?o { 1 } }"
GRAPH = "CONSTRUCT { <http://a/s> <http://a/p> 1 } WHERE { }"
BODY = {"Content-Type": "application/sparql-query"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
G1, G2 = (f"https://w3id.org/sante-kg/graph/document/{name}" for name in ("one", "two"))
IN = "SELECT ?o WHERE { <http://hostile.example/only> <http://hostile.example/in> ?o }"
NAMED_IN = "SELECT ?o WHERE { GRAPH ?g { <http://hostile.example/only> <http://hostile.example/in> ?o } }"


def values(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(row["o"]["value"] for row in answer.json()["results"]["bindings"])


# -- the three ways --------------------------------------------------------------------------------------------------


def test_a_query_by_get(client: httpx.Client) -> None:
    assert values(client.get("/sparql", params={"query": ONE})) == ["1"]


def test_a_query_by_post_form(client: httpx.Client) -> None:
    assert values(client.post("/sparql", data={"query": ONE})) == ["1"]


def test_a_query_by_post_body(client: httpx.Client) -> None:
    assert values(client.post("/sparql", content=ONE, headers=BODY)) == ["1"]


@pytest.mark.parametrize("kind", ["APPLICATION/SPARQL-QUERY", "application/sparql-query;charset=UTF-8",
                                  'application/sparql-query; charset="utf-8"'])  # fmt: skip
def test_a_media_type_is_read_without_case_and_with_parameters(client: httpx.Client, kind: str) -> None:
    assert values(client.post("/sparql", content=ONE, headers={"Content-Type": kind})) == ["1"]


@pytest.mark.parametrize("text", ["été", "🏥", "a+b %26=&;#", "\u00a0", 'l"œuvre'])
def test_a_text_survives_the_address(client: httpx.Client, text: str) -> None:
    query = f"SELECT ?o WHERE {{ BIND({json.dumps(text, ensure_ascii=False)} AS ?o) }}"
    for answer in (
        client.get("/sparql", params={"query": query}),
        client.post("/sparql", data={"query": query}),
        client.post("/sparql", content=query.encode(), headers=BODY),
    ):
        assert values(answer) == [text]


def test_a_plus_in_the_address_is_a_space(server: Server) -> None:
    status, body = server.get("/sparql?query=ASK+%7B+FILTER(1%2B1=2)+%7D")
    assert (status, json.loads(body)["boolean"]) == (200, True)


def test_a_body_in_chunks_is_read(client: httpx.Client) -> None:
    assert values(client.post("/sparql", content=iter([ONE[:5].encode(), ONE[5:].encode()]), headers=BODY)) == ["1"]


def test_a_byte_order_mark_is_no_failure_of_the_server(client: httpx.Client) -> None:
    assert client.post("/sparql", content=b"\xef\xbb\xbf" + ONE.encode(), headers=BODY).status_code in (200, 400)


# -- datasets --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["get", "form", "body"])
@pytest.mark.parametrize(
    ("query", "dataset", "found"),
    [
        (IN, [("default-graph-uri", G1)], ["one"]),
        (IN, [("default-graph-uri", G1), ("default-graph-uri", G2)], ["one", "two"]),
        (IN, [("named-graph-uri", G1)], []),
        (NAMED_IN, [("named-graph-uri", G1)], ["one"]),
        (NAMED_IN, [("named-graph-uri", G1), ("named-graph-uri", G2)], ["one", "two"]),
        (NAMED_IN, [("default-graph-uri", G1)], []),
        (NAMED_IN, [("default-graph-uri", G1), ("named-graph-uri", G2)], ["two"]),
        (IN.replace("WHERE", f"FROM <{G2}> WHERE"), [("default-graph-uri", G1)], ["one"]),
        (IN.replace("WHERE", f"FROM <{G2}> WHERE"), [], ["two"]),
        (NAMED_IN.replace("WHERE", f"FROM NAMED <{G2}> WHERE"), [("named-graph-uri", G1)], ["one"]),
        (IN, [("default-graph-uri", "http://nowhere.example/")], []),
    ],
)
def test_the_dataset_of_the_protocol_is_the_one_asked(
    client: httpx.Client, way: str, query: str, dataset: list[tuple[str, str]], found: list[str]
) -> None:
    if way == "get":
        answer = client.get("/sparql", params=[("query", query), *dataset])
    elif way == "form":
        text = str(httpx.QueryParams([("query", query), *dataset]))
        answer = client.post("/sparql", content=text, headers=FORM)
    else:
        answer = client.post("/sparql", params=dataset, content=query, headers=BODY)
    assert values(answer) == found


@pytest.mark.parametrize("graph", ["not an iri", "", "<http://a/>", "http://a/> { } #", "http://a/\\u003e"])
@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_no_iri_is_400(client: httpx.Client, name: str, graph: str) -> None:
    assert client.get("/sparql", params={"query": IN, name: graph}).status_code == 400


def test_a_graph_of_the_protocol_cannot_smuggle_text_into_the_query(client: httpx.Client) -> None:
    graph = f"{G1}> WHERE {{ BIND(<http://smuggled.example/> AS ?o) }} #"
    answer = client.get("/sparql", params={"query": IN, "default-graph-uri": graph})
    assert answer.status_code == 400
    assert "bindings" not in answer.text


# -- what is missing, doubled, unknown -------------------------------------------------------------------------------


def test_a_post_form_without_query_is_400(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"default-graph-uri": G1}).status_code == 400


def test_an_empty_form_is_400(client: httpx.Client) -> None:
    assert client.post("/sparql", content=b"", headers=FORM).status_code == 400


def test_an_empty_body_is_400(client: httpx.Client) -> None:
    assert client.post("/sparql", content=b"", headers=BODY).status_code == 400


@pytest.mark.parametrize("way", ["get", "form", "both"])
def test_two_queries_are_400(client: httpx.Client, way: str) -> None:
    twice = [("query", ONE), ("query", "ASK { }")]
    if way == "get":
        answer = client.get("/sparql", params=twice)
    elif way == "form":
        answer = client.post("/sparql", content=str(httpx.QueryParams(twice)), headers=FORM)
    else:
        answer = client.post("/sparql", params={"query": ONE}, content=ONE, headers=BODY)
    assert answer.status_code == 400


def test_an_unknown_parameter_is_passed_over(client: httpx.Client) -> None:
    assert values(client.get("/sparql", params={"query": ONE, "callback": "x", "debug": "on"})) == ["1"]


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "text/turtle", "application/sparql-results+json",
                                  "nonsense", "application/x-www-form-urlencodedx"])  # fmt: skip
def test_another_kind_of_body_is_415(client: httpx.Client, kind: str) -> None:
    assert client.post("/sparql", content=ONE, headers={"Content-Type": kind}).status_code == 415


def test_a_body_without_a_kind_is_refused(client: httpx.Client) -> None:
    assert client.post("/sparql", content=ONE).status_code in (400, 415)


@pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1", "nonsense"])
def test_another_charset_is_refused(client: httpx.Client, charset: str) -> None:
    headers = {"Content-Type": f"application/sparql-query; charset={charset}"}
    assert client.post("/sparql", content=ONE.encode("utf-16"), headers=headers).status_code in (400, 415)


@pytest.mark.parametrize("content", [b"ASK { <http://a/\xe9> ?p ?o }", b"\xff\xfe", "ASK { }".encode("utf-16")])
def test_a_body_that_is_no_utf8_is_400(client: httpx.Client, content: bytes) -> None:
    assert client.post("/sparql", content=content, headers=BODY).status_code == 400


@pytest.mark.parametrize("target", ["/sparql?query=%ff%fe", "/sparql?query=%E9t%E9", "/sparql?query=%"])
def test_an_address_that_is_no_utf8_is_400(server: Server, target: str) -> None:
    assert server.get(target)[0] == 400


def test_a_compressed_body_is_refused_in_words(client: httpx.Client) -> None:
    answer = client.post("/sparql", content=b"\x1f\x8b\x08\x00", headers={**BODY, "Content-Encoding": "gzip"})
    assert answer.status_code in (400, 415)


def test_a_null_byte_is_400(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": "ASK { \x00 }"}).status_code == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "FOO"])
def test_another_method_is_405_with_allow(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql", params={"query": ONE})
    assert answer.status_code == 405
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}


@pytest.mark.parametrize("path", ["/health", "/", "/search", "/api/questions", "/api/find"])
def test_what_is_only_read_takes_no_post(client: httpx.Client, path: str) -> None:
    answer = client.post(path, data={"name": "x"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("path", ["/nowhere", "/sparql/x", "/api/nowhere", "/questions/nowhere", "/static/nowhere.css",
                                  "/id/org/ght/nowhere", "/api/questions/nowhere"])  # fmt: skip
def test_what_is_not_there_is_404(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


# -- syntax errors ---------------------------------------------------------------------------------------------------

BROKEN = "SELECT ?s\nWHERE {\n  ?s ?p ?o .\n  ?s ?p ) .\n}"


@pytest.mark.parametrize("way", ["get", "form", "body", "dataset"])
def test_a_syntax_error_is_400_and_names_its_line(client: httpx.Client, way: str) -> None:
    if way == "get":
        answer = client.get("/sparql", params={"query": BROKEN})
    elif way == "form":
        answer = client.post("/sparql", data={"query": BROKEN})
    elif way == "body":
        answer = client.post("/sparql", content=BROKEN, headers=BODY)
    else:
        answer = client.get("/sparql", params={"query": BROKEN, "default-graph-uri": G1})
    assert answer.status_code == 400
    assert "line 4" in answer.text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { ?s nope:x ?o }",
        "SELECT (1 AS ?x) (2 AS ?x) { }",
        "SELECT ?s ?p { ?s ?p ?o } GROUP BY ?s",
        "ASK { BIND(1 AS ?x) BIND(2 AS ?x) }",
        "SELECT * { ?s ?p ?o } LIMIT -1",
        "hello",
        " ",
        "ASK",
        "ASK { } ASK { }",
    ],
)
def test_what_is_no_query_is_400_in_words(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert 10 < len(answer.text) < 2000
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Traceback" not in answer.text


def test_an_unknown_function_is_an_error_of_the_asker(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT (<http://a/f>(1) AS ?x) { }"})
    assert 400 <= answer.status_code < 500
    assert "http://a/f" in answer.text


# -- HEAD, OPTIONS, CORS ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "application/sparql-results+xml"])
def test_head_says_what_get_says_without_a_body(client: httpx.Client, accept: str) -> None:
    got, head = (
        client.request(method, "/sparql", params={"query": ONE}, headers={"Accept": accept})
        for method in ("GET", "HEAD")
    )
    kept = ("content-type", "content-length", "vary")
    assert (head.status_code, [head.headers[name] for name in kept]) == (200, [got.headers[name] for name in kept])
    assert head.content == b""


@pytest.mark.parametrize(
    ("query", "status"), [("ASK {", 400), ("DROP ALL", 403), ("ASK { SERVICE <http://a/> {} }", 403)]
)
def test_head_fails_as_get_does(client: httpx.Client, query: str, status: int) -> None:
    answer = client.head("/sparql", params={"query": query})
    assert (answer.status_code, answer.content) == (status, b"")


@pytest.mark.parametrize("path", ["/", "/health", "/sparql", "/static/style.css", "/api/questions", "/search"])
def test_head_is_answered_everywhere(client: httpx.Client, path: str) -> None:
    answer = client.head(path)
    assert (answer.status_code, answer.content) == (200, b"")


def test_options_says_what_is_allowed(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert answer.status_code in (200, 204)
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "HEAD", "POST", "OPTIONS"}


def test_options_of_the_whole_server_is_answered(server: Server) -> None:
    found = server.raw(b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert int(found.split(b" ", 2)[1]) < 500


def test_a_preflight_is_granted_to_any_origin_and_never_with_credentials(client: httpx.Client) -> None:
    asked = {"Origin": "https://app.example", "Access-Control-Request-Method": "POST",
             "Access-Control-Request-Headers": "content-type"}  # fmt: skip
    answer = client.options("/sparql", headers=asked)
    assert answer.is_success
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "content-type" in answer.headers["access-control-allow-headers"].lower()
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [("GET", "/sparql", ONE), ("GET", "/sparql", "ASK {"), ("GET", "/sparql", "DROP ALL"), ("PUT", "/sparql", ONE),
     ("GET", "/nowhere", ""), ("GET", "/health", ""), ("POST", "/sparql", "")],
)  # fmt: skip
def test_every_answer_can_be_read_by_a_page_elsewhere_without_credentials(
    client: httpx.Client, method: str, path: str, query: str
) -> None:
    answer = client.request(method, path, params={"query": query}, headers={"Origin": "https://app.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


# -- negotiation -----------------------------------------------------------------------------------------------------

J, X, C, T = (
    "application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values",
)  # fmt: skip


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ([], J),
        (["*/*"], J),
        ([J], J),
        ([X], X),
        ([C], C),
        ([T], T),
        (["application/*"], J),
        (["text/*"], C),
        ([f"{C}, {X};q=0.5"], C),
        ([f"{C};q=0.5, {X}"], X),
        ([f"{C};q=0.5", X], X),
        ([f"{J};q=0.1", f"{T};q=0.9", f"{C};q=0.5"], T),
        (["image/png", f"{X};q=0.1"], X),
        ([f"{C};q=0, */*;q=0.1"], J),
        ([f"{J};q=0, {X};q=0, {C};q=0, */*"], T),
        ([f"*/*;q=0.9, {J};q=0.1, {X};q=0.2, {C};q=0.3"], T),
        ([f"text/*;q=0.9, {C};q=0.1, {J};q=0.5"], T),
        ([f"*/*, text/*;q=0, application/*;q=0.2, {J};q=0.1"], X),
        ([f"{X} ; q=0.9 , {C} ; q=0.1"], X),
        ([f"{X};Q=0.9,{C};q=0.1"], X),
        ([X.upper()], X),
        ([f"{X};charset=utf-8"], X),
        ([f",,{X},"], X),
        ([f"{C};q=0.001"], C),
        (["nonsense", X], X),
        (["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"], "application/xml"),
    ],
)
def test_the_accepted_format_of_rows_is_sent(client: httpx.Client, accept: list[str], sent: str) -> None:
    del client.headers["accept"]
    answer = client.get("/sparql", params={"query": ONE}, headers=[("Accept", each) for each in accept])
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, sent)


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ([], "text/turtle"),
        (["*/*"], "text/turtle"),
        (["application/n-triples"], "application/n-triples"),
        (["application/rdf+xml"], "application/rdf+xml"),
        (["application/ld+json"], "application/ld+json"),
        (["text/turtle;q=0.3, application/ld+json;q=0.9"], "application/ld+json"),
        (["text/turtle;q=0, */*"], "application/n-triples"),
        ([f"{J}, application/rdf+xml;q=0.2"], "application/rdf+xml"),
    ],
)
def test_the_accepted_format_of_a_graph_is_sent(client: httpx.Client, accept: list[str], sent: str) -> None:
    del client.headers["accept"]
    answer = client.get("/sparql", params={"query": GRAPH}, headers=[("Accept", each) for each in accept])
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, sent)


@pytest.mark.parametrize(
    ("query", "accept"),
    [(ONE, "image/png"), (ONE, "text/turtle"), (ONE, f"{J};q=0"), (ONE, "*/*;q=0"), (ONE, "text/html"), (GRAPH, J),
     (GRAPH, "text/csv"), (ONE, "application/sparql-results+thrift")],
)  # fmt: skip
def test_nothing_acceptable_is_406_with_what_there_is(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.status_code == 406
    assert ("text/turtle" if query == GRAPH else J) in answer.text


@pytest.mark.parametrize("accept", ["*/*", "image/png", "text/csv"])
def test_vary_names_accept(client: httpx.Client, accept: str) -> None:
    answer = client.get("/sparql", params={"query": ONE}, headers={"Accept": accept})
    assert "accept" in answer.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/", "/sparql", "/questions/pimm-overview", "/id/org/ght/hostile", "/nowhere"])
def test_vary_names_accept_wherever_the_answer_depends_on_it(client: httpx.Client, path: str) -> None:
    assert "accept" in client.get(path, headers={"Accept": "text/html"}).headers["vary"].lower()


@pytest.mark.parametrize("accept", ["a" * 20_000, ",".join(["a/b;q=0.5"] * 4000), ";;;,,,===", "*/*;q=x", "/", '"'])
def test_an_absurd_accept_is_no_failure_of_the_server(client: httpx.Client, accept: str) -> None:
    assert client.get("/sparql", params={"query": ONE}, headers={"Accept": accept}).status_code in (200, 400, 406)


@pytest.mark.parametrize(("format", "sent"), [("json", J), ("xml", X), ("csv", C), ("tsv", T)])
def test_a_parameter_chooses_the_format(client: httpx.Client, format: str, sent: str) -> None:
    for name in ("format", "output"):
        answer = client.get("/sparql", params={"query": ONE, name: format}, headers={"Accept": "image/png"})
        assert answer.headers["content-type"].partition(";")[0] == sent


def test_an_unknown_format_is_refused_and_named(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": ONE, "format": "<script>"})
    assert answer.status_code in (400, 406)
    assert "<script>" not in answer.text or answer.headers["content-type"].startswith("text/plain")


def test_text_says_its_charset(client: httpx.Client) -> None:
    for accept in (C, T):
        answer = client.get("/sparql", params={"query": ONE}, headers={"Accept": accept})
        assert "charset=utf-8" in answer.headers["content-type"].lower()


# -- beside the queries ----------------------------------------------------------------------------------------------


def test_health_is_told_and_not_kept(client: httpx.Client) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json()["status"] in ("green", "yellow")
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    ("accept", "parser"),
    [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt"),
     ("application/ld+json", "json-ld")],
)  # fmt: skip
def test_without_a_query_the_service_describes_itself(client: httpx.Client, accept: str, parser: str) -> None:
    answer = client.get("/sparql", headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    sd = "http://www.w3.org/ns/sparql-service-description#"
    asked = f"ASK {{ ?s a <{sd}Service> ; <{sd}endpoint> ?e ; <{sd}supportedLanguage> <{sd}SPARQL11Query> }}"
    graph = Graph()
    for triple in triples(answer.text, parser):
        graph.add(triple)
    assert graph.query(asked).askAnswer
    assert f"{sd}SPARQL11Update" not in answer.text


def test_the_description_names_the_endpoint_as_it_was_asked(client: httpx.Client, server: Server) -> None:
    assert f"<{server.address}/sparql>" in client.get("/sparql", headers={"Accept": "application/n-triples"}).text


@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/sparql?query=ASK", "/nowhere", "/health",
                                  "/static/style.css", "/api/questions", "/id/org/ght/hostile"])  # fmt: skip
def test_every_answer_carries_the_headers_of_safety(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "set-cookie" not in headers


def test_the_server_does_not_tell_what_it_is_made_of(client: httpx.Client) -> None:
    for path in ("/", "/nowhere", "/sparql?query=ASK"):
        headers = client.get(path).headers
        assert "uvicorn" not in headers.get("server", "")
        assert "x-powered-by" not in headers


# -- SPARQLWrapper ---------------------------------------------------------------------------------------------------


def wrapped(server: Server, query: str, format: str, method: str = GET, sending: str = URLENCODED) -> SPARQLWrapper:
    wrapper = SPARQLWrapper(f"{server.address}/sparql")
    wrapper.setQuery(query)
    wrapper.setReturnFormat(format)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(sending)
    return wrapper


@pytest.mark.parametrize(("method", "sending"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("format", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_reads_rows(server: Server, format: str, method: str, sending: str) -> None:
    found = wrapped(server, ONE, format, method, sending).queryAndConvert()
    if format == JSON:
        assert found["results"]["bindings"][0]["o"]["value"] == "1"
    elif format == XML:
        assert found.getElementsByTagName("literal")[0].firstChild.data == "1"
    elif format == CSV:
        assert list(csv.reader(io.StringIO(found.decode()))) == [["o"], ["1"]]
    else:
        assert found.decode().split("\n")[:2] == ["?o", "1"]


@pytest.mark.parametrize(("method", "sending"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("format", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_reads_a_graph(server: Server, format: str, method: str, sending: str) -> None:
    answer = wrapped(server, GRAPH, format, method, sending).query().response
    parser = {RDFXML: "xml", JSONLD: "json-ld"}.get(format, "turtle")
    assert len(triples(answer.read().decode(), parser)) == 1


def test_sparqlwrapper_is_told_of_a_syntax_error(server: Server) -> None:
    with pytest.raises(QueryBadFormed, match="line 4"):
        wrapped(server, BROKEN, JSON).query()
