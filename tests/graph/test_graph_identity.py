"""Two articles that name one thing give it one IRI; two things keep two."""

from __future__ import annotations

import dataclasses
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import document_graph, document_iri, entity_iri, fact_iri, place_iri
from kg.graph.identity import canonical_url
from kg.model import Article, Entity, Extraction, Fact, Link, PlaceRef, Zone, ZoneKind
from kg.vocabulary import ID


def iri(type: str, name: str, *facts: Fact, others: tuple[Entity, ...] = (), document: str = "id:d") -> str:
    entity = Entity("a", type, name)
    return entity_iri(entity, Extraction((entity, *others), facts), ID[document]).removeprefix(str(ID))


def town(name: str, code: str = "") -> Fact:
    return Fact("a", "located_in", value=name, place=PlaceRef("commune", code, name) if code else None)


@pytest.mark.parametrize(
    ("type", "one", "other"),
    [
        ("CH", "CH de Rodez", "centre hospitalier de Rodez"),
        ("CH", "CH de Rodez", "hôpital de Rodez"),
        ("CH", "CH de St-Flour", "centre hospitalier de Saint-Flour"),
        ("CH", "centre hospitalier intercommunal de Créteil", "CHI de Créteil"),
        ("CH", "CENTRE HOSPITALIER DE RODEZ", "Centre Hospitalier (CH) de Rodez"),
        ("CHU", "CHRU de Nancy", "centre hospitalier régional universitaire de Nancy"),
        ("GHT", "GHT du Rouergue", "groupement hospitalier de territoire (GHT) du Rouergue"),
        ("GIE", "GIE Imagerie du Lot", "groupement d’intérêt économique Imagerie du Lot"),
        ("MSP", "MSP des Deux Rives", "maison de santé pluriprofessionnelle des Deux-Rives"),
        ("CPTS", "CPTS de l'Argoat", "communauté professionnelle territoriale de santé de l’Argoat"),
        ("ARS", "ARS Occitanie", "l'agence régionale de santé d'Occitanie"),
        ("REGION", "Région Occitanie", "conseil régional d'Occitanie"),
        ("PERSON", "Dr Anne Févre", "Anne Fèvre"),
        ("CLINIC", "clinique La Rotonde", "clinique de la Rotonde"),
    ],
)
def test_two_spellings_of_one_name_meet(type: str, one: str, other: str) -> None:
    assert iri(type, one) == iri(type, other)


@pytest.mark.parametrize(
    ("type", "one", "other"),
    [
        ("CH", "CH de Rodez", "CH de Millau"),
        ("MSP", "MSP de Bressols", "MSP de Bessols"),
        ("ESPIC", "hôpital Saint-Camille", "fondation Saint-Camille"),
        ("PERSON", "Jean Martin", "Jeanne Martin"),
        ("INSURANCE", "CPAM de l'Aveyron", "MSA de l'Aveyron"),
    ],
)
def test_two_names_stay_apart(type: str, one: str, other: str) -> None:
    assert iri(type, one) != iri(type, other)


def test_the_iri_says_what_it_names() -> None:
    assert iri("PIMM", "PIMM du centre hospitalier de Rodez") == "org/pimm/centre-hospitalier-rodez"
    assert iri("IMAGING_CENTRE", "Imagerie Vanoise") == "org/imaging-centre/imagerie-vanoise"
    assert iri("PERSON", "Solenn Duplessy") == "person/solenn-duplessy"


def test_a_common_name_takes_its_town() -> None:
    assert iri("CLINIC", "clinique Saint-Joseph", town("Angoulême", "16015")) == "org/clinic/saint-joseph-angouleme"
    assert iri("CLINIC", "clinique Saint-Joseph (Angoulême)") == "org/clinic/saint-joseph-angouleme"


def test_a_name_that_holds_its_place_takes_no_other() -> None:
    assert iri("CH", "CH de Rodez", town("Rodez", "12202")) == iri("CH", "CH de Rodez") == "org/ch/rodez"


def test_a_town_that_no_gazetteer_knows_is_a_place_too() -> None:
    assert (
        iri("CH", "hôpital de Trifouillis", town("Aveyron")) == iri("CH", "CH de Trifouillis") == "org/ch/trifouillis"
    )


def test_who_runs_a_clinic_does_not_change_who_it_is() -> None:
    others = (Entity("b", "COMPANY", "Korian"),)
    sold = iri("CLINIC", "clinique du Manoir", Fact("a", "operated_by", object="b"), others=others)
    assert sold == iri("CLINIC", "clinique du Manoir")


def test_a_distinctive_name_takes_no_town() -> None:
    assert iri("CH", "centre hospitalier Robert-Boulin", town("Libourne", "33243")) == "org/ch/robert-boulin"


def test_a_unit_takes_the_name_of_what_it_belongs_to() -> None:
    others = (Entity("b", "CH", "CH de Rodez"),)
    named = iri("UNIT", "service de cardiologie", Fact("a", "part_of", object="b"), others=others)
    assert named == "org/unit/service-cardiologie-centre-hospitalier-rodez"


def test_an_unnamed_agreement_takes_the_names_of_its_parties() -> None:
    others = (Entity("b", "CH", "CH de Rodez"), Entity("c", "CH", "hôpital de Millau"))
    facts = (Fact("a", "member", object="c"), Fact("a", "member", object="b"))
    one = iri("AGREEMENT", "convention de téléradiologie", *facts, others=others)
    other = iri("AGREEMENT", "convention de téléradiologie", *reversed(facts), others=others, document="id:e")
    assert one == other == "org/agreement/convention-teleradiologie-centre-hospitalier-millau-centre-hospitalier-rodez"


@pytest.mark.parametrize(
    ("type", "name"), [("ARS", "l'ARS"), ("GHT", "le GHT"), ("PERSON", "M. Dupont"), ("UNIT", "les urgences")]
)
def test_a_name_that_names_nothing_stays_within_its_document(type: str, name: str) -> None:
    assert iri(type, name, document="document/1") != iri(type, name, document="document/2")


def test_a_linked_entity_has_the_iri_of_the_registries() -> None:
    entity = Entity("a", "CH", "CH de Rodez", link=Link(str(ID["finess/120780044"]), 0.98))
    assert entity_iri(entity, Extraction((entity,))) == ID["finess/120780044"]


def test_a_link_to_nothing_leaves_the_name() -> None:
    entity = Entity("a", "CH", "CH de Rodez", link=Link("", 0.1, "NIL"))
    assert entity_iri(entity, Extraction((entity,))) == ID["org/ch/rodez"]


@given(st.text(min_size=1, max_size=200), st.sampled_from(["CH", "PERSON", "AGREEMENT", "UNIT", "COMPANY"]))
def test_every_name_gives_an_iri_of_plain_letters(name: str, type: str) -> None:
    local = iri(type, name)
    assert local.isascii()
    assert len(local) < 150
    assert not set(local) & set(' <>"{}|\\^`')


# -- documents ---------------------------------------------------------------------------------------------------


def test_a_document_with_an_address_is_known_by_it() -> None:
    one = Article("a", "Texte.", url="https://www.exemple.fr/sante/pimm/?utm_source=lettre#haut")
    other = Article("b", "Texte, mis à jour.", url="http://exemple.fr/sante/pimm")
    assert document_iri(one) == document_iri(other)


def test_addresses_that_differ_in_what_they_ask_stay_apart() -> None:
    assert canonical_url("https://exemple.fr/a?id=1") != canonical_url("https://exemple.fr/a?id=2")


def test_a_document_without_address_is_known_by_its_words_not_by_its_furniture() -> None:
    menu = "Accueil | S'abonner\n"
    pasted = Article("a", menu + "Un  PIMM à Rodez.", zones=(Zone(0, len(menu), ZoneKind.FURNITURE),))
    assert document_iri(pasted) == document_iri(Article("b", "Un PIMM à Rodez.\n"))
    assert document_iri(pasted) != document_iri(Article("c", "Un PIMM à Millau."))


def test_empty_documents_are_known_by_name() -> None:
    assert document_iri(Article("a", "")) != document_iri(Article("b", ""))


def test_the_graph_of_a_document_bears_its_hash() -> None:
    document = document_iri(Article("a", "Texte."))
    assert document_graph(document).rpartition("/")[2] == document.rpartition("/")[2]
    assert "/graph/document/" in document_graph(document)


# -- facts and places --------------------------------------------------------------------------------------------


def test_a_partnership_is_one_fact_from_both_ends() -> None:
    assert fact_iri("partner", ID["a"], ID["b"]) == fact_iri("partner", ID["b"], ID["a"])
    assert fact_iri("member", ID["a"], ID["b"]) != fact_iri("member", ID["b"], ID["a"])


def test_only_the_keys_of_a_predicate_make_another_fact() -> None:
    def holding(**keys: object) -> str:
        return fact_iri("equipment", ID["a"], ID["IRM"], keys)

    assert holding(status="installed", count=1) == holding(status="installed", count=2)
    assert holding(status="installed") != holding(status="planned")
    assert holding(status="installed", at="Rodez") != holding(status="installed", at="Decazeville")


def test_a_place_without_code_is_known_by_name() -> None:
    assert place_iri("Rodez", PlaceRef("commune", "12202", "Rodez")) == ID["place/commune/12202"]
    assert place_iri("Val de Sarène") == ID["place/name/val-de-sarene"]


def test_the_same_words_in_another_unicode_form_are_the_same_document() -> None:
    article = Article("a", "Le CH d'Évreux a été créé.")
    decomposed = dataclasses.replace(article, text=unicodedata.normalize("NFD", article.text))
    assert document_iri(article) == document_iri(decomposed)
