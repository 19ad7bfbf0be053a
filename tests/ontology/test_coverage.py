"""The ontology covers the contract and the vocabulary."""

from __future__ import annotations

import dataclasses

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from kg import vocabulary
from kg.extraction.patterns.disciplines import DISCIPLINES
from kg.graph.identity import discipline_iri
from kg.reasoning import load_module, load_ontology, module_names
from kg.vocabulary import CLASS_OF_TYPE, CODE, FACT_SHAPES, QUALIFIER_PROPERTY, SANTE

EQUIPMENT = (
    "IRM",
    "SCANNER",
    "TEP",
    "GAMMA_CAMERA",
    "MAMMOGRAPHE",
    "ECHOGRAPHE",
    "RADIOGRAPHIE",
    "ANGIOGRAPHE",
    "ARCEAU",
    "ACCELERATEUR",
    "CYCLOTRON",
    "ROBOT",
    "DENSITOMETRE",
    "TELERADIOLOGIE",
    "AUTRE",
)
ROLES = ("support", "lead", "founder", "party", "partner", "associate")
MODALITIES = ("asserted", "planned", "hoped", "negated", "ended")


@pytest.mark.parametrize("code", CLASS_OF_TYPE)
def test_every_type_of_the_contract_is_a_class_that_bears_its_code(code: str) -> None:
    cls = CLASS_OF_TYPE[code]
    assert (cls, RDF.type, OWL.Class) in load_ontology()
    assert (cls, SANTE.contractCode, Literal(code)) in load_ontology()


@pytest.mark.parametrize("predicate", FACT_SHAPES)
def test_every_predicate_of_the_contract_has_its_class_of_facts_and_its_properties(predicate: str) -> None:
    shape = FACT_SHAPES[predicate]
    assert (shape.cls, SANTE.contractCode, Literal(predicate)) in load_ontology()
    assert SANTE.Fact in set(load_ontology().transitive_objects(shape.cls, RDFS.subClassOf))
    properties = {shape.subject, shape.object, shape.direct, shape.inverse} - {None}
    assert not {p for p in properties if not _declared(p)}


@pytest.mark.parametrize("qualifier", QUALIFIER_PROPERTY)
def test_every_qualifier_of_the_contract_has_its_property(qualifier: str) -> None:
    assert _declared(QUALIFIER_PROPERTY[qualifier])


@pytest.mark.parametrize(
    "concept",
    [f"equipment/{code}" for code in EQUIPMENT]
    + [f"role/{role}" for role in ROLES]
    + [f"modality/{modality}" for modality in MODALITIES]
    + ["equipment-status/installed", "equipment-status/planned"],
)
def test_every_code_of_the_contract_is_a_concept_that_bears_its_notation(concept: str) -> None:
    assert (CODE[concept], RDF.type, SKOS.Concept) in load_ontology()
    assert (CODE[concept], SKOS.notation, Literal(concept.rsplit("/", 1)[1])) in load_ontology()


def test_every_discipline_that_extraction_knows_is_a_concept() -> None:
    concepts = set(load_ontology().subjects(SKOS.inScheme, CODE["discipline"]))
    assert not {name for name in DISCIPLINES if discipline_iri(name) not in concepts}


def test_a_discipline_is_called_by_the_key_that_its_name_gives() -> None:
    for concept in load_ontology().subjects(SKOS.inScheme, CODE["discipline"]):
        label = next(o for o in load_ontology().objects(concept, SKOS.prefLabel) if o.language == "fr")
        assert discipline_iri(str(label)) == concept


def test_nothing_in_the_vocabulary_is_undeclared() -> None:
    named: set[URIRef] = {v for v in vars(vocabulary).values() if isinstance(v, URIRef)}
    for shape in FACT_SHAPES.values():
        named |= {v for v in dataclasses.astuple(shape) if isinstance(v, URIRef)}
    named |= set(CLASS_OF_TYPE.values()) | set(QUALIFIER_PROPERTY.values())
    assert not {iri for iri in named if not _declared(iri)}


def test_the_root_defines_nothing_and_imports_every_other_module() -> None:
    root = load_module("kg")
    imported = {str(iri).rsplit("/", 1)[1] for iri in root.objects(None, OWL.imports)}
    assert imported == set(module_names()) - {"kg"}
    assert {str(s) for s in root.subjects()} == {"https://w3id.org/sante-kg/ontology"}


@pytest.mark.parametrize("name", module_names())
def test_every_module_has_licence_version_and_titles_in_both_languages(name: str) -> None:
    module = load_module(name)
    header = module.value(None, RDF.type, OWL.Ontology)
    assert module.value(header, OWL.versionIRI)
    assert {o.language for o in module.objects(header, vocabulary.DCTERMS.title)} == {"fr", "en"}
    assert module.value(header, vocabulary.DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")


def test_every_structure_of_the_contract_stands_on_an_axis() -> None:
    apart = {SANTE.Organisation, SANTE.Person}
    classes = {cls for cls in CLASS_OF_TYPE.values() if cls not in apart}
    assert not {cls for cls in classes if not load_ontology().value(cls, SANTE.axis)}


def test_every_property_that_the_ontology_uses_is_declared() -> None:
    built_in = (str(RDF), str(RDFS), str(OWL))
    used = {p for p in load_ontology().predicates() if not str(p).startswith(built_in)}
    assert not {p for p in used if not _declared(URIRef(str(p)))}


def test_no_two_axes_exclude_each_other() -> None:
    graph = load_ontology()
    pairs = {(s, o) for s, o in graph.subject_objects(OWL.disjointWith)}
    assert pairs == {(SANTE.GHT, SANTE.CHT)}
    groups = list(graph.subjects(RDF.type, OWL.AllDisjointClasses))
    assert len(groups) == 1
    members = set(graph.items(graph.value(groups[0], OWL.members)))
    assert members == {SANTE[n] for n in ("LegalEntity", "Establishment", "Document", "Person", "Place")}


def _declared(iri: URIRef | None) -> bool:
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
    return bool(kinds & set(load_ontology().objects(iri, RDF.type)))
