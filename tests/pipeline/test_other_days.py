"""What held on a day, what was believed on a day, and why."""

from __future__ import annotations

import gc
import random
import tempfile
import time
from pathlib import Path

import pytest
from tests.consolidate.press import ENTITIES, equipment, fact
from tests.consolidate.test_one_by_one import some_document
from tests.pipeline.desk import dump, put, reading

from kg.dates import earliest, latest
from kg.errors import InputError, NotFoundError
from kg.model import Entity, Modality
from kg.pipeline import Workspace, as_of, known_at, valid_time, why, withdraw
from kg.store import Store
from kg.store.lines import quad

MEMBERS = "SELECT ?m WHERE { ?pimm org:hasMember ?m }"


@pytest.mark.parametrize(
    ("day", "holds"), [("2021", False), ("2022-05", False), ("2022-06", True), ("2022", True), ("2030-01-01", True)]
)
def test_a_membership_holds_from_its_beginning(workspace: Workspace, day: str, holds: bool) -> None:
    put(workspace, reading("a", fact(since="2022-06")))
    assert bool(as_of(workspace.store, day).select(MEMBERS).rows) is holds


def test_a_fuzzy_beginning_may_hold_or_must_hold(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022")))
    assert as_of(workspace.store, "2022-03-01").select(MEMBERS).rows
    assert not as_of(workspace.store, "2022-03-01", certain=True).select(MEMBERS).rows


def test_what_has_ended_since_holds_again(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2016")))
    put(workspace, reading("b", fact(modality=Modality.ENDED, until="2022"), published="2024-01-01"))
    assert not workspace.store.select(MEMBERS).rows
    then = as_of(workspace.store, "2020")
    assert then.select(MEMBERS).rows
    assert then.ask("ASK { ?f a sante:Membership ; sante:modality <https://w3id.org/sante-kg/code/modality/asserted> }")
    assert not as_of(workspace.store, "2023").select(MEMBERS).rows


def test_a_plan_gives_no_direct_triple_on_any_day(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(modality=Modality.PLANNED, since="2025")))
    assert not as_of(workspace.store, "2026").select(MEMBERS).rows


def test_equipment_holds_from_its_date(workspace: Workspace) -> None:
    put(workspace, reading("a", equipment("SCANNER", status="installed", date="2023-06-05")))
    assert not as_of(workspace.store, "2023-05").ask("ASK { ?o sante:hasEquipment ?e }")
    assert as_of(workspace.store, "2023-06").ask("ASK { ?o sante:hasEquipment ?e }")


def test_what_was_created_later_had_no_members(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(), fact("created", object=None, value="2022")))
    assert not as_of(workspace.store, "2020").select(MEMBERS).rows


def test_the_evidence_of_that_day_can_be_asked(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022-06")))
    assert as_of(workspace.store, "2023").ask("ASK { ?f a sante:Membership . GRAPH ?g { ?s sante:states ?f } }")


def test_the_findings_and_derived_triples_are_those_of_that_day(workspace: Workspace) -> None:
    ght = Entity("e1", "GHT", "GHT du Rouergue")
    supports = (fact(since="2018", role="support"), fact(object="e3", since="2022", role="support"))
    put(
        workspace,
        reading("a", *supports, equipment("IRM", subject="e3", status="installed"), entities=(ght, *ENTITIES[1:])),
    )
    two = 'ASK { ?f a sante:Finding ; sante:rule "ght-one-support" }'
    equipped = "ASK { GRAPH ?rule { ?ght sante:membersHaveEquipment ?e } }"
    for question in (two, equipped):
        assert workspace.store.ask(question)
        assert not as_of(workspace.store, "2020").ask(question)


@pytest.mark.parametrize(("date", "certain"), [("2020", False), ("2021-06", True), ("2022-03", True)])
def test_a_day_is_what_each_row_gives_by_itself(workspace: Workspace, date: str, certain: bool) -> None:
    """What is read are the rows that may differ: to judge all of them, one by one, gives the same graph."""
    drawn = random.Random(7)
    workspace.replace(dict(some_document(drawn, number) for number in range(30)), "test")
    rows = valid_time._rows(workspace.store, valid_time._facts(workspace.store, ["?f sante:predicate ?p"], ()))
    day = (earliest(date), latest(date))
    unborn = {valid_time._ends(row)[0] for row in rows.values() if valid_time._created_later(row, day)}
    held = [r for r in rows.values() if valid_time._holds(r, day, certain) and not unborn & {*valid_time._ends(r)}]
    judged = {line for row in held for line in (*valid_time._row_then(row), *valid_time._direct_then(row))}
    direct = {quad(line).p for row in rows.values() for line in valid_time._direct(row)}
    others = {line for line in layer(workspace.store) if quad(line).s not in rows and quad(line).p not in direct}
    assert len(held) < len(rows)
    assert layer(as_of(workspace.store, date, certain=certain)) == others | judged


def layer(store: Store) -> set[str]:
    """The default graph without findings."""
    lines = dump(store).decode().split("\n")
    return {line for line in lines if line and not quad(line).g and "/id/finding/" not in quad(line).s}


def test_a_day_is_a_copy_that_goes_when_it_is_let_go(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    put(workspace, reading("a", fact(since="2022-06")))
    before, beside = dump(workspace.store), set(tmp_path.iterdir())
    then = as_of(workspace.store, "2020")
    assert set(tmp_path.iterdir()) != beside
    then.close()
    del then
    gc.collect()
    assert set(tmp_path.iterdir()) == beside
    assert dump(workspace.store) == before


def test_an_as_of_day_is_a_date(workspace: Workspace) -> None:
    with pytest.raises(InputError):
        as_of(workspace.store, "hier")


def test_an_earlier_belief_comes_back(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022")))
    before = dump(workspace.store)
    between = workspace.journal.last.time if workspace.journal.last else ""
    time.sleep(0.01)
    withdraw("a", workspace)
    location = str(workspace.folder)
    assert dump(known_at(location, between)) == before
    assert not known_at(location, "2999").select(MEMBERS).rows
    assert known_at(location, "2001").size() == 0


def test_belief_needs_a_journal(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        known_at(str(tmp_path), "2024")


def test_a_fact_says_why(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022"), publisher="P"))
    put(workspace, reading("b", fact(since="2022-06"), published="2024-02-03", text="Au deuxième article."))
    (found,) = workspace.store.select("SELECT ?f WHERE { ?f a sante:Membership }").column("f")
    preferred, other = why(workspace.store, [str(found)])
    assert (preferred.preferred, preferred.published, preferred.quote) == (True, "2024-02-03", "Au deuxièm")
    assert "most precise" in preferred.preference
    assert "énoncé le plus précis" in preferred.preference_fr
    assert (other.preferred, other.publisher, other.passages) == (False, "P", ((0, 10),))
