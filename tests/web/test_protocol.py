"""`/sparql` speaks the SPARQL 1.1 protocol, negotiates as HTTP says, and only reads."""

from __future__ import annotations

import json

import httpx
import pytest
from rdflib import Graph
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper

from kg.store import canonical

PIMM = "SELECT ?s WHERE { ?s a <https://w3id.org/sante-kg/ontology#PIMM> }"
THING = "<https://w3id.org/sante-kg/id/org/pimm/rodez>"
CONSTRUCT = "CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 3"
GRAPH_A = "https://w3id.org/sante-kg/graph/document/a"
GRAPH_B = "https://w3id.org/sante-kg/graph/document/b"


def ask(client: httpx.Client, query: str = PIMM, accept: str | None = None, **more: object) -> httpx.Response:
    headers = {} if accept is None else {"Accept": accept}
    return client.get("/sparql", params={"query": query, **more}, headers=headers)  # type: ignore[arg-type]


# -- the three ways of asking ------------------------------------------------------------------------------------


def test_get_post_form_and_post_body_answer_alike(client: httpx.Client) -> None:
    answers = [
        ask(client),
        client.post("/sparql", data={"query": PIMM}),
        client.post("/sparql", content=PIMM, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ]
    assert [each.status_code for each in answers] == [200, 200, 200]
    assert len({each.text for each in answers}) == 1


def test_head_has_the_headers_of_get_and_no_body(client: httpx.Client) -> None:
    got, head = ask(client), client.head("/sparql", params={"query": PIMM})
    assert head.status_code == 200
    assert head.headers["content-length"] == got.headers["content-length"]
    assert head.content == b""


def test_options_says_what_is_allowed(client: httpx.Client) -> None:
    answer = client.options("/sparql", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 204
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST, OPTIONS")


def test_every_answer_carries_the_headers_of_safety(client: httpx.Client) -> None:
    for answer in (ask(client), client.get("/"), client.get("/nowhere"), ask(client, "SELECT")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]


# -- formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/*", "text/csv; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
    ],
)
def test_the_best_accepted_format_is_sent(client: httpx.Client, accept: str | None, sent: str) -> None:
    answer = ask(client, accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (200, sent)
    assert "accept" in answer.headers["vary"].lower()


def test_several_accept_lines_are_one_list(client: httpx.Client) -> None:
    answer = client.get(
        "/sparql",
        params={"query": PIMM},
        headers=[("Accept", "text/csv;q=0.1"), ("Accept", "text/tab-separated-values")],
    )
    assert answer.headers["content-type"].startswith("text/tab-separated-values")


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/turtle"])
def test_nothing_acceptable_is_406_with_what_there_is(client: httpx.Client, accept: str) -> None:
    answer = ask(client, accept=accept)
    assert answer.status_code == 406
    assert "application/sparql-results+json" in answer.text


@pytest.mark.parametrize("parameter", ["format", "output"])
def test_a_parameter_overrides_accept(client: httpx.Client, parameter: str) -> None:
    answer = ask(client, accept="application/sparql-results+json", **{parameter: "csv"})
    assert answer.text == "s\r\nhttps://w3id.org/sante-kg/id/org/pimm/rodez\r\n"


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "ntriples"),
        ("application/rdf+xml", "rdfxml"),
        ("application/ld+json", "jsonld"),
    ],
)
def test_a_construct_comes_as_a_graph(client: httpx.Client, accept: str, format: str) -> None:
    answer = ask(client, CONSTRUCT, accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert len(canonical(answer.text, format)) == 3


@pytest.mark.parametrize("format", ["json", "xml", "csv", "tsv"])
def test_an_ask_has_all_formats(client: httpx.Client, format: str) -> None:
    assert "true" in ask(client, "ASK { }", format=format).text


def test_a_description_tells_facts_and_their_evidence(client: httpx.Client) -> None:
    graph = Graph().parse(data=ask(client, f"DESCRIBE {THING}").text, format="turtle")
    text = graph.serialize(format="nt")
    assert "https://w3id.org/sante-kg/id/fact/m5" in text
    assert "le PIMM réunit" in text


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX o: <https://w3id.org/sante-kg/id/org/> DESCRIBE o:gie\\/scan",
        "DESCRIBE ?g WHERE { ?g a sante:GIE }",
        "DESCRIBE * WHERE { ?g a sante:GIE } LIMIT 1",
        "DESCRIBE <https://w3id.org/sante-kg/id/org/gie/scan> ?x { ?x a sante:NoSuchClass }",
    ],
)
def test_a_description_of_variables_and_names_is_found_first(client: httpx.Client, query: str) -> None:
    assert "GIE Scanner 12" in ask(client, query).text


# -- datasets ----------------------------------------------------------------------------------------------------

NAMES = "SELECT ?n WHERE { <https://w3id.org/sante-kg/id/org/ch/rodez> skos:prefLabel ?n }"


def test_a_default_graph_can_be_named(client: httpx.Client) -> None:
    answer = ask(client, NAMES, **{"default-graph-uri": GRAPH_B, "format": "csv"})
    assert answer.text == "n\r\nhôpital de Rodez\r\n"


def test_the_protocol_wins_over_from(client: httpx.Client) -> None:
    query = NAMES.replace("WHERE", f"FROM <{GRAPH_A}>\nFROM NAMED <{GRAPH_A}> WHERE")
    answer = ask(client, query, **{"default-graph-uri": GRAPH_B, "format": "csv"})
    assert answer.text == "n\r\nhôpital de Rodez\r\n"


def test_named_graphs_can_be_chosen(client: httpx.Client) -> None:
    query = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
    answer = client.post("/sparql", data={"query": query, "named-graph-uri": GRAPH_A, "format": "csv"})
    assert answer.text == f"g\r\n{GRAPH_A}\r\n"


def test_a_construct_takes_a_dataset_behind_its_template(client: httpx.Client) -> None:
    query = "CONSTRUCT { ?s skos:prefLabel ?n } { ?s skos:prefLabel ?n }"
    answer = ask(client, query, **{"default-graph-uri": GRAPH_B, "format": "ntriples"})
    assert "hôpital de Rodez" in answer.text


# -- what is wrong -----------------------------------------------------------------------------------------------


def test_a_syntax_error_names_its_line(client: httpx.Client) -> None:
    answer = ask(client, "SELECT ?s\nWHERE { ?s ?p }")
    assert answer.status_code == 400
    assert answer.text.startswith("syntax error: line 2")


@pytest.mark.parametrize("query", ["", "   ", "hello", "# nothing", "SELECT", "PREFIX ASK: <x:>"])
def test_what_is_no_query_is_400(client: httpx.Client, query: str) -> None:
    assert ask(client, query).status_code == 400


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:c> 1 }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "LOAD <http://127.0.0.1/>",
    ],
)
def test_updates_are_refused_however_they_come(client: httpx.Client, update: str) -> None:
    answers = [
        ask(client, update),
        client.get("/sparql", params={"update": update}),
        client.post("/sparql", data={"update": update}),
        client.post("/sparql", data={"query": update}),
        client.post("/sparql", content=update, headers={"Content-Type": "application/sparql-update"}),
    ]
    assert [each.status_code for each in answers] == [403] * 5


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?x { ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICEe:x { ?s ?p ?o } }",
    ],
)
def test_federation_is_refused(client: httpx.Client, query: str) -> None:
    assert ask(client, query).status_code == 403


def test_the_word_service_in_a_text_is_no_federation(client: httpx.Client) -> None:
    assert ask(client, "SELECT * { BIND('SERVICE <http://a/>' AS ?x) }").status_code == 200


def test_a_query_given_twice_is_refused(client: httpx.Client) -> None:
    assert client.get("/sparql", params=[("query", PIMM), ("query", PIMM)]).status_code == 400
    typed = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", params={"query": PIMM}, content=PIMM, headers=typed).status_code == 400


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=x", ""])
def test_other_bodies_are_415(client: httpx.Client, kind: str) -> None:
    assert client.post("/sparql", content="ASK {}", headers={"Content-Type": kind}).status_code == 415


def test_another_charset_is_415(client: httpx.Client) -> None:
    typed = {"Content-Type": "application/sparql-query; charset=latin-1"}
    assert client.post("/sparql", content="ASK {}", headers=typed).status_code == 415


def test_bytes_that_are_no_utf8_are_400(client: httpx.Client) -> None:
    typed = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"ASK { <a:\xff> ?p ?o }", headers=typed).status_code == 400
    assert client.get("/sparql?query=%FF").status_code == 400


def test_a_post_without_query_is_400(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"x": "y"}).status_code == 400


def test_a_huge_body_is_413(client: httpx.Client) -> None:
    typed = {"Content-Type": "application/sparql-query"}
    assert client.post("/sparql", content=b"#" * (9 << 20), headers=typed).status_code == 413


def test_a_long_query_is_400(client: httpx.Client) -> None:
    assert client.post("/sparql", data={"query": "ASK { } #" + "x" * 2_000_000}).status_code == 400


# -- without a query ---------------------------------------------------------------------------------------------


def test_without_a_query_the_service_describes_itself(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    assert (None, None, graph.namespace_manager.expand_curie("sd:Service")) in graph


def test_a_browser_without_a_query_is_sent_to_the_form(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/#sparql")


# -- a client of others ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("post", [False, True])
@pytest.mark.parametrize("format", [JSON, XML, CSV])
def test_sparqlwrapper_gets_its_answers(address: str, format: str, post: bool) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(PIMM)
    wrapper.setReturnFormat(format)
    if post:
        wrapper.setMethod(POST)
    answer = wrapper.query().convert()
    text = answer.toxml() if format == XML else answer.decode() if format == CSV else json.dumps(answer)
    assert "https://w3id.org/sante-kg/id/org/pimm/rodez" in text


def test_sparqlwrapper_gets_a_graph(address: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setQuery(CONSTRUCT)
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.query().convert(), format="turtle")) == 3
