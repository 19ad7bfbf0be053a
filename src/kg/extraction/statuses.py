"""What the yearly survey of health establishments says of a hospital: public, private non-profit, for profit.

An article seldom says whether « l'hôpital Foch » is a foundation's. The survey (`gazetteers/hospitals.csv.gz`) does;
it is believed where the name's own words are those of an establishment in the article's département or in a town
that the article names, and where all that share most words with the name have one status.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources

from kg.extraction.patterns import statuses as patterns
from kg.extraction.quantities import fold

_HOSPITAL = re.compile(patterns.HOSPITAL)
_NON_PROFIT = re.compile(patterns.NON_PROFIT)
_RUN_FOR_NO_PROFIT = frozenset(["CH", "CLINIC"])
_ASKED = frozenset(["CH", "CLINIC", "ESPIC", "CLCC", "ASSOCIATION", "PERSON"])
_WORD = re.compile(r"[^\W_]+")

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Hospital:
    """A row of the survey: the words of its name, those that are its own, and those of its commune."""

    type: str
    departement: str
    commune: Words
    all: Words
    own: Words


def status(type: str, name: str, area: str | None, said: Words) -> str:
    """The type of an organisation of this name, as the survey has it; else as its words say; else the one given.

    `area` is the code of the département that the article is about, `said` the words of its text (`words`).
    """
    if type not in _ASKED or not _HOSPITAL.match(fold(name)):
        return type
    all_ = words(name)
    own = all_ - patterns.COMMON
    found = [
        h
        for word in own  # which of them are its commune's is not known yet
        for h in _known().get(word, ())
        if own - h.commune == h.own and (h.departement == area or (h.commune and h.commune <= said))
    ]
    nearest = max((len(h.all & all_) for h in found), default=0)
    types = {h.type for h in found if len(h.all & all_) == nearest}
    if len(types) == 1:
        return types.pop()
    return "ESPIC" if type in _RUN_FOR_NO_PROFIT and _NON_PROFIT.search(fold(name)) else type


def words(text: str) -> Words:
    """The words of a text without accents, « St » written out."""
    return frozenset(patterns.WRITTEN_OUT.get(word, word) for word in map(re.Match.group, _WORD.finditer(fold(text))))


@cache
def _known() -> dict[str, list[Hospital]]:
    """First own word (in the alphabet) → hospitals."""
    found: dict[str, list[Hospital]] = defaultdict(list)
    with resources.files("kg.extraction.gazetteers").joinpath("hospitals.csv.gz").open("rb") as file:
        lines = gzip.decompress(file.read()).decode("utf-8").splitlines()
    for line in lines:
        if line.startswith("#"):
            continue
        name, type, departement, commune = line.split(";")
        town = frozenset(w for w in words(commune) if not w.isdigit()) - patterns.COMMON
        own = words(name) - patterns.COMMON - town
        if own:
            found[min(own)].append(Hospital(type, departement, town, words(name), own))
    return found
