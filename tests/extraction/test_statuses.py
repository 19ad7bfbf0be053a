"""The survey of health establishments says what an article does not: whose a hospital is."""

from __future__ import annotations

import pytest

from kg.extraction.patterns import statuses as patterns
from kg.extraction.statuses import status, words


@pytest.mark.parametrize(
    ("type", "name", "area", "text", "expected"),
    [
        ("CH", "hôpital Foch", None, "Foch, à Suresnes", "ESPIC"),
        ("CLINIC", "Clinique mutualiste de l'Estuaire", "44", "", "ESPIC"),
        ("CH", "hôpital privé de l'Estuaire", "76", "", "CLINIC"),
        ("PERSON", "centre Georges-François-Leclerc", "21", "", "CLCC"),
        ("CLINIC", "clinique mutualiste des Ormes", None, "", "ESPIC"),  # by its own words
    ],
)
def test_a_hospital_of_the_place_has_the_status_of_the_survey(
    type: str, name: str, area: str | None, text: str, expected: str
) -> None:
    assert status(type, name, area, words(text)) == expected


@pytest.mark.parametrize(
    ("type", "name", "area", "text"),
    [
        ("CH", "hôpital Foch", "12", "à Rodez"),  # another place
        ("CH", "centre hospitalier de Suresnes", "92", "Suresnes"),  # no word of its own
        ("GIE", "GIE Foch", "92", "Suresnes"),  # no hospital
        ("COMPANY", "Foch Imagerie", "92", "Suresnes"),
    ],
)
def test_elsewhere_the_type_stays(type: str, name: str, area: str, text: str) -> None:
    assert status(type, name, area, words(text)) == type


@pytest.mark.parametrize(("name", "own"), patterns.CATCHES)
def test_a_name_has_words_of_its_own(name: str, own: str) -> None:
    assert words(name) - patterns.COMMON == {own}


@pytest.mark.parametrize("name", patterns.MISSES)
def test_common_words_are_no_one_s_own(name: str) -> None:
    assert not words(name) - patterns.COMMON
