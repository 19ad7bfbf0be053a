"""What the two voices (rules, net) hand to the assembly: spans with attributes, and labelled edges between them.

A voice fills `doc.spans["mentions"]` (label: entity type of the contract), `doc.spans["values"]` (label: one of
`VALUE_LABELS`) and `doc._.edges`. Importing this module registers the extensions that carry the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

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


def register() -> None:
    """Register the extensions of `Doc` and `Span` that the components share. Calling it again changes nothing."""
    for name, default in (("article", None), ("edges", ()), ("entities", ()), ("facts", ())):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    for name, value in (("kind", "name"), ("score", 1.0), ("code", "")):
        if not Span.has_extension(name):
            Span.set_extension(name, default=value)


register()
