"""The component `values` of the rules' voice: dates, amounts, places, equipment, disciplines, numbers and titles."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction import dates, quantities
from kg.extraction.edges import VALUES, text_of
from kg.extraction.intervals import Intervals
from kg.extraction.patterns import counts, disciplines, equipment, places_said
from kg.extraction.patterns import titles as title_patterns
from kg.extraction.zones import SILENT, zones_of
from kg.places import places

_EQUIPMENT = [
    (code, re.compile(rf"(?<![\w-]){equipment.BEFORE}(?P<core>{expression})(?![\w-])"))
    for code, expression in equipment.EQUIPMENT.items()
]
_NO_EQUIPMENT = re.compile(equipment.NO_EQUIPMENT_BEFORE)
_DISCIPLINE = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(re.escape(quantities.fold(d)) for d in sorted(disciplines.DISCIPLINES, key=len, reverse=True))
    + r")(?![\w-])"
)
_NO_DISCIPLINE = re.compile(disciplines.HOLDER_BEFORE)
_TITLE = re.compile(rf"(?<![\w-])(?:{title_patterns.TITLE})(?![\w-])")
_PLACE = re.compile(places_said.PLACE)
_POPULATION = re.compile(rf"(?P<number>{quantities.NUMBER.pattern}(?: (?:millions?|milliers?))?) ?{counts.INHABITANTS}")
_COUNT = re.compile(rf"(?P<number>{quantities.NUMBER.pattern}) (?:{counts.COUNTED})")
Found = tuple[int, int, str, str]


@Language.factory("sante_values")
def make_values(nlp: Language, name: str) -> Values:  # noqa: ARG001
    """The factory that the config names."""
    return Values()


class Values:
    """Fills `doc.spans["values"]`."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        folded = quantities.fold(text)
        found: list[Found] = []
        for zone in zones_of(doc._.article, text):
            if zone.kind not in SILENT:
                found += find_values(text, folded, zone.start, zone.end)
        doc.spans[VALUES] = [span for item in found if (span := _span(doc, item)) is not None]
        return doc


def _span(doc: Doc, found: Found) -> Span | None:
    start, end, label, code = found
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is not None:
        span._.code = code
        span._.score = 0.8
    return span


def find_values(text: str, folded: str, start: int, end: int) -> list[Found]:
    """The values in `text[start:end]`: (start, end, label, code), in order, without overlaps of one label."""
    line = folded[start:end]
    taken = Intervals()
    found: list[Found] = []

    def put(low: int, high: int, label: str, code: str = "") -> None:
        if taken.take(low, high):
            found.append((start + low, start + high, label, code))

    for match in quantities.AMOUNT.finditer(line):
        put(*match.span(), "AMOUNT")
    for match in _POPULATION.finditer(line):
        put(*match.span("number"), "POPULATION")
    for low, high in dates.find(line):
        put(low, high, "DATE")
    for code, pattern in _EQUIPMENT:
        for match in pattern.finditer(line):
            if not _NO_EQUIPMENT.search(line[max(0, match.start() - 40) : match.start()]):
                put(*match.span(), "EQUIPMENT", code)
    for match in _COUNT.finditer(line):
        put(*match.span("number"), "NUMBER")
    for match in _DISCIPLINE.finditer(line):
        if not _NO_DISCIPLINE.search(line[max(0, match.start() - 40) : match.start()]):
            put(*match.span(), "DISCIPLINE")
    for match in _TITLE.finditer(line):
        put(*match.span(), "TITLE")
    for match in _PLACE.finditer(text, start, end):
        low, high = _known_place(match)
        if high > low and text[low:high]:
            put(low - start, high - start, "PLACE")
    return sorted(found)


def _known_place(match: re.Match[str]) -> tuple[int, int]:
    """The longest beginning of the matched words that is a place; an empty range when none is."""
    start, end = match.span("place")
    text = match.string
    while end > start:
        name = text[start:end]
        found = places().find(name)
        if found is not None:
            return start, end
        cut = max(name.rfind(" "), name.rfind("-") if " " not in name else -1)
        if cut <= 0 or "-" in name[cut : cut + 1]:
            return start, start
        end = start + len(name[:cut].rstrip())
    return start, start
