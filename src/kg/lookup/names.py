"""How like two names are: accents, case, hyphens and small words do not matter, a slip of the keyboard little."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import permutations

from kg.lookup.labels import labels
from kg.places import fold
from kg.vocabulary import CLASS_OF_TYPE

_SMALL = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "sur", "pour"])
_SPELLINGS = {"a": "aàâäá", "c": "cç", "e": "eéèêë", "i": "iîïí", "n": "nñ", "o": "oôöó", "u": "uùûü", "y": "yÿ"}
_TOGETHER = 3
_HEAD = 4  # letters of a word that a name must hold to be looked at


@lru_cache(maxsize=1)
def acronyms() -> dict[tuple[str, ...], str]:
    """Words that an acronym of the law stands for → the acronym, longest first; from the labels of the ontology.

    >>> acronyms()["groupement", "hospitalier", "territoire"]
    'ght'
    """
    known = labels("fr")
    found: dict[tuple[str, ...], str] = {}
    for code, cls in CLASS_OF_TYPE.items():
        full = tuple(_carrying(known.get(str(cls), "").partition("(")[0]))
        if code.isupper() and "_" not in code and len(full) > 1:
            found.setdefault(full, code.lower())
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def words(name: str) -> list[str]:
    """The words that carry a name, folded, legal forms as their acronyms; all words where there are but small ones.

    >>> words("Groupement hospitalier de territoire de Saint-Étienne")
    ['ght', 'saint', 'etienne']
    """
    found = _carrying(name)
    for full, acronym in acronyms().items():
        for at in range(len(found) - len(full) + 1):
            if tuple(found[at : at + len(full)]) == full:
                found[at : at + len(full)] = [acronym]
                break
    return found


def _carrying(name: str) -> list[str]:
    every = fold(name).split()
    return [word for word in every if word not in _SMALL] or every


def patterns(carrying: list[str]) -> list[str]:
    """Regular expressions, the strictest first: names with all the longest words, then names with one of them.

    A word counts by its beginning and whatever its accents, so that a slip at its end does not matter.
    """
    longest = sorted(dict.fromkeys(carrying), key=len, reverse=True)[:_TOGETHER]
    heads = list(dict.fromkeys(_spelled(word) for word in longest))
    together = ["|".join(".*".join(order) for order in permutations(heads))] if len(heads) > 1 else []
    return [*together, *dict.fromkeys(_spelled(word) for word in carrying)]


def _spelled(word: str) -> str:
    full = next((full for full, acronym in acronyms().items() if acronym == word), ())
    if full:
        return f"({word}|{'.*'.join(_spelled(each) for each in full)})"
    if word in ("saint", "sainte"):
        return "(s[ae]?i?nte?|ste?[ -])"
    head = word[:_HEAD].replace("oe", "\0").replace("ae", "\1")
    classes = "".join(f"[{_SPELLINGS[letter]}]" if letter in _SPELLINGS else letter for letter in head)
    return classes.replace("\0", "(oe|œ)").replace("\1", "(ae|æ)")


def likeness(asked: str, name: str) -> float:
    """From 0 to 1.0, which is the same name but for accents, case, hyphens.

    >>> likeness("CH de rodez", "CH de Rodez")
    1.0
    >>> likeness("hopital Rodez", "Hôpital de Rodez")
    0.97
    """
    if fold(asked) == fold(name):
        return 1.0
    ours, theirs = words(asked), words(name)
    if not ours or not theirs:
        return 0.0
    if sorted(ours) == sorted(theirs):
        return 0.97
    matched = sum(max(_alike(word, other) for other in theirs) for word in ours)
    recall, precision = matched / len(ours), min(1.0, matched / len(theirs))
    return round(0.95 * (0.7 * recall + 0.3 * precision), 4)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if word[0] != other[0] or min(len(word), len(other)) < 4 or abs(len(word) - len(other)) > 2:
        return 0.0
    ratio = SequenceMatcher(None, word, other).ratio()
    return ratio if ratio >= 0.8 else 0.0
