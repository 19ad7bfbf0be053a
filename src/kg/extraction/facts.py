"""The component `facts`: edges between spans → `doc._.facts`, by the contract."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import dates, funding, modality, placing, posts, reading_values
from kg.extraction.edges import MEMBER_ROLE, QUALIFIER, SAME, VALUES, Edge, anchor, text_of
from kg.extraction.evidence import Quotes
from kg.extraction.patterns import types
from kg.extraction.quantities import fold
from kg.extraction.settling import DATED, settled
from kg.extraction.zones import zones_of
from kg.model import Entity, Evidence, Fact, Mention, MentionKind, Modality, Value, ZoneKind

_OWNED = frozenset(["member", "funded_by"])  # predicates whose qualifiers belong to one fact each
_AMOUNT = f"{QUALIFIER}funded_by:amount"
_RIVERSIDE = frozenset(["CLINIC", "MEDICOSOCIAL"])  # types named after a river as soon as after a département
_SYMMETRIC = frozenset(["partner"])
_NAMED = frozenset([MentionKind.NAME, MentionKind.ELLIPTIC])
Offsets = tuple[int, int]


@Language.factory("sante_facts")
def make_facts(nlp: Language, name: str) -> Facts:  # noqa: ARG001
    """The factory that the config names."""
    return Facts()


class Facts:
    """Fills `doc._.facts` from entities, values and edges."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.facts = tuple(_Assembly(doc).facts())
        return doc


class _Assembly:
    """One document's facts in the making."""

    def __init__(self, doc: Doc) -> None:
        self.text = text_of(doc)
        self.folded = fold(self.text)
        self.entities: tuple[Entity, ...] = doc._.entities
        self.by_mention = {(m.start, m.end): e for e in self.entities for m in e.mentions}
        self.by_id = {e.id: e for e in self.entities}
        self.values: dict[Offsets, Span] = {(s.start_char, s.end_char): s for s in doc.spans.get(VALUES, ())}
        article = doc._.article
        self.quotes = Quotes(self.text, zones_of(article, self.text))
        self.bylines = [z for z in zones_of(article, self.text) if z.kind is ZoneKind.BYLINE]
        self.said: dict[tuple[str, int], list[Mention]] = defaultdict(list)
        for entity in self.entities:
            for mention in entity.mentions:
                self.said[entity.id, self.quotes.number(mention.start)].append(mention)
        self.edges: tuple[Edge, ...] = tuple(sorted(doc._.edges))
        surfaces = [s.text for s in self.values.values() if s.label_ == "PLACE"]
        self.near = placing.area(self.text, [e.name for e in self.entities if e.type not in _RIVERSIDE], surfaces)
        self.reader = reading_values.Reader(
            self.text,
            article.said_on if article is not None else None,
            list(self.values.values()),
            self.quotes,
            self.near,
        )
        self.funders = [e.tail for e in self.edges if e.label == "funded_by"]
        self.funders += [at for at, e in self.by_mention.items() if e.type in types.AUTHORITIES]
        self.qualifiers = self._qualifiers()
        self.roles = self._roles()
        self.held = self._held()
        self.posts: dict[Offsets, list[Offsets]] = defaultdict(list)
        for edge in self.edges:
            if edge.label == "role" and edge.tail in self.by_mention:
                self.posts[edge.head].append(edge.tail)

    def _qualifiers(self) -> dict[Edge, list[Edge]]:
        """Each fact's edge with its qualifier edges.

        The date of a membership and an amount belong to one fact of their object: of the same modality if any is,
        then the nearest. A title or another date may be said once for several.
        """
        stated: dict[tuple[str, Offsets], list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if not edge.label.startswith((SAME, QUALIFIER, MEMBER_ROLE)):
                stated[edge.label, _anchor(edge)].append(edge)
        found: dict[Edge, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if not edge.label.startswith(QUALIFIER):
                continue
            predicate = edge.label.split(":")[1]
            facts = stated.get((predicate, edge.head), [])
            if predicate in _OWNED and facts:
                facts = [min(facts, key=lambda f: (f.modality != edge.modality, _gap(edge.tail, _other(f)), f))]
            for fact in facts:
                found[fact].append(edge)
        self._give_to_one(found)
        return found

    def _give_to_one(self, found: dict[Edge, list[Edge]]) -> None:
        """Take an amount from all funders of a subject but the one that it is said of."""
        given: dict[tuple[str, Offsets], dict[str, list[tuple[Edge, Edge]]]] = defaultdict(lambda: defaultdict(list))
        for fact, edges in found.items():
            subject, funder = self.by_mention.get(fact.head), self.by_mention.get(fact.tail)
            for edge in edges:
                if edge.label == _AMOUNT and subject is not None and funder is not None:
                    given[subject.id, edge.tail][funder.id].append((fact, edge))
        for (_, amount), by_funder in given.items():
            pairs = [pair for several in by_funder.values() for pair in several]
            named = funding.named_after(self.folded, amount, self.funders)
            if named is not None and named in self.by_mention:
                owner = self.by_mention[named].id
                for fact, edge in (pair for funder in by_funder.keys() - {owner} for pair in by_funder[funder]):
                    found[fact].remove(edge)
            elif len(by_funder) > 1:
                payer = funding.payer(self.folded, amount, {fact.tail for fact, _ in pairs})
                for fact, edge in pairs:
                    if fact.tail != payer:
                        found[fact].remove(edge)

    def _roles(self) -> dict[tuple[Offsets, Offsets], str]:
        """The surest role that edges give each pair of structure and member."""
        found: dict[tuple[Offsets, Offsets], Edge] = {}
        for edge in self.edges:
            pair = edge.head, edge.tail
            if edge.label.startswith(MEMBER_ROLE) and (pair not in found or edge.score > found[pair].score):
                found[pair] = edge
        return {pair: edge.label.removeprefix(MEMBER_ROLE) for pair, edge in found.items()}

    def facts(self) -> list[Fact]:
        """All facts, in the order of the text, without duplicates."""
        made: dict[tuple[object, ...], Fact] = {}
        for edge in self.edges:
            if edge.label == SAME or edge.label.startswith((QUALIFIER, MEMBER_ROLE)):
                continue
            fact = self._fact(edge)
            if fact is not None and fact.evidence:
                self._put(made, fact)
        self._leave_once(made)
        for entity in self.entities:
            for fact in placing.located(entity, self.text, self.quotes, self.near):
                self._put(made, fact)
        placed = [fact for fact in made.values() if fact.predicate == "located_in"]
        for fact in placing.under_datelines(self.entities, placed, self.text, self.quotes, self.near):
            self._put(made, fact)
        return sorted(settled(list(made.values())), key=_order)

    def _put(self, made: dict[tuple[object, ...], Fact], fact: Fact) -> None:
        key = _key(fact)
        old = made.get(key)
        made[key] = fact if old is None else _merged(old, fact, self.quotes)

    @staticmethod
    def _leave_once(made: dict[tuple[object, ...], Fact]) -> None:
        """The day on which somebody left is not also the day he came, in whatever mood the two are said."""
        left: dict[tuple[object, ...], set[Value]] = defaultdict(set)
        for fact in made.values():
            left[fact.subject, fact.predicate, fact.object].update(
                v for q, v in fact.qualifiers.items() if q == "until"
            )
        for key, fact in made.items():
            if fact.qualifiers.get("since") in left[fact.subject, fact.predicate, fact.object]:
                made[key] = replace(fact, qualifiers={q: v for q, v in fact.qualifiers.items() if q != "since"})

    def _fact(self, edge: Edge) -> Fact | None:
        subject = self.by_mention.get(edge.head)
        if subject is None or subject.type not in types.SUBJECTS.get(edge.label, ()):
            return None
        if edge.label in types.OBJECTS:
            return self._between(edge, subject)
        value = self.values.get(edge.tail)
        return self._literal(edge, subject, value) if value is not None else None

    def _between(self, edge: Edge, subject: Entity) -> Fact | None:
        """A fact whose object is an entity."""
        target = self.by_mention.get(edge.tail)
        if target is None or target.id == subject.id or target.type not in types.OBJECTS[edge.label]:
            return None
        if edge.label == "role" and self._holds_other(edge, target):
            return None
        spans: list[Offsets] = []
        qualifiers = self._read_qualifiers(edge, subject, spans)
        if edge.label == "role" and (title := self._function(edge, target)) is not None:
            qualifiers["title"] = posts.of_two(title, qualifiers.get("title"))
        if edge.label == "role" and "since" not in qualifiers and "until" not in qualifiers:
            held = posts.since(self.folded, edge.head, edge.tail)
            if held is not None and (day := self.reader.date_at(held)) is not None:
                qualifiers["since"] = day
                spans.append(held)
        a, b = subject, target
        if edge.label in _SYMMETRIC and _number(b) < _number(a):
            a, b = b, a
        return Fact(
            a.id,
            edge.label,
            object=b.id,
            qualifiers=qualifiers,
            evidence=self._quote(edge, spans),
            confidence=round(edge.score, 2),
            modality=self._modality(edge),
        )

    def _quote(self, edge: Edge, more: list[Offsets]) -> tuple[Evidence, ...]:
        """What states the edge's fact and `more` of it; first the piece with the end that its qualifiers hang on.

        An edge may start at the full name, sentences away, while the sentence at its other end calls the entity
        again: then that sentence is quoted, with the full name where one piece holds both.
        """
        stating, other = _anchor(edge), _other(edge)
        if self.quotes.number(stating[0]) == self.quotes.number(other[0]):
            return self.quotes.quote([stating, other, *more], stating)
        here, there = self._called(other, stating), self._called(stating, other)
        if here is not None and there is not None:  # the sentence of either may state it
            return self.quotes.quote([stating, other, *more], stating)
        if there is not None:
            stating, other, here = other, stating, there
        if here is None:
            told = self.quotes.quote([stating, self._nearest(other, stating), *more], stating)
            return told if len(told) == 1 else self.quotes.quote([stating, other, *more], stating)
        spans = [stating, (here.start, here.end), *more]
        told = self.quotes.quote([*spans, other], stating)
        return told if here.kind not in _NAMED and len(told) == 1 else self.quotes.quote(spans, stating)

    def _called(self, end: Offsets, place: Offsets) -> Mention | None:
        """The mention of the entity at `end` that is nearest to `place` in its sentence."""
        entity = self.by_mention.get(end)
        said = self.said.get((entity.id, self.quotes.number(place[0])), ()) if entity is not None else ()
        return min(said, key=lambda m: (_gap((m.start, m.end), place), m.start), default=None)

    def _nearest(self, end: Offsets, place: Offsets) -> Offsets:
        """The nearest to `place` of the names of the entity at `end`, or `end` itself."""
        entity = self.by_mention.get(end)
        named = [(m.start, m.end) for m in entity.mentions if m.kind in _NAMED] if entity is not None else []
        return min([end, *named], key=lambda span: _gap(span, place))

    def _held(self) -> dict[Offsets, set[str]]:
        """Where a person is named: the organisations in which the same sentence gives him a post."""
        found: dict[Offsets, set[str]] = defaultdict(set)
        for edge in self.edges:
            target = self.by_mention.get(edge.tail) if edge.label == "role" else None
            if target is not None and self.quotes.number(edge.head[0]) == self.quotes.number(edge.tail[0]):
                found[edge.head].add(target.id)
        return found

    def _function(self, edge: Edge, target: Entity) -> str | None:
        """What words beside it make the person of the organisation, or of those listed before it with commas."""
        person, place, type_ = edge.head, edge.tail, target.type
        while (said := posts.function(self.text, self.folded, person, place, type_)) is None:
            before = max((end for end in self.posts[person] if person < end < place), default=None)
            if before is None or not posts.are_listed(self.folded, before, place):
                return None
            place, type_ = before, self.by_mention[before].type
        return said

    def _holds_other(self, edge: Edge, target: Entity) -> bool:
        """Whether a post is said across a full stop of a person who holds another one in his own sentence.

        « Son directeur, Untel, maire de Foix » is both.
        """
        held = self.held.get(edge.head, set())
        if not held or target.id in held or self.quotes.number(edge.head[0]) == self.quotes.number(edge.tail[0]):
            return False
        titles = (at for at, value in self.values.items() if value.label_ == "TITLE")
        return not posts.is_introduced(self.folded, self.quotes.sentence(edge.head[0])[0], edge.head, titles)

    def _modality(self, edge: Edge) -> Modality:
        """The edge's modality, but for a membership that the words right after the member deny."""
        denied = edge.label == "member" and modality.denied_after(self.folded, edge.tail[1])
        return Modality.NEGATED if denied else Modality(edge.modality)

    def _read_qualifiers(self, edge: Edge, subject: Entity, spans: list[Offsets]) -> dict[str, Value]:
        found: dict[str, Value] = {}
        role = self.roles.get((edge.head, edge.tail)) or ("party" if subject.type == "AGREEMENT" else None)
        if edge.label == "member" and role is not None:
            found["role"] = role
        for name in reading_values.QUALIFIERS.get(edge.label, ()):
            candidates = [e for e in self.qualifiers.get(edge, ()) if e.label == f"{QUALIFIER}{edge.label}:{name}"]
            for qualifier in sorted(candidates, key=lambda e: (-round(e.score, 1), _gap(e.tail, _other(edge)))):
                value = self.values.get(qualifier.tail)
                read = self.reader.qualifier(name, value, Modality(edge.modality)) if value is not None else None
                if read is not None:
                    found[name] = read
                    spans.append(qualifier.tail)
                    break
        return found

    def _literal(self, edge: Edge, subject: Entity, value: Span) -> Fact | None:
        """A fact whose object is a value."""
        if value.label_ != types.VALUES[edge.label] or self._says_no_fact(edge, subject):
            return None
        read = self.reader.value(edge.label, value, Modality(edge.modality))
        if read is None:
            return None
        spans: list[Offsets] = []
        qualifiers = dict(self.reader.own_qualifiers(edge.label, value))
        if edge.label == "equipment":
            qualifiers.update(self._read_qualifiers(edge, subject, spans))
            qualifiers["status"] = "planned" if edge.modality in (Modality.PLANNED, Modality.HOPED) else "installed"
        place = self.reader.place(value) if edge.label == "located_in" else None
        return Fact(
            subject.id,
            edge.label,
            value=read,
            qualifiers=qualifiers,
            evidence=self._quote(edge, spans),
            confidence=round(edge.score, 2),
            modality=Modality(edge.modality),
            place=place,
        )

    def _says_no_fact(self, edge: Edge, subject: Entity) -> bool:
        """Whether the value's line is that of who signs the article, or of one payer in a plan; or a name holds it.

        A « cabinet de radiologie » is only called so.
        """
        start, end = edge.tail
        if edge.label == "discipline" and subject.type in types.CALLED_BY_DISCIPLINE:
            return any(m.start <= start and end <= m.end for m in subject.mentions)
        if edge.label in DATED:
            signed = any(z.start <= start < z.end for z in self.bylines)
            return signed or dates.is_dateline(self.text, self.quotes.sentence(start), (start, end))
        return edge.label == "cost" and funding.is_part(self.folded, start, self.funders)


def _anchor(edge: Edge) -> Offsets:
    return anchor(edge.label, edge.head, edge.tail)


def _other(edge: Edge) -> Offsets:
    return edge.tail if _anchor(edge) == edge.head else edge.head


def _gap(a: Offsets, b: Offsets) -> int:
    """Characters between two spans: of two titles of a person, the one beside the organisation is meant."""
    return max(a[0] - b[1], b[0] - a[1], 0)


def _key(fact: Fact) -> tuple[object, ...]:
    """What makes two facts two: equipment also differs by place and status."""
    extra = (fact.qualifiers.get("at"), fact.qualifiers.get("status")) if fact.predicate == "equipment" else ()
    return (fact.subject, fact.predicate, fact.object, fact.value, fact.modality, extra)


def _merged(a: Fact, b: Fact, quotes: Quotes) -> Fact:
    """One fact from two mentions of it: the surer one, completed by the other's qualifiers and their evidence."""
    best, other = sorted((a, b), key=lambda f: (-f.confidence, -len(f.qualifiers), len(f.evidence)))
    if best.basis == "name" and other.basis is None:
        best, other = other, best
    missing = {k: v for k, v in other.qualifiers.items() if k not in best.qualifiers}
    if not missing:
        return best
    spans = [(e.start, e.end) for e in (*best.evidence, *other.evidence)]
    evidence = quotes.quote(spans, spans[0])
    return replace(best, qualifiers={**best.qualifiers, **missing}, evidence=evidence)


def _number(entity: Entity) -> int:
    return int(entity.id[1:])


def _order(fact: Fact) -> tuple[object, ...]:
    start = min(e.start for e in fact.evidence)
    return (start, int(fact.subject[1:]), fact.predicate, fact.object or "", str(fact.value), fact.modality)
