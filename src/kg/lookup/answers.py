"""What the lookups answer: frozen values, texts empty and numbers None where the graph says nothing."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from rdflib import URIRef

from kg.errors import MissingToolError
from kg.model import Solutions, Term
from kg.vocabulary import SANTE, TYPE_OF_CLASS

Row = Mapping[str, str]
"""A row of an answer by variable, bound ones only, as text."""

_NUMBERS = {"integer": int, "decimal": float, "double": float, "float": float}


@dataclass(frozen=True, slots=True)
class Found:
    """A node that answers to a name: `name` is the label or alias that matched, `score` is 1.0 for the same name."""

    iri: str
    label: str
    type: str
    score: float
    name: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A member of a structure, as what and since when (EDTF dates), with the words that say so."""

    structure: str
    member: str
    structure_label: str = ""
    member_label: str = ""
    role: str = ""
    role_label: str = ""
    since: str = ""
    until: str = ""
    quote: str = ""
    article: str = ""
    article_label: str = ""
    published: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Equipment:
    """What an organisation holds or plans: `state` is installed, planned or authorised."""

    organisation: str
    equipment: str
    equipment_label: str = ""
    state: str = ""
    count: int | None = None
    site: str = ""
    brand: str = ""
    model: str = ""
    since: str = ""
    quote: str = ""
    article: str = ""
    article_label: str = ""
    published: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, with their offsets (code points) in its stored text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement of a fact: who says it, how (asserted, planned, negated…), in which words."""

    fact: str
    statement: str
    modality: str
    confidence: float | None = None
    quote: str = ""
    passages: tuple[Passage, ...] = ()
    article: str = ""
    article_label: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    extractor: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One row of the consolidated layer: subject, predicate of the contract, object or value, and its words."""

    fact: str
    predicate: str
    modality: str
    subject: str = ""
    subject_label: str = ""
    object: str = ""
    object_label: str = ""
    value: str = ""
    confidence: float | None = None
    contested: bool = False
    quote: str = ""
    article: str = ""
    article_label: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the consolidated layer: its names, its own properties (by IRI), the facts it stands in."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    properties: Mapping[str, tuple[Term, ...]]
    facts: tuple[FactRow, ...]


Answer = TypeVar("Answer")


def told(answer: type[Answer], row: Row, **given: object) -> Answer:
    """An answer whose fields come from the variables of a row (`article_label` from `articleLabel`)."""
    values: dict[str, object] = {}
    for field in fields(answer):  # type: ignore[arg-type]
        head, *rest = field.name.split("_")
        text = row.get(head + "".join(word.capitalize() for word in rest))
        if text is None:
            continue
        match field.name:
            case "confidence":
                values["confidence"] = float(text)
            case "count":
                values["count"] = int(text)
            case "contested":
                values["contested"] = text in ("true", "1")
            case "modality":
                values["modality"] = text.rsplit("/", 1)[-1]
            case _:
                values[field.name] = text
    return answer(**{**values, **given})


def type_of(iri: str) -> str:
    """The contract's code of a class, or its local name (`Commune`); empty for classes of others."""
    return TYPE_OF_CLASS.get(URIRef(iri), iri.removeprefix(str(SANTE)) if iri.startswith(str(SANTE)) else "")


def to_frame(answer: Solutions) -> Any:
    """An answer as a pandas DataFrame: numbers by their datatype, the rest as text, None where unbound."""
    try:
        pandas = importlib.import_module("pandas")
    except ImportError:
        raise MissingToolError("pandas is not installed", cure="pip install 'sante-kg[frames]'") from None
    rows = [[None if term is None else _value(term) for term in row] for row in answer.rows]
    return pandas.DataFrame(rows, columns=list(answer.variables))


def _value(term: Term) -> object:
    convert = _NUMBERS.get((term.datatype or "").rpartition("#")[2])
    try:
        return convert(term.value) if convert else term.value
    except ValueError:
        return term.value
