"""Names as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import aliases, names


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


@pytest.mark.parametrize(
    ("type", "name", "others"),
    [
        ("COMMUNE", "Ville de Rodez", ["Rodez", "commune de Rodez"]),
        ("COMMUNE", "Le Mans", ["Le Mans", "commune du Mans"]),
        ("CH", "Rodez", ["centre hospitalier de Rodez"]),
        ("CH", "hôpital de Rodez", []),
        ("GHT", "Oise Nord-Est", ["GHT Oise Nord-Est"]),
        ("COMPANY", "groupe Almadia", ["Almadia"]),
        ("GIE", "groupement d'intérêt économique baptisé Imagerie des Deux Rives", ["Imagerie des Deux Rives"]),
        ("PERSON", "Anne Petit", []),
    ],
)
def test_a_name_may_be_said_with_or_without_its_noun(type: str, name: str, others: list[str]) -> None:
    assert aliases.of_name(type, name) == others


def test_an_agreement_is_called_by_its_first_parties_too() -> None:
    parties = [("CH", "CH de Foix"), ("CLINIC", "clinique du Lac"), ("CH", "CH de Rodez")]
    assert aliases.of_members("AGREEMENT", ["convention"], parties) == [
        "convention entre le CH de Foix et la clinique du Lac",
        "convention du CH de Foix",
    ]
    assert aliases.of_members("CLINIC", ["clinique"], parties) == []


def test_the_contract_of_a_territory_is_called_its_own() -> None:
    parties = [("ARS", "ARS Bretagne"), ("CPTS", "CPTS du Plantaurel")]
    assert aliases.of_members("AGREEMENT", ["contrat", "ACI"], parties) == [
        "contrat de la CPTS du Plantaurel",
        "ACI de la CPTS du Plantaurel",
    ]


def test_a_part_is_called_with_its_owner_where_its_name_does_not_say_it() -> None:
    assert aliases.with_owner("site de Langon", ["CH de Bazas"]) == ["site de Langon du CH de Bazas"]
    assert aliases.with_owner("urgences du CH de Bazas", ["CH de Bazas"]) == []
