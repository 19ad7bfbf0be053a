"""Texts are kept whole under their digest; readings come back as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents import Documents, Reading
from kg.documents.texts import masked
from kg.errors import NotFoundError, StoreError
from kg.model import (
    Article,
    Entity,
    Evidence,
    Extraction,
    Fact,
    Link,
    Mention,
    MentionKind,
    Modality,
    PlaceRef,
    Zone,
    ZoneKind,
)

DOCUMENT = "https://w3id.org/sante-kg/id/document/1f3a"
TEXT = "L'hôpital\r\nde Rodez \ud800 🏥"


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    return Documents(tmp_path / "documents")


def test_a_text_comes_back_as_it_was(documents: Documents) -> None:
    article = Article("a", TEXT)
    documents.put(TEXT, article.digest)
    documents.put(TEXT, article.digest)
    assert documents.get(article.digest) == TEXT
    assert list(documents.digests()) == [article.digest]


def test_a_text_that_is_not_kept_is_not_found(documents: Documents) -> None:
    with pytest.raises(NotFoundError, match="not kept"):
        documents.get("00" * 32)


def test_a_removed_text_is_gone(documents: Documents) -> None:
    documents.put("a", "ab" * 32)
    documents.remove("ab" * 32)
    documents.remove("ab" * 32)
    assert not documents.has("ab" * 32)


def test_a_damaged_text_is_a_fault_of_the_store(documents: Documents) -> None:
    documents.put("a", "ab" * 32)
    next(documents.folder.rglob("*.gz")).write_bytes(b"broken")
    with pytest.raises(StoreError, match="cannot be read"):
        documents.get("ab" * 32)


def test_a_reading_comes_back_as_it_was(documents: Documents) -> None:
    article = Article(
        "a", TEXT, (Zone(0, 4, ZoneKind.TITLE),), "Titre", "P", "2023", "2024-01", ("A B",), "https://a.example", "fr"
    )
    link = Link("http://x", 0.5, "EJ", (("n", 1.0),))
    entity = Entity("e1", "CH", "CH", ("H",), (Mention(0, 2, MentionKind.NOMINAL),), link)
    place, quote = PlaceRef("commune", "12202", "Rodez"), (Evidence(0, 2, "L'"),)
    fact = Fact("e1", "located_in", None, "Rodez", {"since": "2022"}, quote, 0.5, Modality.HOPED, "name", place)
    reading = Reading(article, Extraction((entity,), (fact,), "x 1"), article.digest)
    documents.put(TEXT, article.digest)
    documents.keep(DOCUMENT, reading)
    assert documents.reading(DOCUMENT) == reading
    documents.drop(DOCUMENT)
    with pytest.raises(NotFoundError):
        documents.reading(DOCUMENT)


@pytest.mark.parametrize(
    ("text", "names", "black"),
    [
        ("Mme Durand et DURAND", ["Durand"], "Mme ██████ et ██████"),
        ("Durandal reste", ["Durand"], "Durandal reste"),
        ("Élodie Ancelin, Ancelin", ["Élodie Ancelin", "Ancelin"], "██████████████, ███████"),
        ("la rue de Straße", ["strasse"], "la rue de Straße"),
        ("rien", [], "rien"),
    ],
)
def test_names_are_blacked_out_letter_for_letter(text: str, names: list[str], black: str) -> None:
    assert masked(text, names) == black
    assert len(masked(text, names)) == len(text)
