"""What is set aside can be listed, shown and tried again."""

from __future__ import annotations

import pytest
from tests.consolidate.press import fact
from tests.pipeline.desk import dump, put, reading

from kg.errors import NotFoundError
from kg.pipeline import Workspace, prepare, quarantine_list, quarantine_retry, quarantine_show
from kg.validate import Report

REVERSED = fact(since="2023", until="2020")


def test_a_reason_is_given_in_both_languages(workspace: Workspace) -> None:
    put(workspace, reading("a", REVERSED))
    aside = quarantine_list(workspace)
    assert aside
    assert all(each.name == "a" and each.message_fr and each.message_en for each in aside)
    assert aside[0].quote


def test_one_document_is_listed_by_name_or_iri(workspace: Workspace) -> None:
    (outcome, _) = put(workspace, reading("a", REVERSED), reading("b", REVERSED))
    assert {each.name for each in quarantine_list(workspace, "a")} == {"a"}
    assert {each.name for each in quarantine_list(workspace, outcome.document)} == {"a"}


def test_what_is_set_aside_is_shown_as_turtle(workspace: Workspace) -> None:
    put(workspace, reading("a", REVERSED))
    assert b"sante:until" in quarantine_show(workspace, "a")
    with pytest.raises(NotFoundError):
        quarantine_show(workspace, "b")


def test_trying_again_changes_nothing_while_it_is_malformed(workspace: Workspace) -> None:
    put(workspace, reading("a", REVERSED, fact(object="e3")))
    before = dump(workspace.store), dump(workspace.side)
    (outcome,) = quarantine_retry(workspace)
    assert outcome.status == "unchanged"
    assert (dump(workspace.store), dump(workspace.side)) == before


def test_trying_again_publishes_what_the_shapes_no_longer_refuse(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(workspace, reading("a", REVERSED, fact(object="e3")))
    monkeypatch.setattr("kg.pipeline.preparation.check", lambda *_, **__: Report())
    (outcome,) = quarantine_retry(workspace, ["a"])
    assert outcome.status == "updated"
    assert quarantine_list(workspace) == ()
    assert len(workspace.store.select("SELECT ?m WHERE { ?m a sante:Membership }")) == 2


def test_an_article_without_fault_sets_nothing_aside() -> None:
    assert prepare(*reading("a")).aside == ()
