"""One article in every format, a whole store through the engine's own writers, and never the text of an article."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from rdflib import Graph
from tests.export.extractions import ARTICLE, TEXT, extractions

from kg.errors import InputError
from kg.export import as_csv, as_table, document_store, export, export_tables, extraction_as, facts
from kg.graph import build
from kg.model import Article, Entity, Evidence, Extraction, Fact
from kg.store import canonical, open_store

PIMM, CH = Entity("p", "PIMM", "PIMM de Lunac"), Entity("h", "CH", "CH de Lunac")
QUOTE = (Evidence(0, 14, TEXT[:14]),)
FOUND = Extraction(
    (PIMM, CH),
    (
        Fact("p", "member", object="h", qualifiers={"role": "lead", "since": "2022-06"}, evidence=QUOTE),
        Fact("p", "equipment", value="IRM", qualifiers={"count": 1, "status": "installed"}, evidence=QUOTE),
    ),
    "test 1",
)
CONSOLIDATED = b"""
@prefix sante: <https://w3id.org/sante-kg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix code: <https://w3id.org/sante-kg/code/> . @prefix id: <https://w3id.org/sante-kg/id/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
id:pimm a sante:PIMM ; skos:prefLabel "PIMM de Lunac"@fr ; skos:altLabel "PIMM lunacois"@fr .
id:ch a sante:PublicHospital ; skos:prefLabel "CH de Lunac"@fr .
id:anne a sante:Person ; skos:prefLabel "Anne F\xc3\xa9vre"@fr .
id:m a sante:Membership ; sante:predicate "member" ; sante:organisation id:pimm ; sante:member id:ch ;
    sante:role <https://w3id.org/sante-kg/code/role/lead> ; sante:since "2022-06"^^xsd:gYearMonth ;
    sante:modality <https://w3id.org/sante-kg/code/modality/asserted> ; sante:quote "le CH, \\"chef\\""@fr .
id:e a sante:EquipmentHolding ; sante:predicate "equipment" ; sante:organisation id:pimm ;
    sante:equipment <https://w3id.org/sante-kg/code/equipment/IRM> ; sante:count 1 .
id:r a sante:Post ; sante:predicate "role" ; sante:organisation id:ch ; sante:person id:anne .
"""


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads"])
def test_every_rdf_format_holds_the_same_triples(format: str) -> None:
    graph = build(ARTICLE, FOUND)
    name = str(graph.identifier)
    triples = format == "jsonld"  # a dataset format, written without a graph so that it reads like Turtle
    expected = canonical(graph.serialize(format="nt"), "ntriples", None if triples else name)
    assert canonical(extraction_as(ARTICLE, FOUND, format), format, name) == expected


@pytest.mark.parametrize(("format", "parser"), [("turtle", "turtle"), ("rdfxml", "xml")])
def test_another_library_reads_what_we_write(format: str, parser: str) -> None:
    read = Graph().parse(data=extraction_as(ARTICLE, FOUND, format), format=parser)
    assert set(read) == set(build(ARTICLE, FOUND))


def test_turtle_is_written_with_our_prefixes() -> None:
    assert "sante:states" in extraction_as(ARTICLE, FOUND, "turtle")


@given(extractions())
@settings(max_examples=15, deadline=None)
def test_trig_and_n_quads_say_the_same(extraction: Extraction) -> None:
    trig, nquads = (extraction_as(ARTICLE, extraction, format) for format in ("trig", "nquads"))
    assert canonical(trig, "trig") == canonical(nquads, "nquads")


@given(extractions())
@settings(max_examples=30, deadline=None)
def test_what_goes_to_the_engine_is_the_graph_that_is_built(extraction: Extraction) -> None:
    graph = build(ARTICLE, extraction)
    built = canonical(graph.serialize(format="nt"), "ntriples", str(graph.identifier))
    assert canonical(extraction_as(ARTICLE, extraction, "nquads"), "nquads") == built


def test_control_characters_of_a_text_leave_the_xml_well_formed() -> None:
    text = "Le CH\x0c de \x01Lunac"
    fact = Fact("h", "created", value="2016", evidence=(Evidence(0, len(text), text),))
    minidom.parseString(extraction_as(Article("a", text), Extraction((CH,), (fact,)), "rdfxml").encode())


def test_csv_has_one_row_a_fact_with_names_instead_of_ids() -> None:
    rows = list(csv.DictReader(io.StringIO(extraction_as(ARTICLE, FOUND, "csv"))))
    assert [(row["subject"], row["predicate"], row["object"] or row["value"]) for row in rows] == [
        ("PIMM de Lunac", "member", "CH de Lunac"),
        ("PIMM de Lunac", "equipment", "IRM"),
    ]
    assert rows[0]["role"] == "lead"
    assert rows[0]["quote"] == TEXT[:14]


def test_the_table_reads_like_a_sentence_with_its_quote_below() -> None:
    text = as_table(facts(document_store(ARTICLE, FOUND)))
    assert "PIMM de Lunac  member     CH de Lunac (role lead, since 2022-06)" in text
    assert f"« {TEXT[:14]} »" in text


def test_an_article_without_facts_gives_an_empty_table_and_a_csv_with_its_header() -> None:
    lines = facts(document_store(ARTICLE, Extraction()))
    assert as_table(lines) == ""
    assert len(as_csv(lines).splitlines()) == 1


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="one of facts, table, csv, turtle"):
        extraction_as(ARTICLE, FOUND, "docx")


def test_a_store_is_exported_whole_and_comes_back_equal() -> None:
    store, copy, out = open_store("memory"), open_store("memory"), io.BytesIO()
    store.load(CONSOLIDATED, "turtle")
    store.load(extraction_as(ARTICLE, FOUND, "trig").encode(), "trig")
    export(store, out, "trig")
    copy.load(out.getvalue(), "trig")
    one, other = io.BytesIO(), io.BytesIO()
    export(store, one)
    export(copy, other)
    assert one.getvalue() == other.getvalue() != b""


def test_the_tables_of_a_store_name_who_is_in_what_and_why(tmp_path: Path) -> None:
    store = open_store("memory")
    store.load(CONSOLIDATED, "turtle")
    files = export_tables(store, tmp_path / "tables")
    tables = {path.stem: list(csv.DictReader(io.StringIO(path.read_text("utf-8")))) for path in files}
    assert [(row["name"], row["type"], row["aliases"]) for row in tables["organisations"]] == [
        ("CH de Lunac", "PublicHospital", ""),
        ("PIMM de Lunac", "PIMM", "PIMM lunacois"),
    ]
    assert [(r["structureName"], r["memberName"], r["role"], r["quote"]) for r in tables["memberships"]] == [
        ("PIMM de Lunac", "CH de Lunac", "lead", 'le CH, "chef"')
    ]
    assert [(row["equipment"], row["count"]) for row in tables["equipment"]] == [("IRM", "1")]
    assert [(row["predicate"], row["subjectName"], row["objectName"]) for row in tables["facts"]] == [
        ("equipment", "PIMM de Lunac", ""),
        ("member", "PIMM de Lunac", "CH de Lunac"),
        ("role", "Anne Févre", "CH de Lunac"),
    ]


def test_the_text_of_an_article_never_leaves() -> None:
    long = "Le GHT des Sarènes grandit. " * 40
    fact = Fact("h", "created", value="2016", evidence=(Evidence(0, len(long), long),))
    for format in ("turtle", "trig", "jsonld", "rdfxml", "facts", "csv", "table"):
        assert long[:320] not in extraction_as(Article("a", long), Extraction((CH,), (fact,)), format)
