"""Dates as the press gives them: EDTF level 0 (`2022`, `2022-06`, `2022-06-15`), and the days they may mean."""

from __future__ import annotations

import calendar
import datetime
import re

from kg.errors import InputError

XSD = "http://www.w3.org/2001/XMLSchema#"
_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def parse(edtf: str) -> tuple[int, int | None, int | None]:
    """Year, month and day of a date; None for what it does not say.

    >>> parse("2022-06")
    (2022, 6, None)
    """
    match = _EDTF.fullmatch(edtf)
    if match is None:
        raise InputError(f"{edtf!r} is not a date", cure="write 2022, 2022-06 or 2022-06-15")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError as error:
        raise InputError(f"{edtf!r} is not a day of the calendar: {error}") from None
    return year, month, day


def is_date(edtf: object) -> bool:
    """Whether `earliest`, `latest` and `datatype` take this value."""
    try:
        parse(str(edtf))
    except InputError:
        return False
    return True


def earliest(edtf: str) -> str:
    """The first day that a date may mean.

    >>> earliest("2022-06")
    '2022-06-01'
    """
    year, month, day = parse(edtf)
    return f"{year:04}-{month or 1:02}-{day or 1:02}"


def latest(edtf: str) -> str:
    """The last day that a date may mean.

    >>> latest("2024-02")
    '2024-02-29'
    """
    year, month, day = parse(edtf)
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def datatype(edtf: str) -> str:
    """The IRI of the XSD datatype of a date's precision.

    >>> datatype("2022-06")
    'http://www.w3.org/2001/XMLSchema#gYearMonth'
    """
    _, month, day = parse(edtf)
    return XSD + ("gYear" if month is None else "gYearMonth" if day is None else "date")


def precision(edtf: str) -> int:
    """How precise a date is: 1 a year, 2 a month, 3 a day.

    >>> precision("2022-06-15")
    3
    """
    return 3 - parse(edtf).count(None)
