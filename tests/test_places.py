"""Places by name: each test states one claim about `kg.places`."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.places import Places, fold, places


@pytest.mark.parametrize(
    ("name", "code"),
    [("Rodez", "12202"), ("RODEZ", "12202"), ("St Etienne", "42218"), ("saint étienne", "42218"), ("Carhaix", "29024")],
)
def test_spelling_does_not_matter(name: str, code: str) -> None:
    found = places().find(name)
    assert found is not None
    assert found.code == code


def test_a_known_departement_decides_between_homonyms() -> None:
    far, near = places().find("Saint-Denis"), places().find("Saint-Denis", near="93")
    assert near is not None
    assert (near.code, places().departement(near)) == ("93066", "93")
    assert far != near


def test_a_delegated_commune_keeps_its_own_name() -> None:
    found = places().find("Saint-Geniez-d'Olt")
    assert found is not None
    assert (found.level, found.name) == ("commune", "Saint-Geniez-d'Olt")


def test_a_departement_comes_before_the_commune_of_its_name_and_paris_is_a_commune() -> None:
    levels = [(p.level if (p := places().find(name)) else "") for name in ("Loire", "Paris", "Bretagne")]
    assert levels == ["departement", "commune", "region"]


def test_what_is_no_place_finds_nothing() -> None:
    assert places().find("Trifouillis-les-Brumes") is None
    assert places().find("") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CH de Rodez", ["Rodez"]),
        ("CENTRE HOSPITALIER D'ALBI", ["Albi"]),
        ("hôpital du Mans", ["Le Mans"]),
        ("centre hospitalier Agen-Nérac", ["Agen", "Nérac"]),
        ("CHI de Poissy/Saint-Germain-en-Laye", ["Poissy", "Saint-Germain-en-Laye"]),
        ("GHT Pays de la Loire", ["Pays de la Loire"]),
        ("maison de santé de la Vienne", ["Vienne"]),
        ("CH de Decazeville (Aveyron)", ["Decazeville", "Aveyron"]),
        ("hôpital Victor-Hugo", []),
        ("clinique Saint-Jean", []),
        ("clinique du Parc", []),
        ("maison de santé des Deux Rives", []),
        ("centre Léon-Blum", []),
        ("hôpital Albert-Calmette", []),
        ("CH Léon-Jean-Grégory", []),
        ("CHIC Alençon-Mamers", ["Alençon", "Mamers"]),
        ("CHU Amiens-Picardie", ["Amiens"]),
        ("CH de Lannion-Trestel", ["Lannion"]),
        ("CPTS Bords de Loire", []),
        ("CPTS du pays de l'Ain", []),
        ("CHI Sèvre et Loire", []),
        ("CPTS Vienne et Glane", []),
        ("GHT Ain et Rhône", ["Ain", "Rhône"]),
        ("CPTS du pays de Cahors", ["Cahors"]),
        ("CH de Marie-Galante", []),
        ("polyclinique Lyon-Villeurbanne", ["Lyon", "Villeurbanne"]),
        ("institut du sein Nantes Atlantique", ["Nantes"]),
        ("groupe hospitalier Paris Sainte-Marthe", ["Paris"]),
        ("CHI Meulan-Limay", ["Meulan-en-Yvelines", "Limay"]),
        ("clinique Laval", []),
        ("clinique Saint-Denis", []),
        ("GCS Imagerie Picardie", ["Picardie"]),
        ("hôpital de Nouvelle-Calédonie", ["Nouvelle-Calédonie"]),
        ("CHU Brest-Bretagne", ["Brest"]),
        ("PIMM Ardennes-Meuse", ["Ardennes", "Meuse"]),
        ("hôpital des Bordes", ["Les Bordes"]),
        ("GHT Tarn Sud", ["Tarn"]),
        ("Centre hospitalier Ouest Réunion", ["La Réunion"]),
        ("CPTS Tille et Vingeanne", []),
        ("DAC Vals de Bière", []),
        ("EPSM Les Forges", []),
        ("centre hospitalier René-Pléven", []),
        ("CPTS Bretagne méridionale", []),
        ("CH de la Bresse louhannaise", []),
        ("GCS Coupe et Champ", []),
        ("CPTS du Pays d'Auge", []),
        ("CH Saint-Jean", []),
        ("GIE Imagerie Val-du-Layon", ["Val-du-Layon"]),
        ("hôpital Saint-Vincent-de-Paul", []),
    ],
)
def test_places_are_read_from_names(name: str, expected: list[str]) -> None:
    assert [place.name for _, _, place in places().in_name(name)] == expected


def test_a_departement_in_a_name_counts_where_the_article_is_about_it() -> None:
    assert [place.name for _, _, place in places().in_name("pôle santé Yvelines", near="78")] == ["Yvelines"]
    assert places().in_name("pôle santé Yvelines", near="28") == []


def test_a_village_with_an_article_counts_where_the_article_is_about_its_departement() -> None:
    assert [place.name for _, _, place in places().in_name("clinique des Bordes", near="45")] == ["Les Bordes"]
    assert places().in_name("clinique des Bordes") == []


def test_an_article_before_a_far_name_makes_no_village_of_it() -> None:
    assert places().in_name("CHI de la Bresse louhannaise", near="71") == []
    assert [place.name for _, _, place in places().in_name("CHI du Mans", near="53")] == ["Le Mans"]


@pytest.mark.parametrize("name", ["Radiologie Laillé", "Selarl Laillé Imagerie", "cabinet Laillé"])
def test_a_town_in_a_brand_counts_where_it_lies_near(name: str) -> None:
    assert [place.name for _, _, place in places().in_name(name, near="35")] == ["Laillé"]
    assert places().in_name(name, near="50") == []


def test_a_surname_is_no_town_though_one_lies_near() -> None:
    assert places().in_name("clinique Jeanne Laillé", near="35") == []


def test_paris_lyon_and_marseille_have_the_people_of_their_arrondissements() -> None:
    found = [places().find(name) for name in ("Paris", "Marseille", "Lyon", "Toulouse")]
    counts = [places().population(place) for place in found if place is not None]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 400_000


def test_a_name_that_was_changed_is_the_name_of_today_and_what_merged_keeps_its_own() -> None:
    found = [places().find(name, near) for name, near in (("Meulan", None), ("Cadillac", "33"), ("Évry", "91"))]
    assert [place.name for place in found if place] == ["Meulan-en-Yvelines", "Cadillac-sur-Garonne", "Évry"]


def test_a_preposition_tells_the_departement_from_the_town() -> None:
    (_, _, area), (_, _, town) = places().in_name("hôpital de la Vienne")[0], places().in_name("hôpital de Vienne")[0]
    assert (area.level, town.level) == ("departement", "commune")


def test_the_valley_of_a_river_lies_in_its_departement_where_the_article_does() -> None:
    name = "centre hospitalier des vallées de l'Ariège"
    assert [place.name for _, _, place in places().in_name(name, near="09")] == ["Ariège"]
    assert places().in_name(name, near="31") == places().in_name(name) == []


def test_a_departement_knows_its_region_and_its_article() -> None:
    creuse = places().find("Creuse")
    assert creuse is not None
    assert (places().of(creuse), getattr(places().region(creuse), "name", "")) == ("de la Creuse", "Nouvelle-Aquitaine")


def test_the_table_loads_in_time() -> None:
    lines = [f"C;{i:05d};Commune-{i};01;{i};;" for i in range(1000)]
    start = time.perf_counter()
    Places(lines)
    assert time.perf_counter() - start < 0.3


@given(st.text(max_size=80))
def test_offsets_of_places_lie_in_the_name(name: str) -> None:
    spans = [(start, end) for start, end, _ in places().in_name(name)]
    assert all(0 <= start < end <= len(name) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("said", "rest", "whole"),
    [
        ("hôpital d'Argences", " en Aubrac rouvre", "hôpital d'Argences en Aubrac"),
        ("Morannes", " sur Sarthe-Daumeray.", "Morannes sur Sarthe-Daumeray"),
        ("CH de Rodez", " en Aveyron", "CH de Rodez"),
        ("CH de Bourg", ", en Bresse", "CH de Bourg"),
        ("CH de Bourg", "\nen Bresse", "CH de Bourg"),
    ],
)
def test_a_name_goes_on_to_the_end_of_its_communes_name(said: str, rest: str, whole: str) -> None:
    text = said + rest
    assert text[: places().grown(text, 0, len(said))] == whole


@pytest.mark.parametrize("name", ["CPTS Grand Sud Réunion", "CPTS Grand-Lieu", "GCS Linge en Vexin"])
def test_the_first_word_of_a_lands_name_is_no_village(name: str) -> None:
    assert [hit.place.name for hit in places().in_name(name) if hit.place.level == "commune"] == []
