"""What a language model says, held against the text and the contract: only what stands in the one and fits the other.

Each refusal is counted by its reason: `quote` (it does not stand in the text), `furniture` (it stands in the site's
furniture), `entity` (no mention stands in the text), `type`, `predicate`, `value`, `qualifier`, `shape` (not as asked).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from kg.extraction import names, placing, quantities
from kg.extraction.evidence import LONGEST, Quotes
from kg.extraction.intervals import Intervals
from kg.extraction.llm.finding import Finder, Span
from kg.extraction.llm.literals import Literals, number, words
from kg.extraction.patterns import types
from kg.extraction.zones import zones_of
from kg.model import Article, Entity, Evidence, Fact, Mention, MentionKind, Modality, PlaceRef, Value
from kg.places import places

Answer = Mapping[str, object]
_LEAST, _MOST, _USUAL = 0.05, 0.95, 0.7
"""Bounds of confidence, and what stands for one that is not said: a model is never certain."""
_MANY, _FORMS = 500, 50
"""Entities and facts of one answer, and forms of one entity, that are looked at."""
_WAITING = frozenset({Modality.PLANNED, Modality.HOPED})


@dataclass(slots=True)
class _Heard:
    """An entity as the model tells it, with all its forms."""

    id: str
    type: str
    name: str
    forms: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Said:
    """A fact as the model tells it, its ends by the ids of the whole article, and the piece that it is about."""

    subject: str
    object: str | None
    told: Answer
    piece: Span


class _RefusedError(Exception):
    """A fact that is not kept, and why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Answers:
    """Gathers the answers on one article, piece by piece, and gives what is to be kept of them."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        zones = zones_of(article, self.text)
        self.quotes = Quotes(self.text, zones)
        self.finder = Finder(self.text, zones)
        self.literals = Literals(article)
        self.heard: list[_Heard] = []
        self.said: list[_Said] = []
        self.refused: Counter[str] = Counter()

    def known(self) -> list[tuple[str, str, str]]:
        """Id, type and name of each entity so far."""
        return [(each.id, each.type, each.name) for each in self.heard]

    def take(self, answer: Answer, start: int, end: int) -> None:
        """Take note of the answer on `text[start:end]`."""
        ids = {each.id: each.id for each in self.heard}
        known = len(self.heard)
        for told in self._listed(answer, "entities"):
            heard = self._entity(told, known)
            if heard is not None:
                ids[words(told.get("id"))] = heard.id
        for told in self._listed(answer, "facts"):
            subject, target = ids.get(words(told.get("subject"))), words(told.get("object"))
            if subject is None or (target and target not in ids):
                self.refused["entity"] += 1
            else:
                self.said.append(_Said(subject, ids.get(target), told, (start, end)))

    def extracted(self) -> tuple[tuple[Entity, ...], tuple[Fact, ...]]:
        """The entities in the order of the text, and the facts, each with its quote."""
        entities = {old: replace(each, id=f"e{at}") for at, (old, each) in enumerate(self._entities(), 1)}
        said = [words(each.told.get("value")) for each in self.said if each.told.get("predicate") == "located_in"]
        near = placing.area(self.text, [entity.name for entity in entities.values()], said)
        made: dict[tuple[object, ...], Fact] = {}
        for each in self.said:
            try:
                _put(made, self._fact(each, entities, near))
            except _RefusedError as refusal:
                self.refused[refusal.reason] += 1
        for entity in entities.values():
            for fact in placing.located(entity, self.text, self.quotes, near):
                made.setdefault(_key(fact), fact)
        facts = sorted(made.values(), key=lambda fact: (fact.evidence[0].start, int(fact.subject[1:]), fact.predicate))
        return tuple(entities.values()), tuple(facts)

    def _listed(self, answer: Answer, key: str) -> Iterator[Answer]:
        listed = answer.get(key, [])
        listed = listed if isinstance(listed, list) else [listed]
        told = [each for each in listed[:_MANY] if isinstance(each, dict)]
        self.refused["shape"] += len(listed) - len(told)
        yield from told

    # -- entities ------------------------------------------------------------------------------------------------

    def _entity(self, told: Answer, known: int) -> _Heard | None:
        """The entity that is told, joined with one of the same name, or with the `known` one of the same id."""
        kind, name = words(told.get("type")).upper(), names.clean(words(told.get("name")))
        if kind not in types.TYPES or not name:
            self.refused["type" if name else "shape"] += 1
            return None
        given = told.get("mentions")
        forms = [words(form) for form in given[:_FORMS]] if isinstance(given, list) else []
        forms = [form for form in (*forms, name) if form]
        folded = {quantities.fold(names.clean(form)) for form in forms}
        for at, heard in enumerate(self.heard):
            same = quantities.fold(heard.name) in folded or (at < known and heard.id == told.get("id"))
            if heard.type == kind and same:
                heard.forms.update(dict.fromkeys(forms))
                if len(name) > len(heard.name) and self.finder.forms(name):
                    heard.name = name
                return heard
        heard = _Heard(f"e{len(self.heard) + 1}", kind, name, dict.fromkeys(forms))
        self.heard.append(heard)
        return heard

    def _entities(self) -> list[tuple[str, Entity]]:
        """Entities with their mentions, by the ids they had; of two forms that claim a stretch the longer has it."""
        claims = [(form, heard) for heard in self.heard for form in heard.forms]
        taken = Intervals()
        found: dict[str, list[Mention]] = {heard.id: [] for heard in self.heard}
        for form, heard in sorted(claims, key=lambda claim: -len(claim[0])):
            free = (span for span in self.finder.forms(form) if taken.take(*span))
            if any(character.isupper() or character.isdigit() for character in form):
                found[heard.id] += [Mention(*span) for span in free]
            else:  # « la clinique » may be another one further down
                found[heard.id] += [Mention(*span, MentionKind.NOMINAL) for span in islice(free, 1)]
        kept = []
        for heard in self.heard:
            composed = () if found[heard.id] else self.finder.pieces_of(heard.name)
            found[heard.id] += [Mention(*span, MentionKind.ELLIPTIC) for span in composed]
            mentions = tuple(sorted(found[heard.id], key=lambda mention: mention.start))
            if mentions:
                aliases = self._aliases(heard, mentions)
                kept.append((heard.id, Entity(heard.id, heard.type, heard.name, aliases, mentions)))
            else:
                self.refused["entity"] += 1
        return sorted(kept, key=lambda pair: pair[1].mentions[0].start)

    def _aliases(self, heard: _Heard, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
        """The other names of an entity as they stand in the text."""
        named = (m for m in mentions if m.kind is MentionKind.NAME)
        forms = (names.clean(" ".join(self.text[m.start : m.end].split())) for m in named)
        return tuple(dict.fromkeys(form for form in forms if form and form != heard.name))

    # -- facts ---------------------------------------------------------------------------------------------------

    def _fact(self, said: _Said, entities: Mapping[str, Entity], near: str | None) -> Fact:
        """The fact that is told, with its quote; refused where a part of it fits neither contract nor text."""
        told, predicate = said.told, words(said.told.get("predicate"))
        subject, target = entities.get(said.subject), entities.get(said.object or "")
        if predicate not in types.SUBJECTS:
            raise _RefusedError("predicate")
        if subject is None or (said.object and target is None):
            raise _RefusedError("entity")
        if not _may_join(subject, predicate, target):
            raise _RefusedError("type")
        value: Value | None = None
        place: PlaceRef | None = None
        if target is None:
            place = places().find(words(told.get("value")), near) if predicate == "located_in" else None
            value = place.name if place else self.literals.value(predicate, told.get("value"))
            if value is None:
                raise _RefusedError("value")
        elif predicate == "partner" and int(target.id[1:]) < int(subject.id[1:]):
            subject, target = target, subject
        evidence = self._evidence(told, said.piece, [subject, *([target] if target else [])])
        if not self.literals.is_said(predicate, value, " ".join(each.text for each in evidence)):
            raise _RefusedError("value")
        qualifiers, refused = self.literals.qualifiers(predicate, told.get("qualifiers"), near)
        self.refused["qualifier"] += refused
        modality = _modality(told.get("modality"))
        if predicate == "equipment":
            if qualifiers.get("status") == "planned" and modality is Modality.ASSERTED:
                modality = Modality.PLANNED
            qualifiers["status"] = "planned" if modality in _WAITING else "installed"
        if predicate == "member" and subject.type == "AGREEMENT":
            qualifiers.setdefault("role", "party")
        return Fact(
            subject.id,
            predicate,
            object=target.id if target else None,
            value=value,
            qualifiers=qualifiers,
            evidence=evidence,
            confidence=_confidence(told.get("confidence")),
            modality=modality,
            place=place,
        )

    def _evidence(self, told: Answer, piece: Span, ends: list[Entity]) -> tuple[Evidence, ...]:
        """The quote as it stands in the text; of a long one what stands around the ends of the fact."""
        quote = told.get("quote")
        spans = self.finder.quote(quote, *piece) if isinstance(quote, str) else []
        if not spans or self.finder.in_furniture(spans):
            raise _RefusedError("furniture" if spans else "quote")
        short: list[Span] = []
        for start, end in spans:
            if end - start > LONGEST:
                inside = [(m.start, m.end) for each in ends for m in each.mentions if start <= m.start and m.end <= end]
                short += inside or [(start, start + len(self.text[start : start + LONGEST].rpartition(" ")[0]))]
            else:
                short.append((start, end))
        return self.quotes.quote(short)


def _may_join(subject: Entity, predicate: str, target: Entity | None) -> bool:
    """Whether the contract lets the predicate stand between these two, or before a literal."""
    if subject.type not in types.SUBJECTS[predicate]:
        return False
    if predicate not in types.OBJECTS:
        return target is None
    return target is not None and target.id != subject.id and target.type in types.OBJECTS[predicate]


def _modality(said: object) -> Modality:
    try:
        return Modality(words(said).lower())
    except ValueError:
        return Modality.ASSERTED


def _confidence(said: object) -> float:
    if said is None:
        return _USUAL
    return round(min(max(number(said) or 0.0, _LEAST), _MOST), 2)


def _key(fact: Fact) -> tuple[object, ...]:
    extra = (fact.qualifiers.get("at"), fact.qualifiers.get("status")) if fact.predicate == "equipment" else ()
    return fact.subject, fact.predicate, fact.object, fact.value, fact.modality, extra


def _put(made: dict[tuple[object, ...], Fact], fact: Fact) -> None:
    """Keep a fact; of the same one said twice the surer, with the qualifiers of both."""
    old = made.get(_key(fact))
    if old is not None:
        fact, other = (fact, old) if fact.confidence > old.confidence else (old, fact)
        fact = replace(fact, qualifiers={**other.qualifiers, **fact.qualifiers})
    made[_key(fact)] = fact
