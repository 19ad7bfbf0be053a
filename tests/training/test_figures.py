"""Figures count what the product said against what was annotated, and chances are fitted to what was right."""

from __future__ import annotations

import json

import numpy as np
import pytest
from training.calibrate import Judged, chances, error, fit, interval, table, unseen_chances
from training.corpus import KEPT, ROOT, own_articles
from training.figures import Annotated, Figures, Found, _count, read, scorer, told

GOLD = {"e1": {"id": "e1", "type": "CH", "name": "CH de Foix"}}
ENTITY = {"kind": "entity", "id": "e1", "type": "CH", "name": "CH de Foix"}
EVIDENCE = {"text": "CH de Foix", "start": 3, "end": 13}
MADE = {"kind": "fact", "subject": "e1", "predicate": "created", "value": "1990", "evidence": EVIDENCE}
COST = {"kind": "fact", "subject": "e1", "predicate": "cost", "value": 100, "evidence": EVIDENCE}


def counted(found: Found, wanted: list[dict[str, object]], known: Annotated) -> Figures:
    figures = Figures()
    _count(figures, found, scorer(KEPT), GOLD, wanted, known)
    return figures


def test_every_part_is_counted() -> None:
    statement = {"subject": "e1", "predicate": "cost", "value": 100, "modality": "asserted"}
    found = Found(
        "x",
        [ENTITY, MADE, COST],
        {"e1": {"name": "CH de Foix", "type": "CH"}},
        [statement],
        [(3, 13, "CH")],
        [(0, 20, "body")],
    )
    known = Annotated([{**statement, "modality": "planned"}], [(3, 13, "CHU")], [(0, 20, "furniture")])
    figures = counted(found, [MADE], known)
    counts = figures.counts
    assert (counts["facts"].right, counts["facts"].wrong) == (1, 1)
    assert counts["mentions, bounds"].f1 == 1.0
    assert counts["mentions, typed"].f1 == 0.0
    assert counts["dates"].f1 == 1.0
    assert (figures.kept_out, figures.leaked, figures.on_furniture) == (1, 1, 2)
    assert figures.modality[False] == 1
    assert "1 of 1 (100.0%; aim 3 %)" in told(figures, worst=1)


def judged(seed: int = 0, count: int = 3_000) -> Judged:
    """Facts of which a share is right that falls short of the score, and shorter still for costs."""
    chance = np.random.default_rng(seed)
    scores = chance.normal(1, 1.5, count)
    curves = ["cost" if c else "role" for c in chance.random(count) < 0.5]
    truth = 1 / (1 + np.exp(-(0.8 * scores - 0.5 - np.array([1.0 * (c == "cost") for c in curves]))))
    return Judged(scores, curves, chance.integers(0, 5, count), (chance.random(count) < truth).astype(float))


def test_a_text_goes_through_the_product() -> None:
    found = read(ROOT / "src" / "kg" / "samples" / "cpts-huriel.txt", "rules")
    assert found.name == "cpts-huriel"
    assert {line["kind"] for line in found.lines} == {"article", "entity", "fact"}
    assert all((found.entities, found.statements, found.mentions, found.zones))


def test_fitted_chances_are_how_often_facts_are_right() -> None:
    facts = judged()
    assert error(table(facts, unseen_chances(facts))) < 0.03
    scores = 1 / (1 + np.exp(-facts.scores))
    assert error(table(facts, scores)) > 0.1


def test_a_predicate_that_is_more_often_wrong_is_less_likely() -> None:
    facts = judged()
    slope, offset, moved = fit(facts, np.ones(len(facts.scores), bool))
    assert moved["cost"] < moved["role"]
    assert chances(facts, (slope, offset, moved)).shape == facts.scores.shape


@pytest.mark.parametrize(("right", "count"), [(0, 10), (5, 10), (10, 10)])
def test_the_interval_holds_the_share(right: int, count: int) -> None:
    low, high = interval(right, count)
    assert 0 <= low <= right / count <= high <= 1


def test_our_own_articles_compile_and_their_mentions_hold_words() -> None:
    own = own_articles()
    names = [p.stem for p in (own / "gold").glob("*.jsonl")]
    assert len(names) > 1_000
    for name in names[::10]:
        text = (own / "text" / f"{name}.txt").read_text(encoding="utf-8")
        for mention in json.loads((own / "spans" / f"{name}.json").read_text("utf-8"))["mentions"]:
            assert text[mention["start"] : mention["end"]].strip()
