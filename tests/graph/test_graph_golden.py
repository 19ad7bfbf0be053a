"""Each golden case gives its expected graph, and nothing in it is malformed."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.namespace import RDF
from tests.graph.golden import CASES, article_of, comparable, graph_of

from kg.validate import check
from kg.vocabulary import SANTE

EXPECTED = [case for case in CASES if (case / "expected.ttl").exists()]


@pytest.mark.parametrize("case", EXPECTED, ids=lambda case: case.name)
def test_a_case_gives_its_expected_graph(case: Path) -> None:
    built, expected = graph_of(case).serialize(format="turtle"), (case / "expected.ttl").read_text("utf-8")
    assert comparable(built) == comparable(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_well_formed_and_its_quotes_stand_in_the_article(case: Path) -> None:
    assert check(graph_of(case), text=article_of(case).text).malformed == ()


def test_three_articles_on_one_structure_meet_on_it() -> None:
    told = [set(graph_of(case).subjects(RDF.type, SANTE.PIMM)) for case in CASES if case.name.startswith("pimm-layrac")]
    assert len(told) == 3
    assert told[0] & told[1] & told[2]


def test_there_are_cases_with_expected_graphs() -> None:
    assert len(EXPECTED) >= 2
