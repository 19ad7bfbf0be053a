"""Literals as the store keeps them: one value, one spelling, so that a graph read back equals the graph written."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from kg import dates
from kg.errors import InputError
from kg.model import Value

LONGEST_QUOTE = 300
"""Code points of an article that may stand in the graph as one quote."""


_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain(text: str) -> str:
    """A text that UTF-8 and XML can hold: what they cannot is U+FFFD, so that every code point keeps its place."""
    return _UNWRITABLE.sub("\ufffd", text)


def french(text: str) -> Literal:
    """A French text."""
    return Literal(plain(text), lang="fr")


def string(text: object) -> Literal:
    """A plain string: a name, a code, words as written."""
    return Literal(plain(str(text)))


def date(edtf: str) -> Literal:
    """A date typed by its precision; InputError when it is none."""
    return Literal(edtf, datatype=URIRef(dates.datatype(edtf)), normalize=False)


def day(iso: str) -> Literal:
    """A full day."""
    return Literal(iso, datatype=XSD.date, normalize=False)


def instant(iso: str) -> Literal:
    """A day and its hour."""
    return Literal(iso, datatype=XSD.dateTime, normalize=False)


def decimal(value: Value) -> Literal:
    """A decimal without exponent, without zeros at its end."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InputError(f"{value!r} is not a number") from None
    if not number.is_finite():
        raise InputError(f"{value!r} is not a number")
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return Literal("0" if text in ("-0", "") else text, datatype=XSD.decimal, normalize=False)


def integer(value: Value) -> Literal:
    """A whole number."""
    number = Decimal(str(decimal(value)))
    if number != int(number):
        raise InputError(f"{value!r} is not a whole number")
    return Literal(str(int(number)), datatype=XSD.integer, normalize=False)


def clip(text: str) -> str:
    """The beginning of a text, of at most `LONGEST_QUOTE` code points, cut after a word where there is one."""
    if len(text) <= LONGEST_QUOTE:
        return text
    cut = text[: LONGEST_QUOTE + 1].rfind(" ")
    return text[: cut if cut > LONGEST_QUOTE // 2 else LONGEST_QUOTE].rstrip()
