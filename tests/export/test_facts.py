"""The facts view gives back what was extracted, from the graph alone."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given, settings
from tests.export.extractions import ARTICLE, TEXT, extractions

from kg.export import as_jsonl, document_store, extraction_from_json, extraction_to_json, facts
from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Modality

CH = Entity("a", "CH", "centre hospitalier de Lunac", ("hôpital de Lunac",), (Mention(0, 5),))
GHT = Entity("b", "GHT", "GHT des Sarènes", (), (Mention(9, 12),))
QUOTE = (Evidence(0, 14, TEXT[:14]),)


def view(*found: Fact, entities: tuple[Entity, ...] = (CH, GHT)) -> list[dict[str, Any]]:
    return facts(document_store(ARTICLE, Extraction(entities, found, "test 1")))


def shown(*found: Fact) -> list[dict[str, Any]]:
    return [line for line in view(*found) if line["kind"] == "fact"]


def in_view(fact: Fact) -> bool:
    """The contract's filter, said once more in Python."""
    q = fact.qualifiers
    if fact.predicate == "equipment":
        decided = q.get("status") == "planned"
    else:
        day = q.get("since") or q.get("date") or (fact.value if fact.predicate in ("created", "opened") else None)
        decided = len(str(day or "")) == 10
    return {Modality.ASSERTED: True, Modality.PLANNED: decided, Modality.ENDED: "until" in q}.get(fact.modality, False)


Said = tuple[str, str]


def said(extraction: Extraction) -> list[Said]:
    """What an extraction says, in words that do not depend on ids; the same statement said twice is one."""
    name = {entity.id: (entity.type, entity.name) for entity in extraction.entities}
    merged: dict[tuple[str, str], list[Fact]] = {}
    for fact in filter(in_view, extraction.facts):
        ends = [name[fact.subject], name[fact.object] if fact.object else fact.value]
        if fact.predicate == "partner":
            ends.sort()
        words = json.dumps([fact.predicate, ends, fact.basis, dict(fact.qualifiers)], sort_keys=True)
        merged.setdefault((words, f"{fact.modality} {fact.place}"), []).append(fact)
    return sorted((words, proof([e for f in same for e in f.evidence], max(f.confidence for f in same)))
                  for (words, _), same in merged.items())  # fmt: skip


def read_back(lines: list[dict[str, Any]]) -> list[Said]:
    name = {line["id"]: (line["type"], line["name"]) for line in lines if line["kind"] == "entity"}
    out = []
    for line in (line for line in lines if line["kind"] == "fact"):
        ends = [name[line["subject"]], name[line["object"]] if "object" in line else line["value"]]
        if line["predicate"] == "partner":
            ends.sort()
        words = [line["predicate"], ends, line.get("basis"), line.get("qualifiers", {})]
        spans = line["evidence"] if isinstance(line["evidence"], list) else [line["evidence"]]
        evidence = [Evidence(span["start"], span["end"], span["text"]) for span in spans]
        out.append((json.dumps(words, sort_keys=True), proof(evidence, line["confidence"])))
    return sorted(out)


def proof(evidence: list[Evidence], confidence: float) -> str:
    return json.dumps([sorted({(e.start, e.end, e.text) for e in evidence}), confidence])


@given(extractions())
@settings(max_examples=60, deadline=None)
def test_the_view_gives_back_all_that_was_extracted(extraction: Extraction) -> None:
    assert read_back(facts(document_store(ARTICLE, extraction))) == said(extraction)


@given(extractions())
@settings(max_examples=30, deadline=None)
def test_every_entity_has_a_line_with_its_other_names(extraction: Extraction) -> None:
    lines = [line for line in facts(document_store(ARTICLE, extraction)) if line["kind"] == "entity"]
    names = {line["name"]: (line["type"], set(line["aliases"])) for line in lines}  # type: ignore[call-overload]
    assert names == {e.name: (e.type, set(e.aliases) - {e.name}) for e in extraction.entities}


@given(extractions())
@settings(max_examples=30, deadline=None)
def test_an_extraction_survives_json(extraction: Extraction) -> None:
    back = extraction_from_json(extraction_to_json(extraction))
    assert back.entities == extraction.entities
    assert [dataclasses.replace(f, qualifiers=dict(f.qualifiers)) for f in extraction.facts] == list(back.facts)


def test_the_article_stands_first_with_null_for_what_it_does_not_give() -> None:
    line = view()[0]
    assert line == {
        "kind": "article", "title": "Un GHT", "publisher": "La Gazette", "published": "2022-05-03", "modified": None,
        "authors": ["A. B", "C. D"], "url": None,
    }  # fmt: skip


def test_entities_stand_in_the_order_of_the_text() -> None:
    late, early = (
        dataclasses.replace(CH, mentions=(Mention(90, 95),)),
        dataclasses.replace(GHT, mentions=(Mention(3, 9),)),
    )
    names = [line["name"] for line in view(entities=(late, early)) if line["kind"] == "entity"]
    assert names == ["GHT des Sarènes", "centre hospitalier de Lunac"]


def test_facts_stand_in_the_order_of_the_text() -> None:
    first = Fact("b", "created", value="2016", evidence=(Evidence(5, 9, TEXT[5:9]),))
    second = Fact("b", "member", object="a", evidence=(Evidence(50, 59, TEXT[50:59]),))
    assert [line["predicate"] for line in shown(second, first)] == ["created", "member"]


@pytest.mark.parametrize(
    ("predicate", "value", "qualifiers", "modality", "stays"),
    [
        ("equipment", "IRM", {"status": "planned"}, Modality.PLANNED, True),
        ("equipment", "IRM", {"status": "installed", "date": "2022-01-01"}, Modality.PLANNED, False),
        ("equipment", "IRM", {"status": "planned"}, Modality.HOPED, False),
        ("opened", "2026-01-01", {}, Modality.PLANNED, True),
        ("opened", "2026-01", {}, Modality.PLANNED, False),
        ("signed", "2026-01-01", {}, Modality.PLANNED, False),
        ("created", "2016", {}, Modality.NEGATED, False),
        ("created", "2016", {}, Modality.ENDED, False),
    ],
)
def test_plans_stay_only_where_the_contract_keeps_them(
    predicate: str, value: str, qualifiers: dict[str, Any], modality: Modality, stays: bool
) -> None:
    fact = Fact("b", predicate, value=value, qualifiers=qualifiers, evidence=QUOTE, modality=modality)
    assert bool(shown(fact)) is stays


@pytest.mark.parametrize(("qualifiers", "stays"), [({}, False), ({"until": "2020"}, True)])
def test_what_ended_stays_only_where_it_says_until_when(qualifiers: dict[str, Any], stays: bool) -> None:
    fact = Fact("b", "member", object="a", qualifiers=qualifiers, evidence=QUOTE, modality=Modality.ENDED)
    assert bool(shown(fact)) is stays


def test_whole_amounts_are_whole_numbers_and_others_keep_their_cents() -> None:
    found = [Fact("b", "cost", value=value, evidence=QUOTE) for value in (1_350_000.0, 12.5)]
    assert sorted(line["value"] for line in shown(*found)) == [12.5, 1350000]


def test_a_place_keeps_the_name_the_source_gives_it() -> None:
    found = [Fact("a", "located_in", value=name, evidence=QUOTE) for name in ("Lunac", "LUNAC")]
    assert sorted(line["value"] for line in shown(*found)) == ["LUNAC", "Lunac"]


def test_one_stretch_of_evidence_is_an_object_and_several_are_a_list() -> None:
    two = (*QUOTE, Evidence(20, 30, TEXT[20:30]))
    lines = shown(Fact("b", "created", value="2016", evidence=QUOTE), Fact("b", "member", object="a", evidence=two))
    assert [type(line["evidence"]) for line in lines] == [dict, list]


def test_a_stretch_beyond_300_characters_is_cut_and_still_stands_at_its_offsets() -> None:
    long = Evidence(0, 400, TEXT[:400])
    cut = shown(Fact("b", "created", value="2016", evidence=(long,)))[0]["evidence"]
    assert len(cut["text"]) <= 300
    assert TEXT[cut["start"] : cut["end"]] == cut["text"]


def test_lines_are_written_one_object_a_line_in_plain_letters() -> None:
    text = as_jsonl(view())
    assert [json.loads(line) for line in text.splitlines()] == view()
    assert "hôpital de Lunac" in text


def test_gold_passages_come_back_from_their_graphs(shared: Any) -> None:
    for path in sorted((shared / "passages").glob("*.jsonl"))[:4]:
        for line in path.read_text("utf-8").splitlines()[:25]:
            passage = json.loads(line)
            extraction = extraction_from_json(line)
            article = Article(passage["id"], passage["text"], published=passage["published"])
            assert read_back(facts(document_store(article, extraction))) == said(extraction), passage["id"]


def test_the_piece_that_states_the_fact_is_the_first_of_the_evidence() -> None:
    pieces = tuple(Evidence(at, at + 4, TEXT[at : at + 4]) for at in (20, *range(12)))
    fact = Fact("b", "created", value="2016", evidence=pieces)
    (line,) = shown(fact)
    assert [span["start"] for span in line["evidence"]] == [20, *range(12)]
