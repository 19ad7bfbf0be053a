"""Of a page the visible text is kept, one line a block, furniture included."""

from __future__ import annotations

import time

import pytest

from kg.errors import UnreadableError
from kg.model import Article, ZoneKind
from kg.reading import read_text


def lines(article: Article, kind: ZoneKind | None = None) -> list[str]:
    return [article.text[z.start : z.end] for z in article.zones if kind in {None, z.kind}]


def test_a_block_is_a_line_and_entities_are_decoded(page: str) -> None:
    assert "une IRM depuis le 1er mars, à Valmorte." in lines(read_text(page))


def test_what_cannot_be_seen_is_left_out(page: str) -> None:
    text = read_text(page).text
    assert not any(word in text for word in ("secret", "caché", "invisible", "un commentaire", "schema.org"))


def test_a_row_of_a_table_is_a_line(page: str) -> None:
    assert "Hôpital\t60" in lines(read_text(page), ZoneKind.LIST)


def test_marked_furniture_is_kept_as_furniture(page: str) -> None:
    cut = "\n".join(lines(read_text(page), ZoneKind.FURNITURE))
    for phrase in ("cookies", "Sports", "Pérignac", "Corbières", "© La Gazette", "Accepter"):
        assert phrase in cut


def test_the_body_is_not_cut(page: str) -> None:
    cut = "\n".join(lines(read_text(page), ZoneKind.FURNITURE))
    assert not any(phrase in cut for phrase in ("Valmorte", "60 %", "Un GIE pour deux"))


def test_elements_say_what_a_line_is(page: str) -> None:
    article = read_text(page)
    assert lines(article, ZoneKind.TITLE) == ["Deux rives, une IRM"]
    assert lines(article, ZoneKind.LEAD) == ["La machine est arrivée lundi."]
    assert lines(article, ZoneKind.HEADING) == ["Un GIE pour deux"]
    assert "Clinique : 40 %" in lines(article, ZoneKind.LIST)


def test_unclosed_tags_are_borne() -> None:
    article = read_text("<html><body><h1>Un scanner à Lorne<p>Le centre hospitalier<b> de Lorne<p>Il ouvre lundi")
    assert lines(article) == ["Un scanner à Lorne", "Le centre hospitalier de Lorne", "Il ouvre lundi"]


def test_an_unclosed_breadcrumb_does_not_swallow_the_article() -> None:
    told = (
        "Le centre hospitalier de Lorne a reçu un scanner, que la clinique voisine utilisera deux jours par semaine, "
    )
    article = read_text(
        f"<html><div class=breadcrumb>Accueil &gt; Santé<h1>Un scanner</h1><div><p>{told * 2}<p>{told * 3}"
    )
    assert ZoneKind.BODY in {z.kind for z in article.zones if z.end - z.start > 150}
    assert not any(z.kind is ZoneKind.FURNITURE for z in article.zones if z.end - z.start > 150)


def test_neighbouring_links_do_not_run_together() -> None:
    assert "Santé Sports" in read_text("<html><nav><a>Santé</a><a>Sports</a></nav><p>Le texte est là.").text


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "div class=nav"])
def test_absurd_depth_is_refused_or_read_in_bounded_time(tag: str) -> None:
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="nested too deep"):
        read_text("<html>" + f"<{tag}>" * 40_000 + "x" + "</p>" * 40_000, "profond")
    assert time.monotonic() - began < 30


def test_some_thousand_levels_are_read() -> None:
    assert read_text("<html>" + "<div>" * 3_000 + "Le texte est au fond.").text == "Le texte est au fond.\n"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableError, match="shows no text"):
        read_text("<!doctype html><html><body><img src=a.png></body></html>", "image")


def test_a_link_amid_a_sentence_gains_no_blank() -> None:
    article = read_text("<html><p>Le <a>GIE</a> de Lorne (<a>Orne</a>) et l'<a>hôpital</a> s'unissent.")
    assert lines(article) == ["Le GIE de Lorne (Orne) et l'hôpital s'unissent."]
