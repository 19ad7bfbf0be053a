"""Copies of one text share a mark, whatever was added around it; other texts do not."""

from __future__ import annotations

import random

from kg.model import Article, Zone, ZoneKind
from kg.pipeline.copies import likeness, marks
from kg.pipeline.preparation import body

DRAWN = random.Random(1)
WORDS = [f"mot{DRAWN.randrange(2000)}" for _ in range(300)]
TEXT = " ".join(WORDS)


def changed(number: int) -> str:
    """The text with so many words exchanged."""
    words = list(WORDS)
    for at in range(0, len(words), len(words) // number):
        words[at] = f"autre{at}"
    return " ".join(words)


def test_a_copy_with_a_few_words_changed_shares_a_mark() -> None:
    assert set(marks(TEXT)) & set(marks(changed(3)))


def test_case_accents_and_spaces_make_no_difference() -> None:
    assert marks(TEXT) == marks("  " + TEXT.upper().replace(" ", "\n"))


def test_a_text_rewritten_shares_none() -> None:
    assert not set(marks(TEXT)) & set(marks(changed(150)))


def test_a_short_text_has_no_marks() -> None:
    assert marks("Le CH de Rodez ouvre.") == ()


def test_marks_are_the_same_on_every_machine() -> None:
    assert marks(" ".join(f"mot{n}" for n in range(50)))[0] == "0-dd6879167a269c85"


def test_likeness_goes_from_nothing_to_the_same() -> None:
    assert likeness(TEXT, TEXT) == 1.0
    assert likeness(TEXT, "tout à fait autre chose") == 0.0
    assert likeness("", "") == 1.0


def test_the_body_leaves_out_furniture_and_byline() -> None:
    zones = (Zone(0, 5, ZoneKind.FURNITURE), Zone(5, 10, ZoneKind.BODY), Zone(10, 15, ZoneKind.BYLINE))
    assert body(Article("a", "menu texteauteur", zones)).split() == ["texte", "r"]
