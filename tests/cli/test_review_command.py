"""`kg review`: uncertain facts are listed, decided on at a terminal or as JSON, and decisions can be taken back."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from kg.cli.app import app

WINDOW = ("--between", "0-1")


def kg(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


def listed(store: str, *more: str) -> list[dict[str, Any]]:
    done = kg("review", "--json", *WINDOW, "--store", store, *more)
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["facts"]
    return found


def a_membership(store: str) -> dict[str, Any]:
    """A membership of the sample that tells of a PIMM."""
    found = listed(store, "--document", "pimm-layrac")
    return next(each for each in found if each["predicate"] == "member")


def disbelieved(store: str) -> set[str]:
    """The quotes of what is not believed."""
    question = ("query", "SELECT ?quote { GRAPH ?g { ?s a sante:Suggestion ; sante:quote ?quote } }", "-f", "json")
    return {row["quote"]["value"] for row in json.loads(kg(*question, "--store", store).stdout)["results"]["bindings"]}


def test_the_list_says_what_is_needed_to_decide(golden_store: Path) -> None:
    first = listed(str(golden_store))[0]
    assert {"id", "document", "words", "subject", "predicate", "confidence", "level", "context", "candidates"} <= set(
        first
    )


def test_the_least_sure_come_first_and_the_rest_is_counted(golden_store: Path) -> None:
    done = json.loads(kg("review", "--json", *WINDOW, "--limit", "3", "--store", str(golden_store)).stdout)
    sure = [each["confidence"] for each in done["facts"]]
    assert sure == sorted(sure)
    assert (len(sure), done["left"] > 0) == (3, True)


def test_the_list_is_the_same_twice(golden_store: Path) -> None:
    assert listed(str(golden_store)) == listed(str(golden_store))


def test_what_is_decided_in_the_list_itself_is_taken(own_store: str) -> None:
    found = listed(own_store, "--limit", "3")
    found[0]["verdict"], found[2]["verdict"] = "accept", "reject"
    done = kg("review", "--decide", "-", "--store", own_store, stdin=json.dumps({"facts": found}))
    assert done.exit_code == 0, done.stderr
    assert "2 décisions : 1 acceptée, 1 rejetée." in done.stdout


def test_what_is_rejected_is_believed_no_more(own_store: str) -> None:
    fact = a_membership(own_store)
    assert disbelieved(own_store) == set()
    decide(own_store, {"id": fact["id"], "document": fact["document"], "verdict": "reject"})
    assert disbelieved(own_store) == {fact["evidence"][0]["text"]}


def test_a_decision_taken_back_changes_nothing_in_the_end(own_store: str) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "reject"})
    assert kg("review", "--undo", fact["id"], "--store", own_store).exit_code == 0
    assert disbelieved(own_store) == set()


def test_decisions_are_listed_with_who_and_in_which_words(own_store: str) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "reject", "note": "pas encore"})
    told = kg("review", "--decided", "--store", own_store).stdout
    assert all(each in told for each in (fact["id"], "rejeté", "Claire", "pas encore"))


def test_the_log_tells_of_the_review_and_by_whom(own_store: str) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "accept"})
    assert "review · Claire" in kg("log", "--store", own_store).stdout


def test_why_names_the_reviewer(own_store: str) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "accept", "note": "vérifié"})
    question = ("query", "members-of-structure", "-p", "structure=PIMM de Layrac", "--why")
    told = kg(*question, "--store", own_store, "--lang", "en").stdout
    assert "accepted by Claire" in told
    assert "vérifié" in told


def test_why_gives_the_confidence_of_what_nobody_reviewed(golden_store: Path) -> None:
    question = ("query", "members-of-structure", "-p", "structure=PIMM de Layrac", "--why")
    assert "confiance 0." in kg(*question, "--store", str(golden_store)).stdout


def test_decisions_of_one_store_are_taken_by_another(own_store: str, golden_store: Path, tmp_path: Path) -> None:
    import shutil

    other = tmp_path / "other"
    shutil.copytree(golden_store, other)
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "reject"})
    moved = kg("review", "--decided", "--json", "--store", own_store).stdout
    assert kg("review", "--decide", "-", "--store", str(other), stdin=moved).exit_code == 0
    assert disbelieved(str(other)) == {fact["evidence"][0]["text"]}


def test_articles_outside_a_store_are_reviewed_into_a_file(samples: Path, tmp_path: Path) -> None:
    article, kept = str(samples / "irm-grignan.txt"), tmp_path / "kept.json"
    place = ("--model", "rules", "--decisions", str(kept))
    fact = json.loads(kg("review", article, "--json", *WINDOW, *place).stdout)["facts"][0]
    said = json.dumps([{"id": fact["id"], "verdict": "reject"}])
    done = kg("review", article, "--decide", "-", *place, stdin=said)
    assert done.exit_code == 0, done.stderr
    assert [each["verdict"] for each in json.loads(kept.read_text(encoding="utf-8"))] == ["rejected"]
    again = json.loads(kg("review", article, "--json", *WINDOW, *place).stdout)["facts"]
    assert fact["id"] not in {each["id"] for each in again}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("no json", 2),
        ('{"a": 1}', 2),
        ('["a"]', 2),
        ('[{"id": "nothing", "verdict": "accept"}]', 3),
        ('[{"id": "x", "verdict": "perhaps"}]', 2),
        ('[{"verdict": "accept", "said": {}}]', 2),
    ],
)
def test_what_are_no_decisions_is_one_line(golden_store: Path, said: str, code: int) -> None:
    done = kg("review", "--decide", "-", "--store", str(golden_store), stdin=said)
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (code, "", 1)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--between", "0.6-0.3"), 2),
        (("--between", "low"), 2),
        (("--between", "0-1", "--level", "sure"), 2),
        (("--json", "--decided", "--undo", "x"), 2),
        (("--decide", "no-such-file.json"), 3),
        (("--undo", "nothing"), 3),
        (("--model", "rules"), 2),
        (WINDOW, 2),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_one_line(golden_store: Path, arguments: tuple[str, ...], code: int) -> None:
    done = kg("review", *arguments, "--store", str(golden_store))
    assert (done.exit_code, len(done.stderr.splitlines())) == (code, 1), done.stderr


@pytest.mark.parametrize(
    ("between", "told"),
    [
        ("0.9-0.1", "est à l'envers (écrivez d'abord la confiance la plus basse)"),
        ("0.9-7", "n'est pas compris dans 0-1"),
    ],
)
def test_confidences_that_are_none_say_what_is_wrong(golden_store: Path, between: str, told: str) -> None:
    done = kg("review", "--between", between, "--store", str(golden_store))
    assert (done.exit_code, f"--between '{between}' {told}" in done.stderr) == (2, True), done.stderr


def test_one_wrong_decision_keeps_all_others_out(own_store: str) -> None:
    fact = a_membership(own_store)
    said = [{"id": fact["id"], "verdict": "reject"}, {"id": "nothing", "verdict": "accept"}]
    assert kg("review", "--decide", "-", "--store", own_store, stdin=json.dumps(said)).exit_code == 3
    assert "Aucune" in kg("review", "--decided", "--store", own_store).stdout


@pytest.mark.parametrize(
    "color", [{"NO_COLOR": "1", "TERM": "dumb"}, {"TERM": "xterm-256color"}], ids=["plain", "colours"]
)
def test_at_a_terminal_each_key_decides(own_store: str, color: dict[str, str]) -> None:
    told = at_a_terminal(own_store, "?\na\nr\ns\nu\nr\nq\n", color)
    assert "2 décisions de Claire enregistrées" in told, told
    said = json.loads(kg("review", "--decided", "--json", "--store", own_store).stdout)
    assert [each["verdict"] for each in said] == ["accepted", "rejected"]


def test_a_correction_at_a_terminal_takes_a_candidate(own_store: str) -> None:
    told = at_a_terminal(own_store, "c\nnonsense\npredicate=member; o99\n\nc\nmodality=planned\nq\n", {"TERM": "dumb"})
    assert "1 décision de Claire enregistrée." in told, told
    (made,) = json.loads(kg("review", "--decided", "--json", "--store", own_store).stdout)
    assert made["corrected"]["facts"][0]["modality"] == "planned"


def test_a_qualifier_that_is_none_of_the_predicate_is_asked_for_again(own_store: str) -> None:
    told = at_a_terminal(own_store, "c\npredicate=signed; v=2022; colour=red\n\nq\n", {"TERM": "dumb"})
    assert "signed n'a pas de précisions, donc pas de 'colour'" in told, told
    assert "Aucune" in kg("review", "--decided", "--store", own_store).stdout


@pytest.mark.parametrize(
    ("qualifiers", "told"),
    [
        ({"title": "chef"}, "'title' is no qualifier of member (role, since, until)"),
        ({"role": "chef"}, "'chef' is no role of a member (support, lead, founder, party, partner, associate)"),
    ],
)
def test_a_correction_as_json_is_held_to_the_contract(own_store: str, qualifiers: dict[str, str], told: str) -> None:
    fact = a_membership(own_store)
    said = [{"id": fact["id"], "verdict": "correct", "fact": {"qualifiers": qualifiers}}]
    done = kg("review", "--decide", "-", "--store", own_store, "--lang", "en", stdin=json.dumps(said))
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert f"{fact['id']}: {told}" in done.stderr


def test_a_decision_in_full_is_held_to_the_contract(own_store: str) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "verdict": "correct", "fact": {"qualifiers": {"role": "founder"}}})
    moved = kg("review", "--decided", "--json", "--store", own_store).stdout.replace('"founder"', '"chef"')
    done = kg("review", "--decide", "-", "--store", own_store, stdin=moved)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
    assert "'chef' n'est pas un rôle de membre" in done.stderr


def decide(store: str, said: dict[str, Any]) -> None:
    done = kg("review", "--decide", "-", "--by", "Claire", "--store", store, stdin=json.dumps([said]))
    assert done.exit_code == 0, done.stderr


def at_a_terminal(store: str, keys: str, env: dict[str, str]) -> str:
    """What `kg review` says at a real terminal where these keys are typed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kg.cli", "review", *WINDOW, "--store", store]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, **env, "KG_REVIEWER": "Claire"}
    )
    os.close(theirs)
    os.write(ours, keys.encode())
    told = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so where the other end is closed
            break
        if not part:
            break
        told += part
    os.close(ours)
    assert process.wait(60) == 0, told.decode()
    return " ".join(told.decode().split())


def test_what_was_reviewed_is_exported_and_what_is_missing_is_said(own_store: str, tmp_path: Path) -> None:
    fact = a_membership(own_store)
    decide(own_store, {"id": fact["id"], "document": fact["document"], "verdict": "accept"})
    done = kg("review", "--export", str(tmp_path / "gold"), "--store", own_store, "--lang", "en")
    assert done.exit_code == 0, done.stderr
    assert "1 document in" in done.stdout
    assert "What the machine did not see is missing" in done.stdout
    assert [path.name for path in (tmp_path / "gold" / "gold").iterdir()] == ["pimm-layrac.jsonl"]


def test_without_a_decision_there_is_nothing_to_export(golden_store: Path, tmp_path: Path) -> None:
    assert kg("review", "--export", str(tmp_path / "gold"), "--store", str(golden_store)).exit_code == 3
