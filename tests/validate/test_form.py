"""Form: a malformed statement is found, set aside alone, and the rest of its article is published."""

from __future__ import annotations

import dataclasses
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, SKOS
from tests.export.extractions import ARTICLE, TEXT, extractions

from kg.export import extraction_from_json, facts
from kg.graph import build
from kg.model import Article, Entity, Evidence, Extraction, Fact
from kg.store import EmbeddedStore
from kg.validate import check, luhn, split
from kg.validate.form import SHAPE
from kg.vocabulary import ID, SANTE

GHT, CH, OTHER = (
    Entity("g", "GHT", "GHT des Sarènes"),
    Entity("h", "CH", "CH de Lunac"),
    Entity("o", "CH", "CH d'Orbey"),
)
QUOTE = (Evidence(0, 14, TEXT[:14]),)
GOOD = Fact("g", "member", object="h", evidence=QUOTE, confidence=0.9)
REVERSED = Fact("g", "member", object="o", qualifiers={"since": "2023", "until": "2020"}, evidence=QUOTE)


def graph(*found: Fact, entities: tuple[Entity, ...] = (GHT, CH, OTHER)) -> Graph:
    return build(ARTICLE, Extraction(entities, found, "test 1"))


def breaches(*found: Fact, **more: Any) -> set[str]:
    return {result.shape.removeprefix(SHAPE) for result in check(graph(*found), **more).malformed}


def test_a_well_formed_graph_conforms() -> None:
    report = check(graph(GOOD), text=TEXT)
    assert report.conforms
    assert report.results == ()


@pytest.mark.parametrize(
    ("change", "shape"),
    [
        ({"evidence": ()}, "statement-evidence"),
        ({"confidence": 1.5}, "statement-confidence"),
        ({"qualifiers": {"since": "2023", "until": "2020"}}, "since-before-until"),
        ({"qualifiers": {"since": "juin 2022"}}, "date-typed"),
        ({"qualifiers": {"since": "2022-02-31"}}, "date-typed"),
        ({"qualifiers": {"role": "chief"}}, "membership-role"),
        ({"object": "g"}, "membership-member"),
        ({"evidence": (Evidence(0, 14, "Autre chose !!"),)}, "quote-stands"),
        ({"predicate": "equipment", "object": None, "value": "MRI"}, "equipment-code"),
        ({"predicate": "equipment", "object": None, "value": "IRM", "qualifiers": {"count": 0}}, "equipment-count"),
        ({"predicate": "equipment", "object": None, "value": "IRM", "qualifiers": {"count": "un"}}, "equipment-count"),
        ({"predicate": "created", "object": None, "value": "hier"}, "date-typed"),
        ({"predicate": "created", "object": None, "value": None}, "event-date"),
        ({"predicate": "cost", "object": None, "value": -3}, "amount"),
        ({"predicate": "cost", "object": None, "value": None}, "cost-amount"),
        ({"predicate": "population", "object": None, "value": "beaucoup"}, "observation-value"),
        ({"predicate": "located_in", "object": None, "value": "Lunac", "basis": "guess"}, "location-basis"),
        ({"predicate": "discipline", "object": None}, "discipline"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_found(change: dict[str, Any], shape: str) -> None:
    assert breaches(dataclasses.replace(GOOD, **change), text=TEXT) == {shape}


def test_a_membership_without_member_is_found() -> None:
    assert "membership-member" in breaches(dataclasses.replace(GOOD, object=None))


def test_a_person_does_not_stand_for_an_organisation() -> None:
    person = Entity("p", "PERSON", "Anne Févre")
    partner = Fact("h", "partner", object="p", evidence=QUOTE)
    report = check(graph(GOOD, partner, entities=(GHT, CH, person)))
    assert {result.shape.removeprefix(SHAPE) for result in report.malformed} == {"person-as-organisation"}
    assert len(report.statements) == 1


def test_a_result_says_what_is_wrong_in_both_languages_and_where() -> None:
    (result,) = check(graph(GOOD, REVERSED)).malformed
    assert result.message("fr") == "La fin précède le début."
    assert result.message("en") == "The end comes before the start."
    assert result.path == str(SANTE.sinceEarliest)
    assert result.value == "2023-01-01"
    assert result.statement == result.focus


def test_only_the_malformed_statement_leaves_with_the_entity_that_it_alone_uses() -> None:
    whole = graph(GOOD, REVERSED)
    published, aside = split(whole, check(whole))
    store = EmbeddedStore()
    store.add(published)
    assert [line["name"] for line in facts(store) if line["kind"] == "entity"] == ["GHT des Sarènes", "CH de Lunac"]
    assert len(set(published.subjects(RDF.type, SANTE.Statement))) == 1
    assert (ID["org/ch/orbey"], None, None) not in published
    assert (ID["org/ch/orbey"], SKOS.prefLabel, None) in aside
    assert (ID["org/ght/sarenes"], SKOS.prefLabel, None) in aside


def test_a_fact_that_another_statement_states_stays() -> None:
    again = dataclasses.replace(GOOD, confidence=2.0, qualifiers={"role": "support"})
    whole = graph(GOOD, again)
    published, aside = split(whole, check(whole))
    fact = set(whole.subjects(RDF.type, SANTE.Membership))
    assert (
        set(published.subjects(RDF.type, SANTE.Membership)) == set(aside.subjects(RDF.type, SANTE.Membership)) == fact
    )


def test_what_is_set_aside_carries_its_report_without_blank_nodes() -> None:
    whole = graph(GOOD, REVERSED)
    _, aside = split(whole, check(whole))
    (report,) = aside.subjects(RDF.type, SANTE.ValidationReport)
    (result,) = aside.objects(report, SH.result)
    assert {m.language for m in aside.objects(result, SH.resultMessage) if isinstance(m, Literal)} == {"fr", "en"}
    assert aside.value(result, SANTE.statement) == aside.value(result, SH.focusNode)
    assert aside.value(result, SH.sourceShape) == URIRef(SHAPE + "since-before-until")
    assert "/graph/quarantine/" in str(aside.identifier)
    assert not any(isinstance(node, BNode) for triple in aside for node in triple)


def test_an_article_without_fault_sets_nothing_aside() -> None:
    whole = graph(GOOD)
    published, aside = split(whole, check(whole))
    assert set(published) == set(whole)
    assert len(aside) == 0


@given(extractions())
@settings(max_examples=30, deadline=None)
def test_what_is_published_conforms_and_nothing_is_lost(extraction: Extraction) -> None:
    whole = build(ARTICLE, extraction)
    report = check(whole, text=TEXT)
    published, aside = split(whole, report)
    assert check(published, text=TEXT).conforms
    assert set(whole) <= set(published) | set(aside)
    assert set(published) <= set(whole)
    assert not {str(s) for s in published.subjects(RDF.type, SANTE.Statement)} & report.statements


def test_context_gives_names_that_the_article_does_not_say() -> None:
    whole = graph(GOOD)
    whole.remove((None, SKOS.prefLabel, None))
    known = Graph()
    for entity in (ID["org/ght/sarenes"], ID["org/ch/lunac"]):
        known.add((entity, SKOS.prefLabel, Literal("nom du registre", lang="fr")))
    assert not check(whole).conforms
    assert check(whole, context=known).conforms


def test_a_wrong_identifier_sets_aside_the_statements_about_its_bearer() -> None:
    whole = graph(GOOD, Fact("g", "member", object="o", evidence=QUOTE))
    whole.add((ID["org/ch/orbey"], SANTE.siren, Literal("732829321")))
    report = check(whole)
    assert [result.shape.removeprefix(SHAPE) for result in report.malformed] == ["siren-key"]
    assert len(report.statements) == 1


def test_a_warning_blocks_nothing() -> None:
    whole = graph(GOOD)
    whole.add((ID["org/ch/lunac"], SANTE.finess, Literal("120780045")))
    report = check(whole)
    assert report.conforms
    assert [result.shape.removeprefix(SHAPE) for result in report.warnings] == ["finess-key"]


@pytest.mark.parametrize(("number", "right"), [("120780044", True), ("732829320", True), ("732829321", False)])
def test_luhn_knows_a_check_digit(number: str, right: bool) -> None:
    assert luhn(number) is right


def test_the_post_office_has_its_own_rule() -> None:
    whole = graph(GOOD)
    whole.add((ID["org/ch/lunac"], SANTE.siret, Literal("35600000000048")))
    assert check(whole).results == ()


def test_gold_passages_are_well_formed_and_quick_to_check(shared: Any) -> None:
    spent = []
    for path in sorted((shared / "passages").glob("*.jsonl"))[:6]:
        for line in path.read_text("utf-8").splitlines()[:10]:
            passage = json.loads(line)
            built = build(Article(passage["id"], passage["text"]), extraction_from_json(line))
            start = time.perf_counter()
            report = check(built, text=passage["text"])
            spent.append(time.perf_counter() - start)
            assert report.malformed == (), passage["id"]
    assert sorted(spent)[len(spent) // 2] < 0.2  # some 10 ms on an idle machine
