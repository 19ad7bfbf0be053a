"""Dates: what is one, and what it means on the day of publication."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.dates import Context, find, resolve
from kg.extraction.patterns import dates as patterns
from kg.extraction.quantities import fold

THURSDAY = "2023-11-16"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("5 juin 2023", "2023-06-05"),
        ("1er janvier 2026", "2026-01-01"),
        ("12/03/2015", "2015-03-12"),
        ("juin 2022", "2022-06"),
        ("2019", "2019"),
        ("premier trimestre 2024", "2024"),
        ("automne 2020", "2020"),
    ],
)
def test_a_full_date_needs_no_day_of_publication(said: str, meant: str) -> None:
    assert resolve(said) == meant


@pytest.mark.parametrize(
    ("said", "sentence", "meant"),
    [
        ("hier", "Le plateau a ouvert hier.", "2023-11-15"),
        ("mardi", "La séance s'est tenue mardi.", "2023-11-14"),
        ("jeudi", "La séance s'est tenue jeudi.", "2023-11-16"),
        ("lundi", "Le cabinet rouvrira lundi.", "2023-11-20"),
        ("3 octobre", "Il a été signé le 3 octobre.", "2023-10-03"),
        ("15 janvier", "Le service ouvrira le 15 janvier.", "2024-01-15"),
        ("mardi 14 mars", "Réuni mardi 14 mars, le conseil a voté.", "2023-03-14"),
        ("l'an dernier", "Il est arrivé l'an dernier.", "2022"),
        ("l'année prochaine", "Il partira l'année prochaine.", "2024"),
        ("il y a trois ans", "Né il y a trois ans.", "2020"),
        ("fin de l'année", "D'ici à la fin de l'année.", "2023"),
        ("le mois dernier", "Ouvert le mois dernier.", "2023-10"),
    ],
)
def test_a_relative_date_is_told_from_the_day_of_publication(said: str, sentence: str, meant: str) -> None:
    assert resolve(said, Context(THURSDAY, None, sentence)) == meant


@pytest.mark.parametrize(
    ("said", "meant"), [("deux ans plus tard", "2014"), ("l'année suivante", "2013"), ("l'année précédente", "2011")]
)
def test_some_dates_are_told_from_the_date_before(said: str, meant: str) -> None:
    assert resolve(said, Context(THURSDAY, "2012-05", "")) == meant


def test_without_a_day_of_publication_a_relative_date_means_nothing() -> None:
    assert resolve("mardi dernier") is None


def test_an_impossible_day_is_no_date() -> None:
    assert resolve("31/02/2020") is None


@pytest.mark.parametrize(("sentence", "words"), patterns.CATCHES)
def test_dates_are_found(sentence: str, words: str) -> None:
    assert words.lower() in [sentence[a:b].lower() for a, b in find(fold(sentence))]


@pytest.mark.parametrize("sentence", patterns.MISSES)
def test_what_only_looks_like_a_date_is_left(sentence: str) -> None:
    assert find(fold(sentence)) == []


@given(st.text(max_size=60), st.sampled_from([None, "2023", "2023-11", THURSDAY, "soon"]))
def test_any_text_resolves_or_does_not(said: str, published: str | None) -> None:
    found = resolve(said, Context(published, None, said))
    assert found is None or len(found) in (4, 7, 10)
