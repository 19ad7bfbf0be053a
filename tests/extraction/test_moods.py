"""The second voice on modality questions the net's assertions, and nothing else."""

from __future__ import annotations

import pytest
import spacy

from kg.extraction import edges
from kg.extraction.edges import Edge
from kg.extraction.moods import Moods


def moods(text: str, head: str, tail: str, label: str = "member", modality: str = "asserted") -> str:
    edges.register()
    doc = spacy.blank("fr").make_doc(text)
    ends = [(text.index(part), text.index(part) + len(part)) for part in (head, tail)]
    doc._.edges = (Edge(ends[0], ends[1], label, 0.9, modality),)
    return str(Moods()(doc)._.edges[0].modality)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("La clinique des Ormes n'est pas membre du GHT Sarène.", "negated"),
        ("La clinique des Ormes pourrait rejoindre le GHT Sarène.", "hoped"),
        ("La clinique des Ormes rejoindra bientôt le GHT Sarène.", "planned"),
        ("La clinique des Ormes est membre du GHT Sarène.", "asserted"),
    ],
)
def test_words_of_the_clause_correct_an_assertion(text: str, heard: str) -> None:
    assert moods(text, "GHT Sarène", "clinique des Ormes") == heard


def test_what_the_net_hears_as_more_than_an_assertion_stands() -> None:
    text = "La clinique des Ormes est membre du GHT Sarène."
    assert moods(text, "GHT Sarène", "clinique des Ormes", modality="ended") == "ended"


def test_sameness_has_no_modality() -> None:
    text = "La clinique des Ormes n'est pas la clinique du Parc."
    assert moods(text, "clinique des Ormes", "clinique du Parc", label="same") == "asserted"


def test_the_verb_before_a_far_tail_is_heard_when_the_head_stands_in_another_sentence() -> None:
    text = "Le centre a un plateau. Cette année, nous prévoyons aussi d'y installer très vite un mammographe."
    assert moods(text, "centre", "un mammographe", label="equipment") == "planned"
