"""Names as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("CH de Rodez", "centre hospitalier de Rodez"),
        ("hôpital de Rodez", "Centre Hospitalier de RODEZ"),
        ("CHU d'Angers", "C.H.U. d’Angers"),
        ("GHT du Rouergue", "groupement hospitalier de territoire du Rouergue"),
        ("CPTS Saint-Jean", "communauté professionnelle territoriale de santé St Jean"),
    ],
)
def test_two_spellings_of_one_name_share_a_key(a: str, b: str) -> None:
    assert names.key(a) == names.key(b)


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("l'hôpital de Rodez", "hôpital de Rodez"),
        ("Dr Anne Petit", "Anne Petit"),
        ("la  clinique\ndu Parc", "clinique du Parc"),
        ("« Val Santé »", "Val Santé"),
        ("Les Mésanges", "Les Mésanges"),
    ],
)
def test_articles_titles_and_quotation_marks_are_no_part_of_a_name(surface: str, name: str) -> None:
    assert names.clean(surface) == name


def test_an_acronym_in_parentheses_is_introduced() -> None:
    assert names.introduced("Centre de biologie du Gers (CBG)") == ("Centre de biologie du Gers", "CBG")
    assert names.introduced("CH de Foix (Ariège)") is None


@pytest.mark.parametrize(
    ("name", "composed"),
    [
        ("centre hospitalier de Foix", "du centre hospitalier de Foix"),
        ("clinique du Parc", "de la clinique du Parc"),
        ("hôpital d'Albi", "de l'hôpital d'Albi"),
        ("ARS Occitanie", "de l'ARS Occitanie"),
        ("Albi", "d'Albi"),
        ("Le Mans", "du Mans"),
        ("Rodez", "de Rodez"),
        ("Hôpitaux du Bassin", "des Hôpitaux du Bassin"),
        ("Ehpad Les Tilleuls", "de l'Ehpad Les Tilleuls"),
    ],
)
def test_de_takes_the_article_of_the_name(name: str, composed: str) -> None:
    assert names.of(name) == composed


def test_plural_heads_become_singular() -> None:
    assert names.singular("centres hospitaliers") == "centre hospitalier"
    assert names.singular("hôpitaux") == "hôpital"


def test_lists_end_in_et() -> None:
    assert names.listed(["A", "B", "C"]) == "A, B et C"


@given(st.text(min_size=1, max_size=60))
def test_cleaning_twice_changes_nothing_more(name: str) -> None:
    once = names.clean(name)
    assert len(once) <= len(name)


@given(st.text(max_size=40))
def test_of_never_loses_the_name(name: str) -> None:
    assert names.of(name).endswith(name.split(" ", 1)[-1])
