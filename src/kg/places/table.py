"""The table of French communes, départements and régions, and how a name that is said finds its row.

Source: INSEE's official geographical code, compiled into `extraction/gazetteers/places.csv.gz`.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from kg.model import PlaceRef
from kg.places import words

_LEVELS = {"C": "commune", "D": "commune", "N": "commune", "P": "departement", "R": "region"}
_WORD = re.compile(r"[^\W_]+")
KNOWN_TOWN = 2_000  # inhabitants: « du Parc » is no place because some hamlet is called Le Parc
_SHORT_TOWN = 1_000
_BREAK = re.compile(r"[^\w '’\u00a0-]")  # what no name of a commune has between its words
_MOST_BEFORE, _MOST_AFTER, _LONGEST_REST = 4, 5, 50


def fold(name: str) -> str:
    """Lower case, no accents, no hyphens or apostrophes, « St » written out: equal for two spellings of one place."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe").replace("’", "'"))
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)).lower())
    return " ".join("saint" if w == "st" else "sainte" if w == "ste" else w for w in words)


class Table:
    """The table in memory."""

    def __init__(self, lines: list[str]) -> None:
        self._rows = [line.split(";") for line in lines]
        self._by_key: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            self._by_key.setdefault(fold(row[2]), []).append(number)
        self._departement_names = {row[3]: row[2] for row in self._rows if row[0] == "P"}
        self._keys = sorted(self._by_key)
        self._by_code = {(_LEVELS[row[0]], row[1]): number for number, row in reversed(list(enumerate(self._rows)))}

    def _place(self, number: int) -> PlaceRef:
        level, code = self._rows[number][:2]
        today = self._by_code[_LEVELS[level], code] if level == "N" else number
        return PlaceRef(_LEVELS[level], code, self._rows[today][2])

    def _weight(self, number: int) -> tuple[int, int]:
        """Regions before départements before communes, but for Paris, whose département is the commune itself."""
        level, _, name, departement, population = self._rows[number][:5]
        own = level == "C" and self._departement_names.get(departement) == name
        return (3 if own else "NDCPR".index(level), int(population))

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
        return self.best(self.exact_or_longer(name, key, self._by_key.get(key, []), near), near)

    def under_articles(self, name: str, near: str | None = None) -> Iterator[tuple[str, PlaceRef]]:
        """The places that the name finds as it is or after an article, each with how it was said: « Le Havre »."""
        for said in (article + name for article in words.TOWN_ARTICLES):
            if (found := self.find(said, near)) is not None:
                yield said, found

    def grown(self, text: str, start: int, end: int) -> int:
        """Where the commune's name ends that the last words of `text[start:end]` begin: « Argences | en Aubrac ».

        `end` where none goes on after it.
        """
        said = list(_WORD.finditer(text, start, min(len(text), end + _LONGEST_REST)))
        inside = [word for word in said if word.end() <= end][-_MOST_BEFORE:]
        after = [word for word in said if word.start() >= end][:_MOST_AFTER]
        for first in inside:
            for last in reversed(after) if first.group()[0].isupper() else ():
                name = text[first.start() : last.end()]
                if not _BREAK.search(name) and any(not self.is_area(n) for n in self.named(name, fold(name))):
                    return last.end()
        return end

    def exact_or_longer(self, said: str, key: str, exact: list[int], near: str | None) -> list[int]:
        """Exact names; a longer one where there is none, or where the only ones lie elsewhere and it lies `near`."""
        exact = self._spelled(said, exact)
        if not exact:
            return self.longer(key, near)
        if near and all(not self.is_area(n) and self._rows[n][3] != near for n in exact):
            close = [n for n in self.longer(key, near) if self._rows[n][3] == near]
            return [n for n in close if int(self._rows[n][4]) >= KNOWN_TOWN] or exact
        return exact

    def named(self, said: str, key: str) -> list[int]:
        """Numbers of the rows that bear the name `said`, whose folded form is `key`."""
        return self._spelled(said, self._by_key.get(key, []))

    def keyed(self, key: str) -> list[int]:
        """Numbers of the rows whose folded name is `key`."""
        return self._by_key.get(key, [])

    def is_spelled(self, number: int, said: str) -> bool:
        """Whether the row's name has the accents of what is said."""
        return _accents(said) == _accents(self._rows[number][2])

    def is_area(self, number: int) -> bool:
        """Whether the row is a département or a région."""
        return self._rows[number][0] in "PR"

    def is_region(self, number: int) -> bool:
        """Whether the row is a région, of today or before 2016."""
        return self._rows[number][0] == "R"

    def lies_in(self, number: int, departement: str | None) -> bool:
        """Whether the row lies in the département, or is it."""
        return self._rows[number][3] == departement

    def inhabitants(self, number: int) -> int:
        """Inhabitants of the row's commune; 0 where the table gives none."""
        return int(self._rows[number][4])

    def _spelled(self, said: str, found: list[int]) -> list[int]:
        """Of homonyms those with the accents of what is said (« Loire » before Loiré); all where it has none."""
        same = [n for n in found if _accents(said) == _accents(self._rows[n][2])]
        return same or ([] if _accents(said) else found)

    def best(self, found: list[int], near: str | None) -> PlaceRef | None:
        close = [n for n in found if self._rows[n][3] == near] if near else []
        return self._place(max(close or found, key=self._weight)) if found else None

    def longer(self, key: str, near: str | None) -> list[int]:
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


def _accents(name: str) -> str:
    """The accented letters that are not the first of a word: capitals often lose theirs."""
    return "".join(c for c in re.sub(r"(?<![^\W_])[^\W_]", "", name).lower() if not c.isascii() and c.isalpha())
