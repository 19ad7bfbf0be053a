"""Reviewed documents are written as gold that `training/` reads: what people decided, and plainly what they did not."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.consolidate.press import fact
from training.documents import Document, Span, read_article

from kg.errors import StoreError
from kg.export import Gold, gold, write_gold
from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Modality, Review, Verdict, Zone, ZoneKind

TEXT = "Abonnez-vous\nLe GIE du Lac exploite depuis mars 2022 le scanner du CH de Lunac, que la ville ne finance pas."
BY = {"by": "Claire", "at": "2026-11-26T10:00:00Z"}


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def entity(id: str, type: str, name: str) -> Entity:
    return Entity(id, type, name, mentions=(Mention(*at(name)),))


def reviewed(verdict: Verdict | None, *, modality: Modality = Modality.ASSERTED, **ends: Any) -> Fact:
    review = None if verdict is None else Review("r1", verdict, **BY)
    said = replace(fact("operated_by", subject="e2", object="e1", **ends), review=review, modality=modality)
    return replace(said, evidence=(Evidence(13, len(TEXT), TEXT[13:]),))


ENTITIES = (entity("e1", "GIE", "GIE du Lac"), entity("e2", "CH", "CH de Lunac"), entity("e3", "COMMUNE", "ville"))
ARTICLE = Article(
    "lunac", TEXT, (Zone(0, 12, ZoneKind.FURNITURE), Zone(13, len(TEXT), ZoneKind.BODY)), published="2022-04-01"
)
OPENED = replace(reviewed(None), predicate="opened", object=None, value="2022-03")


def made(*facts: Fact) -> Gold:
    return gold(ARTICLE, Extraction(ENTITIES, facts, "net"))


def lines(one: Gold) -> list[Any]:
    return [line for line in one.lines if line["kind"] == "fact"]


def test_each_fact_says_whether_someone_decided_on_it() -> None:
    told = {line["predicate"]: line["reviewed"] for line in lines(made(reviewed(Verdict.ACCEPTED), OPENED))}
    assert told == {"operated_by": True, "opened": False}


def test_what_was_rejected_is_no_fact_but_is_kept_beside() -> None:
    one = made(reviewed(Verdict.REJECTED))
    assert lines(one) == [] == one.spans["statements"]
    assert [each["predicate"] for each in one.spans["rejected"]] == ["operated_by"]


def test_statements_keep_their_modality() -> None:
    one = made(reviewed(Verdict.CORRECTED, modality=Modality.NEGATED))
    assert lines(one) == []
    assert [each["modality"] for each in one.spans["statements"]] == ["negated"]


def test_spans_and_gold_name_entities_alike() -> None:
    one = made(reviewed(Verdict.ACCEPTED))
    names = {line["id"]: line["name"] for line in one.lines if line["kind"] == "entity"}
    assert all(TEXT[m["start"] : m["end"]] == names[m["entity"]] for m in one.spans["mentions"])


def test_values_stand_where_the_text_has_them() -> None:
    assert made(OPENED).spans["dates"] == [{"start": at("mars 2022")[0], "end": at("mars 2022")[1], "value": "2022-03"}]


def read_back(folder: Path, *facts: Fact) -> Document:
    (name,) = write_gold([made(*facts)], folder)
    return read_article(name, folder)


def edges(document: Document) -> set[tuple[str, str, str]]:
    def words(span: Span) -> str:
        return document.text[span.start : span.end]

    spans = document.spans
    return {(words(spans[e.head]), e.label, words(spans[e.tail])) for e in document.links if e.label != "same"}


def test_training_reads_what_people_decided(tmp_path: Path) -> None:
    document = read_back(tmp_path, reviewed(Verdict.CORRECTED), replace(OPENED, subject="e1"))
    assert edges(document) == {("CH de Lunac", "operated_by", "GIE du Lac"), ("GIE du Lac", "opened", "mars 2022")}


def test_training_does_not_learn_what_was_rejected(tmp_path: Path) -> None:
    assert edges(read_back(tmp_path, reviewed(Verdict.REJECTED))) == set()


def test_the_folder_says_what_it_holds_and_what_not(tmp_path: Path) -> None:
    write_gold([made(reviewed(Verdict.ACCEPTED), OPENED), made(reviewed(Verdict.REJECTED))], tmp_path)
    with (tmp_path / "origin.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(r["name"], r["reviewed"], r["unreviewed"], r["rejected"], r["complete"]) for r in rows] == [
        ("lunac", "1", "1", "0", "no"),
        ("lunac-2", "0", "0", "1", "yes"),
    ]
    assert "does not hold" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_the_same_decisions_give_the_same_files(tmp_path: Path) -> None:
    for part in ("a", "b"):
        write_gold([made(reviewed(Verdict.ACCEPTED), OPENED)], tmp_path / part)
    files = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.*"))
    assert len(files) == 5
    assert all((tmp_path / "a" / p).read_bytes() == (tmp_path / "b" / p).read_bytes() for p in files)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError):
        write_gold([made(OPENED)], tmp_path / "file" / "in")


def test_offsets_of_gold_slice_to_their_quotes() -> None:
    one = made(reviewed(Verdict.ACCEPTED), OPENED)
    quotes = [q for each in json.loads(json.dumps(one.spans["statements"])) for q in each["evidence"]]
    assert all(one.text[q["start"] : q["end"]] == q["text"] for q in quotes)
