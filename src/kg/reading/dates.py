"""French dates as EDTF level 0: « Le 16/11/23 à 7:00 », « lundi 4 mai 2020 », « 1er févr. 2019 », ISO 8601."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_MONTHS = {
    "janvier": 1, "janv": 1, "jan": 1, "fevrier": 2, "fevr": 2, "fev": 2, "mars": 3, "mar": 3, "avril": 4, "avr": 4,
    "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "jul": 7, "aout": 8, "aou": 8, "septembre": 9, "sept": 9, "sep": 9,
    "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "dec": 12,
}  # fmt: skip
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""
    (?<![\d/.,-]) (?:
      (?P<iso_y>(?:19|20)\d\d) - (?P<iso_m>\d\d) - (?P<iso_d>\d\d) (?!\d)
    | (?P<d>\d{{1,2}}) (?P<sep>[/.-]) (?P<m>\d{{1,2}}) (?P=sep) (?P<y>(?:19|20)\d\d|\d\d) (?![\d/]|[.,-]\d)
    | (?P<dd>\d{{1,2}}) (?:er|ᵉʳ)? [ ]* (?P<name>{_NAMES}) \b \.? (?: [ ,]* (?P<yy>(?:19|20)\d\d) (?!\d) )?
    | \b (?P<only>{_NAMES}) \b \.? [ ]+ (?P<only_y>(?:19|20)\d\d) (?!\d)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DIGIT = re.compile("[0-9]")
_SEASON = re.compile(r"\b(?:printemps|ete|automne|hiver|trimestre|semestre)\b[ ]+((?:19|20)\d\d)\b", re.IGNORECASE)


_PLAIN = {code: unicodedata.normalize("NFD", chr(code))[0] for code in range(0xC0, 0x180)}
_PLAIN |= dict.fromkeys((0xA0, 0x2009, 0x202F), " ")
"""Letters without accents and plain blanks, each character where it was."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date where it stands in a line."""

    start: int
    end: int
    value: str


def dates(line: str, year: str | None = None) -> Iterator[Found]:
    """The dates of a line that the calendar knows, in order; `year` is taken where a day and month have none."""
    if not _DIGIT.search(line):
        return
    for match in _DATE.finditer(line.translate(_PLAIN)):
        value = _value(match, year)
        if value:
            yield Found(match.start(), match.end(), value)


def seasons(line: str) -> Iterator[Found]:
    """The years of seasons and quarters (« Été 2023 »)."""
    for match in _SEASON.finditer(line.translate(_PLAIN)):
        yield Found(match.start(), match.end(), match[1])


def iso(stamp: str) -> str | None:
    """The day of a machine-readable stamp (`2019-05-03T07:00:00+02:00`), or of a French date where that fails."""
    return next((found.value for found in dates(stamp.strip()[:60].replace("T", " "))), None)


def _value(match: re.Match[str], default: str | None) -> str | None:
    parts = match.groupdict()
    if parts["only"]:
        return f"{parts['only_y']}-{_MONTHS[parts['only'].lower()]:02d}"
    if parts["iso_y"]:
        year, month, day = parts["iso_y"], int(parts["iso_m"]), int(parts["iso_d"])
    elif parts["name"]:
        year, month, day = parts["yy"] or default, _MONTHS[parts["name"].lower()], int(parts["dd"])
    else:
        year, month, day = parts["y"], int(parts["m"]), int(parts["d"])
    if not year:
        return None
    full = int(year) if len(year) == 4 else (2000 if int(year) < 70 else 1900) + int(year)
    try:
        return datetime.date(full, month, day).isoformat()
    except ValueError:
        return None
