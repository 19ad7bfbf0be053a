"""What every engine does, verb by verb; run on memory, on disk, and on a server process."""

from __future__ import annotations

import io

import pytest
from rdflib import Literal, URIRef

from kg.errors import ForbiddenError, InputError, QueryError
from kg.model import Term
from kg.store import Patch, Store
from kg.store.lines import ntriples

EX = "http://example.org/"
TURTLE = f"""@prefix ex: <{EX}> .
ex:a ex:name "Hôpital d'Évreux"@fr ; ex:count 3 ; ex:since "2022-06"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
"""


def dumped(store: Store, format: str = "nquads") -> str:
    out = io.BytesIO()
    store.dump(out, format)
    return out.getvalue().decode()


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.size() == 0
    assert dumped(store) == ""


def test_what_is_loaded_is_selected_with_its_terms(store: Store) -> None:
    store.load(TURTLE.encode(), "turtle")
    rows = list(store.select(f"SELECT ?p ?o WHERE {{ <{EX}a> ?p ?o }} ORDER BY ?p"))
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert [row["o"] for row in rows] == [
        Term("literal", "3", xsd + "integer"),
        Term("literal", "Hôpital d'Évreux", None, "fr"),
        Term("literal", "2022-06", xsd + "gYearMonth"),
    ]


def test_unbound_variables_are_none(store: Store) -> None:
    answer = store.select("SELECT ?x ?y WHERE { BIND(1 AS ?x) OPTIONAL { ?y <http://example.org/none> ?z } }")
    assert answer.variables == ("x", "y")
    assert answer.column("y") == [None]


def test_the_prefixes_of_kg_are_known(store: Store) -> None:
    assert store.ask("ASK { FILTER(STR(skos:prefLabel) = 'http://www.w3.org/2004/02/skos/core#prefLabel') }")


def test_ask_says_no(store: Store) -> None:
    assert store.ask("ASK { ?s ?p ?o }") is False


def test_a_graph_is_loaded_beside_the_default_graph(store: Store) -> None:
    store.load(io.BytesIO(TURTLE.encode()), "turtle", EX + "g")
    assert not store.ask("ASK { ?s ?p ?o }")
    assert store.ask(f"ASK {{ GRAPH <{EX}g> {{ ?s ?p ?o }} }}")
    assert store.size() == 3


def test_construct_keeps_the_literals_as_they_are(store: Store) -> None:
    store.load(TURTLE.encode(), "turtle")
    graph = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert (URIRef(EX + "a"), URIRef(EX + "name"), Literal("Hôpital d'Évreux", lang="fr")) in graph
    assert len(graph) == 3


def test_describe_is_a_graph(store: Store) -> None:
    store.load(TURTLE.encode(), "turtle")
    assert len(store.construct(f"DESCRIBE <{EX}a>")) == 3


@pytest.mark.parametrize(
    ("format", "part"), [("json", '"bindings"'), ("xml", "<sparql"), ("csv", "n\r\n3"), ("tsv", "?n\n3")]
)
def test_answers_are_written_in_every_result_format(store: Store, format: str, part: str) -> None:
    store.load(TURTLE.encode(), "turtle")
    assert part in store.serialise(f"SELECT ?n WHERE {{ ?s <{EX}count> ?n }}", format).decode()


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml", "jsonld", "nquads", "trig"])
def test_graphs_are_written_in_every_graph_format(store: Store, format: str) -> None:
    store.load(TURTLE.encode(), "turtle")
    assert "example.org" in store.serialise("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", format).decode()


def test_a_format_of_the_other_family_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="csv is no graph format"):
        store.serialise("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "csv")


def test_an_update_of_several_operations_is_atomic(store: Store) -> None:
    with pytest.raises(QueryError):
        store.update(f"INSERT DATA {{ <{EX}a> <{EX}p> 1 }} ; CLEAR GRAPH <{EX}missing> ; INSERT DATA {{ ?x ?y ?z }}")
    assert store.size() == 0


def test_a_patch_removes_and_adds_in_default_and_named_graphs(store: Store) -> None:
    old, new = f'<{EX}a> <{EX}p> "1" .', f'<{EX}a> <{EX}p> "2" <{EX}g> .'
    store.patch([], [old])
    store.patch([old], [new])
    assert dumped(store) == new + "\n"


def test_a_patch_takes_any_text(store: Store) -> None:
    line = f'<{EX}a> <{EX}p> "SERVICE <x> {{}} \\"cité\\"\\n\\\\ \\t\\u0001 \u2028 fin"@fr .'
    store.patch([], [line])
    assert dumped(store) == line + "\n"


def test_an_empty_patch_changes_nothing(store: Store) -> None:
    store.patch([], [])
    assert store.size() == 0


def test_dumps_of_equal_datasets_are_equal_bytes(store: Store) -> None:
    lines = [f'<{EX}{i}> <{EX}p> "{i}" <{EX}g{i % 3}> .' for i in range(50)]
    store.patch([], reversed(lines))
    assert dumped(store) == "\n".join(sorted(lines)) + "\n"


def test_a_dump_in_turtle_holds_the_default_graph_only(store: Store) -> None:
    store.load(TURTLE.encode(), "turtle")
    store.load(TURTLE.replace("ex:a", "ex:hidden").encode(), "turtle", EX + "g")
    assert "hidden" not in dumped(store, "turtle")


def test_a_syntax_error_names_its_line(store: Store) -> None:
    with pytest.raises(QueryError, match="line 2"):
        store.select("SELECT ?s WHERE {\n ?s ?p }")


def test_the_wrong_verb_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError):
        store.select("ASK { ?s ?p ?o }")
    with pytest.raises(QueryError):
        store.construct("SELECT * WHERE { ?s ?p ?o }")


def test_data_that_does_not_parse_is_an_input_error(store: Store) -> None:
    with pytest.raises(InputError):
        store.load(b"<a> <b>", "turtle")
    assert store.size() == 0


def test_a_service_clause_is_refused(store: Store) -> None:
    with pytest.raises(ForbiddenError, match="SERVICE"):
        store.select("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_load_from_an_address_is_refused(store: Store) -> None:
    with pytest.raises(ForbiddenError, match="LOAD"):
        store.update("LOAD <http://127.0.0.1:1/>")


def test_terms_of_answers_are_written_as_the_store_writes_them(store: Store) -> None:
    line = f'<{EX}a> <{EX}p> "tab\\t nul\\u0001 del\\u007F \\"q\\" \\\\ é\\n"@fr <{EX}g> .'
    store.patch([], [line])
    row = store.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows[0]
    assert " ".join(ntriples(term) for term in row if term) + " ." == line


def test_patches_compose() -> None:
    first, second = Patch(("a",), ("b", "c")), Patch(("b", "d"), ("a", "e"))
    assert first + second == Patch(("d",), ("c", "e"))
