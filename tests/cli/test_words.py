"""What the command line says agrees with its numbers."""

from __future__ import annotations

import pytest

from kg.cli.words import LANGUAGE, say


@pytest.mark.parametrize(
    ("language", "n", "told"),
    [
        ("fr", 0, "0 document reconstruit"),
        ("fr", 1, "1 document reconstruit"),
        ("fr", 2, "2 documents reconstruits"),
        ("en", 0, "0 documents built anew"),
        ("en", 1, "1 document built anew"),
        ("en", 2, "2 documents built anew"),
    ],
)
def test_words_agree_with_their_number(language: str, n: int, told: str) -> None:
    token = LANGUAGE.set(language)
    try:
        assert say("relinked", n=n) == told
    finally:
        LANGUAGE.reset(token)


def test_a_text_that_is_filled_in_stays_as_it_is() -> None:
    assert say("where", place="{n:a|b}") == "Le graphe est dans {n:a|b}."
