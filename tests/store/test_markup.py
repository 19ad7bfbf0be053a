"""What a store writes in XML is read back as it was, or refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from rdflib import Graph

from kg.errors import NotAcceptableError
from kg.store import Store, open_store


@pytest.fixture
def memory() -> Iterator[Store]:
    opened = open_store("memory")
    yield opened
    opened.close()


def graph(text: bytes, parser: str) -> Graph:
    return Graph().parse(data=text, format=parser)


@pytest.mark.parametrize(
    "triple",
    [
        '<http://a/s> <http://a/p> "one\\r\\ntwo\\rthree\\n & <b> ]]>"',
        '<http://a/s> <http://a/é> "été"@fr',
        "<http://a/s?a=1&b='2'> <http://a/b#c-d.e> <http://a/é?x=1&y=2>",
        "<http://a/s> a <http://a/123>, <http://a/>",
        "<http://a/s> skos:prefLabel 'x' ; <http://a/12a> 1.50, '2020'^^xsd:gYear",
        "_:a <http://a/p> _:b . _:b <http://a/p> _:a , <http://a/s>",
    ],
)
def test_rdfxml_says_what_ntriples_say(memory: Store, triple: str) -> None:
    query = f"CONSTRUCT {{ {triple} }} WHERE {{ }}"
    told, expected = (
        graph(memory.serialise(query, format), parser) for format, parser in (("rdfxml", "xml"), ("ntriples", "nt"))
    )
    assert told.isomorphic(expected)


@pytest.mark.parametrize(
    "triple",
    [
        "<http://a/s> <http://a/123> 1",
        "<http://a/s> <http://a/> 1",
        "<http://a/s> <urn:x:1> 1",
        "<http://a/s> rdf:li 1",
        '<http://a/s> <http://a/p> "a\\u0001b"',
    ],
)
def test_what_rdfxml_cannot_tell_is_refused_and_the_other_formats_named(memory: Store, triple: str) -> None:
    prefix = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
    with pytest.raises(NotAcceptableError) as refused:
        memory.serialise(f"{prefix}CONSTRUCT {{ {triple} }} WHERE {{ }}", "rdfxml")
    assert "turtle, ntriples, jsonld" in refused.value.cure


def test_an_empty_graph_is_rdfxml(memory: Store) -> None:
    assert len(graph(memory.serialise("CONSTRUCT WHERE { ?s ?p ?o }", "rdfxml"), "xml")) == 0


def test_a_dump_in_rdfxml_keeps_carriage_returns(memory: Store) -> None:
    memory.update('INSERT DATA { <http://a/s> <http://a/p> "a\\rb" }')
    out = io.BytesIO()
    memory.dump(out, "rdfxml")
    assert [str(o) for _, _, o in graph(out.getvalue(), "xml")] == ["a\rb"]


def test_rows_in_xml_keep_carriage_returns(memory: Store) -> None:
    root = ElementTree.fromstring(memory.serialise('SELECT ("a\\r\\nb" AS ?x) { }', "xml"))
    assert [each.text for each in root.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["a\r\nb"]


@pytest.mark.parametrize("character", ["\\u0000", "\\u0008", "\\u001F", "\\uFFFE", "\\uFFFF"])
def test_rows_that_xml_cannot_tell_are_refused(memory: Store, character: str) -> None:
    with pytest.raises(NotAcceptableError, match=character[2:]):
        memory.serialise(f'SELECT ("a{character}b" AS ?x) {{ }}', "xml")
