"""Which site or paper a text shows itself to come from: its header, its footer, its notices."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.reading import furniture, patterns
from kg.reading.features import fold

_SAYS = re.compile(r"\b(?:est (?:une?|edite|publie|habilite)|sont|a ete)\b")
_SECTION = furniture.FAMILIES["navigation"]
_MAYOR = re.compile(r"^mairie (?=d)", re.IGNORECASE)


def publisher(head: Sequence[str], foot: Sequence[str], bylines: Sequence[str]) -> str | None:
    """The publisher; None where nothing shows it. `head` stands before the title, `foot` is the furniture behind it."""
    votes: Counter[str] = Counter()
    forms: dict[str, str] = {}

    def vote(name: str, weight: int) -> bool:
        name = _clean(name)
        key = fold(name)
        named = 1 <= len(name.split()) <= 9 and len(key) > 2 and not _SAYS.search(key)
        if not named or patterns.NO_NAME.match(key) or _is_section(key):
            return False
        votes[key] += weight
        forms.setdefault(key, name)
        return True

    first = 16
    for at, line in enumerate(head[:6]):
        pieces = [p for p in patterns.NAME_ENDS.split(line) if p and p.strip(" []")]
        if not pieces or patterns.PLACE_AND_DAY.match(line):
            continue
        alone = at == 0 or len(pieces) <= 3 or " " in pieces[0].strip()
        if alone and (first == 16 or len(pieces) <= 3) and vote(pieces[0], first):
            first = 3
    for line in foot:
        for name in _noticed(line):
            vote(name, 8)
    if not votes:
        for line in foot[-2:]:
            match = patterns.LAST_LINE.match(line)
            if match:
                vote(match["name"], 1)
    if not votes:
        return None
    whole = [fold(line) for line in (*head, *foot)]
    for key in list(votes):
        votes[key] += 4 * min(3, sum(key in line for line in whole) - 1)
    best = max(votes, key=lambda k: (votes[k], len(k)))
    best = max((k for k in votes if best in k and votes[k] >= 6), key=len, default=best)
    return _longest(best, forms[best], bylines)


def _is_section(key: str) -> bool:
    """Whether a folded name is nothing but words of a menu."""
    return not re.sub(r"[^a-z0-9]|\b(?:et|de|des|la|le|les|du|en)\b", "", _SECTION.sub("", key))


def _noticed(line: str) -> Iterator[str]:
    for pattern in patterns.NOTICES:
        match = pattern.search(line)
        if match:
            yield match["name"]


def _clean(name: str) -> str:
    name = re.sub(r"^\[[^\]]*\]\s*|^[^\w«]+|\s*\(\w{1,6}\)$|[\s.,:;|–—-]+$", "", name.strip())
    return _MAYOR.sub("Commune ", name)


def _longest(key: str, name: str, bylines: Sequence[str]) -> str:
    """A fuller form of the name, where a byline has one (a local edition)."""
    for line in bylines:
        for piece in re.split(r"\s*[,|·–—]\s*", line):
            if fold(piece).startswith(key + " ") and len(piece.split()) <= len(name.split()) + 2 and piece[0].isupper():
                return piece.strip()
    return name
