"""Who signed a text and when it came out, from its own lines."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.reading import furniture, patterns
from kg.reading.dates import Found, dates, seasons
from kg.reading.features import fold

_LETTER = "A-ZÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒ"
_PART = "|".join(
    (
        rf"[{_LETTER}][\w’'-]*\.?(?:-[{_LETTER}]\.)?",
        r"(?:de|du|des|la|le|van|von|el|ben|di|da)(?=\s)",
        rf"d[’'][{_LETTER}][\w-]+",
    )
)
_PERSON = re.compile(rf"[{_LETTER}][\w’'.-]*(?:\s(?:{_PART})){{1,4}}")
_FIRST = re.compile(r"(?:(?:L[eauns]s?|L[’'].*|Une?|Des|Du|[A-Z]{2,}(?= \S*[a-z])\S*|[IVX]+\.?|Sainte?) |Sainte?-)")
"""How no name of a person begins."""
_INITIALS = re.compile(rf"(?:[{_LETTER}]\.-? ?){{2,3}}")
_PIECES = re.compile(r"\s*(?:[|·•;►]|\s[–—-]\s|\s{2,}|,|\s/\s|\.\s(?=[A-Z][a-z]+é))\s*")
_AND = re.compile(r"\s+(?:et|&|avec)\s+(?:(?:la|de|par)\s+)?|\s*,\s*")
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)}) (?=\d)")
_AROUND = 60
"""Characters that may stand around the date of a line that is little more than a date."""
_BEFORE = 40
"""Characters before a date among which a word says what it dates."""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a text came out and when it was changed; None where it does not say."""

    published: str | None = None
    modified: str | None = None


def people(line: str, *, cued: bool, barred: Sequence[str] = ()) -> list[str]:
    """The persons that a byline names. With `cued` only after words such as « par » or « propos recueillis par »."""
    found: list[str] = []
    for piece in _signed(line, cued=cued):
        for part in _AND.split(piece):
            name = _person(part)
            if name and fold(name) not in barred and name not in found:
                found.append(name)
    return found


def _signed(line: str, *, cued: bool) -> Iterator[str]:
    cues = list(patterns.CUE.finditer(line))
    for at, cue in enumerate(cues):
        if cue.start() and line[cue.start() - 1].isalnum():
            continue
        rest = line[cue.end() : cues[at + 1].start() if at + 1 < len(cues) else None]
        first, *others = _PIECES.split(rest)
        yield first
        for other in others:
            if not _person(other) or not _person(first):
                break
            yield other
    if not cues and not cued:
        for piece in _PIECES.split(line):
            yield piece.strip()


def _person(text: str) -> str | None:
    text = patterns.AFTER_NAME.sub("", text.strip(" ,;:-–—")).strip(
        " .,;:-–—" if not re.search(r"\b[A-Z]\.$", text) else " ,;:-–—"
    )
    if _INITIALS.fullmatch(text):
        return text
    text = patterns.TITLES.sub("", text)
    if not _PERSON.fullmatch(text) or _FIRST.match(text) or patterns.NO_PERSON.search(fold(text)):
        return None
    return text


def fuller(name: str, text: str) -> str:
    """The name with its first names spelled out, where the text spells out one that fits the initials."""
    *given, family = name.split()
    if not given or not all(re.fullmatch(rf"(?:[{_LETTER}]\.-?)+", g) for g in given):
        return name
    initials = [i for g in given for i in re.findall(rf"[{_LETTER}]", g)]
    pattern = r"[\s-]".join(rf"{i}[\w’']+" for i in initials) + rf"\s{re.escape(family)}\b"
    match = re.search(rf"\b{pattern}", text)
    return match[0] if match else name


def is_labelled(line: str) -> bool:
    """Whether a line says of a date that the text came out or was changed then."""
    folded = fold(line)
    return any(
        patterns.PUBLISHED.search(before) or patterns.MODIFIED.search(before)
        for date in dates(line)
        for before in [folded[max(0, date.start - _BEFORE) : date.start]]
    )


def is_dated(line: str) -> bool:
    """Whether a line is a date with little around it: an hour, a name, the time it takes to read."""
    found = list(dates(line))
    rest = len(line) - sum(date.end - date.start for date in found)
    return (
        bool(found)
        and rest <= _AROUND
        and not patterns.NOT_OURS.search(fold(line))
        and not furniture.VERB.search(line.lower())
    )


def is_timed(line: str) -> bool:
    """Whether a line gives an hour, or the time it takes to read the text."""
    return bool(patterns.TIMED.search(fold(line)))


def is_name(line: str) -> bool:
    """Whether a line is nothing but the name of a person."""
    return not line.isupper() and _person(line) == line.strip()


def when(lines: Sequence[str], *, labelled: bool = False) -> Dates:
    """Dates of publication and change, from lines in order of trust. With `labelled` only those that say which."""
    published = modified = loose = None
    for line in lines:
        folded = fold(line)
        at, last = 0, ""
        year = next((date.value for date in dates(line)), published or loose or "")[:4]
        for date in dates(line, year=year or None):
            if len(date.value) < 10:
                continue
            before = folded[max(at, date.start - _BEFORE) : date.start]
            if patterns.MODIFIED.search(before):
                modified = modified or date.value
            elif patterns.PUBLISHED.search(before):
                published = published or date.value
            elif not labelled and loose is None and not patterns.NOT_OURS.search(last + before):
                loose = date.value
            at, last = date.end, before
        if at and modified is None and patterns.SAME_DAY.search(folded[at:]):
            modified = published or loose
    return Dates(published or loose, modified)


def weekday(lines: Sequence[str], years: Sequence[str]) -> str | None:
    """The date of « Lundi 20 février » in the year, of the last that the text names and its neighbours, that fits."""
    last = int(max(years, default="0"))
    for line in lines:
        named = _WEEKDAY.search(fold(line))
        if not named or not last:
            continue
        for year in (last, last + 1, last - 1):
            for date in dates(line, year=str(year)):
                if date.start == named.end() and _day(date.value) == _WEEKDAYS.index(named[1]):
                    return date.value
    return None


def _day(value: str) -> int:
    return datetime.date.fromisoformat(value).weekday() if len(value) == 10 else -1


def issue(lines: Sequence[str]) -> str | None:
    """The date of an issue (« n° 12 - janvier 2014 », « N° 14 - Été 2023 », « mai 2021 » alone)."""
    for line in lines:
        found: list[Found] = [*dates(line), *seasons(line)]
        if found and (patterns.ISSUE.search(fold(line)) or len(line) - (found[0].end - found[0].start) < 20):
            return found[0].value
    return None
