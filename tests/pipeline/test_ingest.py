"""Articles into the graph: once, again, in another version, as a copy, by hand and killed in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.consolidate.press import equipment, fact
from tests.pipeline.desk import WORDS, dump, put, reading, without_marker
from tests.store.server import oxigraph

from kg.errors import StoreBusyError
from kg.model import Modality
from kg.pipeline import Workspace, ingest_extractions, open_workspace, total
from kg.store import open_store


def test_an_outcome_says_what_an_analyst_wants_to_know(workspace: Workspace) -> None:
    plan = equipment("MAMMOGRAPHE", status="planned")
    (outcome,) = put(workspace, reading("rodez", fact(), fact(object="e3", modality=Modality.NEGATED), plan))
    assert (outcome.status, outcome.organisations, outcome.people) == ("new", 3, 0)
    assert outcome.facts == {"asserted": 2, "negated": 1}
    assert total([outcome, outcome]).organisations == 6


def test_the_same_article_again_changes_no_byte(workspace: Workspace) -> None:
    put(workspace, reading())
    before = dump(workspace.store)
    (outcome,) = put(workspace, reading())
    assert outcome.status == "unchanged"
    assert dump(workspace.store) == before
    assert len(workspace.journal.log()) == 1


def test_a_malformed_statement_is_set_aside_alone(workspace: Workspace) -> None:
    (outcome,) = put(workspace, reading("a", fact(since="2023", until="2020"), fact(object="e3")))
    assert outcome.set_aside == 1
    assert outcome.messages
    assert outcome.facts == {"asserted": 1}
    assert workspace.side.ask("ASK { GRAPH ?g { ?s a sante:Statement } }")


def test_a_later_version_at_the_same_address_replaces_the_earlier(workspace: Workspace) -> None:
    put(workspace, reading(text="première version", url="https://a.example/1"))
    (outcome,) = put(workspace, reading("b", fact(since="2021"), text="seconde", url="http://www.a.example/1/#x"))
    assert outcome.status == "updated"
    assert outcome.replaces == (outcome.document,)
    found = workspace.store.select("SELECT ?since WHERE { ?m a sante:Membership ; sante:since ?since }")
    assert found.column("since") == ["2021"]
    assert workspace.side.ask(
        'ASK { GRAPH ?g { ?s sante:since "2022"^^xsd:gYear } FILTER(CONTAINS(STR(?g), "archive")) }'
    )


def test_a_file_of_the_same_name_with_mostly_the_same_text_is_a_later_version(workspace: Workspace) -> None:
    (first,) = put(workspace, reading(text=WORDS, publisher="Docteur Imago"))
    (second,) = put(workspace, reading("a", fact(since="2021"), text=WORDS + " ajout", publisher="Docteur Imago"))
    assert second.status == "updated"
    assert second.replaces == (first.document,)
    assert workspace.store.ask(f"ASK {{ GRAPH ?g {{ <{second.document}> dcterms:replaces <{first.document}> }} }}")
    assert not workspace.store.ask(f"ASK {{ <{first.document}> a sante:Document }}")


def test_an_outdated_version_does_not_come_back(workspace: Workspace) -> None:
    old = reading(text=WORDS, publisher="P", published="2023-01-01")
    put(workspace, old)
    put(workspace, reading(text=WORDS + " ajout", publisher="P", published="2023-01-01", modified="2023-02-02"))
    before = dump(workspace.store)
    (outcome,) = put(workspace, old)
    assert outcome.status == "superseded"
    assert dump(workspace.store) == before


def test_another_article_of_the_same_file_name_is_another_document(workspace: Workspace) -> None:
    put(workspace, reading(text=WORDS, publisher="P"))
    (outcome,) = put(workspace, reading(text=" ".join(f"terme{n}" for n in range(80)), publisher="P"))
    assert outcome.status == "new"


def test_a_copy_under_another_address_counts_as_one_source(workspace: Workspace) -> None:
    text = WORDS + " " + WORDS[::-1]
    put(workspace, reading(text=text, url="https://a.example/1", publisher="A"))
    (copy,) = put(workspace, reading("b", text=text + " (avec AFP)", url="https://b.example/2", publisher="B"))
    assert len(copy.copies) == 1
    found = workspace.store.select("SELECT ?n WHERE { ?m a sante:Membership ; sante:sources ?n }")
    assert found.column("n") == ["1"]


def test_the_same_words_under_another_file_name_are_the_same_document(workspace: Workspace) -> None:
    put(workspace, reading("a", text=WORDS))
    put(workspace, reading("b", text=WORDS))
    assert len(workspace.store.select("SELECT ?d WHERE { ?d a sante:Document }")) == 1


def test_texts_are_kept_at_home(workspace: Workspace) -> None:
    article, extraction = reading()
    put(workspace, (article, extraction))
    assert workspace.documents.get(article.digest) == article.text


def test_the_journal_replays_to_the_store(workspace: Workspace) -> None:
    put(workspace, reading("a"), reading("b", fact(since="2022-06"), equipment("IRM")))
    put(workspace, reading("c", fact(modality=Modality.NEGATED)))
    assert dump(workspace.journal.replay()) == dump(workspace.store)
    assert dump(workspace.journal.replay(side=True)) == dump(workspace.side)


def test_many_or_one_by_one_give_the_same_graph() -> None:
    readings = [reading(f"n{i}", fact(since=str(2000 + i)), equipment("IRM", count=i + 1)) for i in range(20)]
    with open_workspace("memory") as together, open_workspace("memory") as apart:
        ingest_extractions(readings, together)
        for each in reversed(readings):
            ingest_extractions([each], apart)
        one, other = (without_marker(dump(opened.store)) for opened in (together, apart))
        assert one == other


def test_a_second_process_is_told_that_the_workspace_is_in_use(workspace: Workspace) -> None:
    with pytest.raises(StoreBusyError):
        open_workspace(workspace.store.location)


def test_a_store_on_a_server_keeps_its_state_in_a_folder(tmp_path: Path) -> None:
    with oxigraph() as url:
        with open_workspace(url, tmp_path / "state") as workspace:
            assert workspace.remote
            put(workspace, reading())
            assert dump(workspace.journal.replay()) == dump(workspace.store)
        with open_workspace(url, tmp_path / "state") as workspace:
            (outcome,) = put(workspace, reading())
            assert outcome.status == "unchanged"
        assert open_store(url).size() > 0
