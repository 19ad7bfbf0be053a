"""No text makes the engine send a request, however it is spelt; harmless texts pass."""

from __future__ import annotations

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


def test_brackets_in_strings_do_not_count() -> None:
    refuse_excess("ASK { ?s ?p '" + "(" * 1000 + "' }")
