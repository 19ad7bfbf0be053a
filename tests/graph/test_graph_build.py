"""A document's graph is what `docs/graph-model.md` draws."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from rdflib import BNode, Graph, Literal
from rdflib.namespace import DC, DCTERMS, PROV, RDF, SKOS, XSD
from tests.export.extractions import ARTICLE, TEXT, extractions

from kg.errors import InputError
from kg.graph import build, document_graph, document_iri
from kg.graph.terms import decimal, integer
from kg.model import Article, Entity, Evidence, Extraction, Fact, Modality, PlaceRef
from kg.store import canonical
from kg.vocabulary import CODE, ID, OA, SANTE

PIMM, CH = Entity("p", "PIMM", "PIMM de Lunac"), Entity("h", "CH", "CH de Lunac", ("hôpital de Lunac",))
QUOTE = (Evidence(3, 18, TEXT[3:18]),)
MEMBER = Fact(
    "p", "member", object="h", qualifiers={"role": "lead", "since": "2022-06"}, evidence=QUOTE, confidence=0.9
)
LOCATED = Fact("h", "located_in", value="Rodez", place=PlaceRef("commune", "12202", "Rodez"), evidence=QUOTE)


def graph(*facts: Fact) -> Graph:
    return build(ARTICLE, Extraction((PIMM, CH), facts, "test 1"))


def statement(*facts: Fact) -> tuple[Graph, object]:
    built = graph(*facts)
    return built, next(iter(built.subjects(RDF.type, SANTE.Statement)))


def test_a_membership_is_a_fact_and_a_statement_of_it() -> None:
    built, said = statement(MEMBER)
    fact = built.value(said, SANTE.states)
    assert (fact, RDF.type, SANTE.Membership) in built
    assert (fact, SANTE.predicate, Literal("member")) in built
    assert (fact, SANTE.organisation, ID["org/pimm/lunac"]) in built
    assert (fact, SANTE.member, ID["org/ch/lunac"]) in built
    assert (said, SANTE.modality, CODE["modality/asserted"]) in built
    assert (said, SANTE.role, CODE["role/lead"]) in built
    assert (said, SANTE.quote, Literal(TEXT[3:18], lang="fr")) in built
    assert (said, PROV.hadPrimarySource, document_iri(ARTICLE)) in built


def test_a_date_keeps_its_precision_and_says_its_days() -> None:
    built, said = statement(MEMBER)
    assert built.value(said, SANTE.since) == Literal("2022-06", datatype=XSD.gYearMonth, normalize=False)
    assert built.value(said, SANTE.sinceEarliest) == Literal("2022-06-01", datatype=XSD.date)
    assert built.value(said, SANTE.sinceLatest) == Literal("2022-06-30", datatype=XSD.date)


def test_evidence_is_a_web_annotation() -> None:
    built, said = statement(MEMBER)
    annotation = built.value(None, OA.hasBody, said)
    target = built.value(annotation, OA.hasTarget)
    quote, position = sorted(built.objects(target, OA.hasSelector), key=lambda node: "position" in str(node))
    assert (target, OA.hasSource, document_iri(ARTICLE)) in built
    assert (quote, OA.exact, Literal(TEXT[3:18])) in built
    assert (position, OA.start, Literal(3)) in built
    assert (position, OA.end, Literal(18)) in built


def test_the_document_says_what_it_says_of_itself() -> None:
    article = dataclasses.replace(ARTICLE, url="https://exemple.fr/a b", modified="2022-06")
    built, document = build(article, Extraction()), document_iri(article)
    assert (document, DCTERMS.title, Literal("Un GHT", lang="fr")) in built
    assert (document, DC.publisher, Literal("La Gazette")) in built
    assert {str(author) for author in built.objects(document, DC.creator)} == {"A. B", "C. D"}
    assert built.value(document, DCTERMS.issued) == Literal("2022-05-03", datatype=XSD.date)
    assert str(built.value(document, DCTERMS.source)) == "https://exemple.fr/a%20b"
    assert (document, SANTE.textDigest, Literal(article.digest)) in built
    assert built.identifier == document_graph(document)


def test_two_statements_on_one_fact_keep_their_values_apart() -> None:
    other = dataclasses.replace(MEMBER, qualifiers={"since": "2022"})
    built = graph(MEMBER, other)
    assert len(set(built.objects(None, SANTE.states))) == 1
    assert len(set(built.subjects(RDF.type, SANTE.Statement))) == 2


def test_a_denial_is_a_statement_too() -> None:
    built, said = statement(dataclasses.replace(MEMBER, modality=Modality.NEGATED))
    assert (said, SANTE.modality, CODE["modality/negated"]) in built


def test_the_same_statement_twice_joins_its_evidence() -> None:
    again = dataclasses.replace(MEMBER, evidence=(Evidence(30, 40, TEXT[30:40]),), confidence=0.5)
    built, said = statement(MEMBER, again)
    assert len(list(built.subjects(OA.hasBody, said))) == 2
    assert built.value(said, SANTE.confidence) == Literal("0.9", datatype=XSD.decimal)
    assert str(built.value(said, SANTE.quote)) == f"{TEXT[3:18]} […] {TEXT[30:40]}"


def test_a_partnership_said_from_both_ends_is_one_fact_with_its_ends_in_order() -> None:
    one, other = Fact("p", "partner", object="h", evidence=QUOTE), Fact("h", "partner", object="p", evidence=QUOTE)
    assert graph(one).serialize(format="nt") == graph(other).serialize(format="nt")


def test_entities_without_facts_stand_in_the_graph() -> None:
    built = graph()
    assert (ID["org/ch/lunac"], RDF.type, SANTE.PublicHospital) in built
    assert (ID["org/ch/lunac"], SKOS.altLabel, Literal("hôpital de Lunac", lang="fr")) in built


def test_two_entities_that_are_one_thing_are_one_node_with_one_preferred_name() -> None:
    twin = Entity("t", "CH", "hôpital de Lunac")
    built = build(ARTICLE, Extraction((CH, twin)))
    assert [str(label) for label in built.objects(ID["org/ch/lunac"], SKOS.prefLabel)] == ["CH de Lunac"]


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_no_node_is_blank_and_no_quote_is_longer_than_300_characters(extraction: Extraction) -> None:
    built = build(ARTICLE, extraction)
    assert not any(isinstance(node, BNode) for triple in built for node in triple)
    assert all(len(str(o)) <= 300 for p in (SANTE.quote, OA.exact) for o in built.objects(None, p))


@given(extractions())
@settings(max_examples=40, deadline=None)
def test_the_store_keeps_every_literal_as_it_is_written(extraction: Extraction) -> None:
    lines = build(ARTICLE, extraction).serialize(format="nt")
    kept = canonical(lines, "ntriples")
    assert len(kept) == len(set(lines.splitlines()))
    reread = Graph().parse(data="\n".join(kept), format="nt")
    assert {str(o) for o in reread.objects()} == {str(o) for o in build(ARTICLE, extraction).objects()}


@given(extractions())
@settings(max_examples=20, deadline=None)
def test_the_graph_is_a_function_of_article_and_extraction(extraction: Extraction) -> None:
    one, other = build(ARTICLE, extraction), build(ARTICLE, extraction)
    assert set(one) == set(other)


@pytest.mark.parametrize(
    ("value", "lexical"),
    [("1.50", "1.5"), (1.0, "1"), (0.94, "0.94"), (1e9, "1000000000"), (0, "0"), (1e-7, "0.0000001")],
)
def test_a_decimal_has_one_spelling(value: str | float, lexical: str) -> None:
    assert str(decimal(value)) == lexical


@pytest.mark.parametrize("value", ["dix", "nan", "inf", ""])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="is not a number"):
        decimal(value)


def test_an_integer_has_no_cents() -> None:
    assert str(integer("3.0")) == "3"
    with pytest.raises(InputError, match="not a whole number"):
        integer(3.5)


@pytest.mark.parametrize(
    "wrong", [Fact("x", "created", value="2016"), Fact("p", "likes", object="h"), Fact("p", "member", object="x")]
)
def test_a_fact_that_cannot_be_written_is_refused_in_one_line(wrong: Fact) -> None:
    with pytest.raises(InputError):
        graph(wrong)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(InputError, match="no type of the contract"):
        build(Article("a", ""), Extraction((Entity("a", "HOSPITAL", "X"),)))


def test_a_commune_lies_in_its_departement_and_that_in_its_region() -> None:
    built = graph(LOCATED)
    assert (ID["place/commune/12202"], SANTE.within, ID["place/departement/12"]) in built
    assert (ID["place/departement/12"], SANTE.within, ID["place/region/76"]) in built


def test_a_place_that_holds_another_has_its_class_and_name() -> None:
    region = ID["place/region/76"]
    built = graph(LOCATED)
    assert built.value(region, RDF.type) == SANTE.Region
    assert built.value(region, SKOS.prefLabel) == Literal("Occitanie", lang="fr")
