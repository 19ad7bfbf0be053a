"""What the two voices (rules, net) hand to the assembly: spans with attributes, and labelled edges between them.

A voice fills `doc.spans["mentions"]` (label: entity type of the contract), `doc.spans["values"]` (label: one of
`VALUE_LABELS`) and `doc._.edges`. Importing this module registers the extensions that carry the rest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from spacy.tokens import Doc, Span

T = TypeVar("T")

ZONES = "zones"
MENTIONS = "mentions"
VALUES = "values"

VALUE_LABELS = ("DATE", "AMOUNT", "PLACE", "EQUIPMENT", "DISCIPLINE", "NUMBER", "POPULATION", "TITLE")

SAME = "same"
MEMBER_ROLE = "member:"
QUALIFIER = "q:"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A labelled edge from one span to another, each named by its character offsets in the text.

    `label`: `same`, a predicate of the contract, `member:ROLE` (beside `member`), or `q:PREDICATE:QUALIFIER`. The
    head of a qualifier edge is the fact's object (`q:role:title`: the person; `q:equipment:date`: the equipment).
    `modality` is a value of `kg.model.Modality`; `score` lies between 0 and 1, two decimals.
    """

    head: tuple[int, int]
    tail: tuple[int, int]
    label: str
    score: float = 1.0
    modality: str = "asserted"


def anchor(label: str, head: T, tail: T) -> T:
    """The end of a fact that its qualifiers hang on: the person of a post, else the object."""
    return head if label == "role" else tail


def aligned(edges: Iterable[Edge], spans: Iterable[Span]) -> tuple[Edge, ...]:
    """The edges with ends moved to the spans that hold them; spans end where tokens do, offsets of a voice may not.

    An edge whose end lies in no span is left as it is.
    """
    found = sorted((span.start_char, span.end_char) for span in spans)
    exact = set(found)

    def move(end: tuple[int, int]) -> tuple[int, int]:
        if end in exact:
            return end
        at = bisect_right(found, (end[0], end[1]))
        near = [f for f in found[max(0, at - 4) : at + 2] if f[0] <= end[0] and end[1] <= f[1]]
        return min(near, key=lambda f: f[1] - f[0]) if near else end

    ends = ((e, move(e.head), move(e.tail)) for e in edges)
    return tuple(e if (head, tail) == (e.head, e.tail) else replace(e, head=head, tail=tail) for e, head, tail in ends)


def text_of(doc: Doc) -> str:
    """The text that a component reads: the article's, since spaCy puts `doc.text` together anew each time."""
    return doc.text if doc._.article is None else str(doc._.article.text)


def register() -> None:
    """Register the extensions of `Doc` and `Span` that the components share. Calling it again changes nothing."""
    for name, default in (("article", None), ("edges", ()), ("entities", ()), ("facts", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    for name, value in (("kind", "name"), ("score", 1.0), ("code", "")):
        if not Span.has_extension(name):
            Span.set_extension(name, default=value)


register()
