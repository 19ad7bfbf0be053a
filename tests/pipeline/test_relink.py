"""A link decision moves an organisation to its registry's IRI: only touched documents change, and it can be undone."""

from __future__ import annotations

import pytest
from tests.consolidate.press import fact
from tests.pipeline.desk import dump, put, reading, without_marker

from kg.errors import InputError
from kg.pipeline import Workspace, redirect_of, relink

FINESS = "https://w3id.org/sante-kg/id/finess/120780044"


def rodez(workspace: Workspace) -> str:
    found = workspace.store.select("SELECT ?o WHERE { ?m a sante:Membership ; sante:member ?o } ORDER BY ?o")
    return str(found.column("o")[0])


def test_the_old_identifier_gives_way_to_the_registry(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022")), reading("b", fact(since="2022-06")))
    old = rodez(workspace)
    outcomes = relink({old: FINESS}, workspace)
    assert {outcome.status for outcome in outcomes} == {"updated"}
    assert rodez(workspace) == FINESS
    assert not workspace.store.ask(f"ASK {{ {{ ?s ?p <{old}> }} UNION {{ <{old}> ?q ?o }} }}")
    assert redirect_of(workspace, old) == FINESS
    assert workspace.store.ask(f"ASK {{ ?pimm org:hasMember <{FINESS}> }}")


def test_only_touched_documents_are_built_anew(workspace: Workspace) -> None:
    put(workspace, reading("a", fact()), reading("b", fact("created", object=None, value="2020", subject="e3")))
    relink({rodez(workspace): FINESS}, workspace)
    touched = workspace.journal.log()[1]
    assert len(touched.documents) == 2  # both articles name the hospital


def test_later_articles_are_linked_at_once(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    relink({rodez(workspace): FINESS}, workspace)
    put(workspace, reading("b", fact(since="2022-06")))
    assert len(workspace.store.select("SELECT ?m WHERE { ?m a sante:Membership }")) == 1


def test_a_decision_can_be_taken_back(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    before, old = without_marker(dump(workspace.store)), rodez(workspace)
    relink({old: FINESS}, workspace)
    relink({old: None}, workspace)
    assert without_marker(dump(workspace.store)) == before


def test_what_is_no_identifier_is_refused(workspace: Workspace) -> None:
    with pytest.raises(InputError):
        relink({"a b": FINESS}, workspace)
