"""Deciding at a terminal: one doubtful fact after the other, with its quote and candidates, a key for each verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from kg.cli.console import fault, out, write
from kg.cli.levels import confidence, measured
from kg.cli.words import coded, qualifier, say, spoken
from kg.errors import InputError
from kg.model import Extraction, Fact, Verdict

if TYPE_CHECKING:
    from kg.pipeline.review import Candidates, Decision, Doubt

Ask = Callable[[str], str]
"""Asks for a line; raises EOFError where there is none any more."""


def in_words(fact: Fact, extraction: Extraction) -> str:
    """A fact in words: subject, relation, object or value, what else it says, and how the source holds it."""
    entity = extraction.entity(fact.object) if fact.object is not None else None
    object = entity.name if entity is not None else coded(fact.predicate, fact.value)
    more = [qualifier(name, value) for name, value in fact.qualifiers.items()]
    told = f"{extraction.entity(fact.subject).name} → {spoken(fact.predicate)} → {object}"
    return told + (f" ({', '.join(more)})" if more else "") + f" · {spoken(fact.modality)}"


def judge(
    doubts: Sequence[Doubt], by: str, ask: Ask, keep: Callable[[Decision], None], undo: Callable[[str], None]
) -> int:
    """Ask about each fact; `keep` gets each decision at once. How many were decided."""
    made: list[tuple[int, str]] = []
    at, shown = 0, -1
    while at < len(doubts):
        if at != shown:
            _show(doubts[at], at + 1, len(doubts))
            shown = at
        try:
            key = ask(say("review-keys")).strip().lower()[:1]
        except EOFError:
            break
        if key in ("q", "") and key:
            break
        if key == "u" and made:
            at, id = made.pop()
            undo(id)
        elif key in ("a", "r", "c"):
            decision = _decision(doubts[at], key, by, ask)
            if decision is not None:
                keep(decision)
                made.append((at, decision.id))
                at += 1
        elif key in ("s", "p"):
            at += 1
        else:
            write(say("review-help"))
    return len(made)


def _decision(doubt: Doubt, key: str, by: str, ask: Ask) -> Decision | None:
    from kg.pipeline.review import candidates, decision_on

    if key != "c":
        return decision_on(doubt, Verdict.ACCEPTED if key == "a" else Verdict.REJECTED, by)
    offers = candidates(doubt)
    _offer(offers)
    while True:
        try:
            given = ask(say("review-correction")).strip()
            if not given:
                return None
            return decision_on(doubt, Verdict.CORRECTED, by, right=correction(given, offers))
        except EOFError:
            return None
        except InputError as error:
            fault(error)


def correction(given: str, offers: Candidates) -> dict[str, Any]:
    """What was typed, as the changes of a correction: `o2`, `v=2022-06`, `subject=NAME`, `since=2022; role=lead`."""
    lists: Mapping[str, tuple[str, Sequence[Any]]] = {
        "s": ("subject", [each.id for each in offers.subjects]),
        "o": ("object", [each.id for each in offers.objects]),
        "v": ("value", offers.values),
    }
    found: dict[str, Any] = {}
    for part in filter(None, (each.strip() for each in given.split(";"))):
        name, sign, value = (each.strip() for each in part.partition("="))
        if not sign and part[:1] in lists and part[1:].isdigit():
            key, choices = lists[part[0]]
            if not 0 < int(part[1:]) <= len(choices):
                raise InputError(f"there is no candidate {part}", cure=say("review-example"))
            found[key] = choices[int(part[1:]) - 1]
        elif not sign:
            raise InputError(f"{part!r} is no correction", cure=say("review-example"))
        elif name in lists:
            found[lists[name][0]] = value
        elif name in ("subject", "object", "value", "predicate", "modality", "evidence"):
            found[name] = value
        else:
            found.setdefault("qualifiers", {})[name] = value or None
    return found


def _show(doubt: Doubt, number: int, total: int) -> None:
    fact, article = doubt.fact, doubt.article
    console = out()
    source = " · ".join(each for each in (article.title or article.name, article.publisher, article.published) if each)
    console.print(Text(f"\n{number}/{total}  {source}", style="dim"))
    pieces = [(" ".join(text.split()), quoted) for text, quoted in doubt.passages]
    marked = [(f"⟦{text}⟧" if quoted else text, "bold" if quoted else "dim") for text, quoted in pieces if text]
    console.print(Text(" ").join(Text(text, style=style) for text, style in marked))
    console.print(Text("  " + in_words(fact, doubt.extraction)))
    told = measured(doubt.level) if doubt.level is not None else ""
    console.print(Text("  " + " · ".join(each for each in (confidence(fact.confidence, doubt.level), told) if each)))


def _offer(offers: Candidates) -> None:
    for letter, heading, names in (
        ("s", "subject", [f"{each.name} ({each.type})" for each in offers.subjects]),
        ("o", "object", [f"{each.name} ({each.type})" for each in offers.objects]),
        ("v", "value", [str(each) for each in offers.values]),
    ):
        if names:
            write(f"  {say(heading)} : " + "  ".join(f"{letter}{n} {name}" for n, name in enumerate(names, 1)))
    for name, values in offers.qualifiers.items():
        write(f"  {name} : " + "  ".join(f"{name}={value}" for value in values))
