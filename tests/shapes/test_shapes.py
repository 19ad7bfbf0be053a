"""Each shape lets its conforming example through and stops its breaking one.

A folder `tests/shapes/NAME/` is the example of shape `NAME`: `conforms.ttl` and `breaks.ttl`, small graphs that anyone
can write. A new shape needs its folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, SH

from kg.validate import check
from kg.validate.form import SHAPE, shapes

HERE = Path(__file__).parent
TEXT = "Le CH de Lunac rejoint le GHT."
EXAMPLES = sorted(path.name for path in HERE.iterdir() if (path / "breaks.ttl").exists())
NAMES = sorted(str(shape).removeprefix(SHAPE) for shape in shapes().subjects(RDF.type, SH.PropertyShape))


def broken(name: str, kind: str) -> set[str]:
    """The shapes that an example breaks."""
    graph = Graph().parse(HERE / name / f"{kind}.ttl", format="turtle")
    return {result.shape.removeprefix(SHAPE) for result in check(graph, text=TEXT).results}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_conforming_example_passes(name: str) -> None:
    assert name not in broken(name, "conforms")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_breaking_example_is_found(name: str) -> None:
    assert name in broken(name, "breaks")


def test_every_shape_has_its_two_examples_and_every_example_its_shape() -> None:
    assert EXAMPLES == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_speaks_both_languages_and_says_its_severity_and_its_source(name: str) -> None:
    shape, graph = URIRef(SHAPE + name), shapes()
    messages = [message for message in graph.objects(shape, SH.message) if isinstance(message, Literal)]
    assert sorted(str(message.language) for message in messages) == ["en", "fr"]
    assert graph.value(shape, SH.severity) in (SH.Violation, SH.Warning, SH.Info)
    assert (shape, DCTERMS.source, None) in graph or (shape, RDFS.seeAlso, None) in graph


def test_shapes_are_core_only() -> None:
    assert not [
        triple for property in (SH.sparql, SH.js, SH.rule) for triple in shapes().triples((None, property, None))
    ]
