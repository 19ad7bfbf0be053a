"""The component `relations` of the rules' voice: trigger families within a sentence → `doc._.edges`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import modality, posts, statements
from kg.extraction.arguments import REACH, Item, Sentence, near
from kg.extraction.edges import MEMBER_ROLE, MENTIONS, VALUES, Edge, text_of
from kg.extraction.evidence import Quotes
from kg.extraction.intervals import Intervals
from kg.extraction.patterns import relations as patterns
from kg.extraction.patterns import types
from kg.extraction.quantities import fold
from kg.extraction.zones import zones_of
from kg.model import Modality

_TRIGGERS = [
    (predicate, re.compile(expression), subject, target, role, allowed or types.SUBJECTS[predicate])
    for predicate, expression, subject, target, role, allowed in patterns.TRIGGERS
]
_TOPICS = 6  # sentences before whose mentions a sentence may speak of
_SURE, _LIKELY, _WEAK = 0.8, 0.65, 0.55
_ADJACENT = 4
_OF = re.compile(r" (?:de l'|de la |de |du |des |d')$")
_PARENTS = types.OPERATORS | types.STRUCTURES | types.OTHERS
_BULLET = re.compile(r"[-•–—*➤▪·]|\d+[.)]")
_OPENS_LIST = re.compile(patterns.OPENS_LIST)
_LISTING = types.STRUCTURES | frozenset(["AGREEMENT"])


@Language.factory("sante_relations")
def make_relations(nlp: Language, name: str) -> Relations:  # noqa: ARG001
    """The factory that the config names."""
    return Relations()


class Relations:
    """Adds the edges of all predicates to `doc._.edges`."""

    def __call__(self, doc: Doc) -> Doc:
        _add_titles(doc)
        found: dict[tuple[object, ...], Edge] = {}
        opened: _List | None = None
        for sentence in sentences(doc):
            triggered = list(_triggered(sentence))
            opened = _follow(sentence, opened)
            listed = [opened.edge(sentence)] if opened is not None and opened.holds(sentence) else []
            for edge in (
                *triggered,
                *_parts(sentence),
                *_together(sentence, triggered),
                *filter(None, listed),
                *posts.edges(sentence),
                *statements.edges(sentence),
            ):
                key = (edge.head, edge.tail, edge.label)
                if key not in found or found[key].score < edge.score:
                    found[key] = edge
        doc._.edges = (*doc._.edges, *sorted(found.values()))
        return doc


def _add_titles(doc: Doc) -> None:
    """Titles that only their place between a person and an organisation shows."""
    spans = [(s.start_char, s.end_char, s.label_) for s in doc.spans.get(MENTIONS, ())]
    people = [(a, b) for a, b, label in spans if label == "PERSON"]
    taken = Intervals((s.start_char, s.end_char) for s in doc.spans.get(VALUES, ()) if s.label_ == "TITLE")
    organisations = [(a, b) for a, b, label in spans if label != "PERSON"]
    for start, end in posts.appositions(text_of(doc), people, organisations):
        if not taken.touch(start, end):
            span = doc.char_span(start, end, label="TITLE", alignment_mode="expand")
            if span is not None:
                doc.spans[VALUES].append(span)


@dataclass(frozen=True, slots=True)
class _List:
    """A list of members that a line ending in a colon opened."""

    structure: Item
    end: int

    def holds(self, sentence: Sentence) -> bool:
        """Whether the sentence is an item of the list: it opens with a bullet or ends in a semicolon."""
        before = sentence.folded[max(0, sentence.start - 3) : sentence.start]
        return bool(_BULLET.match(sentence.text)) or ("\n" in before and sentence.text.rstrip()[-1:] in ";,")

    def edge(self, sentence: Sentence) -> Edge | None:
        """The membership that the item states."""
        first = next((m for m in sentence.mentions if m.label in types.OBJECTS["member"]), None)
        if first is None or first.start - sentence.start > 25 or first.span == self.structure.span:
            return None
        return Edge(self.structure.span, first.span, "member", _LIKELY)


def _follow(sentence: Sentence, opened: _List | None) -> _List | None:
    """The list that is open at this sentence."""
    if sentence.text.rstrip().endswith(":") and _OPENS_LIST.search(sentence.text):
        structure = sentence.left(sentence.end, _LISTING) or sentence.topic(_LISTING)
        return _List(structure, sentence.end) if structure is not None else None
    return opened if opened is not None and sentence.start - opened.end < 1_000 and opened.holds(sentence) else None


def sentences(doc: Doc) -> Iterator[Sentence]:
    """The sentences of the document that say something, with their arguments."""
    text = text_of(doc)
    folded = fold(text)
    zones = zones_of(doc._.article, text)
    quotes = Quotes(text, zones)
    mentions = sorted(Item(s.start_char, s.end_char, s.label_, s._.kind) for s in doc.spans.get(MENTIONS, ()))
    inside = [(m.start, m.end) for m in mentions if m.kind != "nominal"]
    values = _outside(sorted(Item(s.start_char, s.end_char, s.label_) for s in doc.spans.get(VALUES, ())), inside)
    before: list[tuple[Item, ...]] = []
    by_sentence: dict[int, list[Item]] = {}
    for item in (*mentions, *values):
        by_sentence.setdefault(quotes.number(item.start), []).append(item)
    for number in sorted(by_sentence):
        items = sorted(by_sentence[number])
        start, end = quotes.sentence(items[0].start)
        named = tuple(i for i in items if i.kind)
        yield Sentence(folded, start, end, named, tuple(i for i in items if not i.kind), tuple(before[-_TOPICS:]))
        if named:
            before.append(named)


def _outside(values: Iterable[Item], mentions: list[tuple[int, int]]) -> list[Item]:
    """The values that do not stand inside a name."""
    kept, at = [], 0
    for value in values:
        while at < len(mentions) and mentions[at][1] <= value.start:
            at += 1
        if value.label == "TITLE" or at == len(mentions) or mentions[at][0] >= value.end:
            kept.append(value)
    return kept


def _triggered(sentence: Sentence) -> Iterator[Edge]:
    for predicate, pattern, subject_side, object_side, role, allowed in _TRIGGERS:
        for match in pattern.finditer(sentence.folded, sentence.start, sentence.end):
            if any(m.start <= match.start() and match.end() <= m.end for m in sentence.mentions):
                continue
            subjects = _find(sentence, match, subject_side, allowed)
            targets = _find(sentence, match, object_side, types.OBJECTS[predicate])
            for subject, sure in subjects:
                for target, _ in targets:
                    if subject.span != target.span:
                        yield from _edges(sentence, match, predicate, subject, target, role, sure)


def _parts(sentence: Sentence) -> Iterator[Edge]:
    """« le service de cardiologie du CH de Rodez »: a unit right before what it belongs to."""
    for unit in sentence.mentions:
        if unit.label != "UNIT":
            continue
        parent = sentence.right(unit.end, _PARENTS, 8)
        if parent is not None and _OF.match(sentence.folded[unit.end : parent.start]):
            yield Edge(unit.span, parent.span, "part_of", _SURE)


def _together(sentence: Sentence, triggered: list[Edge]) -> Iterator[Edge]:
    """A structure, or an agreement, and operators that one sentence names: more often than not its members."""
    said = {frozenset([e.head, e.tail]) for e in triggered}
    named = [m for m in sentence.mentions if m.kind in ("name", "elliptic")]
    structures = [m for m in named if m.label in _LISTING]
    if len({m.label for m in structures}) != 1 or len(structures) > 1:
        return
    structure = structures[0]
    for operator in named:
        if operator.label in types.OPERATORS - {"UNIT"} and frozenset([structure.span, operator.span]) not in said:
            how = modality.of_clause(sentence.text, operator.start - sentence.start, operator.end - sentence.start)
            yield Edge(structure.span, operator.span, "member", _WEAK, how)
            if structure.label == "AGREEMENT":
                yield Edge(structure.span, operator.span, f"{MEMBER_ROLE}party", _WEAK, how)


def _find(sentence: Sentence, match: re.Match[str], side: str, allowed: frozenset[str]) -> list[tuple[Item, float]]:
    """The arguments on one side of the trigger, each with how sure the rule is."""
    reach = _ADJACENT + 2 if side.endswith("!") else REACH
    if side.startswith("R"):
        first = sentence.right(match.end(), allowed, reach)
        if first is None:
            return []
        return [(m, _SURE) for m in (sentence.list_right(first, allowed) if side.startswith("RR") else [first])]
    if side == "TR":
        first = sentence.right(match.end(), allowed)
        return [(first, _LIKELY)] if first is not None else []
    last = sentence.left(match.start() + (1 if side == "N" else 0), allowed, REACH * 2)
    if last is None:
        return []
    if side == "N" and match.start() - last.end > 60:
        return []
    return [(m, _SURE) for m in (sentence.list_left(last, allowed) if side == "LL" else [last])]


def _edges(
    sentence: Sentence, match: re.Match[str], predicate: str, subject: Item, target: Item, role: str, sure: float
) -> Iterator[Edge]:
    low, high = min(match.start(), target.start), max(match.end(), target.end)
    if sentence.start <= subject.start and subject.end <= sentence.end:
        low, high = min(low, subject.start), max(high, subject.end)
    how = modality.of_clause(sentence.text, low - sentence.start, high - sentence.start)
    if role == "ended":
        how = Modality.ENDED if how is Modality.ASSERTED else how
    elif how is Modality.ENDED and predicate != "successor_of":
        how = Modality.ASSERTED
    edge = Edge(subject.span, target.span, predicate, sure, how)
    yield edge
    if predicate == "member" and role and role != "ended":
        yield replace(edge, label=MEMBER_ROLE + role)
    elif predicate == "member" and subject.label == "AGREEMENT":
        yield replace(edge, label=f"{MEMBER_ROLE}party")
    yield from _dated(sentence, match, predicate, target, role, edge)


def _dated(
    sentence: Sentence, match: re.Match[str], predicate: str, target: Item, role: str, edge: Edge
) -> Iterator[Edge]:
    """The date or amount that the sentence gives the fact."""
    name = "until" if role == "ended" else types.DATED_BY.get(predicate)
    joining = (
        predicate != "member" or role == "ended" or re.search(r"rejoin|integr|adher|entre|depuis|ralli", sentence.text)
    )
    if name is not None and joining:
        date = near(sentence.values, "DATE", match.start(), match.end())
        if date is not None:
            yield Edge(target.span, date.span, f"q:{predicate}:{name}", _LIKELY, edge.modality)
    if predicate == "funded_by":
        amount = near(sentence.values, "AMOUNT", *target.span, reach=60)
        if amount is not None:
            yield Edge(target.span, amount.span, "q:funded_by:amount", _LIKELY, edge.modality)
