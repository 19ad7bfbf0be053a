"""Accept headers are read as RFC 9110 says."""

from __future__ import annotations

import doctest

import pytest

import kg.web.negotiate
from kg.web.negotiate import GRAPHS, RESULTS, choose, named
from kg.web.rewrite import described, with_dataset


@pytest.mark.parametrize(
    ("lines", "format"),
    [
        ([], "json"),
        ([""], "json"),
        (["*/*;q=0"], None),
        (["text/csv;q=0.5;charset=utf-8, text/tab-separated-values;q=0.4"], "csv"),
        (["text/*;q=0.3, text/csv;q=0"], "tsv"),
        (["garbage, text/csv"], "csv"),
        (["text/csv;q=abc, application/json"], "json"),
        (["application/*"], "json"),
        (["text/xml"], "xml"),
    ],
)
def test_the_most_specific_range_decides(lines: list[str], format: str | None) -> None:
    found = choose(lines, RESULTS)
    assert (found[0] if found else None) == format


def test_an_alias_is_sent_to_those_who_name_it() -> None:
    assert choose(["text/plain"], GRAPHS) == ("ntriples", "text/plain")
    assert choose(["text/*"], GRAPHS) == ("turtle", "text/turtle")


@pytest.mark.parametrize("media", ["text/n3", "application/n3"])
def test_turtle_is_sent_to_those_who_ask_for_n3(media: str) -> None:
    assert choose([media], GRAPHS) == ("turtle", media)


@pytest.mark.parametrize(
    ("given", "format"), [("ttl", "turtle"), ("n3", "turtle"), ("NT", "ntriples"), ("application/ld+json", "jsonld")]
)
def test_a_format_has_short_names(given: str, format: str) -> None:
    found = named(given, GRAPHS)
    assert found is not None
    assert found[0] == format


def test_the_examples_run() -> None:
    assert doctest.testmod(kg.web.negotiate).failed == 0


def test_a_dataset_keeps_the_lines_of_the_query() -> None:
    query = "SELECT (EXISTS { ?s ?p 1 } AS ?x)\nFROM <a:a>\nFROM NAMED <a:b>\nWHERE {\n?broken }"
    assert with_dataset(query, ["a:c"], []).splitlines()[4:] == query.splitlines()[4:]


def test_a_dataset_goes_before_what_follows_a_bare_description() -> None:
    assert with_dataset("DESCRIBE <a:b> LIMIT 1", ["a:c"], []) == "DESCRIBE <a:b>  FROM <a:c> LIMIT 1"


def test_a_description_names_its_iris() -> None:
    assert described("DESCRIBE <a:b> <a:c>") == (["a:b", "a:c"], "")
