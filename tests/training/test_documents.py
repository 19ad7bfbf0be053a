"""Annotations become spans and links that say what the annotator meant."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from training.augment import Augmenter
from training.corpus import FOLDS, data_folder, invented, read_corpus
from training.documents import SOURCES, Document, Span, annotate
from training.weak import visible_text

TEXT = "Le GIE Imagerie du Val réunit depuis 2021 le CH de Saulnes et huit radiologues. Il a une IRM."


def mention(words: str, entity: str, kind: str = "name") -> dict[str, object]:
    return {"start": TEXT.index(words), "end": TEXT.index(words) + len(words), "kind": kind, "entity": entity}


def quoted(**fact: object) -> dict[str, object]:
    return {"evidence": [{"start": 0, "end": TEXT.index(". Il")}], **fact}


@pytest.fixture
def document() -> Document:
    entities = [
        {"id": "e1", "type": "GIE", "mentions": [mention("GIE Imagerie du Val", "e1"), mention("Il", "e1", "pronoun")]},
        {"id": "e2", "type": "CH", "mentions": [mention("CH de Saulnes", "e2")]},
    ]
    facts = [
        quoted(subject="e1", predicate="member", object="e2", qualifiers={"since": "2021", "role": "founder"}),
        quoted(subject="e1", predicate="member_count", value=8, qualifiers={"unit": "radiologues"}),
        quoted(
            subject="e1",
            predicate="equipment",
            value="IRM",
            modality="planned",
            evidence=[{"start": TEXT.index("Il a"), "end": len(TEXT)}],
        ),
    ]
    year, machine = TEXT.index("2021"), TEXT.index("une IRM")
    values = {
        "dates": [{"start": year, "end": year + 4, "value": "2021"}],
        "equipment": [{"start": machine, "end": machine + 7, "code": "IRM"}],
    }
    graph = annotate(TEXT, entities, facts, values)
    return Document("0-x", "0", TEXT, tuple(graph.spans), tuple(graph.links), frozenset(graph.ignored))


def said(document: Document, label: str) -> set[tuple[str, str, str]]:
    surface = [document.text[s.start : s.end] for s in document.spans]
    return {(surface[k.head], surface[k.tail], k.modality) for k in document.links if k.label == label}


def test_a_fact_links_the_mentions_that_state_it(document: Document) -> None:
    assert said(document, "member") == {("GIE Imagerie du Val", "CH de Saulnes", "asserted")}
    assert said(document, "member:founder") == said(document, "member")


def test_a_qualifier_hangs_on_the_fact_s_object(document: Document) -> None:
    assert said(document, "q:member:since") == {("CH de Saulnes", "2021", "asserted")}


def test_a_count_takes_in_its_unit(document: Document) -> None:
    assert said(document, "member_count") == {("GIE Imagerie du Val", "huit radiologues", "asserted")}


def test_a_link_carries_the_modality_of_its_fact(document: Document) -> None:
    assert said(document, "equipment") == {("Il", "une IRM", "planned")}


def test_mentions_of_one_entity_are_linked_both_ways(document: Document) -> None:
    pairs = {(head, tail) for head, tail, _ in said(document, "same")}
    assert pairs == {("GIE Imagerie du Val", "Il"), ("Il", "GIE Imagerie du Val")}


def test_a_variant_keeps_every_span_on_whole_words() -> None:
    documents = read_corpus(data_folder()).train
    some = random.Random(1).sample([d for d in documents if not d.weak], 60)
    augment = Augmenter(documents, seed=1)
    for document in some:
        varied = augment.vary(document)
        for before, after in zip(document.spans, varied.spans, strict=True):
            old, new = document.text[before.start : before.end], varied.text[after.start : after.end]
            assert new.strip() == new
            assert old[0].isalnum() == new[0].isalnum()
            assert before.type == after.type


def test_no_document_of_a_held_out_author_or_of_the_sources_is_trained_on() -> None:
    corpus = read_corpus(data_folder(), FOLDS[0])
    assert corpus.held
    assert not {d.author for d in corpus.train} & set(FOLDS[0])
    assert not {d.name for d in corpus.train + corpus.held} & SOURCES


def test_the_repository_keeps_invented_articles_alone(root: Path) -> None:
    kept = root / "training" / "corpus"
    names = set(invented(kept))
    assert {p.stem for p in (kept / "articles" / "gold").iterdir()} <= names
    assert {p.stem for p in (kept / "articles" / "text").iterdir()} <= names


def test_html_gives_its_visible_lines() -> None:
    page = (
        "<html><head><title>x</title></head><body><p>Un&nbsp;GHT</p><script>y</script><p>né en 2016</p></body></html>"
    )
    assert visible_text(page).splitlines() == ["Un\xa0GHT", "né en 2016"]


def test_passages_read_together_keep_their_spans_and_stay_apart() -> None:
    documents = [d for d in read_corpus(data_folder()).train if not d.article][:60]
    said = {d.text[s.start : s.end] for d in documents for s in d.spans}
    made = Augmenter(documents, seed=3).together(documents, share=1.0)
    joined = [d for d in made if "\n\n" in d.text and d.text not in {o.text for o in documents}]
    assert joined
    assert sum(len(d.spans) for d in made) == sum(len(d.spans) for d in documents)
    for document in joined:
        assert {document.text[s.start : s.end] for s in document.spans} <= said
        owner = [(s.entity or "").partition("-")[0] for s in document.spans]
        for link in document.links:
            assert "" in (owner[link.head], owner[link.tail]) or owner[link.head] == owner[link.tail]


def clinics(text: str, *names: str) -> Document:
    spans = [Span(text.index(n), text.index(n) + len(n), "CLINIC", "name", f"e{i}") for i, n in enumerate(names)]
    return Document("0-y", "0", text, tuple(spans), (), frozenset())


OTHERS = [f"clinique {name}" for name in ("Pasteur", "Saint-Roch", "Bel-Air", "Jeanne-d'Arc", "Ambroise-Paré", "Sully")]


def test_a_name_gives_way_to_another_with_the_same_head() -> None:
    document = clinics(
        "La clinique Pasteur ferme. Elle valait la clinique Sully.", "clinique Pasteur", "clinique Sully"
    )
    renamed = Augmenter([document, *(clinics(name, name) for name in OTHERS)], seed=1)._renamed(document)
    assert set(renamed) == {"clinique Pasteur", "clinique Sully"}
    assert set(renamed.values()) <= set(OTHERS)


def test_a_name_that_the_text_shortens_stays() -> None:
    document = clinics("La clinique Pasteur ferme. Pasteur avait cent lits.", "clinique Pasteur")
    assert Augmenter([document, *(clinics(name, name) for name in OTHERS)], seed=1)._renamed(document) == {}
