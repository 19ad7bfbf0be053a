"""Facts with a value: where, when, how much, how many, with what equipment, in which disciplines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.extraction import modality
from kg.extraction.arguments import Item, Sentence, near
from kg.extraction.edges import Edge
from kg.extraction.patterns import places_said, types
from kg.extraction.patterns import relations as patterns
from kg.model import Modality

_COST, _CREATED = re.compile(patterns.COST), re.compile(patterns.CREATED)
_OPENED, _SIGNED = re.compile(patterns.OPENED), re.compile(patterns.SIGNED)
_EQUIPPED, _COUNTED = re.compile(patterns.EQUIPPED), re.compile(patterns.COUNTED)
_COVERED, _SERVED = re.compile(patterns.COVERED), re.compile(patterns.SERVED)
_SURE, _LIKELY, _GUESSED = 0.75, 0.6, 0.5
_CARE = types.OPERATORS | types.STRUCTURES
_BOUGHT_FOR = _CARE | frozenset(["ASSOCIATION", "ORG"])
_FUNDING = re.compile(patterns.FUNDING)
_PLACED = _CARE | frozenset(["ASSOCIATION", "ORG", "COMPANY"])
_OPENING = re.compile(places_said.OPENING)
_WHERE = re.compile(places_said.WHERE)


def edges(sentence: Sentence) -> Iterator[Edge]:
    """The edges from mentions to values that one sentence states."""
    for value in sentence.values:
        maker = _MAKERS.get(value.label)
        if maker is not None:
            yield from maker(sentence, value)


def _how(sentence: Sentence, value: Item, subject: Item | None = None) -> Modality:
    low, high = value.start, value.end
    if subject is not None and sentence.start <= subject.start < sentence.end:
        low, high = min(low, subject.start), max(high, subject.end)
    found = modality.of_clause(sentence.text, low - sentence.start, high - sentence.start)
    return Modality.ASSERTED if found is Modality.ENDED else found


def _subject(
    sentence: Sentence, value: Item, allowed: frozenset[str], guess: bool = False
) -> tuple[Item, float] | None:
    """Who the value is said of: the nearest before it, with `guess` what the text speaks of, else the nearest after."""
    left = sentence.left(value.start, allowed, 200)
    if left is not None:
        return left, _SURE
    topic = sentence.topic(allowed) if guess else None
    if topic is not None:
        return topic, _GUESSED
    right = sentence.right(value.end, allowed, 60)
    return (right, _LIKELY) if right is not None else None


def _place(sentence: Sentence, value: Item) -> Iterator[Edge]:
    """« le CH, à Rodez », « À Rodez, le CH … », « Rodez (Aveyron) »."""
    outer = _around_parenthesis(sentence, value)
    anchor = outer or value
    found = sentence.left(anchor.start, _PLACED, 60)
    between = sentence.folded[found.end : anchor.start] if found is not None else ""
    if found is None or found.kind == "pronoun" or not (_WHERE.match(between) and between.strip(" ,")):
        opens = _OPENING.match(sentence.folded[sentence.start : anchor.start])
        found = sentence.right(value.end, _PLACED, 70) if opens else None
    if found is not None:
        yield Edge(found.span, value.span, "located_in", _SURE)


def _around_parenthesis(sentence: Sentence, value: Item) -> Item | None:
    """The place that a place in parentheses explains."""
    if sentence.folded[value.start - 1 : value.start] != "(":
        return None
    return next((v for v in sentence.values if v.label == "PLACE" and 0 < value.start - v.end <= 2), None)


def _date(sentence: Sentence, value: Item) -> Iterator[Edge]:
    low, high = modality.clause(sentence.text, value.start - sentence.start, value.end - sentence.start)
    clause = sentence.text[low:high]
    at = value.start - sentence.start - low
    best: tuple[int, str, frozenset[str]] | None = None
    for label, pattern, allowed in (
        ("signed", _SIGNED, frozenset(["AGREEMENT", "CLS", "GHT", "GCS", "GIE", "GIP", "CPTS", "PPP", "CHT"])),
        ("opened", _OPENED, _CARE - {"GHT", "CHT"}),
        ("created", _CREATED, types.STRUCTURES | types.OTHERS | types.OPERATORS | {"AGREEMENT"}),
    ):
        for match in pattern.finditer(clause):
            distance = abs(at - match.end())
            if distance < 70 and (best is None or distance < best[0]):
                best = (distance, label, allowed)
    if best is None:
        return
    found = _subject(sentence, value, best[2], guess=best[1] == "created")
    if found is not None:
        yield Edge(found[0].span, value.span, best[1], found[1], _how(sentence, value, found[0]))


def _amount(sentence: Sentence, value: Item) -> Iterator[Edge]:
    around = sentence.folded[max(sentence.start, value.start - 90) : min(sentence.end, value.end + 50)]
    if not _COST.search(around) or _FUNDING.search(
        sentence.folded[max(sentence.start, value.start - 60) : value.start]
    ):
        return
    found = _subject(sentence, value, _BOUGHT_FOR)
    if found is not None:
        yield Edge(found[0].span, value.span, "cost", found[1], _how(sentence, value, found[0]))


def _equipment(sentence: Sentence, value: Item) -> Iterator[Edge]:
    found = _subject(sentence, value, _BOUGHT_FOR | {"COMPANY"}, guess=True)
    if found is None:
        return
    if not _EQUIPPED.search(sentence.text):
        return
    sure = found[1]
    how = _how(sentence, value, found[0])
    yield Edge(found[0].span, value.span, "equipment", sure, how)
    date = near(sentence.values, "DATE", *value.span, reach=70)
    if date is not None and not re.search(r"autoris|sign", sentence.text):
        yield Edge(value.span, date.span, "q:equipment:date", _LIKELY, how)
    place = next((v for v in sentence.values if v.label == "PLACE" and 0 <= v.start - value.end <= 25), None)
    if place is not None and re.search(r"\ba ?$", sentence.folded[value.end : place.start]):
        yield Edge(value.span, place.span, "q:equipment:at", _LIKELY, how)


def _number(sentence: Sentence, value: Item) -> Iterator[Edge]:
    before = sentence.folded[max(sentence.start, value.start - 70) : value.start]
    subject = sentence.left(
        value.start, types.STRUCTURES | {"COMPANY", "PRACTICE", "ASSOCIATION", "AGREEMENT", "PROFESSIONAL_BODY"}, 120
    )
    if subject is not None and _COUNTED.search(before):
        yield Edge(subject.span, value.span, "member_count", _LIKELY, _how(sentence, value, subject))


def _population(sentence: Sentence, value: Item) -> Iterator[Edge]:
    found = _subject(sentence, value, _CARE)
    if found is not None and _SERVED.search(sentence.text):
        yield Edge(found[0].span, value.span, "population", found[1], _how(sentence, value, found[0]))


def _discipline(sentence: Sentence, value: Item) -> Iterator[Edge]:
    found = _subject(sentence, value, _CARE | {"AGREEMENT"})
    if found is not None and found[1] != _GUESSED and _COVERED.search(sentence.folded[sentence.start : value.start]):
        yield Edge(found[0].span, value.span, "discipline", found[1], _how(sentence, value, found[0]))


_MAKERS: dict[str, Callable[[Sentence, Item], Iterator[Edge]]] = {
    "PLACE": _place,
    "DATE": _date,
    "AMOUNT": _amount,
    "EQUIPMENT": _equipment,
    "NUMBER": _number,
    "POPULATION": _population,
    "DISCIPLINE": _discipline,
}
