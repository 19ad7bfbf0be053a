"""Annotated passages and articles -> documents: a text, its spans, and the labelled edges between them."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.extraction.hints import Hint, know
from kg.reading.article import read_text
from training.labels import EDGE_INDEX, EQUIPMENT, VALUE_OF

SOURCES = frozenset({"saintes", "rodez", "puzzle", "saint-etienne-roanne", "roubaix"})
"""The articles the project was created from: scored, never trained on."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Span:
    """A mention of an entity, or a value: where it stands, its type, and what it says."""

    start: int
    end: int
    type: str
    kind: str | None = None
    entity: str | None = None
    value: str | None = None


@dataclass(frozen=True)
class Link:
    """An edge between two spans, by their places in the document's list."""

    head: int
    tail: int
    label: str
    modality: str = "asserted"


@dataclass(frozen=True)
class Document:
    """One passage or article. `ignored` holds pairs that say again what another pair is the label of."""

    name: str
    author: str
    text: str
    spans: tuple[Span, ...]
    links: tuple[Link, ...]
    ignored: frozenset[tuple[int, int, str]]
    zones: tuple[tuple[int, int, str], ...] = ()
    article: bool = False
    weak: bool = False


def hints_of(document: Document) -> list[Hint]:
    """What the net is told of the document: found in its text as the product finds it, never taken from annotations."""
    return know(document.text, read_text(document.text, document.name).zones).hints


def fold_in_place(text: str) -> str:
    """Lower case without accents, as many characters as before."""
    return "".join(_bare(c) for c in text)


def _bare(character: str) -> str:
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return bare if len(bare) == 1 else character


@dataclass
class Graph:
    """Builds spans and links of one text from its annotations."""

    text: str
    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ignored: set[tuple[int, int, str]] = field(default_factory=set)

    def mentions_of(self, entity: str) -> list[int]:
        return [i for i, s in enumerate(self.spans) if s.entity == entity]

    def stating(self, places: Iterable[int], evidence: Sequence[Row]) -> list[int]:
        """Those of the spans that stand inside the quotes; else the one nearest to the first quote."""
        places = list(places)
        inside = [
            i
            for i in places
            if any(e["start"] <= self.spans[i].start and self.spans[i].end <= e["end"] for e in evidence)
        ]
        if inside or not places:
            return inside
        return [min(places, key=lambda i: abs(self.spans[i].start - evidence[0]["start"]))]

    def value(self, evidence: Sequence[Row], type_: str, value: object) -> int | None:
        """The span of that type and value, inside the quotes where there is one."""
        same = [i for i, s in enumerate(self.spans) if s.type == type_ and s.value == str(value)]
        found = self.stating(same, evidence)
        return found[0] if found else None

    def add_value(self, start: int, end: int, type_: str, value: object) -> int:
        for i, s in enumerate(self.spans):
            if (s.start, s.end, s.type) == (start, end, type_):
                return i
        self.spans.append(Span(start, end, type_, value=str(value)))
        return len(self.spans) - 1

    def link(self, head: int, tail: int, label: str, modality: str) -> None:
        if label in EDGE_INDEX and head != tail:
            self.links.append(Link(head, tail, label, modality))

    def nearest(self, heads: Iterable[int], tails: Iterable[int]) -> tuple[int, int] | None:
        pairs = [(a, b) for a in heads for b in tails if a != b]
        return min(pairs, key=lambda p: abs(self.spans[p[0]].start - self.spans[p[1]].start), default=None)


def annotate(text: str, entities: Iterable[Row], facts: Iterable[Row], values: dict[str, list[Row]]) -> Graph:
    """Spans and links of a text. `values`: dates, amounts, places, equipment, each with start and end."""
    graph = Graph(text)
    for entity in entities:
        for m in entity["mentions"]:
            graph.spans.append(Span(m["start"], m["end"], entity["type"], m["kind"], entity["id"]))
    for key, type_ in (("dates", "DATE"), ("amounts", "AMOUNT"), ("places", "PLACE")):
        for v in values.get(key, ()):
            graph.spans.append(Span(v["start"], v["end"], type_, value=str(v.get("value", v.get("name")))))
    for v in values.get("equipment", ()):
        graph.spans.append(Span(v["start"], v["end"], EQUIPMENT + v["code"], value=v["code"]))
    for fact in facts:
        evidence = fact["evidence"] if isinstance(fact["evidence"], list) else [fact["evidence"]]
        if "object" in fact:
            _link_entities(graph, fact, evidence)
        elif fact.get("basis") != "name":
            _link_value(graph, fact, evidence)
    _link_same(graph)
    return graph


def _link_entities(graph: Graph, fact: Row, evidence: Sequence[Row]) -> None:
    predicate, modality, qualifiers = fact["predicate"], fact.get("modality", "asserted"), fact.get("qualifiers", {})
    heads, tails = graph.mentions_of(fact["subject"]), graph.mentions_of(fact["object"])
    graph.ignored |= {(a, b, predicate) for a in heads for b in tails}
    pair = graph.nearest(graph.stating(heads, evidence), graph.stating(tails, evidence))
    if pair is None:
        return
    head, tail = pair
    graph.link(head, tail, predicate, modality)
    if predicate == "partner":
        graph.ignored |= {(b, a, predicate) for a in heads for b in tails}
        graph.link(tail, head, predicate, modality)
    if predicate == "member" and "role" in qualifiers:
        graph.link(head, tail, f"member:{qualifiers['role']}", modality)
    for key in ("since", "until", "date", "amount"):
        label = f"q:{predicate}:{key}"
        if key in qualifiers and label in EDGE_INDEX:
            value = graph.value(evidence, "AMOUNT" if key == "amount" else "DATE", qualifiers[key])
            if value is not None:
                graph.link(head if predicate == "role" else tail, value, label, modality)
    if predicate == "role" and qualifiers.get("title"):
        place = _find(graph.text, evidence, qualifiers["title"])
        if place:
            graph.link(head, graph.add_value(*place, "TITLE", qualifiers["title"]), "q:role:title", modality)


def _link_value(graph: Graph, fact: Row, evidence: Sequence[Row]) -> None:
    predicate, modality, said = fact["predicate"], fact.get("modality", "asserted"), fact["value"]
    qualifiers = fact.get("qualifiers", {})
    mentions = graph.mentions_of(fact["subject"])
    heads = graph.stating(mentions, evidence)
    type_ = VALUE_OF[predicate]
    if predicate in {"discipline", "member_count", "population"}:
        place = (
            _find(graph.text, evidence, str(said), stem=True)
            if predicate == "discipline"
            else _find_number(graph.text, evidence, said, qualifiers.get("unit"))
        )
        value = graph.add_value(*place, type_, said) if place else None
    else:
        value = graph.value(evidence, type_ + str(said) if type_ == EQUIPMENT else type_, said)
    if value is None or not heads:
        return
    head = min(heads, key=lambda i: abs(graph.spans[i].start - graph.spans[value].start))
    graph.ignored |= {(a, value, predicate) for a in mentions}
    graph.link(head, value, predicate, modality)
    if predicate == "equipment":
        for key, value_type in (("date", "DATE"), ("at", "PLACE")):
            other = graph.value(evidence, value_type, qualifiers[key]) if key in qualifiers else None
            if other is not None:
                graph.link(value, other, f"q:equipment:{key}", modality)


def _link_same(graph: Graph) -> None:
    by_entity: dict[str, list[int]] = {}
    for i, span in enumerate(graph.spans):
        if span.entity:
            by_entity.setdefault(span.entity, []).append(i)
    for places in by_entity.values():
        for a in places:
            for b in places:
                graph.link(a, b, "same", "asserted")


def _find(text: str, evidence: Sequence[Row], said: str, stem: bool = False) -> tuple[int, int] | None:
    """Where a quote holds those words; with `stem`, their beginning and the rest of the word."""
    wanted = fold_in_place(said)
    for e in evidence:
        at = (quote := fold_in_place(text[e["start"] : e["end"]])).find(wanted)
        if at >= 0:
            return e["start"] + at, e["start"] + at + len(wanted)
        if stem:
            found = re.search(re.escape(wanted[: max(4, len(wanted) - 3)]) + r"[\w-]*", quote)
            if found:
                return e["start"] + found.start(), e["start"] + found.end()
    return None


NUMBER_WORDS = {
    w: n
    for n, w in enumerate(
        (
            "zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
            "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
        )
    )
} | {
    "une": 1, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60,
    "centaine": 100, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "mille": 1000, "vingt-deux": 22, "vingt-trois": 23, "vingt-quatre": 24,
    "vingt-cinq": 25, "vingt-six": 26, "vingt-sept": 27, "vingt-huit": 28, "vingt-neuf": 29,
}  # fmt: skip
_NUMBER = re.compile(
    r"\d[\d \u00a0\u202f.]*\d|\d|(?<![\w-])(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + r")(?![\w-])"
)
_MILLIONS = re.compile(r"(?:\d+(?:,\d+)? ?)?millions?")


def _find_number(text: str, evidence: Sequence[Row], said: object, unit: str | None) -> tuple[int, int] | None:
    """Where a quote holds the number; the span takes in its unit where that follows at once."""
    for e in evidence:
        quote = fold_in_place(text[e["start"] : e["end"]])
        for found in _NUMBER.finditer(quote):
            digits = re.sub(r"\D", "", found.group())
            if (int(digits) if digits else NUMBER_WORDS.get(found.group())) == said:
                return e["start"] + found.start(), e["start"] + _past_unit(quote, found.end(), unit)
        millions = _MILLIONS.search(quote)
        if millions and isinstance(said, (int, float)) and said >= 1e6:
            return e["start"] + millions.start(), e["start"] + _past_unit(quote, millions.end(), unit)
    return None


def _past_unit(quote: str, end: int, unit: str | None) -> int:
    at = quote.find(fold_in_place(unit), end, end + len(unit) + 8) if unit else -1
    return at + len(unit) if unit and at >= 0 else end


def read_passages(path: Path) -> list[Document]:
    """The documents of one file of passages; its name is its author's letter."""
    documents = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        graph = annotate(row["text"], row["entities"], row["facts"], row)
        documents.append(_document(row["id"], path.stem, row["text"], graph))
    return documents


def read_article(name: str, folder: Path) -> Document:
    """An article with spans: `text/NAME.txt`, `gold/NAME.jsonl`, `spans/NAME.json`."""
    text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
    marks = json.loads((folder / "spans" / f"{name}.json").read_text(encoding="utf-8"))
    entities = {
        e["id"]: {**e, "mentions": []} for e in read_gold(folder / "gold" / f"{name}.jsonl") if e["kind"] == "entity"
    }
    for mention in marks["mentions"]:
        entities[mention["entity"]]["mentions"].append(mention)
    graph = annotate(text, entities.values(), marks["statements"], marks)
    zones = tuple((z["start"], z["end"], z["zone"]) for z in marks["zones"])
    return _document(name, name[0], text, graph, zones=zones, article=True)


def read_gold(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _document(name: str, author: str, text: str, graph: Graph, **more: Any) -> Document:
    return Document(name, author, text, tuple(graph.spans), tuple(graph.links), frozenset(graph.ignored), **more)
