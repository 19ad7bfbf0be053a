"""Finds names in a line of text by their head nouns, and people by first names and what introduces them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from kg.extraction import names
from kg.extraction.patterns import organisations as patterns
from kg.extraction.patterns import people, tails, titles
from kg.extraction.quantities import fold
from kg.places import places

_JOINED_BY_ET = frozenset(["GHT", "CPTS", "EPCI", "CLS", "MSP"])
_SHORT_WORDS = frozenset(["pôle", "site", "ville"])


class Name(NamedTuple):
    """A name found in a text."""

    start: int
    end: int
    type: str
    kind: str
    head_end: int


def _tail(type: str, mode: str) -> str:
    more = tails.MORE_ET if type in _JOINED_BY_ET else tails.MORE
    full = rf"{tails.OPENING}{more}{tails.ACRONYM}"
    if mode == "none":
        return ""
    if mode == "loose":
        return rf"(?:{tails.LOOSE}{full})"
    return rf"(?:{full}){'?' if mode.startswith('free') else ''}{tails.ACRONYM if mode.startswith('free') else ''}"


_HEADS = [
    (type, mode, re.compile(rf"(?<![\w-])(?P<head>(?i:{head}))(?P<tail>{_tail(type, mode)})(?![\w])"))
    for type, head, mode in patterns.HEADS
]
_SUFFIXED = [(type, re.compile(rf"(?<![\w-]){pattern}")) for type, pattern in patterns.SUFFIXED]
_COLON_LIST = re.compile(tails.COLON_LIST)
_LIST_ITEM = re.compile(tails.LIST_ITEM)
_PLURAL = re.compile(tails.PLURAL)
_GENERIC = re.compile(patterns.GENERIC_PLURALS)


def organisations(text: str, start: int, end: int) -> Iterator[Name]:
    """The names of organisations in `text[start:end]`, overlapping ones too; members of lists as elliptic ones."""
    for type, mode, pattern in _HEADS:
        for match in pattern.finditer(text, start, end):
            head = match["head"]
            if head.islower() and len(head) < 5 and head not in _SHORT_WORDS:
                continue
            if mode == "free_if_capital" and not match["tail"] and head.islower():
                continue
            yield from _with_list(text, match, type, end)
    for match in _COLON_LIST.finditer(text, start, end):
        yield from _towns(text, match, end)
    for type, pattern in _SUFFIXED:
        for match in pattern.finditer(text, start, end):
            yield Name(match.start("name"), match.end("name"), type, "name", match.end("name"))


def _with_list(text: str, match: re.Match[str], type: str, end: int) -> Iterator[Name]:
    plural = _PLURAL.match(match["head"]) and _GENERIC.search(text[max(0, match.start() - 14) : match.start()])
    first = match["head"].split(" ")[0]
    if (
        not plural
        or not match["tail"]
        or (first.isupper() and not _GENERIC.search(text[max(0, match.start() - 5) : match.start()]))
    ):
        if not (plural and not match["tail"]):
            yield Name(match.start(), match.end(), type, "name", match.end("head"))
        return
    if _LIST_ITEM.match(text, match.end(), end) is None and _is_area(match["tail"]):
        return  # « les hôpitaux de l'Aveyron » names none of them
    yield Name(match.start(), match.end(), type, "elliptic", match.end("head"))
    at = match.end()
    while (item := _LIST_ITEM.match(text, at, end)) is not None:
        yield Name(item.start("name"), item.end("name"), type, "elliptic", item.start("name"))
        at = item.end()


def _towns(text: str, match: re.Match[str], end: int) -> Iterator[Name]:
    """The towns that a list after a colon names, where all are towns: each stands for what the head says."""
    type = tails.COLON_TYPES[match["head"]]
    found = [Name(match.start("name"), match.end("name"), type, "elliptic", match.start("name"))]
    at = match.end()
    while (item := _LIST_ITEM.match(text, at, end)) is not None:
        found.append(Name(item.start("name"), item.end("name"), type, "elliptic", item.start("name")))
        at = item.end()
    if len(found) > 1 and all(places().find(text[n.start : n.end]) for n in found):
        yield from found


def _is_area(tail: str) -> bool:
    return any(place.level != "commune" for _, _, place in places().in_name("x" + tail))


@cache
def first_names() -> frozenset[str]:
    """First names common in France, folded."""
    raw = resources.files("kg.extraction.gazetteers").joinpath("first_names.txt").read_text(encoding="utf-8")
    return frozenset(fold(name) for line in raw.splitlines() if not line.startswith("#") for name in line.split())


_FULL = re.compile(people.FULL)
_INTRODUCED = re.compile(people.INTRODUCED_NAME)
_SAID = re.compile(people.SPEAKER)
_TITLED = re.compile(people.TITLED)
_TITLE = re.compile(titles.TITLE)


def persons(text: str, start: int, end: int) -> Iterator[Name]:
    """The people whom `text[start:end]` names in full or after « Dr », « M. »."""
    for match in _FULL.finditer(text, start, end):
        if fold(match["first"]) in first_names() or fold(match["first"].split("-")[0]) in first_names():
            yield Name(match.start(), match.end(), "PERSON", "name", match.start())
    for match in _INTRODUCED.finditer(text, start, end):
        yield Name(match.start("name"), match.end("name"), "PERSON", "name", match.start("name"))
    for match in _SAID.finditer(text, start, end):
        group = "a" if match["a"] else "b"
        yield Name(match.start(group), match.end(group), "PERSON", "name", match.start(group))
    for match in _TITLED.finditer(text, start, end):
        if _TITLE.match(fold(match["title"])):
            yield Name(match.start("name"), match.end("name"), "PERSON", "name", match.start("name"))


_MAYOR = re.compile(tails.MAYOR)


def communes(text: str, start: int, end: int) -> Iterator[Name]:
    """The communes that act or have a mayor."""
    for match in _MAYOR.finditer(text, start, end):
        yield Name(match.start("name"), match.end("name"), "COMMUNE", "name", match.start("name"))


def resolve(found: list[Name]) -> list[Name]:
    """The names that stand: of overlapping ones the first, of those the longest, of those the first family."""
    kept: list[Name] = []
    for name in sorted(found, key=lambda n: (n.start, -n.end)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept


def short_form(text: str, name: Name) -> str | None:
    """What a later mention may call it: the acronym it introduces, or what stands after the head of a company."""
    surface = names.clean(text[name.start : name.end])
    parts = names.introduced(surface)
    if parts is not None:
        return parts[1]
    tail = re.sub(r"\s+", " ", text[name.head_end : name.end]).strip(' «»"“”')
    brand = name.type in ("COMPANY", "PRACTICE", "ASSOCIATION", "ORG", "IMAGING_CENTRE", "LAB", "GIE", "GCS")
    return tail if brand and len(tail) > 3 and tail[:1].isupper() and name.head_end > name.start else None
