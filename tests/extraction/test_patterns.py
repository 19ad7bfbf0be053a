"""Every family of patterns catches its own sentences and leaves its look-alikes."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import naming
from kg.extraction.edges import MENTIONS, VALUES
from kg.extraction.modality import of_clause
from kg.extraction.patterns import (
    disciplines,
    equipment,
    modality,
    organisations,
    people,
    places_said,
    posts,
    relations,
    titles,
)
from kg.extraction.quantities import fold
from kg.extraction.values import find_values
from kg.model import Article


def values(sentence: str, label: str) -> list[tuple[str, str]]:
    """Words and code of the values of one label."""
    found = find_values(sentence, fold(sentence), 0, len(sentence))
    return [(sentence[a:b], code) for a, b, found_label, code in found if found_label == label]


def read(nlp: Language, sentence: str) -> Doc:
    """The document of one sentence, with the rules' mentions, values and edges."""
    doc = nlp.make_doc(sentence)
    doc._.article = Article("sentence", sentence, published="2024-05-02")
    return nlp(doc)


def edges(doc: Doc, predicate: str) -> list[tuple[str, str, str]]:
    """Words of head and tail, and modality, of the edges of one label."""
    text = doc.text
    return [(text[slice(*e.head)], text[slice(*e.tail)], e.modality) for e in doc._.edges if e.label == predicate]


@pytest.mark.parametrize(("sentence", "codes"), equipment.CATCHES)
def test_equipment_is_caught(sentence: str, codes: tuple[str, ...]) -> None:
    assert tuple(code for _, code in values(sentence, "EQUIPMENT")) == codes


@pytest.mark.parametrize("sentence", equipment.MISSES)
def test_what_is_no_equipment_is_left(sentence: str) -> None:
    assert values(sentence, "EQUIPMENT") == []


@pytest.mark.parametrize(("sentence", "words"), disciplines.CATCHES)
def test_disciplines_are_caught(sentence: str, words: str) -> None:
    assert words in [found for found, _ in values(sentence, "DISCIPLINE")]


@pytest.mark.parametrize("sentence", disciplines.MISSES)
def test_what_is_no_discipline_is_left(sentence: str) -> None:
    assert values(sentence, "DISCIPLINE") == []


@pytest.mark.parametrize(("sentence", "words"), titles.CATCHES)
def test_titles_are_caught(sentence: str, words: str) -> None:
    assert words in [found for found, _ in values(sentence, "TITLE")]


@pytest.mark.parametrize("sentence", titles.MISSES)
def test_what_is_no_title_is_left(sentence: str) -> None:
    assert values(sentence, "TITLE") == []


@pytest.mark.parametrize(("sentence", "type", "name"), organisations.CATCHES)
def test_organisations_are_caught(sentence: str, type: str, name: str) -> None:
    found = naming.resolve(list(naming.organisations(sentence, 0, len(sentence))))
    assert (type, name) in [(n.type, sentence[n.start : n.end]) for n in found]


@pytest.mark.parametrize("sentence", organisations.MISSES)
def test_what_names_no_organisation_is_left(sentence: str) -> None:
    assert list(naming.organisations(sentence, 0, len(sentence))) == []


@pytest.mark.parametrize(("sentence", "name"), people.CATCHES)
def test_people_are_caught(sentence: str, name: str) -> None:
    assert name in [sentence[n.start : n.end] for n in naming.persons(sentence, 0, len(sentence))]


@pytest.mark.parametrize("sentence", people.MISSES)
def test_what_names_nobody_is_left(sentence: str) -> None:
    assert list(naming.persons(sentence, 0, len(sentence))) == []


@pytest.mark.parametrize(("sentence", "organisation", "place"), places_said.CATCHES)
def test_places_beside_names_are_caught(rules: Language, sentence: str, organisation: str, place: str) -> None:
    assert (organisation, place, "asserted") in edges(read(rules, sentence), "located_in")


@pytest.mark.parametrize("sentence", places_said.MISSES)
def test_places_of_others_are_left(rules: Language, sentence: str) -> None:
    assert edges(read(rules, sentence), "located_in") == []


@pytest.mark.parametrize(("sentence", "person", "organisation", "title"), posts.CATCHES)
def test_posts_are_caught(rules: Language, sentence: str, person: str, organisation: str, title: str) -> None:
    doc = read(rules, sentence)
    assert (person, organisation, "asserted") in edges(doc, "role")
    assert (person, title, "asserted") in edges(doc, "q:role:title")


@pytest.mark.parametrize("sentence", posts.MISSES)
def test_what_is_no_post_is_left(rules: Language, sentence: str) -> None:
    assert edges(read(rules, sentence), "role") == []


@pytest.mark.parametrize(("sentence", "predicate", "subject", "target"), relations.CATCHES)
def test_relations_are_caught(rules: Language, sentence: str, predicate: str, subject: str, target: str) -> None:
    found = edges(read(rules, sentence), predicate)
    assert (subject, target) in [(head, tail) for head, tail, _ in found]


@pytest.mark.parametrize(("sentence", "predicate"), relations.MISSES)
def test_look_alikes_of_relations_are_left(rules: Language, sentence: str, predicate: str) -> None:
    assert edges(read(rules, sentence), predicate) == []


@pytest.mark.parametrize(("clause", "expected"), modality.CATCHES)
def test_modality_is_heard(clause: str, expected: str) -> None:
    assert of_clause(fold(clause), 0, len(clause)) == expected


def test_every_family_says_what_it_catches_and_misses() -> None:
    for family in (disciplines, equipment, organisations, people, places_said, posts, relations, titles):
        assert family.CATCHES
        assert family.MISSES


def test_values_inside_names_are_no_values_of_the_sentence(rules: Language) -> None:
    doc = read(rules, "Le CH de Foix recrute.")
    assert [s.text for s in doc.spans[MENTIONS]] == ["CH de Foix"]
    assert not [e for e in doc._.edges if e.label == "located_in"]
    assert VALUES in doc.spans
