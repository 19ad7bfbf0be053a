"""Numbers, counts, amounts of money and populations, in figures and in French words, as values."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20,
    "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "nonante": 90,
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100,
}  # fmt: skip
_SCALES = {"cent": 100, "cents": 100, "mille": 1_000, "millier": 1_000, "milliers": 1_000}
_GREAT = {"million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘"), "'")
_WORD = "|".join(sorted([*_UNITS, *_SCALES, *_GREAT], key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w,.])\d{{1,3}}(?:[ .]\d{{3}})+(?:,\d+)?(?!\d)|(?<![\w.])\d+(?:,\d+)?(?!\d)"
    rf"|(?<![\w-])(?:{_WORD})(?:(?:-| et | |-et-)(?:{_WORD}))*(?![\w-])"
)
"""A number in folded text: figures with their separators, or words."""

_AMOUNT_UNIT = re.compile(
    r"(?P<great>milliards?|millions?|milliers?)? ?(?:d')?(?P<unit>euros?|eur|€|m ?€|m\b ?d'?euros|k ?€|md ?€|meur|keur)"
)
AMOUNT = re.compile(
    rf"(?:(?:{NUMBER.pattern})(?: a | et | ou )?)(?: ?(?:milliards?|millions?|milliers?))? ?"
    r"(?:(?:d'|de )?(?:euros?\b|eur\b)|(?:md|m|k) ?(?:€|eur\b|euros?\b)|€)"
)
"""An amount of money in folded text."""


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    plain = unicodedata.normalize("NFD", character)[0]
    lowered = plain.lower()
    return lowered if len(lowered) == 1 else plain


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and spaces, every character in its place: offsets stay true."""
    text = text.translate(_SPACES).translate(_APOSTROPHES)
    if text.isascii():
        return text.lower()
    return "".join(map(_fold_character, text))


def number(text: str) -> float | None:
    """The first number in `text`: « 1,5 » is 1.5, « 12 500 » 12500, « une trentaine » 30, « deux cents » 200."""
    folded = fold(text)
    match = _first(folded)
    return None if match is None else _value(match.group())


def _first(folded: str) -> re.Match[str] | None:
    """The first number, but « un » or « une » before another number is an article."""
    found = None
    for match in NUMBER.finditer(folded):
        if match.group() not in ("un", "une"):
            return match
        found = found or match
    return found


def _value(token: str) -> float:
    if token[0].isdigit():
        whole, _, fraction = token.partition(",")
        return float(re.sub(r"[ .]", "", whole) + ("." + fraction if fraction else ""))
    return float(_words(re.split(r"[ -]", token)))


def _words(words: list[str]) -> int:
    total = small = 0
    for word in words:
        if word in _UNITS:
            small = small * 20 if word.startswith("vingt") and small == 4 else small + _UNITS[word]
        elif word in ("cent", "cents"):
            small = max(small, 1) * 100
        elif word in _SCALES:
            total, small = total + max(small, 1) * _SCALES[word], 0
        elif word in _GREAT:
            total, small = (total + max(small, 1)) * _GREAT[word], 0
    return total + small


def count(text: str) -> int | None:
    """A whole number of things or people: « plus d'un million d'habitants » is 1000000; None where there is none."""
    folded = fold(text)
    match = _first(folded)
    if match is None:
        return next((size for word, size in _GREAT.items() if word in folded), None)
    value = _value(match.group())
    after = re.match(r" ?(milliards?|millions?|milliers?)\b", folded[match.end() :])
    if after:
        value *= {**_SCALES, **_GREAT}[after[1]]
    return int(value) if value == int(value) else None


def count_at(text: str, start: int, end: int) -> int | None:
    """The count that `text[start:end]` says, read on where the number goes on: « vingt | -sept », « 1,2 | million »."""
    low, high = max(0, start - 30), min(len(text), end + 30)
    folded = fold(text[low:high])
    for match in NUMBER.finditer(folded):
        if match.start() < end - low and match.end() > start - low and match.group() not in ("un", "une"):
            return count(text[low + match.start() : low + match.end()] + text[low + match.end() : low + match.end() + 12])
    return count(text[start:end])


def amount(text: str, after: str = "") -> int | float | None:
    """An amount of money in euros: « 1,2 M€ » is 1200000, « 350 000 euros » 350000. None for percentages and ranges.

    `after` is what follows in the text: « 150 et 200 millions » gives the first its unit too.
    """
    folded = fold(text)
    if "%" in folded or re.search(r"\bentre\b.*\bet\b|\bde \d[\d ,]* a \d", folded):
        return None
    match = _first(folded)
    if match is None:
        return None
    rest = folded[match.end() :]
    if not re.search(r"euro|eur|€|million|milliard|mille|\bm\b", folded) and value_unit(after):
        rest = value_unit(after)
    value = _value(match.group()) * _multiplier(rest)
    return int(round(value)) if abs(value - round(value)) < 1e-6 else round(value, 2)


def value_unit(after: str) -> str:
    """The unit a bare number borrows from the number that follows it: « 150 | et 200 millions d'euros »."""
    found = re.match(
        r"(?:,| et| ou| puis| a|[ ]?\d[\d ,]*| pour [\w' ]{1,40})*? ?(milliards?|millions?|m ?€|k ?€)", fold(after)[:60]
    )
    return found[1] if found else ""


def _multiplier(after: str) -> int:
    unit = re.match(r"[ -]*(milliards?|millions?|milliers?|mille|md|m|k)(?:\b|(?=€))", after)
    if unit is None:
        return 1
    word = unit[1]
    return {"md": 10**9, "m": 10**6, "k": 10**3, "mille": 10**3}.get(word) or {**_SCALES, **_GREAT}[word]
