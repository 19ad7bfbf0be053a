"""Furniture is told from what the article says, wherever it stands."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from kg.model import Article, ZoneKind
from kg.reading import read_text


def kind_of(article: Article, phrase: str) -> ZoneKind:
    return article.zone_at(article.text.index(phrase))


@pytest.mark.parametrize(
    "phrase",
    [
        "Accueil | Santé",
        "Se connecter",
        "Partager sur Facebook",
        "Lire aussi",
        "Pérignac",
        "Corbières",
        "Les plus lus",
        "Accident sur la rocade",
        "Commentaires (2)",
        "toto12",
        "Recevez chaque matin",
        "© La Gazette",
    ],
)
def test_furniture_is_cut(pasted: str, phrase: str) -> None:
    assert kind_of(read_text(pasted), phrase) is ZoneKind.FURNITURE


@pytest.mark.parametrize(
    "phrase", ["La machine est arrivée", "Le centre hospitalier", "Nous n'aurions", "Un second scanner"]
)
def test_what_the_article_says_is_kept(pasted: str, phrase: str) -> None:
    assert kind_of(read_text(pasted), phrase) is not ZoneKind.FURNITURE


def test_the_title_and_the_byline_are_found(pasted: str) -> None:
    article = read_text(pasted)
    assert kind_of(article, "À Valmorte, deux") is ZoneKind.TITLE
    assert kind_of(article, "Par Jeanne") is ZoneKind.BYLINE


def test_long_teasers_of_a_feed_are_furniture(pasted: str) -> None:
    feed = (
        "\nLe fil de la Gazette\n\n14:20\n\nSelon une étude parue dans une revue anglaise, un logiciel lit les "
        "radiographies du genou aussi bien qu'un interne de troisième année, ce que contestent deux syndicats.\n\n9:05"
        "\n\nLe parlement a voté hier la hausse des dépenses de santé, qui atteindront deux cent soixante milliards "
        "d'euros l'an prochain, a annoncé le rapporteur du texte après un débat de neuf heures.\n"
    )
    article = read_text(pasted.replace("© La Gazette de Valmorte - Mentions légales - Cookies\n", feed))
    assert kind_of(article, "Selon une étude") is ZoneKind.FURNITURE
    assert kind_of(article, "Le parlement") is ZoneKind.FURNITURE


def test_a_paywall_amid_the_body_is_furniture_and_the_body_goes_on(pasted: str) -> None:
    wall = "« Nous n'aurions"
    article = read_text(pasted.replace(wall, "Il vous reste 60 % de l'article à lire\n" + wall))
    assert kind_of(article, "Il vous reste") is ZoneKind.FURNITURE
    assert kind_of(article, "Un second scanner") is not ZoneKind.FURNITURE


def test_a_text_of_many_lines_is_read_to_its_end() -> None:
    article = read_text("Le scanner de Lorne tourne.\n" * 6_000)
    assert article.zones[-1].end == len(article.text) - 1


def test_furniture_of_the_shared_articles_is_found_and_their_evidence_kept(
    articles: Path, read: dict[str, Article]
) -> None:
    chars: Counter[str] = Counter()
    for spans in sorted((articles / "spans").glob("*.json")):
        article = read[f"{spans.stem}.txt"]
        cut = {z.start for z in article.zones if z.kind is ZoneKind.FURNITURE}
        for zone in json.loads(spans.read_text(encoding="utf-8"))["zones"]:
            gold, ours, size = zone["zone"] == "furniture", zone["start"] in cut, zone["end"] - zone["start"]
            chars["both"] += size * (gold and ours)
            chars["gold"] += size * gold
            chars["ours"] += size * ours
        evidence = [e for line in _facts(articles, spans.stem) for e in _quotes(line)]
        zones = [z for z in article.zones if z.kind is ZoneKind.FURNITURE]
        for quote in evidence:
            at = article.text.find(quote)
            chars["quotes"] += 1
            chars["lost"] += any(z.start < at + len(quote) and at < z.end for z in zones)
    assert chars["both"] / chars["gold"] >= 0.9
    assert chars["both"] / chars["ours"] >= 0.95
    assert chars["lost"] / chars["quotes"] < 0.01


def _facts(articles: Path, name: str) -> list[dict[str, object]]:
    gold = (articles / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [fact for fact in map(json.loads, gold) if fact["kind"] == "fact" and "evidence" in fact]


def _quotes(fact: dict[str, object]) -> list[str]:
    evidence = fact["evidence"]
    return [item["text"] for item in (evidence if isinstance(evidence, list) else [evidence]) if isinstance(item, dict)]


def test_a_menu_is_never_the_title() -> None:
    article = read_text(
        "Rennes | Fougères | Redon | Vitré\nLe scanner de Lorne est arrivé\nIl sert depuis lundi à Lorne.\n"
    )
    assert kind_of(article, "Rennes") is not ZoneKind.TITLE
    assert kind_of(article, "Le scanner de Lorne est") is ZoneKind.TITLE
