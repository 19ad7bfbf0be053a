"""What a value span means: dates, amounts, counts, places, equipment and titles as the contract writes them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from spacy.tokens import Span

from kg.extraction import dates, names, placing, quantities
from kg.extraction.evidence import Quotes
from kg.extraction.patterns import places_said, titles
from kg.extraction.patterns import values as patterns
from kg.model import Modality, PlaceRef, Value
from kg.places import places

QUALIFIERS = {
    "member": ("since", "until"),
    "partner": ("since",),
    "role": ("title", "since", "until"),
    "equipment": ("date", "at"),
    "authorised_by": ("date",),
    "funded_by": ("amount",),
    "successor_of": ("date",),
}
"""Predicate → the qualifiers that edges may give it."""

_PLANNED = {Modality.PLANNED: True, Modality.HOPED: True, Modality.ASSERTED: False, Modality.ENDED: False}
_UNIT = re.compile(patterns.UNIT)
_DISCIPLINE_FORMS = [(re.compile(form), noun) for form, noun in patterns.DISCIPLINE_FORMS]
_MODEL = re.compile(patterns.MODEL)
_PLURAL = re.compile(titles.PLURAL)
_STREET = re.compile(places_said.STREET)
_MODEL_BEFORE = re.compile(patterns.MODEL_BEFORE)
_LEADING = re.compile(
    rf"(?:les |ses |leurs |des |d'|nos )?(?:{quantities.NUMBER.pattern})(?! ?(?:tesla|t\b|coupes|barrettes|mev))"
)
_STREET_REACH = 40  # characters before a place in which a street's word may stand
_SENTENCE_REACH = 400  # characters around a date or an amount in which words tell its tense, its unit
_NEAR_MAKER = 40  # characters after the equipment in which its maker may stand


class Reader:
    """Reads the values of one document."""

    def __init__(self, text: str, published: str | None, spans: list[Span], quotes: Quotes, near: str | None) -> None:
        self._text, self._published, self._quotes, self._near = text, published, quotes, near
        self._dates: dict[tuple[int, int], dates.Context] = {}
        anchor: str | None = None
        for span in sorted((s for s in spans if s.label_ == "DATE"), key=lambda s: s.start_char):
            context = self._context(span.start_char, span.end_char, anchor)
            anchor = dates.resolve(span.text, context) or anchor
            self._dates[span.start_char, span.end_char] = context

    def _context(self, start: int, end: int, anchor: str | None = None) -> dates.Context:
        low, high = self._quotes.sentence(start)
        before = self._text[max(low, start - _SENTENCE_REACH) : start]
        return dates.Context(self._published, anchor, before, self._text[end : min(high, end + _SENTENCE_REACH)])

    def date_at(self, place: tuple[int, int]) -> str | None:
        """The EDTF date that stands there, of what has come; it need not be a span of the document."""
        context = self._dates.get(place) or self._context(*place)
        return dates.resolve(self._text[slice(*place)], replace(context, planned=False))

    def date(self, span: Span, modality: Modality | None = None) -> str | None:
        """The EDTF date of a DATE span of this document, for a statement of this modality.

        What is planned or hoped is to come, what is asserted or ended has come: that tells the year of « en mars ».
        """
        context = self._dates.get((span.start_char, span.end_char))
        if context is None:
            return None
        return dates.resolve(span.text, replace(context, planned=_PLANNED.get(modality) if modality else None))

    def place(self, span: Span) -> PlaceRef | None:
        """The place of a PLACE span as the gazetteer has it."""
        name = place_name(span.text)
        if name[:1].isdigit():
            return placing.in_parentheses(name, self._near)
        found = places().find(name, self._near)
        return placing.with_article(name, self._near) if found is None else found

    def value(self, predicate: str, span: Span, modality: Modality | None = None) -> Value | None:
        """The contract's value of the span for this predicate; None when it says none."""
        if span.label_ == "DATE":
            return self.date(span, modality)
        if span.label_ == "AMOUNT":
            start, end = span.start_char, span.end_char
            line = max(self._text.rfind("\n", 0, start) + 1, start - _SENTENCE_REACH)
            return quantities.amount(span.text, self._text[end : end + 60], self._text[line:start])
        if span.label_ in ("NUMBER", "POPULATION"):
            found = quantities.count_at(self._text, span.start_char, span.end_char)
            return found if found is not None and found > 0 else None
        if span.label_ == "PLACE":
            if _STREET.search(self._text[max(0, span.start_char - _STREET_REACH) : span.start_char]):
                return None
            found_place = self.place(span)
            return found_place.name if found_place is not None else None
        if span.label_ == "EQUIPMENT":
            return str(span._.code) or None
        return discipline(span.text) if predicate == "discipline" else names.clean(span.text)

    def qualifier(self, name: str, span: Span, modality: Modality | None = None) -> Value | None:
        """The value of a qualifier that an edge gives, for a statement of this modality.

        What holds now may end at any time.
        """
        if name in ("since", "until", "date"):
            ends = name == "until" and modality is not Modality.ENDED
            return self.date(span, None if ends else modality) if span.label_ == "DATE" else None
        if name == "amount":
            return self.value("cost", span) if span.label_ == "AMOUNT" else None
        if name == "at":
            return self._site(span) if span.label_ == "PLACE" else None
        return title(span.text) if span.label_ == "TITLE" else None

    def _site(self, span: Span) -> Value | None:
        """Where a machine stands: a place of the gazetteer, else the site as it is called."""
        name = place_name(span.text)
        return self.value("located_in", span) or (None if not name or name[0].isdigit() else name)

    def own_qualifiers(self, predicate: str, span: Span) -> dict[str, Value]:
        """What the words in and around the span say by themselves: count, brand, unit."""
        if predicate == "equipment":
            return self._equipment(span)
        if predicate == "member_count":
            unit = _UNIT.match(self._text, span.end_char)
            return {"unit": re.sub(r"\s+", " ", unit[1]).strip()} if unit else {}
        return {}

    def _equipment(self, span: Span) -> dict[str, Value]:
        found: dict[str, Value] = {}
        leading = _LEADING.match(quantities.fold(span.text))
        number = quantities.count(leading[0]) if leading else None
        if number is None:
            before = self._text[max(0, span.start_char - 20) : span.start_char]
            last = re.search(r"(\w+)\s*(?:nouve\w+ |autres? |premi\w+ )?$", before)
            number = quantities.count(last[1]) if last else None
        if number is None and re.match(
            r"(?:le|la|l['’]|son|sa|cet?|cette|premier|première|second|seconde|seule?|unique|nouvel|nouveau)\b",
            span.text.lower(),
        ):
            number = 1
        if number is None and re.search(
            patterns.SINGULAR_BEFORE, self._text[max(0, span.start_char - 16) : span.start_char].lower()
        ):
            number = 1
        if number is not None and 0 < number < 100:
            found["count"] = number
        window = self._text[span.start_char : span.end_char + _NEAR_MAKER].split("\n")[0]
        maker = makers().search(window)
        if maker is not None:
            found["brand"] = maker[0]
            model = _MODEL.match(window, maker.end()) or _MODEL_BEFORE.search(window[: maker.start()])
            if model is not None:
                found["model"] = model["model"]
        return found


@cache
def makers() -> re.Pattern[str]:
    """The makers of equipment, as one expression."""
    raw = resources.files("kg.extraction.gazetteers").joinpath("makers.txt").read_text(encoding="utf-8")
    known = [line.strip() for line in raw.splitlines() if line.strip() and not line.startswith("#")]
    return re.compile(r"\b(?:" + "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True)) + r")\b")


def place_name(text: str) -> str:
    """« l'Aveyron (12) » is Aveyron, « (40) » is 40: a place without its article and parentheses."""
    inside = re.sub(r"\s*\([^()]*\)", "", text) or text
    return names.clean(inside.replace("(", " ").replace(")", " "))


def title(text: str) -> str:
    """A title as the contract writes it: lower case, no article, of one person (« directeurs » is said of several)."""
    name = names.clean(text)
    return name if name.isupper() else _PLURAL.sub(r"\1", name.lower()).replace(*titles.GENERALS)


def discipline(text: str) -> str:
    """A discipline in lower case, by its noun: « les radiologues », « gériatrique » → radiologie, gériatrie."""
    name = names.clean(text).lower()
    for form, noun in _DISCIPLINE_FORMS:
        if (found := form.fullmatch(name)) is not None:
            return next((kept for kept in found.groups() if kept), "") + noun
    return name
