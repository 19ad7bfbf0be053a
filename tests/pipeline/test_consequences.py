"""What follows from a change is drawn once, with it, and taken back with it."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from rdflib import URIRef
from tests.consolidate.press import fact
from tests.consolidate.test_one_by_one import some_document
from tests.pipeline.desk import dump, put, reading, without_marker

from kg.model import Entity, PlaceRef
from kg.pipeline import Workspace, consequences, open_workspace, withdraw
from kg.reasoning import derive
from kg.reasoning import rules as derivation_rules
from kg.store import canonical
from kg.validate import findings, standing
from kg.validate import rules as law_rules
from kg.vocabulary import PREFIXES

GHT = Entity("e1", "GHT", "GHT du Rouergue")
ONE, OTHER = Entity("e2", "CH", "centre hospitalier de Rodez"), Entity("e3", "CH", "centre hospitalier de Millau")
TWO_SUPPORTS = (fact(role="support"), fact(object="e3", role="support"))
FINDING = 'ASK { ?f a sante:Finding ; sante:rule "ght-one-support" ; sante:about ?ght . ?ght a sante:GHT }'
LOCATED = replace(fact("located_in", subject="e2", value="Rodez"), place=PlaceRef("commune", "12202", "Rodez"))
LIES_IN_OCCITANIE = (
    "ASK { GRAPH <https://w3id.org/sante-kg/graph/derived/within> { ?place sante:within ?region } "
    "?region a sante:Region ; rdfs:label 'Occitanie'@fr . FILTER(STRENDS(STR(?place), '/commune/12202')) }"
)


def test_a_finding_of_law_is_data(workspace: Workspace) -> None:
    put(workspace, reading("a", *TWO_SUPPORTS, entities=(GHT, ONE, OTHER)))
    assert workspace.store.ask(FINDING)


def test_a_finding_goes_with_its_reason(workspace: Workspace) -> None:
    put(workspace, reading("a", TWO_SUPPORTS[0], entities=(GHT, ONE, OTHER)))
    before = without_marker(dump(workspace.store))
    put(workspace, reading("b", TWO_SUPPORTS[1], entities=(GHT, ONE, OTHER)))
    assert workspace.store.ask(FINDING)
    withdraw("b", workspace)
    assert without_marker(dump(workspace.store)) == before


def test_derived_triples_stand_in_the_graph_of_their_rule(workspace: Workspace) -> None:
    put(workspace, reading("a", entities=(GHT, ONE, OTHER)))
    assert workspace.store.ask(
        "ASK { GRAPH <https://w3id.org/sante-kg/graph/derived/type> { ?s a sante:Cooperation } }"
    )


def test_what_a_killed_process_did_not_draw_is_drawn_on_opening(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "follow", lambda *_, **__: None)
        put(workspace, reading("a", *TWO_SUPPORTS, entities=(GHT, ONE, OTHER)))
    assert not workspace.store.ask(FINDING)
    workspace.close()
    with open_workspace(str(workspace.folder)) as again:
        assert again.store.ask(FINDING)
        again.verify()


def test_the_log_leaves_out_what_only_follows(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    assert [entry.why for entry in workspace.journal.log()] == ["ingest"]
    assert [entry.why for entry in workspace.journal.log(follow=True)] == ["follow", "ingest"]


def test_a_new_place_is_derived_to_lie_in_its_region(workspace: Workspace) -> None:
    put(workspace, reading("a", LOCATED))
    assert workspace.store.ask(LIES_IN_OCCITANIE)


def test_what_was_derived_of_a_place_goes_with_the_place(workspace: Workspace) -> None:
    put(workspace, reading("a", LOCATED))
    withdraw("a", workspace)
    assert not workspace.store.ask(LIES_IN_OCCITANIE)


@pytest.mark.parametrize("seed", range(3))
def test_after_any_history_findings_and_derived_triples_are_what_the_whole_store_gives(
    workspace: Workspace, seed: int
) -> None:
    drawn = random.Random(seed)
    graphs = dict(some_document(drawn, number) for number in range(8))
    gone = drawn.sample(sorted(graphs), 3)
    for iri, lines in [*graphs.items(), *((each, list[str]()) for each in gone)]:
        workspace.replace({iri: lines}, "test")
        workspace.follow()
    store = workspace.store
    nodes = [str(node) for node in store.select("SELECT DISTINCT ?s WHERE { ?s ?p ?o }").column("s")]
    derived = derive(store, [URIRef(node) for node in nodes if "/id/document/" not in node]).quads()
    held = [line for line in dump(store).decode().split("\n") if "/graph/derived/" in line]
    assert sorted(held) == sorted(canonical("\n".join(derived)))
    assert set(standing(store)) == set(findings(store))


def test_one_more_source_for_what_is_known_draws_nothing(workspace: Workspace) -> None:
    put(workspace, reading("a", entities=(GHT, ONE, OTHER)))
    put(workspace, reading("b", entities=(GHT, ONE, OTHER)))
    assert [entry.why for entry in workspace.journal.log(follow=True)] == ["ingest", "follow", "ingest"]


def test_no_rule_reads_what_is_taken_to_touch_none() -> None:
    unread = consequences._BY_NO_RULE
    for text in (rule.query for rule in law_rules()):
        assert not mentioned(text) & unread
    for text in (rule.construct for rule in derivation_rules()):
        assert not mentioned(text) & (unread | consequences._BY_LAW)


def mentioned(text: str) -> set[str]:
    """The terms that a rule names, whole or by prefix."""
    code = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    short = {f"<{PREFIXES.get(prefix, '')}{name}>" for prefix, name in re.findall(r"\b(\w+):(\w+)", code)}
    return short | set(re.findall(r"<[^<> ]+>", code))
