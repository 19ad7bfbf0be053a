"""Who pays what: the one funder of an amount, and lines of a financing plan."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extraction.funding import is_part, payer
from kg.extraction.quantities import fold

Tell = Callable[..., object]
Span = tuple[int, int]


def place(text: str, words: str) -> Span:
    at = text.index(words)
    return at, at + len(words)


@pytest.mark.parametrize(
    ("text", "amount", "first", "second", "one"),
    [
        ("Financé pour moitié par l'État, à hauteur de 3 M€ par la Ville.", "3 M€", "État", "Ville", "Ville"),
        ("Le Département (1,5 M€) et la Région paient.", "1,5 M€", "Département", "Région", "Département"),
        ("La Région verse 90 000 euros, l'ARS le reste.", "90 000 euros", "Région", "ARS", "Région"),
        ("900 000 € : aide de l'ARS\n350 000 € : part de la Ville", "350 000 €", "ARS", "Ville", "Ville"),
        ("L'État et la Région apportent 2 M€.", "2 M€", "État", "Région", None),
        ("Un prêt de 2 M€ du Département, de la Région.", "2 M€", "Département", "Région", None),
    ],
)
def test_an_amount_is_one_funder_s_or_that_of_none_in_a_list(
    text: str, amount: str, first: str, second: str, one: str | None
) -> None:
    funders = [place(text, first), place(text, second)]
    assert payer(fold(text), place(text, amount), funders) == (place(text, one) if one else None)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- DSIL : 310 000 €", True),
        ("Plan de financement\n• Fonds vert : environ 80 000 €", True),
        ("Aides publiques : 1 M€", True),
        ("Le financement se répartit ainsi.\nFEDER : 150 000 €", True),
        ("Le FEDER aide.\nCoût : 150 000 €", False),
        ("Commune de Foix : 40 000 €", True),
        ("Coût total, DETR comprise : 2 M€", False),
        ("Le nouveau bâtiment : 2 M€", False),
        ("La DETR y aide. Le chantier vaut 2 M€", False),
    ],
)
def test_a_scheme_or_a_funder_before_the_colon_pays_a_part(text: str, part: bool) -> None:
    at = text.index(next(c for c in text if c.isdigit()))
    funders = [place(text, "Commune de Foix")] if "Commune" in text else []
    assert is_part(fold(text), at, funders) is part


def test_the_amount_of_several_funders_is_the_nearest_one_s(tell: Tell) -> None:
    told = tell(
        "La maison de santé des Cèdres, aidée par l'ARS Bretagne, reçoit 2 M€ de la Région Bretagne.",
        [("maison de santé des Cèdres", "MSP"), ("ARS Bretagne", "ARS"), ("Région Bretagne", "REGION")],
        [("2 M€", "AMOUNT")],
        [
            ("maison de santé des Cèdres", "funded_by", "ARS Bretagne"),
            ("maison de santé des Cèdres", "funded_by", "Région Bretagne"),
            ("ARS Bretagne", "q:funded_by:amount", "2 M€"),
            ("Région Bretagne", "q:funded_by:amount", "2 M€"),
        ],
    )
    assert [dict(f.qualifiers) for f in told.facts if f.predicate == "funded_by"] == [{}, {"amount": 2_000_000}]


def test_an_amount_is_whose_it_is_said_to_be_even_where_he_is_joined_to_nothing(tell: Tell) -> None:
    told = tell(
        "La maison de santé des Cèdres, aidée par l'ARS Bretagne, reçoit 2 M€ versés par la Région Bretagne.",
        [("maison de santé des Cèdres", "MSP"), ("ARS Bretagne", "ARS"), ("Région Bretagne", "REGION")],
        [("2 M€", "AMOUNT")],
        [("maison de santé des Cèdres", "funded_by", "ARS Bretagne"), ("ARS Bretagne", "q:funded_by:amount", "2 M€")],
    )
    assert [dict(f.qualifiers) for f in told.facts if f.predicate == "funded_by"] == [{}]


def test_a_line_of_the_plan_is_no_cost(tell: Tell) -> None:
    told = tell(
        "La maison de santé des Cèdres coûte 1 M€.\n- DETR : 300 000 €\n- ARS Bretagne : 200 000 €",
        [("maison de santé des Cèdres", "MSP"), ("ARS Bretagne", "ARS")],
        [("1 M€", "AMOUNT"), ("300 000 €", "AMOUNT"), ("200 000 €", "AMOUNT")],
        [("maison de santé des Cèdres", "cost", amount) for amount in ("1 M€", "300 000 €", "200 000 €")],
    )
    assert told.said("cost") == [("maison de santé des Cèdres", 1_000_000)]
