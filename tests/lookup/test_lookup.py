"""Names find nodes, nodes tell their facts, facts tell their evidence."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg.lookup
import kg.lookup.names
from kg.errors import NotFoundError, QueryError
from kg.lookup import KnowledgeGraph, Passage, open_graph, to_frame
from kg.vocabulary import ID

SMALL = Path(__file__).parent.parent / "queries" / "small.trig"
RODEZ = f"{ID}org/ch/rodez"


@pytest.fixture(scope="module")
def graph() -> Iterator[KnowledgeGraph]:
    with open_graph("memory") as opened:
        opened.store.load(SMALL.read_bytes(), "trig")
        yield opened


@pytest.mark.parametrize(
    ("asked", "score"),
    [
        ("centre hospitalier de Rodez", 1.0),
        ("CENTRE-HOSPITALIER DE RODEZ", 1.0),
        ("Centre hospitalier, Rodez", 0.97),
        ("ch de rodez", 1.0),
    ],
)
def test_case_accents_hyphens_and_small_words_do_not_matter(graph: KnowledgeGraph, asked: str, score: float) -> None:
    best = graph.find(asked)[0]
    assert (best.iri, best.score, best.type) == (RODEZ, score, "CH")


def test_an_alias_with_accents_is_found_without_them(graph: KnowledgeGraph) -> None:
    assert graph.find("plateau d imagerie ruthenois")[0].name == "Plateau d'imagerie ruthénois"


def test_a_slip_of_the_keyboard_still_finds(graph: KnowledgeGraph) -> None:
    assert graph.find("clinique des Tileuls")[0].label == "clinique des Tilleuls"


@pytest.mark.parametrize(
    ("asked", "label"),
    [
        ("groupement hospitalier de territoire du Val d'Or", "GHT du Val d'Or"),
        ("CH Rodez", "centre hospitalier de Rodez"),
        ("plateau d'imagerie médicale mutualisé du CH de Rodez", "PIMM du centre hospitalier de Rodez"),
    ],
)
def test_an_acronym_and_what_it_stands_for_are_one_name(graph: KnowledgeGraph, asked: str, label: str) -> None:
    best = graph.find(asked)[0]
    assert (best.label, best.score) == (label, 0.97)


def test_an_acronym_of_another_kind_is_another_name(graph: KnowledgeGraph) -> None:
    assert all(each.score < 0.75 for each in graph.find("CHU de Millau"))


def test_the_type_narrows(graph: KnowledgeGraph) -> None:
    assert {each.type for each in graph.find("Rodez", type="PIMM")} == {"PIMM"}


@pytest.mark.parametrize("asked", ["", "?!", "zzzz"])
def test_nothing_like_it_is_an_empty_answer(graph: KnowledgeGraph, asked: str) -> None:
    assert graph.find(asked) == ()


def test_the_limit_holds(graph: KnowledgeGraph) -> None:
    assert len(graph.find("centre hospitalier", limit=1)) == 1


def test_a_name_stands_for_its_iri(graph: KnowledgeGraph) -> None:
    members = graph.members_of("ght du val d'or")
    assert [(each.member_label, each.role_label, each.since) for each in members] == [
        ("centre hospitalier de Millau", "", "2021-03"),
        ("centre hospitalier de Rodez", "établissement support", "2016"),
    ]


def test_as_of_gives_the_members_of_that_day(graph: KnowledgeGraph) -> None:
    assert {each.member for each in graph.members_of("GHT du Val d'Or", as_of="2018-01-01")} == {
        RODEZ,
        f"{ID}org/clinic/tilleuls",
    }


def test_memberships_have_the_organisation_as_member(graph: KnowledgeGraph) -> None:
    found = graph.memberships_of(RODEZ)
    assert {each.member_label for each in found} == {"centre hospitalier de Rodez"}
    assert {each.structure_label for each in found} == {
        "GHT du Val d'Or",
        "GIE Scanner 12",
        "PIMM du centre hospitalier de Rodez",
    }


def test_equipment_tells_what_is_planned(graph: KnowledgeGraph) -> None:
    found = graph.equipment_of("PIMM du centre hospitalier de Rodez")
    assert [(each.equipment_label, each.state, each.count, each.site) for each in found] == [
        ("IRM", "installed", 2, ""),
        ("mammographe", "planned", None, "Decazeville"),
    ]


def test_evidence_has_offsets_and_the_denial(graph: KnowledgeGraph) -> None:
    first, second = graph.evidence_for(f"{ID}fact/m1")
    assert (first.modality, first.confidence, first.passages) == (
        "asserted",
        0.94,
        (Passage("support du GHT", 120, 134),),
    )
    assert (second.modality, second.passages) == ("negated", ())


def test_why_gives_each_row_its_statements(graph: KnowledgeGraph) -> None:
    answer = graph.ask("members-of-structure", structure="GHT du Val d'Or")
    assert [len(each) for each in graph.why(answer)] == [2, 2]


def test_why_needs_a_fact(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="no column fact"):
        graph.why(graph.ask("pimm-overview"))


def test_a_node_tells_its_names_and_facts(graph: KnowledgeGraph) -> None:
    node = graph.get(RODEZ)
    assert (node.type, node.label, node.aliases) == ("CH", "centre hospitalier de Rodez", ("CH de Rodez",))
    assert {each.predicate for each in node.facts} == {"member", "equipment", "role"}
    assert any(each.contested for each in node.facts)


def test_an_unknown_node_is_not_found(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="does not know"):
        graph.get(f"{ID}org/ch/nowhere")


def test_an_unknown_name_is_not_found(graph: KnowledgeGraph) -> None:
    with pytest.raises(NotFoundError, match="nothing is called"):
        graph.members_of("syndicat des eaux du lac")


def test_a_question_without_a_date_takes_no_as_of(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="has no date"):
        graph.ask("pimm-overview", as_of="2020-01-01")


def test_a_frame_has_numbers(graph: KnowledgeGraph) -> None:
    frame = to_frame(graph.ask("equipment-by-departement", territory="12"))
    assert frame["count"].tolist()[0] == 2


@pytest.mark.parametrize("module", [kg.lookup, kg.lookup.names])
def test_the_examples_in_the_documentation_run(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]
