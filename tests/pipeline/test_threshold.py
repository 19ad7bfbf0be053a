"""A threshold of confidence: what is below it is kept, shown as a suggestion, and believed by nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.consolidate.press import fact
from tests.pipeline.desk import dump, put, reading, without_marker

from kg.export import document_store, facts
from kg.model import Article, Extraction
from kg.pipeline import Workspace, open_workspace, quarantine_list, total, why
from kg.pipeline.versions import unchanged

MEMBERS = "SELECT ?m WHERE { ?f a sante:Membership ; sante:member ?m }"


def doubtful(name: str = "a", confidence: float = 0.3, least: float = 0.5) -> tuple[Article, Extraction]:
    """An article of which one fact is sure and one is not."""
    article, extraction = reading(name, fact(), fact(object="e3", confidence=confidence))
    return article, replace(extraction, least=least)


def test_what_is_below_makes_no_row_and_no_direct_triple(workspace: Workspace) -> None:
    put(workspace, doubtful())
    assert len(workspace.store.select(MEMBERS)) == 1
    assert not workspace.store.ask("ASK { ?x org:memberOf ?y . ?x rdfs:label 'centre hospitalier de Decazeville'@fr }")


def test_it_is_kept_with_its_confidence_and_quote(workspace: Workspace) -> None:
    put(workspace, doubtful())
    found = workspace.store.select(
        "SELECT ?c ?q { GRAPH ?g { ?s a sante:Suggestion ; sante:suggests ?f ; sante:confidence ?c ; sante:quote ?q } }"
    )
    assert found.column("c") == ["0.3"]
    assert found.column("q") != [None]


def test_how_many_are_not_believed_is_counted(workspace: Workspace) -> None:
    summed = total(put(workspace, doubtful("a"), doubtful("b", 0.6)))
    assert (summed.doubted, sum(summed.facts.values())) == (1, 3)


def test_the_facts_view_leaves_it_out() -> None:
    article, extraction = doubtful()
    lines = [line for line in facts(document_store(article, extraction)) if line["kind"] == "fact"]
    assert [line["confidence"] for line in lines] == [0.9]


def test_another_source_that_is_sure_is_believed(workspace: Workspace) -> None:
    put(workspace, doubtful("a"), doubtful("b", 0.8))
    assert len(workspace.store.select(MEMBERS)) == 2
    assert workspace.store.ask("ASK { ?f sante:member ?m ; sante:sources 1 ; sante:confidence 0.8 }")


def test_what_is_believed_does_not_depend_on_the_order_of_the_articles(workspace: Workspace) -> None:
    articles = [doubtful("a"), doubtful("b", 0.8), doubtful("c", 0.2)]
    put(workspace, *articles)
    with open_workspace("memory") as other:
        for each in reversed(articles):
            put(other, each)
        assert without_marker(dump(other.store)) == without_marker(dump(workspace.store))


def test_the_reasons_of_a_fact_name_only_what_is_believed(workspace: Workspace) -> None:
    put(workspace, doubtful("a"), doubtful("b", 0.8))
    rows = workspace.store.select("SELECT ?f WHERE { ?f sante:confidence 0.8 }").column("f")
    grounds = why(workspace.store, [str(rows[0])])
    assert [ground.confidence for ground in grounds if ground.believed] == [0.8]
    assert [ground.confidence for ground in grounds if not ground.believed] == [0.3]


def test_a_place_that_is_not_believed_names_nobody() -> None:
    from kg.graph import entity_iri
    from kg.model import Entity, Fact

    clinic = Entity("e1", "CLINIC", "clinique Saint-Jean")
    placed = Fact("e1", "located_in", value="Rodez", confidence=0.3)
    sure, unsure = Extraction((clinic,), (placed,)), Extraction((clinic,), (placed,), least=0.5)
    assert entity_iri(clinic, sure) != entity_iri(clinic, unsure) == entity_iri(clinic, Extraction((clinic,)))


def test_another_threshold_is_no_unchanged_article(workspace: Workspace) -> None:
    article, extraction = doubtful()
    put(workspace, (article, extraction))
    assert unchanged(workspace, article, extraction.extractor, 0.5) is not None
    assert unchanged(workspace, article, extraction.extractor, 0.4) is None


def test_without_a_threshold_the_graph_is_what_it_was(workspace: Workspace) -> None:
    put(workspace, doubtful())
    put(workspace, doubtful(least=0.0))
    lowered = without_marker(dump(workspace.store))
    assert b"uggest" not in lowered
    assert b"minConfidence" not in lowered


def test_a_malformed_suggestion_is_set_aside_like_a_statement(workspace: Workspace) -> None:
    article, extraction = reading("a", fact(confidence=0.3, since="yesterday"))
    put(workspace, (article, replace(extraction, least=0.5)))
    assert len(quarantine_list(workspace)) == 1
    assert not workspace.store.ask("ASK { GRAPH ?g { ?s a sante:Suggestion } }")


@pytest.mark.parametrize("least", [0.0, 0.5])
def test_the_threshold_stays_with_what_was_read(workspace: Workspace, least: float) -> None:
    article, extraction = doubtful(least=least)
    (outcome,) = put(workspace, (article, extraction))
    assert workspace.documents.reading(outcome.document).extraction.least == least
