"""Each check finds its fault; the ontology and what uses it have none."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from kg.hygiene import checks, ontology_faults, undeclared_terms
from kg.vocabulary import PREFIXES

FAULTY = {
    "missing-label": 'sante:A a owl:Class ; rdfs:label "a"@fr .',
    "missing-definition": 'sante:A a owl:Class ; skos:definition "a"@fr .',
    "missing-example": "sante:A a owl:Class .",
    "missing-module": "sante:A a owl:Class ; rdfs:isDefinedBy <https://example.org/nothing> .",
    "orphan-term": "sante:A a owl:Class .",
    "hierarchy-cycle": "sante:A rdfs:subClassOf sante:B . sante:B rdfs:subClassOf sante:A .",
    "deprecated-in-use": "sante:A owl:deprecated true . sante:B rdfs:subClassOf sante:A .",
    "undeclared-in-ontology": "sante:B a owl:Class ; rdfs:subClassOf sante:A .",
    "duplicate-label": 'sante:A a owl:Class ; rdfs:label "a"@fr . sante:B a owl:Class ; rdfs:label "a"@fr .',
    "several-labels": 'sante:A rdfs:label "a"@fr, "b"@fr .',
    "duplicate-notation": 'sante:A skos:inScheme sante:S ; skos:notation "1" . sante:B skos:inScheme sante:S ; '
    'skos:notation "1" .',
    "changing-cardinality": "sante:A a owl:FunctionalProperty .",
    "two-kinds": "sante:A a owl:ObjectProperty, owl:DatatypeProperty .",
    "beyond-profile": "sante:A owl:unionOf () .",
}  # fmt: skip
HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())


def test_every_check_has_an_example_of_its_fault() -> None:
    assert set(FAULTY) == {check.name for check in checks()}


@pytest.mark.parametrize("name", FAULTY)
def test_a_check_finds_its_fault(name: str) -> None:
    found = [f for f in ontology_faults(Graph().parse(data=HEAD + FAULTY[name], format="turtle")) if f.check == name]
    assert found
    assert found[0].place == "sante:A"
    assert "?" not in found[0].problem


def test_the_ontology_has_no_fault() -> None:
    assert [str(fault) for fault in ontology_faults()] == []


def test_nothing_names_a_term_that_is_not_declared() -> None:
    assert [str(fault) for fault in undeclared_terms()] == []


@pytest.mark.parametrize(
    ("name", "text", "term"),
    [
        ("a.rq", "SELECT * { ?s sante:notThere ?o }", "sante:notThere"),
        ("a.ttl", "<https://w3id.org/sante-kg/ontology#notThere> a owl:Class .", "sante:notThere"),
        ("a.md", "Roles are `code:role/notthere`.", "code:role/notthere"),
        ("a.py", "x = SANTE.notThere", "sante:notThere"),
        ("a.py", 'x = SANTE["notThere"]', "sante:notThere"),
        ("a.py", 'x = CODE["role/notthere"]', "code:role/notthere"),
    ],
)
def test_an_undeclared_term_is_found_where_it_stands(tmp_path: Path, name: str, text: str, term: str) -> None:
    file = tmp_path / name
    file.write_text("\n" + text, encoding="utf-8")
    (fault,) = undeclared_terms([file])
    assert fault.place == f"{name}:2"
    assert fault.problem == f"{term} is declared nowhere"


@pytest.mark.parametrize(
    "text", ["see `code:discipline/…`", "sante: is the prefix", "SANTE.startswith", "code:SCHEME/KEY"]
)
def test_what_only_looks_like_a_term_is_let_be(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.py"
    file.write_text(text, encoding="utf-8")
    assert undeclared_terms([file]) == []
