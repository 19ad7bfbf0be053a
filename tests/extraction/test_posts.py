"""Posts: the function that verb or noun beside an organisation give a person."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.posts import are_listed, function, of_two, since
from kg.extraction.quantities import fold
from kg.extraction.reading_values import title

Tell = Callable[..., object]


@pytest.mark.parametrize(
    ("text", "person", "organisation", "title"),
    [
        ("Luc Bernard, biologiste, préside le GCS des Saules.", "Luc Bernard", "GCS des Saules", "président"),
        ("Sabine Roy, qui dirige depuis 2020 la clinique Orion.", "Sabine Roy", "clinique Orion", "directrice"),
        ("Mme Claude Roy administre le GIE Alizé.", "Claude Roy", "GIE Alizé", "administratrice"),
        ("La CPTS du Val, présidée par le Dr Luc Bernard, grandit.", "Luc Bernard", "CPTS du Val", "président"),
        ("Le groupe Orion, que dirige Luc Bernard, recrute.", "Luc Bernard", "groupe Orion", "directeur"),
        ("Odile Roy a dirigé jusqu'en 2022 la clinique Orion.", "Odile Roy", "clinique Orion", "directrice"),
        ("Inès Roy coordonne le PIMM Alizé.", "Inès Roy", "PIMM Alizé", "coordonnatrice"),
        (
            "Le PIMM Alizé grandit. Le Dr Maxence Roy, qui le coordonne, s'en réjouit.",
            "Maxence Roy",
            "PIMM Alizé",
            "coordonnateur",
        ),
        ("Anne Roy dirige à la fois le CH de Foix et son Ehpad.", "Anne Roy", "CH de Foix", "directrice"),
        ("Anne Roy a pris la direction par intérim du CH de Foix.", "Anne Roy", "CH de Foix", "directrice par intérim"),
        ("Luc Bernard, à la tête de la clinique Orion, part.", "Luc Bernard", "clinique Orion", "directeur"),
        ("Luc Bernard quittera la clinique Orion, qu'il dirige.", "Luc Bernard", "clinique Orion", "directeur"),
        ("La présidence de la CPTS du Val est confiée à Anne Roy.", "Anne Roy", "CPTS du Val", "présidente"),
        ("La CPTS du Val, présidée par une infirmière, Anne Roy.", "Anne Roy", "CPTS du Val", "présidente"),
        ("Le GIE Alizé, dont Luc Bernard assure la présidence.", "Luc Bernard", "GIE Alizé", "président"),
        ("Luc Bernard gère la SCM Alizé.", "Luc Bernard", "SCM Alizé", "gérant"),
        ("Le gérant de la SCM Alizé est Luc Bernard, radiologue.", "Luc Bernard", "SCM Alizé", "gérant"),
        ("La présidente du GIE Alizé, né en 2012, est Anne Roy.", "Anne Roy", "GIE Alizé", "présidente"),
        (
            "Luc Bernard préside le conseil d’administration de la clinique Orion.",
            "Luc Bernard",
            "clinique Orion",
            "président du conseil d'administration",
        ),
    ],
)
def test_what_somebody_does_in_an_organisation_is_his_title(
    text: str, person: str, organisation: str, title: str
) -> None:
    assert function(text, fold(text), *_places(text, person, organisation)) == title


@pytest.mark.parametrize(
    ("text", "person", "organisation"),
    [
        ("L'adjointe au directeur du CH de Foix est Anne Roy.", "Anne Roy", "CH de Foix"),
        ("Luc Bernard dirige les travaux de la clinique Orion.", "Luc Bernard", "clinique Orion"),
        ("Luc Bernard, radiologue à la clinique Orion.", "Luc Bernard", "clinique Orion"),
        ("Luc Bernard, de la direction de la clinique Orion.", "Luc Bernard", "clinique Orion"),
        ("Luc Bernard est dirigé par la clinique Orion.", "Luc Bernard", "clinique Orion"),
    ],
)
def test_nothing_is_heard_where_no_function_is_said(text: str, person: str, organisation: str) -> None:
    assert function(text, fold(text), *_places(text, person, organisation)) is None


@pytest.mark.parametrize(
    ("heard", "title", "told"),
    [
        ("président", "radiologue", "président"),
        ("président", None, "président"),
        ("présidente", "présidente fondatrice", "présidente fondatrice"),
        ("directeur", "chef de projet", "directeur"),
    ],
)
def test_a_function_outdoes_a_profession(heard: str, title: str | None, told: str) -> None:
    assert of_two(heard, title) == told


def test_a_profession_in_apposition_is_not_the_title(tell: Tell) -> None:
    told = tell(
        "L'administrateur du GCS Les Saules est Luc Bernard, radiologue.",
        [("GCS Les Saules", "GCS"), ("Luc Bernard", "PERSON")],
        [("radiologue", "TITLE")],
        [("Luc Bernard", "role", "GCS Les Saules"), ("Luc Bernard", "q:role:title", "radiologue")],
    )
    assert [dict(f.qualifiers) for f in told.facts if f.predicate == "role"] == [{"title": "administrateur"}]


def _places(text: str, *words: str) -> list[tuple[int, int]]:
    return [(text.index(w), text.index(w) + len(w)) for w in words]


def test_who_is_at_the_head_of_a_gcs_is_its_administrator() -> None:
    text = "Luc Bernard est à la tête du GCS des Saules."
    places = _places(text, "Luc Bernard", "GCS des Saules")
    assert function(text, fold(text), *places, "GCS") == "administrateur"


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Il dirige le CH de Foix, à Foix, et la clinique Orion.", True),
        ("Il dirige le CH de Foix. Il habite près de la clinique Orion.", False),
        ("Il dirige le CH de Foix et consulte un jour par semaine à la clinique Orion.", False),
    ],
)
def test_organisations_of_one_list_are_run_by_one_person(text: str, listed: bool) -> None:
    assert are_listed(fold(text), *_places(text, "CH de Foix", "clinique Orion")) is listed


def test_the_title_of_several_is_that_of_each() -> None:
    assert [title(t) for t in ("Directeurs généraux", "les cotitulaires", "directeur des soins")] == [
        "directeur général",
        "cotitulaire",
        "directeur des soins",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Luc Bernard, directeur de la clinique Orion depuis 2014, part.", "2014"),
        ("Luc Bernard dirige depuis mars 2019 la clinique Orion.", "mars 2019"),
        ("Luc Bernard est à la tête de la clinique Orion depuis trois ans.", "depuis trois ans"),
        ("Luc Bernard, radiologue depuis 2014, travaille à la clinique Orion.", None),
        ("Luc Bernard dirige la clinique Orion, ouverte depuis 2014.", None),
        ("Luc Bernard dirige la clinique Orion depuis longtemps, et depuis 2014 un Ehpad.", None),
    ],
)
def test_a_post_is_held_since_the_date_beside_it(text: str, said: str | None) -> None:
    place = since(fold(text), *_places(text, "Luc Bernard", "clinique Orion"))
    assert (text[slice(*place)] if place else None) == said
