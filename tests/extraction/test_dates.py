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
        ("demain", "Elle prendra ses fonctions demain.", "2023-11-17"),
        ("la semaine dernière", "Inaugurée la semaine dernière.", "2023-11"),
        ("jeudi 9", "Le conseil s'est réuni jeudi 9.", "2023-11-09"),
        ("septembre", "Arrivée en septembre de l'an dernier.", "2022-09"),
        ("1er décembre dernier", "Unis depuis le 1er décembre dernier.", "2022-12-01"),
        ("printemps", "La machine a été posée au printemps.", "2023"),
        ("printemps", "La machine sera posée au printemps.", "2024"),
        ("Noël", "Le service fermera à Noël.", "2023-12-25"),
        ("trois ans", "Il dirige la maison depuis trois ans.", "2020"),
        ("fin du mois", "Elle part à la fin du mois.", "2023-11"),
    ],
)
def test_a_relative_date_is_told_from_the_day_of_publication(said: str, sentence: str, meant: str) -> None:
    before, _, after = sentence.partition(said)
    assert resolve(said, Context(THURSDAY, None, before, after)) == meant


@pytest.mark.parametrize(
    ("said", "after", "meant"),
    [
        ("deux ans plus tard", "", "2014"),
        ("deux ans après", "", "2014"),
        ("l'année suivante", "", "2013"),
        ("l'année précédente", "", "2011"),
        ("la même année", "", "2012"),
        ("septembre", " de la même année", "2012-09"),
        ("3 avril", " suivant", "2013-04-03"),
        ("le 24", "", "2012-05-24"),
        ("12", " au 23 septembre 2013", "2013-09-12"),
    ],
)
def test_some_dates_are_told_from_the_date_before(said: str, after: str, meant: str) -> None:
    assert resolve(said, Context(THURSDAY, "2012-05", "", after)) == meant


@pytest.mark.parametrize(("planned", "meant"), [(None, "2024-01"), (False, "2023-01"), (True, "2024-01")])
def test_what_is_done_is_not_dated_in_the_future(planned: bool | None, meant: str) -> None:
    assert resolve("janvier", Context(THURSDAY, None, "Arrivée en ", ".", planned)) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("4 oct. 2018", "2018-10-04"),
        ("09/2022", "2022-09"),
        ("29/05/15", "2015-05-29"),
        ("rentrée 2016", "2016-09"),
        ("le cinq avril 2024", "2024-04-05"),
        ("1867", "1867"),
    ],
)
def test_the_press_abridges_dates(said: str, meant: str) -> None:
    assert resolve(said) == meant


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
    found = resolve(said, Context(published, None, said, said))
    assert found is None or len(found) in (4, 7, 10)
