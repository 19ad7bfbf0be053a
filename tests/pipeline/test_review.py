"""What people decide on facts: data with who and when, believed at once, found again after a new extraction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.consolidate.press import fact
from tests.pipeline.desk import dump, put, without_marker

from kg.errors import InputError, IntegrityError, NotFoundError
from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Verdict
from kg.pipeline import Workspace, decide, forget, open_workspace, quarantine_list, readings, reviews_of, take_back, why
from kg.pipeline.review import (
    EVERYTHING,
    Decision,
    Doubt,
    Reviews,
    Window,
    candidates,
    check,
    decision_on,
    doubts,
    of_article,
)
from kg.pipeline.review.decisions import from_json, to_json

TEXT = """Scanner de Lunac : le GIE prend le relais

Le GIE Imagerie du Lac exploite le scanner du centre hospitalier de Lunac depuis mars 2022.
La clinique des Tilleuls n'en est pas membre, et le docteur Odile Chambon le regrette.
"""
SENTENCE = "Le GIE Imagerie du Lac exploite le scanner du centre hospitalier de Lunac depuis mars 2022."
GIE = Entity("e1", "GIE", "GIE Imagerie du Lac", mentions=(Mention(47, 66),))
HOSPITAL = Entity("e2", "CH", "centre hospitalier de Lunac", ("CH de Lunac",), mentions=(Mention(90, 117),))
CLINIC = Entity("e3", "CLINIC", "clinique des Tilleuls")
DOCTOR = Entity("p1", "PERSON", "Odile Chambon")
ENTITIES = (GIE, HOSPITAL, CLINIC, DOCTOR)
BY = "Claire Aubertin"


def quote(words: str = SENTENCE, text: str = TEXT) -> tuple[Evidence, ...]:
    at = text.index(words)
    return (Evidence(at, at + len(words), words),)


def said(*facts: Fact, text: str = TEXT, entities: tuple[Entity, ...] = ENTITIES, by: str = "sante-kg/1 net") -> Any:
    article = Article("lunac", text, published="2022-04-01")
    return article, Extraction(entities, tuple(replace(f, evidence=f.evidence or quote(text=text)) for f in facts), by)


def operated(**more: Any) -> Fact:
    """The hospital is said to run the GIE: the machine has it the wrong way round."""
    machine = fact("operated_by", subject="e1", object="e2", confidence=0.4)
    return replace(machine, **{"evidence": quote(), **more})


def only(workspace: Workspace, window: Window = EVERYTHING) -> Doubt:
    (found,) = doubts(readings(workspace, window), reviews_of(workspace), window)
    return found


def settle(workspace: Workspace, verdict: Verdict, right: Mapping[str, Any] | None = None, **more: str) -> Decision:
    made = decision_on(only(workspace), verdict, BY, right=right, **more)
    decide([made], workspace)
    return made


def rows(workspace: Workspace) -> list[tuple[str, str]]:
    text = (
        "SELECT ?s ?o WHERE { ?f a sante:Operation ; sante:organisation/rdfs:label ?s ; sante:operator/rdfs:label ?o }"
    )
    return [(str(row["s"]), str(row["o"])) for row in workspace.store.select(text)]


WRONG = (GIE.name, HOSPITAL.name)
RIGHT = (HOSPITAL.name, GIE.name)
TURNED = {"subject": "e2", "object": "e1"}

# -- what a decision does ----------------------------------------------------------------------------------------


def test_what_is_rejected_is_believed_no_more(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    assert rows(workspace) == [WRONG]
    settle(workspace, Verdict.REJECTED)
    assert rows(workspace) == []


def test_what_is_accepted_is_sure_whatever_the_threshold(workspace: Workspace) -> None:
    article, extraction = said(operated())
    put(workspace, (article, replace(extraction, least=0.9)))
    assert rows(workspace) == []
    settle(workspace, Verdict.ACCEPTED)
    assert rows(workspace) == [WRONG]
    assert workspace.store.ask("ASK { ?f a sante:Operation ; sante:confidence ?c FILTER(?c = 1) }")


def test_what_is_corrected_stands_in_the_place_of_what_was_said(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.CORRECTED, TURNED)
    assert rows(workspace) == [RIGHT]


def test_the_graph_says_who_decided_what_and_when(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    made = settle(workspace, Verdict.CORRECTED, TURNED, note="c'est l'inverse", at="2022-05-01T10:00:00Z")
    found = workspace.store.select("""SELECT ?verdict ?who ?when ?note WHERE { GRAPH ?g {
      ?review a sante:Review, prov:Activity ; sante:verdict ?verdict ; prov:endedAtTime ?when ;
        prov:wasAssociatedWith/rdfs:label ?who ; sante:reviewNote ?note ; prov:used ?wrong .
      ?right sante:states ?fact ; prov:wasGeneratedBy ?review . ?wrong sante:suggests ?other } }""")
    assert [str(term).rpartition("/")[2] for term in found.rows[0] if term] == [
        "corrected", BY, made.at, "c'est l'inverse",
    ]  # fmt: skip


def test_a_reviewer_is_no_organisation_of_the_consolidated_layer(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.ACCEPTED)
    assert not workspace.store.ask(f'ASK {{ ?x ?p "{BY}" }}')
    assert not workspace.store.ask("ASK { ?x a sante:Review }")


def test_why_shows_the_decision_behind_a_fact(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.ACCEPTED)
    (row,) = workspace.store.select("SELECT ?f WHERE { ?f a sante:Operation }").column("f")
    (ground,) = why(workspace.store, [str(row)])
    assert (ground.verdict, ground.reviewer, ground.believed) == ("accepted", BY, True)


def test_the_journal_knows_who_decided(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    entries = [entry for entry in workspace.journal.log() if entry.why == "review"]
    assert [entry.user for entry in entries] == [BY]


def test_a_decision_that_is_taken_back_leaves_no_trace_but_in_the_journal(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    before = without_marker(dump(workspace.store))
    made = settle(workspace, Verdict.CORRECTED, TURNED)
    take_back([made.id], workspace, user=BY)
    assert without_marker(dump(workspace.store)) == before
    workspace.verify()


def test_the_later_of_two_decisions_stands(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    (article, extraction), reviews = *readings(workspace), reviews_of(workspace)
    (again,) = of_article(article, extraction, reviews)
    decide([decision_on(again, Verdict.ACCEPTED, "someone else")], workspace)
    assert rows(workspace) == [WRONG]
    assert [each.by for each in reviews_of(workspace).decisions.values()] == ["someone else"]


def test_decisions_that_a_killed_process_kept_are_applied_on_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with open_workspace(str(tmp_path / "store")) as first:
        put(first, said(operated()))
        with monkeypatch.context() as patched:
            patched.setattr("kg.pipeline.reviewing.ingest_extractions", killed)
            with pytest.raises(KeyboardInterrupt):
                settle(first, Verdict.REJECTED)
        assert rows(first) == [WRONG]
    with open_workspace(str(tmp_path / "store")) as again:
        assert rows(again) == []
        assert [entry.user for entry in again.journal.log() if entry.why == "review"] == [BY]


def test_no_such_decision_is_said(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        take_back(["nothing"], workspace)


# -- after a new extraction --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(said(operated(), by="sante-kg/2 net"), id="another version"),
        pytest.param(
            said(
                operated(subject="x9", object="x8"),
                entities=(replace(GIE, id="x9", name="GIE du Lac"), replace(HOSPITAL, id="x8", name="CH de Lunac")),
            ),
            id="other ids and names",
        ),
        pytest.param(said(operated(evidence=quote("exploite le scanner du centre hospitalier"))), id="a shorter quote"),
        pytest.param(said(operated(qualifiers={"since": "2022-03"})), id="more said"),
        pytest.param(said(operated(confidence=0.99)), id="surer"),
    ],
)
def test_what_was_rejected_stays_rejected(workspace: Workspace, again: Any) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    put(workspace, again)
    assert rows(workspace) == []


@pytest.mark.parametrize("again", [said(by="sante-kg/2 net"), said(operated(), by="sante-kg/2 net")])
def test_what_was_corrected_stands_even_where_a_new_net_misses_it(workspace: Workspace, again: Any) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.CORRECTED, TURNED)
    put(workspace, again)
    assert rows(workspace) == [RIGHT]


def test_an_end_that_a_new_net_misses_comes_with_the_decision(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.ACCEPTED)
    put(workspace, said(entities=(GIE, CLINIC), by="sante-kg/2 net"))
    assert rows(workspace) == [WRONG]


def test_a_decision_follows_its_words_when_furniture_comes_before_them(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    longer = "Abonnez-vous\n\n" + TEXT
    article, extraction = said(operated(evidence=quote(text=longer)), text=longer)
    same = reviews_of(workspace).decisions.values()
    moved = replace(article, url=None)
    from kg.pipeline.review.applying import applied

    for decision in same:
        after = applied(decision, moved, extraction)
        assert not after.believes(after.facts[0])


def test_a_decision_holds_in_a_later_version_of_the_page(workspace: Workspace) -> None:
    article, extraction = said(operated())
    put(workspace, (replace(article, url="https://a.fr/lunac"), extraction))
    settle(workspace, Verdict.CORRECTED, TURNED)
    longer = "Mis à jour.\n\n" + TEXT
    later, again = said(operated(evidence=quote(text=longer)), text=longer)
    put(workspace, (replace(later, url="https://a.fr/lunac"), again))
    assert rows(workspace) == [RIGHT]


def test_a_decision_does_not_outlive_its_words(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.ACCEPTED)
    changed = TEXT.replace("exploite le scanner", "n'exploite plus le scanner")
    from kg.pipeline.review.applying import applied

    article, extraction = said(text=changed)
    (decision,) = reviews_of(workspace).decisions.values()
    assert applied(decision, article, extraction).facts == ()


def test_who_holds_no_post_is_no_director_either(workspace: Workspace) -> None:
    post = replace(fact("role", subject="p1", object="e3", confidence=0.3), evidence=quote(TEXT[137:-1]))
    put(workspace, said(post))
    settle(workspace, Verdict.REJECTED)
    put(workspace, said(replace(post, qualifiers={"title": "directrice"}), by="sante-kg/2 net"))
    assert not workspace.store.ask("ASK { ?f a sante:Post }")


def test_what_was_accepted_is_not_said_of_what_a_new_net_takes_for_it(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.ACCEPTED)
    muddled = replace(HOSPITAL, name="clinique Sainte-Odile", type="CLINIC", aliases=(HOSPITAL.name,))
    put(workspace, said(entities=(GIE, muddled), by="sante-kg/2 net"))
    assert rows(workspace) == [WRONG]


def test_another_fact_of_the_same_sentence_is_left_alone(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    put(workspace, said(operated(), operated(subject="e3"), by="sante-kg/2 net"))
    assert rows(workspace) == [(CLINIC.name, HOSPITAL.name)]


def test_two_that_are_called_the_same_are_not_taken_for_one(workspace: Workspace) -> None:
    names = (replace(GIE, aliases=("le groupement",), mentions=()), replace(CLINIC, aliases=("le groupement",)))
    put(workspace, said(operated(), entities=(*names, HOSPITAL)))
    settle(workspace, Verdict.REJECTED)
    put(workspace, said(operated(subject="e3"), entities=(*names, HOSPITAL), by="sante-kg/2 net"))
    assert rows(workspace) == [(CLINIC.name, HOSPITAL.name)]


def test_decisions_survive_the_workspace_being_opened_again(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    made = settle(workspace, Verdict.CORRECTED, TURNED, note="inverse")
    assert reviews_of(workspace).decisions == {made.id: made}


def test_a_file_that_holds_no_decisions_is_said(workspace: Workspace) -> None:
    (workspace.folder / "reviews.json").write_text('[{"id": 1}]', encoding="utf-8")
    with pytest.raises(IntegrityError):
        reviews_of(workspace)


def broken(**parts: Any) -> Any:
    """A decision as the file holds it, with other parts."""
    article, extraction = said(operated())
    (doubt,) = of_article(article, extraction, Reviews(Path("no-such-file")))
    whole = to_json(decision_on(doubt, Verdict.CORRECTED, BY, right=TURNED))
    return {**whole, **parts}


@pytest.mark.parametrize(
    "parts",
    [
        {"verdict": "perhaps"},
        {"by": ""},
        {"at": "yesterday"},
        {"verdict": "accepted"},
        {"document": {"iri": "", "text": "", "body": ""}},
        {"said": {"extractor": "", "entities": [], "facts": []}},
        {"corrected": {**broken()["corrected"], "entities": []}},
    ],
    ids=str,
)
def test_what_is_no_whole_decision_is_not_kept(parts: Mapping[str, Any]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(broken(**parts))


def test_a_whole_decision_reads_back_as_it_was_written() -> None:
    assert to_json(from_json(broken())) == broken(at=broken()["at"])


# -- what is asked -----------------------------------------------------------------------------------------------


def test_the_least_sure_come_first_and_what_was_decided_comes_no_more(workspace: Workspace) -> None:
    member = replace(fact(subject="e1", object="e2", confidence=0.2), evidence=quote())
    put(workspace, said(operated(), member))
    found = doubts(readings(workspace), reviews_of(workspace), Window())
    assert [each.fact.confidence for each in found] == [0.2, 0.4]
    decide([decision_on(found[0], Verdict.REJECTED, BY)], workspace)
    assert only(workspace).fact.confidence == 0.4


def test_a_window_shows_its_confidences_only(workspace: Workspace) -> None:
    put(workspace, said(operated(), operated(subject="e3", confidence=0.8)))
    assert only(workspace, Window(0.5, 0.9)).fact.confidence == 0.8


def test_a_quote_is_shown_in_its_context(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    before, words, after = only(workspace).passages
    assert words == (SENTENCE, True)
    assert "prend le relais" in before[0]
    assert "clinique des Tilleuls" in after[0]


def test_of_several_quotes_each_is_marked_and_what_is_far_between_is_cut(workspace: Workspace) -> None:
    text = TEXT + "Rien de neuf. " * 50 + "Le GIE est content."
    quotes = (*quote(text=text), *quote("Le GIE est content.", text))
    put(workspace, said(operated(evidence=quotes), text=text))
    pieces = only(workspace).passages
    assert [words for words, quoted in pieces if quoted] == [SENTENCE, "Le GIE est content."]
    assert max(len(words) for words, _ in pieces) < 200


def test_candidates_are_what_the_predicate_joins(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    offers = candidates(only(workspace))
    assert [each.id for each in offers.subjects] == ["e3"]  # a person is run by nobody
    assert {each.id for each in offers.objects} == {"e3", "p1"}


def test_values_nearby_are_offered_as_the_contract_writes_them(workspace: Workspace) -> None:
    opened = replace(fact("opened", subject="e1", value="2021", confidence=0.4), evidence=quote())
    put(workspace, said(opened))
    assert candidates(only(workspace)).values == ("2022-03",)


def test_values_for_its_qualifiers_are_offered_too(workspace: Workspace) -> None:
    joined = replace(fact("member", subject="e1", object="e2", confidence=0.4), evidence=quote())
    put(workspace, said(joined))
    assert candidates(only(workspace)).qualifiers["since"] == ("2022-03",)


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"object": "nobody"},
        {"object": {"name": "X", "type": "NOTHING"}},
        {"subject": "p1"},
        {"predicate": "likes"},
        {"value": "2022"},
        {"qualifiers": {"since": "yesterday"}},
        {"qualifiers": {"colour": "red"}},
        {"modality": "perhaps"},
        {"evidence": "Words that nobody wrote."},
        {"confidence": 1},
        {"object": "e2"},
    ],
    ids=str,
)
def test_a_correction_that_makes_no_fact_is_refused(workspace: Workspace, right: Mapping[str, Any]) -> None:
    put(workspace, said(operated()))
    with pytest.raises(InputError):
        decision_on(only(workspace), Verdict.CORRECTED, BY, right=right)


MEMBER = replace(fact("member", subject="e1", object="e2", role="support", confidence=0.4), evidence=quote())
SIGNED = replace(fact("signed", subject="e1", value="2022-03", confidence=0.4), evidence=quote())
MACHINE = replace(fact("equipment", subject="e2", value="SCANNER", confidence=0.4), evidence=quote())
FUNDED = replace(fact("funded_by", subject="e1", object="e2", confidence=0.4), evidence=quote())


@pytest.mark.parametrize(
    ("machine", "right"),
    [
        (SIGNED, {"qualifiers": {"role": "chef"}}),
        (SIGNED, {"qualifiers": {"role": "lead"}}),
        (SIGNED, {"qualifiers": {"since": "2022"}}),
        (MEMBER, {"qualifiers": {"role": "chef"}}),
        (MEMBER, {"qualifiers": {"amount": 3}}),
        (MEMBER, {"qualifiers": {"since": "2022", "until": "2021"}}),
        (MEMBER, {"qualifiers": {"role": ["lead"]}}),
        (MEMBER, {"object": "e1"}),
        (MEMBER, {"predicate": "partner", "qualifiers": {"role": "lead"}}),
        (MACHINE, {"qualifiers": {"status": "broken"}}),
        (MACHINE, {"qualifiers": {"count": 0}}),
        (MACHINE, {"value": "AUTOBUS"}),
        (FUNDED, {"qualifiers": {"amount": -1}}),
        (SIGNED, {"evidence": TEXT * 2}),
    ],
    ids=str,
)
def test_what_the_shapes_would_set_aside_is_refused(workspace: Workspace, machine: Fact, right: Any) -> None:
    put(workspace, said(machine, text=TEXT * 3))
    with pytest.raises(InputError):
        decision_on(only(workspace), Verdict.CORRECTED, BY, right=right)


def test_a_qualifier_of_no_predicate_says_which_there_are(workspace: Workspace) -> None:
    put(workspace, said(MEMBER))
    with pytest.raises(InputError, match=r"'title' is no qualifier of member \(role, since, until\)"):
        decision_on(only(workspace), Verdict.CORRECTED, BY, right={"qualifiers": {"title": "chef"}})


def test_a_role_that_no_member_has_says_which_there_are(workspace: Workspace) -> None:
    put(workspace, said(MEMBER))
    with pytest.raises(InputError, match=r"'chef' is no role of a member \(support, lead, "):
        decision_on(only(workspace), Verdict.CORRECTED, BY, right={"qualifiers": {"role": "chef"}})


def test_another_predicate_leaves_behind_what_it_has_not(workspace: Workspace) -> None:
    put(workspace, said(MEMBER))
    settle(workspace, Verdict.CORRECTED, {"predicate": "partner"})
    assert workspace.store.ask("ASK { ?f a sante:Partnership }")
    assert not quarantine_list(workspace)


def test_what_was_not_there_can_be_taken_away(workspace: Workspace) -> None:
    put(workspace, said(MEMBER))
    made = settle(workspace, Verdict.CORRECTED, {"qualifiers": {"since": "2022-03", "title": None}})
    assert made.corrected is not None
    assert made.corrected.facts[0].qualifiers == {"role": "support", "since": "2022-03"}


def test_a_decision_from_elsewhere_is_held_to_the_same(workspace: Workspace) -> None:
    put(workspace, said(MEMBER))
    made = decision_on(only(workspace), Verdict.CORRECTED, BY, right={"qualifiers": {"role": "lead"}})
    check(made)
    assert made.corrected is not None
    bad = replace(made.corrected.facts[0], qualifiers={"role": "chef"})
    with pytest.raises(InputError):
        check(replace(made, corrected=replace(made.corrected, facts=(bad,))))


def test_a_correction_may_name_what_the_machine_did_not_see(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.CORRECTED, {"object": {"name": "SELARL des Tilleuls", "type": "PRACTICE"}})
    assert rows(workspace) == [(GIE.name, "SELARL des Tilleuls")]


def test_nobody_cannot_decide(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    with pytest.raises(InputError):
        decision_on(only(workspace), Verdict.REJECTED, " ")


# -- forgetting --------------------------------------------------------------------------------------------------


def test_a_forgotten_person_is_in_no_decision_and_no_suggestion(workspace: Workspace) -> None:
    post = replace(
        fact("role", subject="p1", object="e3", title="docteur", confidence=0.3), evidence=quote(TEXT[137:-1])
    )
    article, extraction = said(post)
    put(workspace, (article, replace(extraction, least=0.5)))
    settle(workspace, Verdict.REJECTED)
    forget(DOCTOR.name, workspace)
    assert b"Chambon" not in dump(workspace.store)
    assert "Chambon" not in (workspace.folder / "reviews.json").read_text(encoding="utf-8")


def test_a_forgotten_document_takes_its_decisions_along(workspace: Workspace) -> None:
    put(workspace, said(operated()))
    settle(workspace, Verdict.REJECTED)
    forget("lunac", workspace)
    assert reviews_of(workspace).decisions == {}
