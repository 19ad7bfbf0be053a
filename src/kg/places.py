"""French communes, départements and régions by name, and the places that stand in the name of an organisation.

Source: INSEE's official geographical code, compiled into `extraction/gazetteers/places.csv.gz`.
"""

from __future__ import annotations

import gzip
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from kg.model import PlaceRef

_LEVELS = {"C": "commune", "D": "commune", "P": "departement", "R": "region"}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 9  # words in the longest name of a commune
_COMMON = frozenset(
    ["val", "parc", "port", "bois", "pont", "bourg", "lac", "plan", "fort", "mont", "pre", "moulin", "chateau"]
)
_NO_TOWN_AFTER = frozenset(
    [
        "baie",
        "golfe",
        "mer",
        "etang",
        "val",
        "jardins",
        "cotes",
        "cote",
        "coeur",
        "rives",
        "portes",
        "bords",
        "plaine",
        "foret",
        "pointe",
        "cap",
        "villa",
    ]
)
"""Nouns that make another thing of the place after them: « baie de Somme », « mer du Nord »."""
_RIVER_AFTER = _NO_TOWN_AFTER | frozenset(
    ["vallee", "vallees", "vals", "pays", "bassin", "boucle", "boucles", "gorges"]
)
"""Nouns after which the name of a département is its river's or its land's: « vallées de l'Ariège »."""
_BEFORE_TOWN = frozenset(["de", "d", "a", "et", "en", "sur"])
_TRADES = frozenset(
    ["imagerie", "imageries", "radiologie", "radio", "irm", "scanner", "scinti", "depistage", "selarl", "selas"]
)
"""Words of brands beside which the name of a town says where: « Radiologie Canisy », « Laillé Imagerie »."""
_DIRECTIONS = frozenset(["nord", "sud", "est", "ouest", "centre"])
_HEAD_ADJECTIVES = frozenset(["hospitalier", "intercommunal", "universitaire", "departemental", "regional", "commun"])
_CONTRACTED = {"du": "le", "au": "le", "des": "les", "aux": "les"}
_ARTICLES = frozenset(["le", "la", "les", "l"])
_JOINERS = frozenset([" ", "-", "'", "’", "–", "\u00a0", "\u202f"])
_ACRONYM = re.compile(r"[A-Z][A-Z-]{1,5}$")
_LARGE_TOWN = (
    20_000  # inhabitants: « Léon-Bérard » is no place because some town is called Léon, « Amiens-Picardie » is
)
_CITY = 100_000  # inhabitants: whose name is a place wherever it stands, « Hôpital Paris Saint-Joseph »
_KNOWN_TOWN = 2_000  # inhabitants: « du Parc » is no place because some hamlet is called Le Parc
_SHORT_TOWN = 1_000


def fold(name: str) -> str:
    """Lower case, no accents, no hyphens or apostrophes, « St » written out: equal for two spellings of one place."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe").replace("’", "'"))
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())
    return " ".join("saint" if w == "st" else "sainte" if w == "ste" else w for w in words)


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    key: str


class Places:
    """The table in memory. Made once by `places()`."""

    def __init__(self, lines: list[str]) -> None:
        self._rows = [line.split(";") for line in lines]
        self._by_key: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            self._by_key.setdefault(fold(row[2]), []).append(number)
        self._departement_names = {row[3]: row[2] for row in self._rows if row[0] == "P"}
        self._keys = sorted(self._by_key)
        self._by_code = {(_LEVELS[row[0]], row[1]): number for number, row in reversed(list(enumerate(self._rows)))}

    def _place(self, number: int) -> PlaceRef:
        level, code, name = self._rows[number][:3]
        return PlaceRef(_LEVELS[level], code, name)

    def _weight(self, number: int) -> tuple[int, int]:
        """Regions before départements before communes, but for Paris, whose département is the commune itself."""
        level, _, name, departement, population = self._rows[number][:5]
        own = level == "C" and self._departement_names.get(departement) == name
        return (3 if own else "DCPR".index(level), int(population))

    def get(self, level: str, code: str) -> PlaceRef | None:
        """The place with this code (`commune` 12202, `departement` 12, `region` 76), or None."""
        number = self._by_code.get((level, code))
        return None if number is None else self._place(number)

    def departement(self, place: PlaceRef) -> str | None:
        """The code of the département a commune lies in; a département's own code; None for a région."""
        number = self._by_code.get((place.level, place.code))
        return (self._rows[number][3] or None) if number is not None else None

    def population(self, place: PlaceRef) -> int:
        """Inhabitants of a commune; 0 where the table gives none."""
        number = self._by_code.get((place.level, place.code))
        return int(self._rows[number][4]) if number is not None else 0

    def region(self, place: PlaceRef) -> PlaceRef | None:
        """The région a commune or département lies in."""
        number = self._by_code.get(("departement", self.departement(place) or ""))
        if place.level == "region":
            return place
        return self.get("region", self._rows[number][5]) if number is not None else None

    def of(self, place: PlaceRef) -> str:
        """« de » before a département or région, as the code has its article: « de la Creuse », « du Cher »."""
        number = self._by_code.get((place.level, place.code))
        article = self._rows[number][6] if number is not None else ""
        return (article or "de ") + place.name

    def find(self, name: str, near: str | None = None) -> PlaceRef | None:
        """The place of that name; of homonyms the one in département `near`, else région, département, largest commune.

        Case, accents, hyphens and « St » do not matter; a shortened name (« Carhaix ») finds the full one
        (« Carhaix-Plouguer ») where that is unequivocal. None when there is no such place.
        """
        key = fold(name)
        return self._best(self._exact_or_longer(name, key, self._by_key.get(key, []), near), near)

    def _exact_or_longer(self, said: str, key: str, exact: list[int], near: str | None) -> list[int]:
        """Exact names; a longer one where there is none, or where the only ones lie elsewhere and it lies `near`."""
        exact = self._spelled(said, exact)
        if not exact:
            return self._longer(key, near)
        if near and all(self._rows[n][0] in "CD" and self._rows[n][3] != near for n in exact):
            close = [n for n in self._longer(key, near) if self._rows[n][3] == near]
            return [n for n in close if int(self._rows[n][4]) >= _KNOWN_TOWN] or exact
        return exact

    def _spelled(self, said: str, found: list[int]) -> list[int]:
        """Of homonyms those with the accents of what is said (« Loire » before Loiré); all where it has none."""
        same = [n for n in found if _accents(said) == _accents(self._rows[n][2])]
        return same or ([] if _accents(said) else found)

    def _best(self, found: list[int], near: str | None) -> PlaceRef | None:
        close = [n for n in found if self._rows[n][3] == near] if near else []
        return self._place(max(close or found, key=self._weight)) if found else None

    def _longer(self, key: str, near: str | None) -> list[int]:
        """The one commune, or the clearly largest, whose name begins with these words."""
        if len(key) < 4:
            return []
        found: list[int] = []
        at = bisect_left(self._keys, key + " ")
        while at < len(self._keys) and self._keys[at].startswith(key + " "):
            found += [n for n in self._by_key[self._keys[at]] if self._rows[n][0] == "C"]
            at += 1
        if near:
            found = [n for n in found if self._rows[n][3] == near] or found
        found.sort(key=self._weight, reverse=True)
        sizes = [int(self._rows[n][4]) for n in found]
        clear = bool(sizes) and sizes[0] >= _SHORT_TOWN and (len(sizes) == 1 or sizes[0] >= 3 * sizes[1])
        return found[:1] if clear else []

    def in_name(self, name: str, near: str | None = None) -> list[tuple[int, int, PlaceRef]]:
        """The places that the name of an organisation holds, with their offsets in it, left to right.

        A place stands after a preposition, an acronym, a direction, « hospitalier » or another place (« CH de Rodez »,
        « GHT Aveyron ») and opens with a capital. Longer names win (« Pays de la Loire » holds no Loire); names of
        persons and saints after no preposition (« clinique Saint-Jean ») are none.
        """
        words = [_Word(m.start(), m.end(), m.group(), fold(m.group())) for m in _WORD.finditer(name)]
        found: list[tuple[int, int, PlaceRef]] = []
        at = 0
        while at < len(words):
            hit = self._at(name, words, at, near, found[-1:])
            if hit is None:
                at += 1
            else:
                stop, place = hit
                found.append((words[at].start, words[stop - 1].end, place))
                at = stop
        return [hit for hit in found if self._holds(name, words, hit, found, near)]

    def _holds(
        self,
        name: str,
        words: list[_Word],
        hit: tuple[int, int, PlaceRef],
        found: list[tuple[int, int, PlaceRef]],
        near: str | None,
    ) -> bool:
        """Whether what was found by its words is meant as a place by the words beside it.

        A river's département counts where it is the one `near`: « vallées de l'Ariège » lie there.
        """
        at = next(i for i, word in enumerate(words) if word.start == hit[0])
        last = next(i for i, word in enumerate(words) if word.end == hit[1])
        if hit[2].level == "departement":
            return hit[2].code == near or not (
                _noun_before(words, at) in _RIVER_AFTER or self._beside_river(name, words, at, last)
            )
        if hit[2].level == "region" or self.population(hit[2]) >= _LARGE_TOWN:
            return True
        if _noun_before(words, at) == "pays" and not self._is_meant(hit[2], near):
            return False
        if _opening(name, words, at, found) == "town" and name[words[last].end : words[last].end + 1] != "-":
            return True
        return all(
            word.key in _DIRECTIONS or any(start <= word.start and word.end <= end for start, end, _ in found)
            for word in _hyphenated(name, words, at, last)
        )

    def _beside_river(self, name: str, words: list[_Word], at: int, last: int) -> bool:
        """« Sèvre et Loire », « Loire et Sillon »: joined to one word that is no place."""
        pairs = ((at - 1, at - 2), (last + 1, last + 2))
        return any(
            0 < other < len(words)
            and words[joint].key == "et"
            and name[words[joint].start - 1] == name[words[joint].end] == " "
            and words[other].text[0].isupper()
            and len(_hyphenated(name, words, other, other)) == 1
            and self.find(words[other].text) is None
            for joint, other in pairs
        )

    def _is_meant(self, place: PlaceRef, near: str | None) -> bool:
        """Whether a town is large enough, or near enough, for a doubtful name to mean it."""
        return self.population(place) >= _KNOWN_TOWN or self.departement(place) == near

    def _at(
        self, name: str, words: list[_Word], at: int, near: str | None, last: Sequence[tuple[int, int, PlaceRef]]
    ) -> tuple[int, PlaceRef] | None:
        """The longest place whose first word is word `at`, and the number of the word after it; `last` goes before."""
        opening = _opening(name, words, at, last)
        if opening is None:
            return None
        for stop in range(min(len(words), at + _LONGEST), at, -1):
            if any(name[a.end : b.start] not in _JOINERS for a, b in pairwise(words[at:stop])):
                continue
            if stop == at + 1 and words[at].key in _DIRECTIONS and (opening != "article" or stop < len(words)):
                continue
            if stop == at + 1 and words[at].key in _NO_TOWN_AFTER and _goes_on(name, words, stop):
                continue
            said = name[words[at].start : words[stop - 1].end]
            follows = _follows(name, words, stop)
            if opening == "loose":
                follows = self._beside(words[at - 1], follows, words[stop : stop + 1])
            place = self._named(said, words[at:stop], words[at - 1].key, opening, near, follows)
            if place is not None:
                return stop, place
        return None

    def _named(
        self, said: str, words: list[_Word], before: str, opening: str, near: str | None, follows: str
    ) -> PlaceRef | None:
        key = " ".join(word.key for word in words)
        exact = self._spelled(said, self._by_key.get(key, []))
        areas = [n for n in exact if self._rows[n][0] in "PR"] if follows != "direction" else []
        towns = [n for n in exact if self._rows[n][0] in "CD"]
        close = [n for n in towns if self._rows[n][3] == near]
        saint = words[0].key.startswith("saint")
        if opening == "article":
            full = self._by_key.get(f"{_CONTRACTED.get(before, before)} {key}", [])
            found = areas or self._with_article(full, key, len(words), near)
        elif opening == "town":
            found = towns or areas
            if follows == "" or (found and all(n in towns for n in found)):
                found = self._exact_or_longer(said, key, found, near)
        elif opening == "bare":
            towns = close or self._sized(towns, _LARGE_TOWN) if saint and len(words) == 2 else towns
            found = areas or (self._cities(towns) if follows == "name" else towns)
            found = found or (self._longer(key, near) if follows == "-" else [])
        elif opening == "areas":
            found = areas or close
        elif opening == "listed":
            found = [] if areas else towns or ([] if follows else self._longer(key, near))
        elif opening == "loose":
            found = [n for n in areas if self._rows[n][0] == "R" or self._rows[n][1] == near] or self._cities(towns)
            found = found or self._loose(close, towns, words, follows)
        elif follows == "-":
            found = areas or towns or self._longer(key, near)
        else:
            found = self._sized(towns, _KNOWN_TOWN if saint or len(words) < 2 else 0)
            found = areas or (self._cities(found) if follows == "name" else found)
        return self._best(found, near)

    def _sized(self, towns: list[int], least: int) -> list[int]:
        return [n for n in towns if int(self._rows[n][4]) >= least]

    def _with_article(self, towns: list[int], key: str, words: int, near: str | None) -> list[int]:
        """« du Mans » is Le Mans: a large town, or one that lies near; elsewhere « la Bresse » is no La Bresse."""
        if key in _COMMON:
            return []
        close = [n for n in towns if self._rows[n][3] == near]
        return close or self._sized(towns, _LARGE_TOWN if near else _KNOWN_TOWN if words < 3 else 0)

    @staticmethod
    def _beside(before: _Word, follows: str, after: Sequence[_Word]) -> str:
        """What goes on after a town in a brand: nothing where a trade does, a name where one stands before."""
        if before.text[0].isupper() and before.key not in _TRADES:
            return "name"
        return "" if follows == "name" and after[0].key in _TRADES else follows

    @staticmethod
    def _loose(close: list[int], towns: list[int], words: list[_Word], follows: str) -> list[int]:
        """A town in a brand: of three words or more, or one that lies near and ends it."""
        saint = words[0].key.startswith(("saint", "notre"))
        if len(words) > 2:
            return close if saint else towns
        return close if not (saint or follows or words[0].key in _COMMON) else []

    def _cities(self, towns: list[int]) -> list[int]:
        """Those that are large enough for nothing else to be called so, and no saint's name."""
        return [n for n in towns if int(self._rows[n][4]) >= _CITY and not self._rows[n][2].startswith("Saint")]


def _goes_on(name: str, words: list[_Word], stop: int) -> bool:
    """Whether what a noun is of follows it: « Bords | de Loire » is no Bords."""
    return stop < len(words) and words[stop].key in ("de", "du", "d", "des") and name[words[stop].start - 1] in " -"


def _noun_before(words: list[_Word], at: int) -> str:
    """The word before a place and its preposition: « vallées de l'| Ariège » → vallees."""
    at -= 1
    while at > 0 and (words[at].key in _BEFORE_TOWN | _ARTICLES or words[at].key in _CONTRACTED):
        at -= 1
    return words[at].key if at >= 0 else ""


def _hyphenated(name: str, words: list[_Word], first: int, last: int) -> list[_Word]:
    """The words that hyphens join to words `first` to `last`, with them."""
    while first > 0 and name[words[first - 1].end : words[first].start] == "-":
        first -= 1
    while last + 1 < len(words) and name[words[last].end : words[last + 1].start] == "-":
        last += 1
    return words[first : last + 1]


def _opening(name: str, words: list[_Word], at: int, places: Sequence[tuple[int, int, PlaceRef]]) -> str | None:
    """What lets a place begin at word `at`, after the `places` found so far: its kind, or None."""
    if at == 0 or not words[at].text[0].isupper():
        return None
    last, gap = words[at - 1], name[words[at - 1].end : words[at].start].strip()
    earlier = words[at - 2].key if at > 1 else ""
    before = next((place.level for _, end, place in places if end == last.end), None)
    hyphenated = at > 1 and name[words[at - 2].end : last.start] == "-"
    small = last.text.islower() or name.isupper()
    if earlier in _NO_TOWN_AFTER or (hyphenated and small and before is None):
        return None
    if small and (last.key in _CONTRACTED or (last.key in _ARTICLES and at > 1)):
        return None if at > 2 and words[at - 3].key in _NO_TOWN_AFTER else "article"
    if small and last.key in _BEFORE_TOWN:
        joined = last.key != "et" or any(end == words[at - 2].end for _, end, _ in places)
        return "town" if gap != "-" and joined else None
    if _ACRONYM.match(last.text) or gap[-1:] in ("(", ",", "/"):
        return "bare"
    if before is not None and (gap in ("-", "–") or (gap == "" and not words[at].key.startswith("saint"))):
        return "listed" if before == "commune" else "areas"
    if last.key in _HEAD_ADJECTIVES | _DIRECTIONS:
        return "known"
    return None if gap else "loose"


def _accents(name: str) -> str:
    """The accented letters that are not the first of a word: capitals often lose theirs."""
    return "".join(c for c in re.sub(r"(?<![^\W_])[^\W_]", "", name).lower() if not c.isascii() and c.isalpha())


def _follows(name: str, words: list[_Word], stop: int) -> str:
    """What stands after word `stop - 1`: a hyphen that goes on, another part of a name, or nothing of the kind."""
    if stop == len(words):
        return ""
    gap = name[words[stop - 1].end : words[stop].start]
    if words[stop].key in _DIRECTIONS:
        return "direction"
    return "-" if gap == "-" else "name" if gap == " " and words[stop].text[0].isupper() else ""


@cache
def places() -> Places:
    """The places of France, read once from the compiled table."""
    packed = resources.files("kg.extraction.gazetteers").joinpath("places.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return Places([line for line in lines if not line.startswith("#")])
