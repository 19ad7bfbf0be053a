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
_MONTH = {name: number for number, name in enumerate(patterns.MONTHS, 1)} | patterns.SHORT_MONTHS
_WEEKDAY = {name: number for number, name in enumerate(patterns.WEEKDAYS)}
_ON_WEEKDAY = re.compile(rf"\b(?P<name>{patterns.WEEKDAY})\b(?: (?P<day>\d{{1,2}})\b)?")
_FUTURE = re.compile(patterns.FUTURE_CUES)
_PAST = re.compile(patterns.PAST_CUES)
_LAST, _NEXT, _LAST_YEAR = (re.compile(form) for form in (patterns.LAST, patterns.NEXT, patterns.LAST_YEAR))
_DAY_MONTH = re.compile(
    rf"(?:\b(?P<day>\d{{1,2}}|{patterns.COUNT}) ?(?:er)? )?\b(?P<month>{patterns.MONTH_SAID})\b"
    rf"(?:[^\d]*(?P<year>{patterns.YEAR_SAID})\b)?"
)
_YEAR, _YEAR_SAID = re.compile(patterns.YEAR), re.compile(rf"(?<!\d)(?:{patterns.YEAR_SAID})(?!\d)")
_BACK_TO_SCHOOL = re.compile(patterns.BACK_TO_SCHOOL)
_ONLY_DAY = re.compile(patterns.ONLY_DAY)
_AND_DAY = re.compile(patterns.AND_DAY)
_BYLINE_BEFORE, _BYLINE_AFTER = re.compile(patterns.BYLINE_BEFORE), re.compile(patterns.BYLINE_AFTER)
_DATELINE = re.compile(patterns.DATELINE)
_SPAN = re.compile(rf"(?:(il y a|voila|voici|depuis)|(dans)) ({patterns.COUNT}) (an|mois|jour|semaine)")
_APART = re.compile(rf"({patterns.COUNT}) (an|mois|jour|semaine)\w* (?:plus )?(tard|tot|apres|avant)")
_SAME_YEAR, _YEAR_AFTER, _YEAR_BEFORE = (
    re.compile(form) for form in (patterns.SAME_YEAR, patterns.YEAR_AFTER, patterns.YEAR_BEFORE)
)
_CLAUSE_END = re.compile(r"[,;:–—()]")
_PERIOD = re.compile(patterns.PERIOD)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: day of publication, the last date before it, and its sentence around it.

    `planned`: whether what is dated is still to come; None where nobody knows.
    """

    published: str | None = None
    anchor: str | None = None
    before: str = ""
    after: str = ""
    planned: bool | None = None


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
    only_day = _ONLY_DAY.fullmatch(text.strip())
    if only_day is not None:
        return _day_alone(int(only_day[1]), base, context)
    if base is None:
        return _anchored(text, context)
    return _relative_days(text, base, context) or _anchored(text, context) or _relative_years(text, base, context)


def _explicit(text: str) -> str | None:
    found = re.search(r"\b(\d{1,2})[/.](\d{1,2})[/. ]((?:19|20)?\d\d)\b", text)
    if found:
        year = int(found[3]) + (0 if len(found[3]) == 4 else 2000 if int(found[3]) < 50 else 1900)
        return _valid(year, int(found[2]), int(found[1]))
    found = re.search(r"((?:19|20)\d\d)-(\d\d)-(\d\d)", text)
    if found:
        return _valid(int(found[1]), int(found[2]), int(found[3]))
    found = re.search(r"\b(\d{1,2})/((?:19|20)\d\d)\b", text)
    if found:
        return _valid(int(found[2]), int(found[1]), None)
    found = _DAY_MONTH.search(text)
    if found and found["year"]:
        return _valid(int(found["year"]), _MONTH[found["month"]], _day_number(found))
    found = _BACK_TO_SCHOOL.search(text)
    if found:
        return f"{found[1]}-09"
    found = _YEAR_SAID.search(text)
    return found[0] if found else None


def _day_number(found: re.Match[str]) -> int | None:
    return count(found["day"]) if found["day"] else None


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


def _day_alone(day: int, base: date | None, context: Context) -> str | None:
    """« Le 22 », « les 19 et 21 juin 2019 », « jusqu'au 31 »: in the month said after it, or before, or now."""
    ahead = _AND_DAY.match(fold(context.after))
    if ahead is not None:
        return resolve(f"{day} {ahead[1]} {ahead[2] or ''}".strip(), context)
    if context.anchor is not None and len(context.anchor) > 4:
        return _valid(int(context.anchor[:4]), int(context.anchor[5:7]), day)
    return _valid(base.year, base.month, day) if base is not None else None


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
        (r"\bhier\b", -1),
        (r"\bdemain\b", 1),
        (r"aujourd|ce jour|ce matin|ce soir", 0),
    ):
        if re.search(words, text):
            return (base + timedelta(days)).isoformat()
    named = _ON_WEEKDAY.search(text)
    return _on_weekday(text, named, base, context) if named else None


def _on_weekday(text: str, named: re.Match[str], base: date, context: Context) -> str | None:
    weekday = _WEEKDAY[named["name"]]
    if named["day"]:
        near = (base + timedelta(days) for days in sorted(range(-60, 61), key=abs))
        return next((d.isoformat() for d in near if (d.day, d.weekday()) == (int(named["day"]), weekday)), None)
    future = _tense(text, context) > 0
    if future and not _LAST.search(text):
        ahead = (weekday - base.weekday()) % 7
        today = fold(context.before).endswith("ce ")
        return (base + timedelta(ahead if today else ahead or 7)).isoformat()
    back = (base.weekday() - weekday) % 7
    return (base - timedelta(back or (7 if "dernier" in text else 0))).isoformat()


def _tense(text: str, context: Context) -> float:
    """How surely what is dated is to come (up to 1) or past (down to -1): by its own words, by what it dates, by cues.

    Cues of the clause around the date count before those of its sentence.
    """
    near = text + fold(context.after[:12])
    if _NEXT.search(near):
        return 1.0
    if _LAST.search(near):
        return -1.0
    if context.planned is not None:
        return 1.0 if context.planned else -1.0
    before, after = (part.lower().replace("’", "'") for part in (context.before, context.after))
    clause = _CLAUSE_END.split(before)[-1] + " | " + _CLAUSE_END.split(after)[0]
    for said in (clause, f"{before} | {after}"):
        future, past = bool(_FUTURE.search(said)), bool(_PAST.search(said))
        if future != past:
            return _CUE if future else -_CUE
    return 0.0


def _in_year(text: str, found: re.Match[str], base: date, context: Context) -> str | None:
    """A month, with or without its day, that has no year: the year that tense, weekday and nearness ask for."""
    month, day = _MONTH[found["month"]], _day_number(found)
    anchor, around = _day(context.anchor), fold(context.before[-16:]) + text + fold(context.after[:22])
    if _LAST_YEAR.search(around):
        return _valid(base.year - 1, month, day)
    if anchor is not None and _SAME_YEAR.search(around):
        return _valid(anchor.year, month, day)
    if anchor is not None and context.anchor is not None and "suivant" in text + fold(context.after[:9]):
        later = anchor.month < month or len(context.anchor) == 4
        return _valid(anchor.year if later else anchor.year + 1, month, day)
    years = [base.year - 1, base.year, base.year + 1]
    named = _ON_WEEKDAY.search(text)
    if named is not None and day is not None:
        weekday = _WEEKDAY[named["name"]]
        years = [y for y in years if _valid(y, month, day) and date(y, month, day).weekday() == weekday] or years
    return _valid(_nearest(years, month, day, base, _tense(text, context)), month, day)


_AGAINST_TENSE = 366  # days by which a date of what is surely the wrong tense counts as farther
_CUE = 0.7  # how sure a cue is


def _nearest(years: list[int], month: int, day: int | None, base: date, tense: float) -> int:
    def distance(year: int) -> float:
        gap = (date(year, month, min(day or 15, 28)) - base).days
        slack = 20 if day is None else 0
        wrong = (tense < 0 and gap > slack) or (tense > 0 and gap < -slack)
        return abs(gap) + (_AGAINST_TENSE * abs(tense) if wrong else 0)

    return min(years, key=distance)


def _anchored(text: str, context: Context) -> str | None:
    """« Deux ans plus tard », « l'année suivante »: told from the date before."""
    anchor = context.anchor
    if anchor is None:
        return None
    found = _APART.search(text)
    if found:
        sign = 1 if found[3] in ("tard", "apres") else -1
        return _shift(anchor, sign * (count(found[1]) or 0), found[2])
    if re.search(r"\blendemain\b", text):
        return _shift(anchor, 1, "jour") if len(anchor) == 10 else None
    if re.search(r"\bveille\b", text):
        return _shift(anchor, -1, "jour") if len(anchor) == 10 else None
    if _SAME_YEAR.search(text):
        return anchor[:4]
    if _YEAR_AFTER.search(text):
        return str(int(anchor[:4]) + 1)
    if _YEAR_BEFORE.search(text):
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
    found = _SPAN.search(text) or _SPAN.search(fold(context.before[-8:]) + text)
    if found:
        steps = count(found[3]) or 0
        shifted = _shift(base.isoformat(), -steps if found[1] else steps, found[4])
        return shifted[:7] if shifted and found[4] == "semaine" else shifted
    if re.search(r"mois (?:dernier|passe)", text):
        return (base.replace(day=1) - timedelta(1)).isoformat()[:7]
    if "mois prochain" in text:
        return (base.replace(day=28) + timedelta(5)).isoformat()[:7]
    if re.search(r"semaine (?:derniere|passee)", text):
        return (base - timedelta(7)).isoformat()[:7]
    if re.search(r"\b(?:ce|du) mois\b|mois-ci", text):
        return base.isoformat()[:7]
    return _relative_period(text, base, context)


def _relative_period(text: str, base: date, context: Context) -> str | None:
    period = _PERIOD.search(text)
    if period is None:
        return None
    month = patterns.SEASON_MONTH.get(period[0])
    if _LAST.search(text):
        if period[0] == "rentree":
            return f"{base.year if base.month > 8 else base.year - 1}-09"
        return str(base.year if month is not None and month + 2 < base.month else base.year - 1)
    if _NEXT.search(text):
        return str(base.year if month is not None and month > base.month else base.year + 1)
    years = [base.year - 1, base.year, base.year + 1]
    if (feast := patterns.FEASTS.get(period[0])) is not None:
        return _valid(_nearest(years, *feast, base, _tense(text, context)), *feast)
    if period[0] == "rentree":
        return f"{_nearest(years, 9, None, base, _tense(text, context))}-09"
    if month is not None:
        return str(_nearest(years, month, None, base, _tense(text, context)))
    return str(base.year)
