"""Quotes: whole sentences where they are short, pieces where not, never over furniture."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.extraction.conftest import place

from kg.extraction.evidence import LONGEST, Quotes
from kg.extraction.patterns import sentences
from kg.extraction.zones import lines
from kg.model import Zone, ZoneKind

LONG = "Le GHT du Plantaurel, " + "qui a ses habitudes, " * 18 + "réunit le CH de Foix."


def quoted(text: str, *words: str, telling: str | None = None, zones: tuple[Zone, ...] = ()) -> list[str]:
    """The pieces that hold these words of the text."""
    found = Quotes(text, zones).quote([place(text, w) for w in words], place(text, telling) if telling else None)
    assert all(text[e.start : e.end] == e.text and len(e.text) <= LONGEST for e in found)
    return [e.text for e in found]


@pytest.mark.parametrize(("text", "number"), sentences.CATCHES)
def test_a_sentence_ends(text: str, number: int) -> None:
    assert Quotes(text, ()).number(len(text)) == number - 1


@pytest.mark.parametrize("text", sentences.MISSES)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert Quotes(text, ()).sentence(len(text) - 1) == (0, len(text))


def test_sentences_side_by_side_are_quoted_whole() -> None:
    text = "Rien hier. Le CH de Foix grandit. Il soigne 30 000 patients. Rien demain."
    assert quoted(text, "CH de Foix", "30 000") == ["Le CH de Foix grandit. Il soigne 30 000 patients."]


def test_sentences_too_long_for_one_piece_are_two() -> None:
    first, second = (
        "Le CH de Foix grandit" + ", et grandit" * 15 + ".",
        "Il soigne" + ", et soigne" * 15 + " 30 000 âmes.",
    )
    assert quoted(f"{first} {second}", "CH de Foix", "30 000") == [first, second]


def test_of_a_long_sentence_whole_words_around_are_quoted() -> None:
    (only,) = quoted(LONG, "réunit", "CH de Foix")
    assert LONG.endswith(only)
    assert only.split()[0] in LONG.split()
    assert len(only) > LONGEST - 30


def test_two_pieces_of_a_long_sentence_share_no_words() -> None:
    first, second = quoted(LONG, "GHT du Plantaurel", "CH de Foix")
    assert f"{first} {second}" == LONG


def test_a_number_is_not_cut() -> None:
    text = "Le CH de Foix " + "x" * 281 + " 20 000 lits pour toute la vallée."
    assert quoted(text, "CH de Foix") == ["Le CH de Foix " + "x" * 281]


def test_the_telling_piece_comes_first() -> None:
    text = "Le CH de Foix grandit.\n\nIl soigne 30 000 patients."
    assert quoted(text, "CH de Foix", "30 000", telling="30 000")[0] == "Il soigne 30 000 patients."


def test_a_span_over_furniture_is_quoted_in_pieces_around_it() -> None:
    text = "Le CH\nPublicité\nde Foix grandit."
    kinds = (ZoneKind.BODY, ZoneKind.FURNITURE, ZoneKind.BODY)
    zones = tuple(Zone(a, b, kind) for (a, b), kind in zip(lines(text), kinds, strict=True))
    assert quoted(text, "CH\nPublicité\nde Foix", zones=zones) == ["Le CH", "de Foix grandit."]


def test_words_in_furniture_alone_are_not_quoted() -> None:
    assert quoted("Publicité", "Publicité", zones=(Zone(0, 9, ZoneKind.FURNITURE),)) == []


WORDS = st.lists(st.sampled_from(["Mot", "mot.", "M.", "20", "000", "\n", "\n\n", "x" * 120, "x" * 310]), max_size=30)
SPANS = st.lists(st.tuples(st.integers(0, 900), st.integers(1, 320)), min_size=1, max_size=4)


@given(WORDS.map(" ".join), SPANS, SPANS)
def test_quotes_are_short_apart_and_out_of_furniture(
    text: str, wanted: list[tuple[int, int]], silent: list[tuple[int, int]]
) -> None:
    zones = [Zone(start, start + length, ZoneKind.FURNITURE) for start, length in silent]
    spans = [(start, min(start + length, len(text))) for start, length in wanted if start < len(text)]
    found = sorted((e.start, e.end) for e in Quotes(text, zones).quote(spans))
    assert all(0 < end - start <= LONGEST for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert not any(start < z.end and z.start < end for start, end in found for z in zones)
