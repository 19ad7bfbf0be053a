"""The places that stand in the name of an organisation: « CH de Rodez », « GHT Aveyron », « Radiologie Canisy »."""

from __future__ import annotations

import re
from enum import Enum, auto
from itertools import pairwise
from typing import NamedTuple

from kg.model import PlaceRef
from kg.places import words as w
from kg.places.table import KNOWN_TOWN, Table, fold

_WORD = re.compile(r"[^\W_]+")
_LONGEST = 9  # words in the longest name of a commune
_JOINERS = frozenset([" ", "-", "'", "’", "–", "\u00a0", "\u202f"])
_ACRONYM = re.compile(r"[A-Z][A-Z-]{1,5}$")
_ADJECTIVE = re.compile(w.ADJECTIVE)
_DASHES = ("-", "–")
_LARGE_TOWN = 20_000  # inhabitants: « Amiens-Picardie » is a place, « Léon-Bérard » is none though some town is Léon
_CITY = 100_000  # inhabitants: whose name is a place wherever it stands, « Hôpital Paris Saint-Joseph »


class Hit(NamedTuple):
    """A place and its offsets in the name."""

    start: int
    end: int
    place: PlaceRef


class Places(Table):
    """The table, which also reads names. Made once by `kg.places.places()`."""

    def in_name(self, name: str, near: str | None = None) -> list[Hit]:
        """The places that the name of an organisation holds, left to right.

        A place stands after a preposition, an acronym, a direction, « hospitalier » or another place (« CH de Rodez »,
        « GHT Aveyron ») and opens with a capital. Longer names win (« Pays de la Loire » holds no Loire); names of
        persons and saints after no preposition (« clinique Saint-Jean ») are none. Large cities stand anywhere, and
        what lies in the département `near`.
        """
        return _Name(self, name, near).places()


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    key: str


class _Before(Enum):
    """What stands before a capitalised word and lets it begin a place."""

    ARTICLE = auto()  # « du Mans », « de la Vienne »
    PREPOSITION = auto()  # « de Rodez »
    ACRONYM = auto()  # « GHT Aveyron », « (Aveyron »
    AREA = auto()  # « Ardennes-Meuse »
    TOWN = auto()  # « Agen-Nérac »
    ADJECTIVE = auto()  # « hospitalier Alençon », « Nord Mayenne »
    WORD = auto()  # « Radiologie Canisy »


class _After(Enum):
    """What stands after the words that may be a place."""

    NOTHING = auto()
    HYPHEN = auto()  # « Amiens-Picardie »
    DIRECTION = auto()  # « Aveyron Nord »
    NAME = auto()  # « Caen Normandie »


class _Said(NamedTuple):
    """Words that may be a place, and the rows that bear just this name."""

    text: str
    words: list[_Word]
    key: str
    areas: list[int]
    towns: list[int]

    @property
    def is_saint(self) -> bool:
        return self.key.startswith("saint")


class _Name:
    """One name in the reading."""

    def __init__(self, table: Places, name: str, near: str | None) -> None:
        self.table, self.name, self.near = table, name, near
        self.words = [_Word(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(name)]
        self.hits: list[Hit] = []

    def places(self) -> list[Hit]:
        at = 0
        while at < len(self.words):
            at = self._take(at)
        return [hit for hit in self.hits if self._is_meant(hit)]

    def _take(self, at: int) -> int:
        """Note the longest place that begins at word `at`; the number of the word to go on with."""
        before = self._before(at)
        if before is None:
            return at + 1
        for stop in range(min(len(self.words), at + _LONGEST), at, -1):
            if not self._is_one(at, stop, before):
                continue
            found = self._found(before, at, self._said(at, stop), self._after(at, stop, before))
            place = self.table.best(found, self.near)
            if place is not None:
                self.hits.append(Hit(self.words[at].start, self.words[stop - 1].end, place))
                return stop
        return at + 1

    def _before(self, at: int) -> _Before | None:
        """What lets a place begin at word `at`, or None."""
        if at == 0 or not self.words[at].text[0].isupper():
            return None
        last, gap = self.words[at - 1], self._gap(at).strip()
        level = next((hit.place.level for hit in self.hits if hit.end == last.end), None)
        small = last.text.islower() or self.name.isupper()
        if self._key(at - 2) in w.NO_TOWN_AFTER or (at > 1 and self._gap(at - 1) == "-" and small and level is None):
            return None
        if small and (last.key in w.CONTRACTED or (last.key in w.ARTICLES and at > 1)):
            return None if at > 2 and self._key(at - 3) in w.NO_TOWN_AFTER else _Before.ARTICLE
        if small and last.key in w.BEFORE_TOWN:
            joined = last.key != "et" or any(hit.end == self.words[at - 2].end for hit in self.hits)
            return _Before.PREPOSITION if gap != "-" and joined else None
        if _ACRONYM.match(last.text) or gap[-1:] in ("(", ",", "/"):
            return _Before.ACRONYM
        if level is not None and (gap in _DASHES or (gap == "" and not self.words[at].key.startswith("saint"))):
            return _Before.TOWN if level == "commune" else _Before.AREA
        if last.key in w.HEAD_ADJECTIVES | w.DIRECTIONS:
            return _Before.ADJECTIVE
        return None if gap else _Before.WORD

    def _after(self, at: int, stop: int, before: _Before) -> _After:
        if before is _Before.WORD and self.words[at - 1].text[0].isupper() and self._key(at - 1) not in w.TRADES:
            return _After.NAME  # « Oscar Lambret »: a name goes before, which is as much
        if stop == len(self.words):
            return _After.NOTHING
        word, gap = self.words[stop], self._gap(stop)
        if word.key in w.DIRECTIONS:
            return _After.DIRECTION
        if gap == "-":
            return _After.HYPHEN
        trade = before is _Before.WORD and word.key in w.TRADES
        return _After.NAME if gap == " " and word.text[0].isupper() and not trade else _After.NOTHING

    def _is_one(self, at: int, stop: int, before: _Before) -> bool:
        """Whether words `at` to `stop - 1` may be one place by what joins them and by what a single one means."""
        if any(self.name[a.end : b.start] not in _JOINERS for a, b in pairwise(self.words[at:stop])):
            return False
        if stop > at + 1:
            return True
        key = self.words[at].key
        if key in w.DIRECTIONS and (before is not _Before.ARTICLE or stop < len(self.words)):
            return False
        if key in w.SIZES and stop < len(self.words):
            return False  # « CPTS Grand Sud Réunion », « Grand-Lieu »
        goes_on = self._key(stop) in w.PREPOSITIONS and self._gap(stop)[-1:] in (" ", "-")
        return not (key in w.RIVER_AFTER and goes_on)  # « Bords | de Loire » is no Bords

    def _said(self, at: int, stop: int) -> _Said:
        words = self.words[at:stop]
        text, key = self.name[words[0].start : words[-1].end], " ".join(word.key for word in words)
        exact, with_article = self.table.named(text, key), self.table.keyed(f"la {key}")  # « Ouest Réunion »
        areas = [n for n in (*exact, *with_article) if self.table.is_area(n)]
        towns = [n for n in exact if not self.table.is_area(n)]
        if len(words) == 1 and not text.isupper():  # « Tille », a river, is no Tillé
            towns = [n for n in towns if self.table.is_spelled(n, text)]
        return _Said(text, words, key, areas, towns)

    def _found(self, before: _Before, at: int, said: _Said, after: _After) -> list[int]:
        """The rows that the words mean after what goes before them."""
        if before is _Before.ARTICLE:
            article = w.CONTRACTED.get(self._key(at - 1), self._key(at - 1))
            return said.areas or self._with_article(article, said, self._key(at - 2) in w.HOSPITALS)
        if before is _Before.PREPOSITION:
            if self._key(at - 1) == "en":
                return said.areas  # « Linge en Vexin »: no town's name begins so
            found = said.towns or said.areas
            free = after is _After.NOTHING or bool(said.towns)
            return self.table.exact_or_longer(said.text, said.key, found, self.near) if free else found
        if before is _Before.ACRONYM:
            return said.areas or self._after_acronym(said, after, self._key(at - 1) in w.HOMES)
        if before is _Before.AREA:
            return said.areas or self._close(said.towns)
        if before is _Before.TOWN:
            longer = self.table.longer(said.key, self.near) if after is _After.NOTHING else []
            return [] if said.areas else said.towns or self._close(longer)
        if before is _Before.WORD:
            areas = [n for n in said.areas if self.table.is_region(n) or self.table.lies_in(n, self.near)]
            return areas or self._cities(said, said.towns) or self._in_brand(said, after)
        return said.areas or self._after_adjective(said, after)

    def _with_article(self, article: str, said: _Said, hospital: bool) -> list[int]:
        """« du Mans » is Le Mans: a large town, or one that lies near, or a hospital's; not « la Bresse » elsewhere."""
        if said.key in w.COMMON:
            return []
        towns = self.table.keyed(f"{article} {said.key}")
        least = _LARGE_TOWN if self.near else KNOWN_TOWN if len(said.words) < 3 else 0
        return self._close(towns) or self._sized(towns, 0 if hospital else least)

    def _after_acronym(self, said: _Said, after: _After, home: bool) -> list[int]:
        """« CH Fraize »; but « CH Saint-Jean » is a saint's and « EPSM Les Forges » no town, far off or small."""
        towns = said.towns
        if home or (said.is_saint and len(said.words) == 2):
            towns = self._close(towns) or self._sized(towns, _LARGE_TOWN)
        towns = self._cities(said, towns) if after is _After.NAME else towns
        return towns or (self.table.longer(said.key, self.near) if after is _After.HYPHEN else [])

    def _after_adjective(self, said: _Said, after: _After) -> list[int]:
        """« centre hospitalier Fontaine-Française »; a single word or a saint must be a town that one knows."""
        free = "-" in said.text and not said.is_saint
        towns = said.towns if free else self._close(said.towns) or self._sized(said.towns, KNOWN_TOWN)
        if after is _After.HYPHEN:
            return towns or ([] if said.towns else self.table.longer(said.key, self.near))
        return self._cities(said, towns) if after is _After.NAME else towns

    def _in_brand(self, said: _Said, after: _After) -> list[int]:
        """A town in a brand: of three words or more, or one that lies near and ends it."""
        saint = said.key.startswith(("saint", "notre"))
        if len(said.words) > 2:
            return self._close(said.towns) if saint else said.towns
        return self._close(said.towns) if after is _After.NOTHING and not saint and said.key not in w.COMMON else []

    def _close(self, towns: list[int]) -> list[int]:
        return [n for n in towns if self.near and self.table.lies_in(n, self.near)]

    def _sized(self, towns: list[int], least: int) -> list[int]:
        return [n for n in towns if self.table.inhabitants(n) >= least]

    def _cities(self, said: _Said, towns: list[int]) -> list[int]:
        """Those that are large enough for nothing else to be called so; none of a saint's name."""
        return [] if said.is_saint else self._sized(towns, _CITY)

    def _is_meant(self, hit: Hit) -> bool:
        """Whether what was found by its words is meant as a place by the words beside it.

        A river's département counts where it is the one `near`: « vallées de l'Ariège » lie there.
        """
        at = next(i for i, word in enumerate(self.words) if word.start == hit.start)
        last = next(i for i, word in enumerate(self.words) if word.end == hit.end)
        noun, people = self._noun_before(at), self.table.population(hit.place)
        if people < _LARGE_TOWN and self._gap(last + 1) == " " and _ADJECTIVE.fullmatch(self.words[last + 1].text):
            return False
        if hit.place.level == "departement":
            return hit.place.code == self.near or not (noun in w.RIVER_AFTER or self._is_beside_river(at, last))
        if hit.place.level == "region" or people >= _LARGE_TOWN:
            return True
        if noun == "pays" and people < KNOWN_TOWN and self.table.departement(hit.place) != self.near:
            return False
        if self._before(at) is _Before.PREPOSITION and self.name[hit.end : hit.end + 1] != "-":
            return True
        return all(
            word.key in w.DIRECTIONS or any(h.start <= word.start and word.end <= h.end for h in self.hits)
            for word in self._hyphenated(at, last)
        )

    def _is_beside_river(self, at: int, last: int) -> bool:
        """« Sèvre et Loire », « Loire et Sillon »: joined to one word that is no place."""
        return any(self._joins(joint, other) for joint, other in ((at - 1, at - 2), (last + 1, last + 2)))

    def _joins(self, joint: int, other: int) -> bool:
        return (
            0 < other < len(self.words)
            and self.words[joint].key == "et"
            and self.name[self.words[joint].start - 1] == self.name[self.words[joint].end] == " "
            and self.words[other].text[0].isupper()
            and len(self._hyphenated(other, other)) == 1
            and self.table.find(self.words[other].text) is None
        )

    def _noun_before(self, at: int) -> str:
        """The word before a place and its preposition: « vallées de l'| Ariège » → vallees."""
        at -= 1
        while at > 0 and (self._key(at) in w.BEFORE_TOWN | w.ARTICLES or self._key(at) in w.CONTRACTED):
            at -= 1
        return self._key(at)

    def _hyphenated(self, first: int, last: int) -> list[_Word]:
        """The words that hyphens join to words `first` to `last`, with them."""
        while first > 0 and self._gap(first) == "-":
            first -= 1
        while last + 1 < len(self.words) and self._gap(last + 1) == "-":
            last += 1
        return self.words[first : last + 1]

    def _gap(self, at: int) -> str:
        """What stands between word `at - 1` and word `at`; empty at the ends."""
        return self.name[self.words[at - 1].end : self.words[at].start] if 0 < at < len(self.words) else ""

    def _key(self, at: int) -> str:
        return self.words[at].key if 0 <= at < len(self.words) else ""
