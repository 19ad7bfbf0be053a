"""Each rule of law finds what breaks it, lets through what does not, and gives findings as data.

A folder `tests/validate/law/NAME/` is the example of rule `NAME`: `conforms.ttl` and `breaks.ttl`, rows of the
consolidated layer. A new rule needs its folder.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF

from kg.queries import load_questions
from kg.store import Store, open_store
from kg.validate import findings, rules, standing
from kg.validate.law import SEVERITIES
from kg.vocabulary import ID, SANTE

HERE = Path(__file__).parent / "law"
NAMES = [rule.name for rule in rules()]


def store_of(name: str, kind: str = "breaks", *, reverse: bool = False) -> Store:
    store = open_store("memory")
    lines = sorted(Graph().parse(HERE / name / f"{kind}.ttl").serialize(format="nt").splitlines(), reverse=reverse)
    for line in lines:
        if line:
            store.load(line.encode(), "ntriples")
    return store


def found(store: Store, touched: list[str] | None = None) -> set[str]:
    return {str(rule) for rule in findings(store, touched).objects(None, SANTE.rule)}


@pytest.mark.parametrize("name", NAMES)
def test_what_breaks_a_rule_is_found_by_that_rule_alone(name: str) -> None:
    assert found(store_of(name)) == {name}


@pytest.mark.parametrize("name", NAMES)
def test_what_conforms_is_let_through(name: str) -> None:
    assert found(store_of(name, "conforms")) == set()


def test_every_rule_has_its_examples() -> None:
    assert sorted(path.name for path in HERE.iterdir()) == NAMES


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_says_its_severity_number_and_dates(rule: object) -> None:
    (known,) = [each for each in rules() if each is rule]
    assert known.severity in SEVERITIES
    assert all(1 <= int(number) <= 35 for number in known.number.split(", "))
    for day in (known.valid_from, known.valid_until):
        assert not day or datetime.date.fromisoformat(day)


def test_the_law_that_a_rule_cites_is_in_the_ontology(root: Path) -> None:
    law = Graph().parse(root / "ontology" / "law.ttl")
    cited = {ID["law/" + rule.law] for rule in rules() if rule.law}
    assert cited <= set(law.subjects())


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_says_what_it_is_about_in_both_languages_without_holes(name: str) -> None:
    graph = findings(store_of(name))
    (finding,) = graph.subjects(RDF.type, SANTE.Finding)
    messages = [message for message in graph.objects(finding, SANTE.message) if isinstance(message, Literal)]
    assert sorted(str(message.language) for message in messages) == ["en", "fr"]
    assert not any("{" in message or "…" in message for message in messages)
    assert isinstance(graph.value(finding, SANTE.about), URIRef)
    assert graph.value(finding, PROV.wasDerivedFrom) is not None
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


@pytest.mark.parametrize("name", NAMES)
def test_findings_do_not_depend_on_the_order_of_ingestion(name: str) -> None:
    assert set(findings(store_of(name))) == set(findings(store_of(name, reverse=True)))


@pytest.mark.parametrize("name", NAMES)
def test_asking_about_what_was_touched_finds_the_same(name: str) -> None:
    store = store_of(name)
    whole = findings(store)
    (about,) = set(whole.objects(None, SANTE.about))
    assert set(findings(store, [str(about)])) == set(whole)
    assert len(findings(store, [str(ID["org/ch/elsewhere"])])) == 0


def test_asking_about_each_structure_in_turn_finds_all_there_is() -> None:
    store = store_of(NAMES[0])
    for number, name in enumerate(NAMES[1:]):
        text = Graph().parse(HERE / name / "breaks.ttl").serialize(format="nt")
        store.load(text.replace(str(ID), f"{ID}{number}/").encode(), "ntriples")
    whole = findings(store)
    structures = store.select(f"SELECT DISTINCT ?o WHERE {{ ?fact <{SANTE.organisation}> ?o }}").column("o")
    apart = [set(findings(store, [str(each)])) for each in structures]
    assert {str(rule) for rule in whole.objects(None, SANTE.rule)} == set(NAMES)
    assert set().union(*apart) == set(whole)


def test_a_change_of_a_member_asks_about_its_structure() -> None:
    assert found(store_of("ght-private-party"), [str(ID["c"])]) == {"ght-private-party"}


def test_what_the_store_holds_about_the_touched_nodes_can_be_replaced() -> None:
    store = store_of("ght-private-party")
    first = findings(store)
    store.load(first.serialize(format="nt", encoding="utf-8"), "ntriples")
    assert set(standing(store, [str(ID["c"])])) == set(first) == set(standing(store))
    assert set(findings(store)) == set(first)


def test_two_supports_without_dates_are_an_information_only() -> None:
    store = store_of("ght-one-support")
    store.update(
        "PREFIX sante: <https://w3id.org/sante-kg/ontology#> DELETE { ?f sante:sinceEarliest ?d }"
        " WHERE { ?f sante:sinceEarliest ?d }"
    )
    assert {str(severity) for severity in findings(store).objects(None, SANTE.severity)} == {"info"}


def test_words_that_are_no_iri_never_reach_a_query() -> None:
    assert found(store_of("ght-private-party"), ["x> } DROP ALL #", "not an iri"]) == set()


def test_rules_read_like_other_questions_too() -> None:
    assert set(load_questions("law")) == set(NAMES)
    assert all(question.title and question.title_fr for question in load_questions("law").values())
