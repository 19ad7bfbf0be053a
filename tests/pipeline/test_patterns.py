"""Any question over basic graph patterns says, row by row, what it rests on."""

from __future__ import annotations

import pytest
from tests.consolidate.press import fact
from tests.pipeline.desk import put, reading

from kg.errors import ForbiddenError, QueryError
from kg.pipeline import Workspace, explain

MEMBERS = "SELECT ?m WHERE { ?pimm a sante:PIMM ; org:hasMember ?m . ?m rdfs:label ?name }"


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    put(workspace, reading("a", fact(since="2022")), reading("b", fact(object="e3")))
    return workspace


def test_a_direct_triple_rests_on_its_fact(filled: Workspace) -> None:
    rows = explain(filled.store, MEMBERS)
    assert len(rows) == 2
    facts = {fact for row in rows for reason in row.reasons for fact in reason.facts}
    assert facts == set(filled.store.select("SELECT ?f WHERE { ?f a sante:Membership }").column("f"))


def test_a_type_rests_on_the_articles_that_give_it(filled: Workspace) -> None:
    (row,) = explain(filled.store, "SELECT ?pimm WHERE { ?pimm a sante:PIMM }")
    assert len(row.reasons[0].documents) == 2


def test_a_row_of_the_layer_is_its_own_reason(filled: Workspace) -> None:
    rows = explain(filled.store, "SELECT DISTINCT ?since { ?f a sante:Membership ; sante:since ?since }")
    assert [len({f for reason in row.reasons for f in reason.facts}) for row in rows] == [1]
    assert set(rows[0].row) == {"since"}


def test_what_was_derived_names_its_rule(filled: Workspace) -> None:
    rows = filled.store.select(
        "SELECT ?s ?t WHERE { GRAPH <https://w3id.org/sante-kg/graph/derived/type> { ?s a ?t } }"
    )
    subject, kind = rows.rows[0]
    filled.store.update(f"INSERT DATA {{ <{subject}> a <{kind}> }}")  # as a union of both would show it
    (row,) = explain(filled.store, f"SELECT ?t WHERE {{ <{subject}> a ?t FILTER(?t = <{kind}>) }}")
    assert row.reasons[0].rules == ("type",)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p ?o }",
        "SELECT (COUNT(?s) AS ?n) { ?s a ?t } GROUP BY ?t",
        "SELECT * { ?s ?p }",
        "SELECT * { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_what_cannot_be_explained_says_so(filled: Workspace, text: str) -> None:
    with pytest.raises(QueryError):
        explain(filled.store, text)


def test_no_request_is_sent(filled: Workspace) -> None:
    with pytest.raises(ForbiddenError):
        explain(filled.store, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
