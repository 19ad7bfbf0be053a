"""The values that flow through the house. Standard library only; nothing here changes once made.

An article flows one way: `Article` → `Extraction` → (graph) → store. Offsets are Unicode code points in
`Article.text`; dates are EDTF level 0 strings (`2022`, `2022-06`, `2022-06-15`); amounts are euros.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

Value = str | int | float
"""A literal object of a fact, or the value of a qualifier."""


def _no_qualifiers() -> Mapping[str, Value]:
    return MappingProxyType({})


class ZoneKind(StrEnum):
    """What a stretch of an article's text is."""

    FURNITURE = "furniture"
    TITLE = "title"
    LEAD = "lead"
    HEADING = "heading"
    BODY = "body"
    LIST = "list"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BYLINE = "byline"


class Modality(StrEnum):
    """How a source holds a fact."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HOPED = "hoped"
    NEGATED = "negated"
    ENDED = "ended"


class MentionKind(StrEnum):
    """How a mention refers to its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    ELLIPTIC = "elliptic"


@dataclass(frozen=True, slots=True)
class Zone:
    """One line (or stretch of lines) of the text and what it is; zones do not overlap."""

    start: int
    end: int
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """A document as read: its whole visible text, furniture included, and what it says about itself.

    `name` is the file's stem (or the last part of the URL). What the article does not give is None or empty.
    """

    name: str
    text: str
    zones: tuple[Zone, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the text (UTF-8), hexadecimal: the address of the text in the document store."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def said_on(self) -> str | None:
        """The day that « lundi dernier » counts from (EDTF): of publication, else of the last change."""
        return self.published or self.modified

    def dated(self, day: str | None) -> Article:
        """This article, published on `day` (EDTF) where it states no date itself."""
        return self if day is None or self.said_on else replace(self, published=day)

    def zone_at(self, offset: int) -> ZoneKind:
        """The kind of the zone that holds `offset`; body where no zone says otherwise."""
        for zone in self.zones:
            if zone.start <= offset < zone.end:
                return zone.kind
        return ZoneKind.BODY


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the article that states something: `text == article.text[start:end]`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is spoken of."""

    start: int
    end: int
    kind: MentionKind = MentionKind.NAME


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place of the official geographical code: `level` is commune, departement, region or country."""

    level: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention or entity was decided to be: an IRI of the registries, with score and explanation."""

    iri: str
    score: float
    level: str = ""
    features: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """An organisation, structure, authority or person that the body of an article names.

    `type` is a code of the contract (`../contract/facts.md`): GHT, PIMM, CH, PERSON, …
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    link: Link | None = None


class Verdict(StrEnum):
    """What a reviewer says of a statement."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class Review:
    """Someone's decision on a fact. `at` is an instant (`2026-11-26T09:40:00Z`); `id` names the decision.

    A corrected fact bears `corrected`, the one that it replaces `rejected`, both with the same id. `found`: the
    machine says the fact too.
    """

    id: str
    verdict: Verdict
    by: str
    at: str
    note: str = ""
    found: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of an article: subject, predicate, and an entity (`object`) or a literal (`value`).

    `subject` and `object` are ids of entities of the same extraction. `basis` is "name" where a place was read
    from a name. The piece of `evidence` that states the fact comes first. Confidence is between 0 and 1, two decimals;
    1 where a reviewer accepted or wrote the fact.
    """

    subject: str
    predicate: str
    object: str | None = None
    value: Value | None = None
    qualifiers: Mapping[str, Value] = field(default_factory=_no_qualifiers)
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 1.0
    modality: Modality = Modality.ASSERTED
    basis: str | None = None
    place: PlaceRef | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article, and by what (`extractor`: name and version of the pipeline).

    `least` is the confidence from which its facts are believed.
    """

    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    extractor: str = ""
    least: float = 0.0

    def entity(self, id: str) -> Entity:
        """The entity with this id; KeyError when there is none."""
        for entity in self.entities:
            if entity.id == id:
                return entity
        raise KeyError(id)

    def believes(self, fact: Fact) -> bool:
        """Whether a fact is believed: a reviewer decides, else its confidence."""
        if fact.review is not None:
            return fact.review.verdict is not Verdict.REJECTED
        return fact.confidence >= self.least

    @property
    def doubted(self) -> int:
        """How many facts are too unsure to be believed (what a reviewer rejected does not count)."""
        return sum(1 for fact in self.facts if fact.review is None and not self.believes(fact))


# -- answers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term in an answer. `kind`: iri, literal or bnode; `datatype` is an IRI, `language` a tag."""

    kind: str
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        return self.value


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of a SELECT: variable names without `?`, and one tuple of terms a row (None: unbound)."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Each row as a mapping of the bound variables."""
        for row in self.rows:
            yield {v: t for v, t in zip(self.variables, row, strict=True) if t is not None}

    def column(self, variable: str) -> list[str | None]:
        """The lexical values of one variable, in order."""
        at = self.variables.index(variable)
        return [None if row[at] is None else str(row[at]) for row in self.rows]
