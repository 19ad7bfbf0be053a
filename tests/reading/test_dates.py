"""French dates as EDTF."""

from __future__ import annotations

import pytest

from kg.reading.bylines import issue, weekday, when
from kg.reading.dates import dates, iso


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Le 16/11/23 à 7:00", "2023-11-16"),
        ("Publié le 3 mars 2021", "2021-03-03"),
        ("08.11.2010", "2010-11-08"),
        ("lundi 4 mai 2020", "2020-05-04"),
        ("LUNDI 4 MAI 2020", "2020-05-04"),
        ("le 1er août 2019", "2019-08-01"),
        ("14 janv. 2021 à 06:00", "2021-01-14"),
        ("29 février 2020", "2020-02-29"),
        ("2019-05-03T07:00:00+02:00", "2019-05-03"),
        ("Jeudi, 07 Janvier 2016 09:00", "2016-01-07"),
        ("février 2014", "2014-02"),
        ("3\u00a0juin\u00a02022", "2022-06-03"),
    ],
)
def test_a_date_is_understood(line: str, value: str) -> None:
    assert iso(line) == value


@pytest.mark.parametrize(
    "line",
    ["31 février 2020", "45/13/2020", "tél. 05.61.00.00.00", "1.2.3", "version 10.04.2", "en mai dernier", "12/10"],
)
def test_what_is_no_date_is_none(line: str) -> None:
    assert list(dates(line)) == []


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Publié le 28/11/2013 à 05h12 - Mis à jour le 29/11/2013 à 11h40", "2013-11-28", "2013-11-29"),
        ("Le 15/09/23 à 9:00, mise à jour le 27/01/25 à 12:03 Lecture 7 min.", "2023-09-15", "2025-01-27"),
        ("Par Léa Morin, publié le 20 juin 2024 à 06h00, mis à jour le 21 juin à 09h12", "2024-06-20", "2024-06-21"),
        ("Publié le 7 juillet 2016 à 07:30 – Mis à jour à 11:14", "2016-07-07", "2016-07-07"),
        ("Mis à jour le 4 novembre 2022", None, "2022-11-04"),
        ("Affiché et mis en ligne le 13 novembre 2019", "2019-11-13", None),
    ],
)
def test_publication_is_told_from_change(line: str, published: str | None, modified: str | None) -> None:
    found = when([line])
    assert (found.published, found.modified) == (published, modified)


def test_an_issue_dates_by_its_month_or_season() -> None:
    assert issue(["Bulletin n° 12 - janvier 2014"]) == "2014-01"
    assert issue(["N° 14 - Été 2023"]) == "2023"


def test_a_weekday_finds_the_year_that_the_text_leaves_open() -> None:
    assert weekday(["Lundi 20 février. Bonne fête !"], ["2021", "2022"]) == "2023-02-20"
    assert weekday(["20 février"], ["2022"]) is None
