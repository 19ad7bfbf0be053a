"""French dates: where they stand, and what day, month or year they mean (EDTF level 0) for a day of publication."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extraction.patterns import dates as patterns
from kg.extraction.quantities import count, fold
from kg.places import places

_FORM = re.compile(r"(?<![\w-])(?:" + "|".join(patterns.FORMS) + r")(?![\w-])")
_MONTH = {name: number for number, name in enumerate(patterns.MONTHS, 1)}
_WEEKDAY = {name: number for number, name in enumerate(patterns.WEEKDAYS)}
_FUTURE = re.compile(patterns.FUTURE_CUES)
_PAST = re.compile(patterns.PAST_CUES)
_DAY_MONTH = re.compile(rf"(?:(\d{{1,2}}) ?(?:er)? )?({patterns.MONTH})(?:[^\d]*({patterns.YEAR}))?")
_YEAR = re.compile(patterns.YEAR)
_BYLINE_BEFORE, _BYLINE_AFTER = re.compile(patterns.BYLINE_BEFORE), re.compile(patterns.BYLINE_AFTER)
_DATELINE = re.compile(patterns.DATELINE)
_SPAN = re.compile(rf"(?:(il y a|voila|voici|depuis)|(dans)) ({patterns.COUNT}) (an|mois|jour|semaine)")
_APART = re.compile(rf"({patterns.COUNT}) (an|mois|jour|semaine)\w* plus (tard|tot)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: day of publication, the last date before it, and its sentence."""

    published: str | None = None
    anchor: str | None = None
    sentence: str = ""


def find(folded: str) -> list[tuple[int, int]]:
    """The stretches of folded text that look like dates, left to right, never overlapping."""
    return [match.span() for match in _FORM.finditer(folded) if not _is_no_date(folded, match)]


def _is_no_date(folded: str, match: re.Match[str]) -> bool:
    before, after = folded[max(0, match.start() - 12) : match.start()], folded[match.end() : match.end() + 12]
    if _YEAR.fullmatch(match.group()):
        bare = re.search(r"(?:\d[ .,]|n[o°] ?|article |loi )$", before) or re.match(
            r"[ ]?(?:€|euros|[a-z]+s\b(?<!puis))", after
        )
        return bool(bare) and not re.match(r" (?:apres|dans|sans|mais|les|des|ses|nous|vers)\b", after)
    return match.group() == "mars" and after.startswith(" attaque")


def is_dateline(text: str, sentence: tuple[int, int], date: tuple[int, int]) -> bool:
    """Whether a date says when the article was written: « Par Anne Petit, le 5 mars 2024 », « Foix, le 5 mars »."""
    before, after = text[sentence[0] : date[0]], text[date[1] : sentence[1]]
    if not _BYLINE_AFTER.match(after):
        return False
    if before.strip() and _BYLINE_BEFORE.match(before):
        return True
    if not before.strip(" -–—|"):
        return bool(after.strip(" .,;|)–—-"))  # « 5 mars 2024, par Anne Petit »; a bare date may be a heading
    place = _DATELINE.match(before)
    return place is not None and places().find(place["place"]) is not None


def resolve(expression: str, context: Context = Context()) -> str | None:
    """The EDTF date that `expression` means, or None. Quarters and seasons are the year they lie in."""
    text = fold(expression).replace("1er", "1").replace("1 er", "1")
    explicit = _explicit(text)
    if explicit is not None:
        return explicit
    base = _day(context.published)
    if base is None:
        return _anchored(text, context.anchor)
    return (
        _relative_days(text, base, context) or _anchored(text, context.anchor) or _relative_years(text, base, context)
    )


def _explicit(text: str) -> str | None:
    found = re.search(r"(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)", text)
    if found:
        return _valid(int(found[3]), int(found[2]), int(found[1]))
    found = re.search(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", text)
    if found:
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_MONTH.search(text)
    if found and found[3]:
        return _valid(int(found[3]), _MONTH[found[2]], int(found[1]) if found[1] else None)
    found = _YEAR.search(text)
    return found[0] if found else None


def _valid(year: int, month: int, day: int | None) -> str | None:
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _day(published: str | None) -> date | None:
    """The day of publication; of a month its middle, of a year its middle."""
    if not published or not re.fullmatch(r"\d{4}(-\d\d){0,2}", published):
        return None
    parts = [int(part) for part in published.split("-")]
    try:
        return date(parts[0], parts[1] if len(parts) > 1 else 7, parts[2] if len(parts) > 2 else 15)
    except ValueError:
        return None


def _relative_days(text: str, base: date, context: Context) -> str | None:
    exact = context.published is not None and len(context.published) == 10
    found = _DAY_MONTH.search(text)
    if found:
        return _in_year(text, found, base, context)
    if not exact:
        return None
    for words, days in (
        (r"avant-hier", -2),
        (r"apres-demain", 2),
        (r"hier", -1),
        (r"demain", 1),
        (r"aujourd|ce jour|ce matin|ce soir", 0),
    ):
        if re.search(words, text):
            return (base + timedelta(days)).isoformat()
    weekday = next((number for name, number in _WEEKDAY.items() if re.search(rf"\b{name}\b", text)), None)
    if weekday is None:
        return None
    if "prochain" in text or (_is_future(context) and "dernier" not in text):
        return (base + timedelta((weekday - base.weekday()) % 7 or 7)).isoformat()
    back = (base.weekday() - weekday) % 7
    return (base - timedelta(back or (7 if "dernier" in text else 0))).isoformat()


def _is_future(context: Context) -> bool:
    sentence = fold(context.sentence)
    return bool(_FUTURE.search(sentence)) and not _PAST.search(sentence)


def _in_year(text: str, found: re.Match[str], base: date, context: Context) -> str | None:
    """A month, with or without its day, that has no year: the year that tense, weekday and nearness ask for."""
    month, day = _MONTH[found[2]], int(found[1]) if found[1] else None
    weekday = next((number for name, number in _WEEKDAY.items() if name in text), None)
    years = [base.year - 1, base.year, base.year + 1]
    if weekday is not None and day is not None:
        years = [y for y in years if _valid(y, month, day) and date(y, month, day).weekday() == weekday] or years
    anchor = _day(context.anchor)
    if anchor is not None and context.anchor is not None and "suivant" in text:
        years = [anchor.year, anchor.year + 1] if (anchor.month < month) else [anchor.year + 1]
        return _valid(years[0], month, day)
    future = "prochain" in text or _is_future(context)
    past = bool(re.search(patterns.LAST, text)) or (not future and bool(_PAST.search(fold(context.sentence))))

    def distance(year: int) -> float:
        gap = (date(year, month, min(day or 15, 28)) - base).days
        slack = 20 if day is None else 0
        if (past and gap > slack) or (future and gap < -slack):
            return abs(gap) + 250
        return abs(gap)

    return _valid(min(years, key=distance), month, day)


def _anchored(text: str, anchor: str | None) -> str | None:
    """« Deux ans plus tard », « l'année suivante »: told from the date before."""
    if anchor is None:
        return None
    found = _APART.search(text)
    if found:
        sign = 1 if found[3] == "tard" else -1
        return _shift(anchor, sign * (count(found[1]) or 0), found[2])
    if re.search(r"lendemain", text):
        return _shift(anchor, 1, "jour") if len(anchor) == 10 else None
    if re.search(r"(?:annee|an|printemps|ete|automne|hiver|rentree) suivante?", text):
        return str(int(anchor[:4]) + 1)
    if re.search(r"annee (?:precedente|d'avant)", text):
        return str(int(anchor[:4]) - 1)
    return None


def _shift(anchor: str, steps: int, unit: str) -> str | None:
    base = _day(anchor)
    if base is None:
        return None
    if unit == "an":
        return str(base.year + steps)
    if unit == "mois":
        month = base.year * 12 + base.month - 1 + steps
        return f"{month // 12}-{month % 12 + 1:02d}"
    moved = base + timedelta(steps * (7 if unit == "semaine" else 1))
    return moved.isoformat() if len(anchor) == 10 else moved.isoformat()[:7]


def _relative_years(text: str, base: date, context: Context) -> str | None:
    found = _SPAN.search(text)
    if found:
        steps = count(found[3]) or 0
        shifted = _shift(base.isoformat(), -steps if found[1] else steps, found[4])
        return shifted[:7] if shifted and found[4] == "semaine" else shifted
    if re.search(r"mois (?:dernier|passe)", text):
        return (base.replace(day=1) - timedelta(1)).isoformat()[:7]
    if "mois prochain" in text:
        return (base.replace(day=28) + timedelta(5)).isoformat()[:7]
    if re.search(r"ce mois|mois-ci", text):
        return base.isoformat()[:7]
    return _relative_period(text, base, context)


def _relative_period(text: str, base: date, context: Context) -> str | None:
    period = re.search(r"\ban(?:nee)?\b|printemps|\bete\b|automne|hiver|semestre|trimestre|rentree|noel", text)
    if period is None:
        return None
    if re.search(patterns.LAST, text):
        season = {"printemps": 4, "ete": 7, "automne": 10, "hiver": 1}.get(period[0])
        return str(base.year if season is not None and season + 2 < base.month else base.year - 1)
    if re.search(patterns.NEXT, text):
        season = {"printemps": 4, "ete": 7, "automne": 10}.get(period[0])
        return str(base.year if season is not None and season > base.month else base.year + 1)
    if period[0] == "noel":
        return f"{base.year}-12-25"
    if period[0] == "printemps" and base.month > 6 and _is_future(context):
        return str(base.year + 1)
    return f"{base.year}-09" if period[0] == "rentree" else str(base.year)
