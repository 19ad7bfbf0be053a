"""The component `mentions` of the rules' voice: names by their heads, people, and descriptions of what was named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import naming
from kg.extraction.edges import MENTIONS, SAME, Edge, text_of
from kg.extraction.intervals import Intervals
from kg.extraction.naming import Name
from kg.extraction.patterns import organisations as patterns
from kg.extraction.patterns.types import OPERATORS
from kg.extraction.zones import SILENT, zones_of
from kg.model import Zone
from kg.places import places

_NAME_SCORE, _NOMINAL_SCORE = 0.8, 0.6
_DESCRIPTION = re.compile(patterns.DESCRIPTION)
_TYPES = [(re.compile(noun), types) for noun, types in patterns.DESCRIPTIONS]
_AGREEMENT = re.compile(patterns.AGREEMENT)
_UNNAMED = [
    (type, re.compile(rf"{patterns.UNNAMED_AFTER}(?P<noun>{noun})(?![\w-])(?! [A-ZÀ-Ý«])"))
    for type, noun in patterns.UNNAMED
]
_PARTIES = re.compile(patterns.PARTIES)
_UNIT = re.compile(patterns.UNIT)
_OF = re.compile(r" (?:de l['’]|de la |de |du |des |d['’])")


@Language.factory("sante_mentions")
def make_mentions(nlp: Language, name: str) -> Mentions:  # noqa: ARG001
    """The factory that the config names."""
    return Mentions()


class Mentions:
    """Fills `doc.spans["mentions"]`, and `doc._.edges` with what is the same."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        names, same = find_mentions(text, zones_of(doc._.article, text))
        doc.spans[MENTIONS] = [span for name in names if (span := _span(doc, name)) is not None]
        doc._.edges = (*doc._.edges, *same)
        return doc


def find_mentions(text: str, zones: Iterable[Zone]) -> tuple[list[Name], list[Edge]]:
    """The mentions outside furniture and bylines, in order, and which descriptions are the same as which names."""
    spoken = [z for z in zones if z.kind not in SILENT]
    found = _again(text, spoken, _names(text, spoken))
    found = sorted([*found, *_unnamed(text, spoken, found)])
    described, same = _descriptions(text, spoken, found)
    return sorted([*found, *described]), same


def _span(doc: Doc, name: Name) -> Span | None:
    span = doc.char_span(name.start, name.end, label=name.type, alignment_mode="expand")
    if span is not None:
        span._.kind = name.kind
        span._.score = _NAME_SCORE if name.kind in ("name", "elliptic") else _NOMINAL_SCORE
    return span


def _names(text: str, zones: Iterable[Zone]) -> list[Name]:
    found: list[Name] = []
    for zone in zones:
        organisations = list(naming.organisations(text, zone.start, zone.end))
        agreements = list(_agreements(text, zone))
        people = list(naming.persons(text, zone.start, zone.end))
        mayors = [n for n in naming.communes(text, zone.start, zone.end) if places().find(text[n.start : n.end])]
        kept = naming.resolve([*organisations, *agreements, *people, *mayors])
        found += kept
        found += _units(text, zone, kept)
    return sorted(found)


def _agreements(text: str, zone: Zone) -> Iterable[Name]:
    """Agreements that the sentence ties to parties."""
    for match in _AGREEMENT.finditer(text, zone.start, zone.end):
        around = text[max(zone.start, match.start() - 90) : min(zone.end, match.end() + 90)]
        if _PARTIES.search(around):
            yield Name(match.start("noun"), match.end("noun"), "AGREEMENT", "elliptic", match.end("noun"))


def _units(text: str, zone: Zone, kept: list[Name]) -> Iterable[Name]:
    """Parts of what is named right after them: « service de cardiologie du CH de Rodez »."""
    starts = {name.start for name in kept if name.kind == "name" and name.type not in ("PERSON", "COMMUNE")}
    taken = Intervals((n.start, n.end) for n in kept)
    for match in _UNIT.finditer(text, zone.start, zone.end):
        after = _OF.match(text[match.end() : match.end() + 8])
        if after and match.end() + after.end() in starts and not taken.touch(match.start(), match.end()):
            yield Name(match.start(), match.end(), "UNIT", "elliptic", match.end())


def _unnamed(text: str, zones: list[Zone], found: list[Name]) -> Iterable[Name]:
    """The first « un GIE » of a line that names operators, where the text names no structure of that type."""
    named = {name.type for name in found}
    operators = [name.start for name in found if name.type in OPERATORS]
    taken = Intervals((n.start, n.end) for n in found)
    seen: set[str] = set()
    for zone in zones:
        at = bisect_left(operators, zone.start)
        for type, pattern in _UNNAMED if at < len(operators) and operators[at] < zone.end else ():
            match = pattern.search(text, zone.start, zone.end) if type not in named and type not in seen else None
            if match is not None and not taken.touch(match.start("noun"), match.end()):
                seen.add(type)
                yield Name(match.start("noun"), match.end("noun"), type, "elliptic", match.end("noun"))


def _again(text: str, zones: list[Zone], found: list[Name]) -> list[Name]:
    """Later mentions by acronym, brand or surname of what was named in full."""
    short: dict[str, str] = {}
    for name in found:
        if name.type == "PERSON":
            words = text[name.start : name.end].split()
            if len(words) > 1 and len(words[-1]) > 3:
                short.setdefault(words[-1], "PERSON")
        elif (form := naming.short_form(text, name)) is not None:
            short.setdefault(form, name.type)
    if not short:
        return found
    pattern = re.compile(
        r"(?<![\w’'-])(?:" + "|".join(re.escape(s) for s in sorted(short, key=len, reverse=True)) + r")(?![\w-])"
    )
    again = [
        Name(m.start(), m.end(), short[m.group()], "name", m.start())
        for zone in zones
        for m in pattern.finditer(text, zone.start, zone.end)
    ]
    taken = Intervals((n.start, n.end) for n in found)
    return sorted([*found, *(n for n in again if not taken.touch(n.start, n.end))])


def _descriptions(text: str, zones: list[Zone], found: list[Name]) -> tuple[list[Name], list[Edge]]:
    """« l'établissement », « le GCS »: each with an edge to the last thing named that it can be."""
    taken = Intervals((n.start, n.end) for n in found)
    by_type: dict[str, list[Name]] = defaultdict(list)
    for name in found:
        by_type[name.type].append(name)
    described: list[Name] = []
    same: list[Edge] = []
    for zone in zones:
        for match in _DESCRIPTION.finditer(text, zone.start, zone.end):
            start, end = match.span("noun")
            if taken.touch(start, end):
                continue
            types = next(types for noun, types in _TYPES if noun.fullmatch(match["noun"]))
            antecedent = _antecedent(by_type, start, types)
            if antecedent is not None:
                described.append(Name(start, end, antecedent.type, "nominal", end))
                same.append(Edge((start, end), (antecedent.start, antecedent.end), SAME, _NOMINAL_SCORE))
    return described, same


def _antecedent(by_type: dict[str, list[Name]], start: int, types: tuple[str, ...]) -> Name | None:
    """The nearest name of one of the types that ends before `start`."""
    nearest: list[Name] = []
    for type in types:
        names = by_type.get(type, [])
        at = bisect_left(names, start, key=lambda name: name.start)
        nearest += [name for name in names[max(0, at - 1) : at] if name.end <= start]
    return max(nearest, default=None)
