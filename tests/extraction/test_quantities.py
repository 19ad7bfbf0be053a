"""Numbers in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.quantities import amount, count, count_at, fold


@pytest.mark.parametrize(
    ("said", "euros"),
    [
        ("1,2 M€", 1_200_000),
        ("350 000 €", 350_000),
        ("895 786 euros", 895_786),
        ("2.500 euros", 2_500),
        ("14,5 millions d'euros", 14_500_000),
        ("trois millions d'euros", 3_000_000),
        ("un milliard d'euros", 1_000_000_000),
        ("85 k€", 85_000),
        ("cent mille euros", 100_000),
    ],
)
def test_amounts_are_euros(said: str, euros: int) -> None:
    assert amount(said) == euros


def test_a_bare_number_borrows_the_unit_that_follows() -> None:
    assert amount("150", " et 200 millions d'euros") == 150_000_000


@pytest.mark.parametrize(
    ("said", "before", "euros"),
    [
        ("neuf", "Quarante et un millions d'euros, dont ", 9_000_000),
        ("3,5", "Le chantier coûte 12 M€ : l'État en paie ", 3_500_000),
        ("900 000", "Il a coûté 1,8 million d'euros ; la Région en a payé ", 900_000),
        ("500 euros", "Deux millions d'euros, dont ", 500),
        ("12", "La Région paie ", 12),
    ],
)
def test_a_bare_number_has_the_unit_of_the_amount_before_it(said: str, before: str, euros: int) -> None:
    assert amount(said, "", before) == euros


@pytest.mark.parametrize("said", ["48 %", "entre 2 et 3 millions d'euros", "beaucoup d'argent"])
def test_percentages_and_ranges_give_no_amount(said: str) -> None:
    assert amount(said) is None


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("quatre hôpitaux", 4),
        ("une dizaine de communes", 10),
        ("plus d'un million d'habitants", 1_000_000),
        ("1,5 million d'habitants", 1_500_000),
        ("quatre-vingt-trois professionnels", 83),
        ("soixante-dix-sept communes", 77),
        ("deux cent trente lits", 230),
        ("12 500 habitants", 12_500),
        ("vingt et une communes", 21),
    ],
)
def test_counts_in_figures_and_words(said: str, number: int) -> None:
    assert count(said) == number


def test_a_count_reads_on_where_its_span_stops_short() -> None:
    text = "Vingt-sept praticiens et 1,2 million d'habitants"
    assert (count_at(text, 0, 5), count_at(text, 25, 28)) == (27, 1_200_000)


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_any_text_has_a_number_or_none(text: str) -> None:
    assert count(text) is None or isinstance(count(text), int)
    assert amount(text) is None or amount(text) is not None
