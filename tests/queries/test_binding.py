"""Parameters are typed terms: nothing that is given can become more than a term of the query."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFoundError, QueryError
from kg.model import Term
from kg.queries import load_questions, parse_question, question, read_questions, serialise
from kg.store import open_store

ECHO = parse_question(
    "#+ parameters:\n#+   text: {type: string, example: x}\n#+   n: {type: integer, optional: true}\n"
    "SELECT (?text AS ?said) WHERE { }",
    "echo",
)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_comes_back_as_it_was_given(text: str) -> None:
    (row,) = open_store("memory").select(ECHO.bind(text=text))
    assert row["said"] == Term("literal", text)


@pytest.mark.parametrize("value", ["x> } DROP ALL #", "a b", "no scheme", "http://a/<b>", 'http://a/"', "http://a/\n"])
def test_what_is_no_iri_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match=r"structure is an IRI.*for example structure=https"):
        question("members-of-structure").bind(structure=value)


@pytest.mark.parametrize("value", ["2023", "2023-13-01", "yesterday", '2023-01-01"^^x'])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(QueryError, match="date is a date, YYYY-MM-DD"):
        question("members-of-structure").bind(structure="http://a/b", date=value)


@pytest.mark.parametrize(
    ("name", "parameter", "value", "written"),
    [
        (
            "members-of-structure",
            "date",
            datetime.date(2023, 1, 2),
            '"2023-01-02"^^<http://www.w3.org/2001/XMLSchema#date>',
        ),
        ("structures-by-type-and-territory", "type", "ght", "<https://w3id.org/sante-kg/ontology#GHT>"),
        ("equipment-by-departement", "equipment", "IRM", "<https://w3id.org/sante-kg/code/equipment/IRM>"),
        ("equipment-by-departement", "territory", "2a", "<https://w3id.org/sante-kg/id/place/departement/2A>"),
        ("weakly-supported-facts", "confidence", 0.25, '"0.25"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("members-of-structure", "structure", "id:org/ght/x", "<https://w3id.org/sante-kg/id/org/ght/x>"),
    ],
)
def test_a_value_becomes_a_term_of_its_type(name: str, parameter: str, value: object, written: str) -> None:
    required = {"structure": "http://a/b"} if name == "members-of-structure" and parameter != "structure" else {}
    assert written in question(name).bind(**required, **{parameter: value})


def test_several_values_are_alternatives() -> None:
    assert "VALUES ?fact { <http://a/1> <http://a/2> }" in question("evidence").bind(fact=["http://a/1", "http://a/2"])


def test_a_missing_parameter_is_named_with_an_example() -> None:
    with pytest.raises(QueryError, match=r"needs the parameter structure .*for example structure=https"):
        question("members-of-structure").bind()


def test_an_unknown_parameter_names_the_known_ones() -> None:
    with pytest.raises(QueryError, match=r"no parameter 'strcture' .*structure, date"):
        question("members-of-structure").bind(strcture="http://a/b")


def test_an_unknown_question_names_the_close_ones() -> None:
    with pytest.raises(NotFoundError, match="close: members-of-structure"):
        question("member-of-structures")


def test_an_unknown_type_names_close_types() -> None:
    with pytest.raises(QueryError, match="a type such as PIMM"):
        question("structures-by-type-and-territory").bind(type="PIM")


def test_an_unknown_place_is_refused() -> None:
    with pytest.raises(QueryError, match="a commune, département or région"):
        question("structures-by-type-and-territory").bind(territory="Atlantide-sur-Rien")


def test_where_is_found_behind_comments_strings_and_iris() -> None:
    asked = parse_question(
        "#+ parameters:\n#+   n: {type: integer}\n# WHERE {\nSELECT ('WHERE {' AS ?s) (<x:WHERE> AS ?i) ?n WHERE { }",
        "tricky",
    )
    (row,) = open_store("memory").select(asked.bind(n=3))
    assert row["n"].value == "3"


def test_a_default_binds_when_nothing_is_given() -> None:
    assert '"0.5"' in question("weakly-supported-facts").bind()


def test_a_blank_node_is_no_parameter() -> None:
    with pytest.raises(QueryError, match="blank node"):
        serialise(Term("bnode", "b0"))


def test_a_header_that_cannot_be_read_names_its_line() -> None:
    with pytest.raises(QueryError, match=r"bad\.rq, line 3: the type of x"):
        parse_question("#+ title: t\n#+ parameters:\n#+   x: {type: colour}\nASK WHERE { }", "bad")


def test_a_name_that_two_files_share_is_refused(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.rq").write_text("ASK {}", "utf-8")
    with pytest.raises(QueryError, match="two queries are named same"):
        read_questions(sorted(tmp_path.glob("*/*.rq")))


def test_a_folder_can_be_asked_for() -> None:
    assert {each.folder for each in load_questions("lookup").values()} == {"lookup"}
