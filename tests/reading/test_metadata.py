"""What a document says about itself is read; what it does not say is not invented."""

from __future__ import annotations

import pytest

from kg.reading import read_text
from kg.reading.bylines import fuller, people
from kg.reading.publisher import publisher


def test_a_pasted_text_gives_its_metadata(pasted: str) -> None:
    article = read_text(pasted)
    assert article.title == "À Valmorte, deux hôpitaux partagent une IRM"
    assert article.publisher == "La Gazette de Valmorte"
    assert article.published == "2024-06-04"
    assert article.modified == "2024-06-06"
    assert article.authors == ("Jeanne Lorcade",)


def test_a_page_gives_its_metadata(page: str) -> None:
    article = read_text(page)
    assert (article.title, article.publisher) == ("Deux rives, une IRM", "La Gazette")
    assert (article.published, article.modified) == ("2024-06-04", "2024-06-06")
    assert article.authors == ("Jeanne Lorcade",)
    assert article.url == "https://gazette.example/sante/deux-rives"
    assert article.language == "fr"


def test_open_graph_serves_where_there_is_no_json_ld() -> None:
    page = """<html><head><meta property="og:title" content="Un scanner à Lorne - Lorne Info">
    <meta property="og:site_name" content="Lorne Info">
    <meta property="article:published_time" content="2021-02-03T10:00">
    <meta name="author" content="Par Paul Vernet et Anne Sol"></head><body><p>Le scanner tourne.</p></body></html>"""
    article = read_text(page)
    assert (article.title, article.publisher) == ("Un scanner à Lorne", "Lorne Info")
    assert (article.published, article.authors) == ("2021-02-03", ("Paul Vernet", "Anne Sol"))


def test_broken_json_ld_is_passed_over() -> None:
    broken = '<script type="application/ld+json">{"@type":</script>'
    page = f"<html><head>{broken}</head><body><h1>Un titre</h1><p>Le corps."
    assert read_text(page).title == "Un titre"


def test_nothing_is_invented() -> None:
    article = read_text("Le centre hospitalier de Lorne a signé une convention avec la clinique voisine.")
    assert (article.publisher, article.published, article.modified, article.authors) == (None, None, None, ())


def test_a_date_of_an_event_is_no_date_of_publication() -> None:
    text = (
        "Un scanner à Lorne\nLe 16 mars 2021, dans le hall rénové, le maire et le directeur ont signé la convention.\n"
    )
    assert read_text(text).published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Par Jeanne Lorcade", ["Jeanne Lorcade"]),
        ("PAR JEANNE LORCADE - PUBLIÉ LE 01/02/2018 À 06:00", ["JEANNE LORCADE"]),
        ("Propos recueillis par Jean-Paul Le Guen, le 3 mai 2021", ["Jean-Paul Le Guen"]),
        ("Jeanne Lorcade et Hugo d'Arbois | 12 mars 2019", ["Jeanne Lorcade", "Hugo d'Arbois"]),
        ("Le 27/06/2023 par Claire Nivelle", ["Claire Nivelle"]),
        ("Par le Dr Claire Nivelle, correspondante à Lorne", ["Claire Nivelle"]),
        ("Par la rédaction, le 3 mars 2022", []),
        ("Lorne, le 3 mars 2022", []),
        ("C. Alvarez • 08/10/2020 à 18:42", ["C. Alvarez"]),
        ("02.04.2014 | Rédaction | 11 commentaires", []),
        ("Posté le 15 janvier 2025 par Enora Kerbol", ["Enora Kerbol"]),
    ],
)
def test_names_are_read_from_a_byline(line: str, names: list[str]) -> None:
    assert people(line, cued=False) == names


def test_only_cued_names_are_taken_where_a_line_is_no_byline() -> None:
    assert people("Odile Brandin, directrice", cued=True) == []


def test_initials_are_spelled_out_where_the_text_does() -> None:
    assert fuller("P.-H. Vauquelin", "Rédaction : Paul-Henri Vauquelin.") == "Paul-Henri Vauquelin"
    assert fuller("P. Vauquelin", "Anne Vauquelin") == "P. Vauquelin"


@pytest.mark.parametrize(
    ("head", "foot", "name"),
    [
        (["Le Fil de Lorne – n° 12 – 2,90 €", "Accueil | Santé | Sports"], [], "Le Fil de Lorne"),
        (["Aller au contenu", "LORNE MATIN | Ville | Région | Monde"], [], "LORNE MATIN"),
        (["Mairie de Lorne – Site officiel"], [], "Commune de Lorne"),
        (["Coopération"], ["Imago Lorne réserve cet article à ses abonnés", "Le fil Imago Lorne"], "Imago Lorne"),
        (["COMMUNIQUÉ DE PRESSE"], [], None),
        ([], ["Lorne Matin, brèves du jour"], "Lorne Matin"),
        ([], [], None),
    ],
)
def test_the_publisher_is_what_the_text_shows(head: list[str], foot: list[str], name: str | None) -> None:
    assert publisher(head, foot, []) == name
