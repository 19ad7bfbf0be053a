"""Values that a language model gives, as the contract writes them; what the text cannot mean is none."""

from __future__ import annotations

import re

from kg.dates import is_date
from kg.extraction import names, quantities, reading_values
from kg.extraction.patterns import types
from kg.extraction.patterns.equipment import CODES
from kg.model import Article, Value
from kg.places import places

_DATES = frozenset({"since", "until", "date"})
_NUMBERS = frozenset({"AMOUNT", "NUMBER", "POPULATION"})
_MOST = 1e13
_LONG = 2000
"""Characters of a word of the model that are looked at."""
_WORD, _YEAR = re.compile(r"[^\W_]+"), re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_SHORT, _STEM, _ENDING, _LONGEST_STEM = 3, 4, 2, 6
"""Letters of words that are passed over, and of the stem that is looked for."""
_PHRASE = 200
"""Characters of a qualifier that is a phrase."""
_MANY = 1000
"""Machines beyond which a count is none."""


class Literals:
    """The literals of one article."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.folded = quantities.fold(article.text)
        stamps = article.published or "", article.modified or "", article.text
        self.years = {int(year) for stamp in stamps for year in _YEAR.findall(stamp)}

    def value(self, predicate: str, said: object) -> Value | None:
        """The literal of a fact as the contract writes it; None for what is none."""
        kind = types.VALUES[predicate]
        if kind == "DATE":
            return str(said) if is_date(said) and self._may_be_dated(str(said)) else None
        if kind in _NUMBERS:
            found = number(said)
            return found if kind == "AMOUNT" or isinstance(found, int) else None
        word = words(said)
        if kind == "EQUIPMENT":
            return word.upper() if word.upper() in CODES else None
        if kind == "DISCIPLINE":
            return reading_values.discipline(word) if self._stands(word) else None
        return names.clean(word) if self._stands(word) else None

    def _may_be_dated(self, date: str) -> bool:
        """Whether the text can mean this year: it names it or one beside it, or came out then."""
        year = int(date[:4])
        return any(abs(year - said) <= 1 for said in self.years) or f"/{date[2:4]}" in self.text

    def _stands(self, word: str) -> bool:
        """Whether words stand in the text, whatever their accents and endings (« préside » for « président »)."""
        found = [each for each in _WORD.findall(quantities.fold(word)) if len(each) > _SHORT] or [quantities.fold(word)]
        return all(each and each[: max(_STEM, len(each) - _ENDING)][:_LONGEST_STEM] in self.folded for each in found)

    def is_said(self, predicate: str, value: Value | None, quote: str) -> bool:
        """Whether a number stands in the quote that is to state it; one in words is believed."""
        if types.VALUES.get(predicate) not in _NUMBERS or not re.search(r"\d", quote):
            return True
        folded = quantities.fold(quote)
        for match in quantities.NUMBER.finditer(folded):
            stretch, after = quote[match.start() : match.end() + 14], quote[match.end() :]
            if value in (quantities.count(stretch), quantities.amount(stretch, after)):
                return True
        return False

    def qualifiers(self, predicate: str, said: object, near: str | None) -> tuple[dict[str, Value], int]:
        """The qualifiers of a fact that the contract gives it and the text can mean; and how many are refused."""
        told = said.items() if isinstance(said, dict) else ()
        given = {str(name): value for name, value in told if value not in (None, "")}
        known = types.QUALIFIERS.get(predicate, ())
        read = {name: self._qualifier(name, value, near) for name, value in given.items() if name in known}
        found = {name: value for name, value in read.items() if value is not None}
        return found, len(given) - len(found)

    def _qualifier(self, name: str, said: object, near: str | None) -> Value | None:
        word = words(said)
        if name in _DATES:
            return word if is_date(word) and self._may_be_dated(word) else None
        if name in ("count", "amount"):
            found = number(said)
            return found if name == "amount" or (isinstance(found, int) and found < _MANY) else None
        if name == "role":
            return word if word in types.ROLES else None
        if name == "status":
            return word if word in types.STATUSES else None
        if name == "at":
            place = places().find(word, near)
            return place.name if place else (names.clean(word) if self._stands(word) else None)
        if name == "title":
            return reading_values.title(word) if self._stands(word) else None
        return word[:_PHRASE] if self._stands(word[:_PHRASE]) else None


def words(said: object) -> str:
    """What the model says as text on one line; nothing for what is no text."""
    if isinstance(said, bool) or not isinstance(said, str | int | float):
        return ""
    text = str(said)[:_LONG].encode("utf-8", "replace").decode("utf-8")
    return " ".join(text.split())


def number(said: object) -> int | float | None:
    """A number above nought as the model says it, whole where it is; None for what is none."""
    if isinstance(said, bool):
        return None
    try:
        found = float(said if isinstance(said, int | float) else re.sub(r"\s", "", words(said)).replace(",", "."))
    except (ValueError, OverflowError):
        return None
    if not 0 < found < _MOST:
        return None
    return int(found) if found == int(found) else round(found, 2)
