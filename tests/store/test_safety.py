"""No text makes the engine send a request, however it is spelt; harmless texts pass."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from kg.errors import ForbiddenError, QueryError
from kg.store.safety import form, refuse_excess, refuse_federation

HARMFUL = [
    "SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { service<http://127.0.0.1/>{ ?a ?b ?c } }",
    "SELECT * { SeRvIcE SILENT ?x { ?a ?b ?c } }",
    "SELECT * { SERVICE # hidden\n <http://127.0.0.1/> { ?a ?b ?c } }",
    "PREFIX ex: <http://a/> SELECT * { SERVICE ex:b { ?a ?b ?c } }",
    "PREFIX ex: <http://a/> SELECT * { SERVICEex:b{ ?a ?b ?c } }",
    "PREFIX ex: <http://a/> SELECT * { SERVICESILENTex:b{ ?a ?b ?c } }",
    "PREFIX : <http://a/> SELECT * { SERVICE:b{ ?a ?b ?c } }",
    "SELECT * { BIND(1 AS ?y) FILTER(0<?y)SERVICE#>\n<http://127.0.0.1/>{ ?a ?b ?c } }",
    'SELECT * { BIND("\\"" AS ?x) SERVICE <http://127.0.0.1/> { ?a ?b ?c } }',
    "SELECT * { BIND('''it's''' AS ?x) SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "PREFIX ex: <http://a/> SELECT * { ex:a\\#b ex:p ?o . SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } } } }",
    "INSERT { ?a ?b ?c } WHERE { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "LOAD <http://127.0.0.1/>",
    "load silent <http://127.0.0.1/> into graph <http://g>",
    "PREFIX ex: <http://a/> LOADex:b",
    "INSERT DATA {} ;LOAD<file:///etc/passwd>",
    "PREFIX ex: <http://a/> LOADSILENTex:b",
    "PREFIX ex: <http://a/\\u0041#> SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "BASE <http://a/\\U00000041#> SELECT * { SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { VALUES ?x { <http://a/\\u0041'> } SERVICE <http://127.0.0.1/> { ?a ?b ?c } FILTER(?x != '') }",
    "PREFIX ex: <http://a/\\u0041#> LOAD <http://127.0.0.1/>",
    "INSERT DATA { <http://a/\\u0041#> <http://a/p> 1 } ; LOAD <http://127.0.0.1/>",
    "PREFIX ex: <http://a/> SELECT * { ?a ?b ex:.SERVICE SILENT <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b#>'''\n) SERVICE <http://127.0.0.1/> { ?a ?b ?c } } #'''",
    "SELECT * { ?a ?b ?c FILTER(?a<ex:b#>'''\n) SERVICE <http://127.0.0.1/> { ?a ?b ?c } } #'''",
    'SELECT * { VALUES ?x { """ a " } SERVICE <http://127.0.0.1/> { ?a ?b ?c } } # \\q"""',
    'SELECT * { VALUES ?x { """ a " } SERVICE <http://127.0.0.1/> { ?a ?b ?c } } # \\uD800"""',
    "PREFIX ex: <http://a/> SELECT * { ?a ?b ex:\u3001\\# SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "PREFIX ex: <http://a/> SELECT * { ?a ?b ex:x\u0301\\# SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { ?a ?b trueSERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { ?a ?b 1.SERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1/> { ?a ?b ?c } }",
]
HARMLESS = [
    "SELECT * { ?service ?load ?c }",
    "SELECT * { ?s ?p 'SERVICE <http://127.0.0.1/> { }' }",
    'SELECT * { ?s ?p """LOAD "quoted" <x>""" }',
    "SELECT * { ?s <http://example.org/service/load> ?o } # SERVICE <x> {}",
    "PREFIX service: <http://a/> SELECT * { service:a ?p service:b }",
    "PREFIX ex: <http://a/> SELECT * { ?s ex:service ?o ; ex:load 'le service de radiologie'@fr }",
    "PREFIX service: <http://a/> SELECT * { GRAPH service:a { ?s ?p ?o } }",
    "INSERT DATA { <http://a> <http://b> 'd\\'un service, SERVICE <x> {' }",
    "SELECT * { ?s <urn:x:service> ?o ; <http://a/\\u00E9#load> 'le service d\\u00E9di\\u00E9 \\u0022x\\u0022' }",
    "PREFIX load: <http://a/> INSERT DATA { <http://a/service> load:a 1 ; load:b 'x' }",
    "SELECT * { ?s ?p ?o FILTER(?o<3 && ?o>1 && REGEX(?p, 'service|load\\\\d')) }",
]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_would_send_a_request_is_refused(text: str) -> None:
    with pytest.raises(ForbiddenError):
        refuse_federation(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_speaks_of_it_passes(text: str) -> None:
    refuse_federation(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PREFIX select: <x> # ASK\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "CONSTRUCT"),
        ("  select * { ?s ?p ?o }", "SELECT"),
        ("BASE <http://insert/> ASK {}", "ASK"),
        ("WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "UPDATE"),
        ("nonsense", ""),
    ],
)
def test_the_form_of_a_text_is_known_before_it_runs(text: str, kind: str) -> None:
    assert form(text) == kind


def test_a_text_nested_a_thousand_times_is_refused() -> None:
    with pytest.raises(QueryError, match="nested"):
        refuse_excess("ASK " + "{" * 1000 + "}" * 1000)


CHAINS = {
    "or": "ASK { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 10_000) + ") }",
    "and": "ASK { FILTER(" + " && ".join(["true"] * 10_000) + ") }",
    "not": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "sum": "ASK { FILTER(0 < " + "+".join(["1"] * 50_000) + ") }",
    "minus": "ASK { ?s ?p ?o " + "MINUS { ?s ?p 1 } " * 3000 + "}",
    "bind": "ASK { " + " ".join(f"BIND(1 AS ?v{n})" for n in range(3000)) + " }",
    "filter": "ASK { ?s ?p ?o " + "FILTER(?o != 1) " * 3000 + "}",
    "columns": "SELECT " + " ".join(f"(1 AS ?v{n})" for n in range(3000)) + " { }",
    "having": "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING " + "(1 < 2) " * 3000,
    "path": "ASK { ?s " + "/".join(["<http://a/p>"] * 10_000) + " ?o }",
    "alternatives": "ASK { ?s " + "|".join(["<http://a/p>"] * 20_000) + " ?o }",
    "in brackets": "ASK { FILTER(0 < " + ("(" + "1+" * 50) * 90 + "1" + ")" * 90 + ") }",
    "open": "ASK { FILTER(" + ("!" * 500 + "(") * 90,
    "behind an escape": "ASK { ?s ?p <http://a/\\u0041#> FILTER(" + "!" * 3000 + "true) }",
}
LONG = {
    "or": "ASK { ?s ?p ?o FILTER(" + " || ".join(["?o = 1"] * 1000) + ") }",
    "different": "ASK { ?s ?p ?o FILTER(" + " && ".join(["?o != -1"] * 500) + ") }",
    "members": "ASK { ?s ?p ?o FILTER(?o IN (" + ", ".join(["-1 + 1"] * 20_000) + ")) }",
    "values": "ASK { VALUES (?a ?b) { " + "(-1 +1) " * 20_000 + "} }",
    "data": "INSERT DATA { " + "GRAPH <http://a/g> { <http://a/s> <http://a/p> -1 , 'x'^^<http://a/d> } " * 5000 + "}",
    "operations": "INSERT DATA { <http://a/s> <http://a/p> 1 } ; " * 900,
}


@pytest.mark.parametrize("text", CHAINS.values(), ids=CHAINS)
def test_a_chain_that_would_kill_the_engine_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="in a row"):
        refuse_excess(text)


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_what_is_long_and_flat_passes(text: str) -> None:
    refuse_excess(text)


HOSTILE = ["a.a-" * 50_000, "<" * 200_000, "<a:b#c>\n" * 25_000, '"""' * 66_667, "'''x\\q" * 33_333]


@pytest.mark.parametrize("text", HOSTILE, ids=["names", "less", "comments", "strings", "escapes"])
def test_a_hostile_text_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    begun = time.process_time()
    with suppress(ForbiddenError, QueryError):
        refuse_excess(text)
        refuse_federation(text + " service")
    assert time.process_time() - begun < 20


def test_brackets_in_strings_do_not_count() -> None:
    refuse_excess("ASK { ?s ?p '" + "(" * 1000 + "' }")
