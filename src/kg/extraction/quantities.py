"""Numbers, counts, amounts of money and populations, in figures and in French words, as values."""

from __future__ import annotations

import re
import unicodedata

from kg.extraction.patterns.numbers import GREAT, SCALES, UNITS

_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ‘"), "'")
_WORD = "|".join(sorted([*UNITS, *SCALES, *GREAT], key=len, reverse=True))
NUMBER = re.compile(
    rf"(?<![\w,.])\d{{1,3}}(?:[ .]\d{{3}})+(?:,\d+)?(?!\d)|(?<![\w.])\d+(?:,\d+)?(?!\d)"
    rf"|(?<![\w-])(?:{_WORD})(?:(?:-| et | |-et-)(?:{_WORD}))*(?![\w-])"
)
"""A number in folded text: figures with their separators, or words."""

AMOUNT = re.compile(
    rf"(?:(?:{NUMBER.pattern})(?: a | et | ou )?)(?: ?(?:milliards?|millions?|milliers?))? ?"
    r"(?:(?:d'|de )?(?:euros?\b|eur\b)|(?:md|m|k) ?(?:€|eur\b|euros?\b)|€)"
)
"""An amount of money in folded text."""


_BARE = 1000  # no amount of a financing plan is that small: a bare number below has the unit of the last


class _Folded(dict[int, str]):
    """Characters and what they fold to, found out when first met: `translate` builds no list of a long text."""

    def __missing__(self, code: int) -> str:
        character = chr(code).translate(_SPACES).translate(_APOSTROPHES)
        plain = unicodedata.normalize("NFD", character)[0]
        lowered = plain.lower()
        self[code] = lowered if len(lowered) == 1 else plain
        return self[code]


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Lower case, no accents, plain apostrophes and spaces, every character in its place: offsets stay true."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


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
        if word in UNITS:
            if word.endswith("aine"):
                small = 0  # « une dizaine »: the article counts nothing
            small = small * 20 if word.startswith("vingt") and small == 4 else small + UNITS[word]
        elif word in ("cent", "cents"):
            small = max(small, 1) * 100
        elif word in SCALES:
            total, small = total + max(small, 1) * SCALES[word], 0
        elif word in GREAT:
            total, small = (total + max(small, 1)) * GREAT[word], 0
    return total + small


def count(text: str) -> int | None:
    """A whole number of things or people: « plus d'un million d'habitants » is 1000000; None where there is none."""
    folded = fold(text)
    match = _first(folded)
    if match is None:
        return next((size for word, size in GREAT.items() if word in folded), None)
    value = _value(match.group())
    after = re.match(r" ?(milliards?|millions?|milliers?)\b", folded[match.end() :])
    if after:
        value *= {**SCALES, **GREAT}[after[1]]
    return int(value) if value == int(value) else None


def count_at(text: str, start: int, end: int) -> int | None:
    """The count that `text[start:end]` says, read on where the number goes on: « vingt | -sept », « 1,2 | million »."""
    low, high = max(0, start - 30), min(len(text), end + 30)
    folded = fold(text[low:high])
    for match in NUMBER.finditer(folded):
        if match.start() < end - low and match.end() > start - low and match.group() not in ("un", "une"):
            return count(
                text[low + match.start() : low + match.end()] + text[low + match.end() : low + match.end() + 12]
            )
    return count(text[start:end])


def amount(text: str, after: str = "", before: str = "") -> int | float | None:
    """An amount of money in euros: « 1,2 M€ » is 1200000, « 350 000 euros » 350000. None for percentages and ranges.

    `after` is what follows in the text: « 150 et 200 millions » gives the first its unit too. So does what stands
    `before` it: « quarante millions, dont neuf ».
    """
    folded = fold(text)
    if "%" in folded or re.search(r"\bentre\b.*\bet\b|\bde \d[\d ,]* a \d", folded):
        return None
    match = _first(folded)
    if match is None:
        return None
    rest = folded[match.end() :]
    value = _value(match.group())
    if not re.search(r"euro|eur|€|million|milliard|mille|\bm\b", folded):
        rest = value_unit(after) or (_unit_before(before) if value < _BARE else "") or rest
    value *= _multiplier(rest)
    return round(value) if abs(value - round(value)) < 1e-6 else round(value, 2)


def value_unit(after: str) -> str:
    """The unit a bare number borrows from the number that follows it: « 150 | et 200 millions d'euros »."""
    found = re.match(
        r"(?:,| et| ou| puis| a|[ ]?\d[\d ,]*| pour [\w' ]{1,40})*? ?(milliards?|millions?|m ?€|k ?€)", fold(after)[:60]
    )
    return found[1] if found else ""


def _unit_before(before: str) -> str:
    """The unit of the last amount said before a bare number."""
    found = re.findall(r"\b(milliards?|millions?)\b|\d ?([mk]) ?€", fold(before))
    return (found[-1][0] or f"{found[-1][1]}€") if found else ""


def _multiplier(after: str) -> int:
    unit = re.match(r"[ -]*(milliards?|millions?|milliers?|mille|md|m|k)(?:\b|(?=€))", after)
    if unit is None:
        return 1
    word = unit[1]
    return {"md": 10**9, "m": 10**6, "k": 10**3, "mille": 10**3}.get(word) or {**SCALES, **GREAT}[word]
