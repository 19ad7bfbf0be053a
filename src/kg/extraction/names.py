"""Names of organisations and people as strings: cleaned, compared, shortened, put together."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.extraction.patterns import words

_DETERMINERS = re.compile(rf"(?:{words.DETERMINERS})(?=\S)")
_TRAILING = re.compile(rf"(?:\s+(?:{words.LINKS}))+$")
_TITLES = re.compile(rf"(?:{words.TITLES_OF_PERSONS})+(?=\w)")
_ABBREVIATIONS = [(re.compile(rf"\b(?:{short})\b"), full) for short, full in words.ABBREVIATIONS]
_INTRODUCED = re.compile(r"\s*\(([^()]{2,40})\)\s*$")
_PARENTHESES = re.compile(r"\([^()]*\)")
_ACRONYM = re.compile(r"(?:[A-ZÉÈ][A-ZÉÈa-z0-9&'’-]{0,3}){1,6}")
_ARTICLE_OF_TOWN = re.compile(words.ARTICLE_BEFORE_TOWN)
_DASHES = re.compile(r"[\u2018\u2019\u02bc'\u2010-\u2015-]")


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """What two spellings of one name share: no case, accents, articles or hyphens; short heads written out, once."""
    plain = unicodedata.normalize("NFKD", _DASHES.sub(" ", name.replace("œ", "oe")))
    plain = plain.encode("ascii", "ignore").decode().lower()
    plain = " ".join(re.findall(r"[a-z0-9]+", plain))
    for short, full in _ABBREVIATIONS:
        plain = short.sub(full, plain)
    return " ".join(dict.fromkeys(word for word in plain.split() if word not in words.EMPTY))


def tokens(name: str) -> frozenset[str]:
    """The words of the key."""
    return frozenset(key(name).split())


def clean(surface: str) -> str:
    """A surface as a name: one line, without the article, title or quotation marks around it."""
    name = re.sub(r"\s+", " ", surface).strip(' ,;:.«»"“”-–')
    name = _TITLES.sub("", name, count=1) if _TITLES.match(name) else name
    while (found := _DETERMINERS.match(name)) and found.end() < len(name):
        name = name[found.end() :]
    if name.count("(") > name.count(")"):
        name = name[: name.rindex("(")].rstrip()
    if name.count(")") > name.count("("):
        name = name.replace(")", "").rstrip()
    return _TRAILING.sub("", name).strip()


def introduced(name: str) -> tuple[str, str] | None:
    """« groupement de coopération sanitaire Untel (GCS Untel) » → the long form and the short one, or None."""
    found = _INTRODUCED.search(name)
    if found is None or not found.start():
        return None
    long, short = name[: found.start()], found[1].strip(" «»")
    return (long, short) if short and (is_acronym(short.split()[0]) or _abbreviates(short, long)) else None


def bare(name: str) -> str:
    """Without what stands in parentheses: « groupement (GCS) de moyens » → « groupement de moyens »."""
    return re.sub(r"\s+", " ", _PARENTHESES.sub("", name)).strip()


def _abbreviates(short: str, long: str) -> bool:
    """« Cebip » for « Centre de biologie du Plantaurel »: its letters stand in the long form in order, word by word."""
    plain = key(long).replace(" ", "")
    if not re.fullmatch(r"[A-ZÉ]\w{2,9}", short) or short.lower()[0] != key(long)[:1]:
        return False
    letters = iter(plain)
    return all(letter in letters for letter in key(short))


def is_acronym(word: str) -> bool:
    """« CHU », « CHRU », « Gecam », « AP-HP »: capitals, or a capitalised word no longer than six letters."""
    return bool(_ACRONYM.fullmatch(word)) and sum(c.isupper() for c in word) >= 2


def initials(name: str) -> frozenset[str]:
    """The acronyms a name may have: initials of its full words, of all its words, folded to lower case.

    What stands in parentheses in it says some of its words again: « centre hospitalier (CH) de X ».
    """
    plain = unicodedata.normalize("NFKD", _DASHES.sub(" ", _PARENTHESES.sub(" ", name)))
    plain = plain.encode("ascii", "ignore").decode().lower()
    all_words = re.findall(r"[a-z0-9]+", plain)
    full = [word for word in all_words if word not in words.EMPTY]
    return frozenset("".join(w[0] for w in chosen) for chosen in (full, all_words) if len(chosen) > 1)


def surname(name: str) -> str:
    """The last word of a person's name, folded."""
    found = key(name).split()
    return found[-1] if found else ""


def singular(head: str) -> str:
    """« centres hospitaliers » → « centre hospitalier »; « CH » and what is singular stay."""
    return " ".join(_singular(word) for word in head.split())


def _singular(word: str) -> str:
    known = words.SINGULAR.get(word.lower())
    if known is not None or not word[1:].islower() or len(word) < 5:
        return known or word
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "cès", "urgences", "soins", "pays")) else word


def of(name: str) -> str:
    """« de » before a name, with its article: « du CH de Rodez », « de la clinique du Parc », « d'Albi »."""
    first = re.split(r"[ '’-]", name, maxsplit=1)[0]
    lower = first.lower()
    vowel = unicodedata.normalize("NFD", name[:1]).lower()[:1] in "aeiouyh" and lower not in ("haute", "havre")
    if lower in words.PROPER_ARTICLE:
        return f"{words.PROPER_ARTICLE[lower]} {name}"
    common = first[:1].islower() or is_acronym(first) or lower in words.FEMININE or lower in words.MASCULINE
    if not common:
        if lower in ("le", "les") and " " in name:
            return ("du " if lower == "le" else "des ") + name.split(" ", 1)[1]
        return ("d'" if vowel else "de ") + name
    if vowel:
        return f"de l'{name}"
    return f"de la {name}" if lower in words.FEMININE else f"du {name}"


def listed(names: list[str]) -> str:
    """« A, B et C »."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " et " + names[-1]


def with_article(name: str) -> str:
    """« le CH de A », « la clinique B », « Untel »."""
    before = of(name)
    for preposition, article in (("du ", "le "), ("de la ", "la "), ("de l'", "l'"), ("des ", "les ")):
        if before.startswith(preposition):
            return article + before[len(preposition) :]
    return name


def says_which(name: str) -> bool:
    """Whether a description already says which one: it holds a name, not only an acronym of its own words."""
    return bool(re.search(r"[ '’(][A-ZÀ-Ý]", bare(name)))


def article_before(text: str, start: int) -> str:
    """The capitalised article that stands before an offset and belongs to a town's name: « de La | Ferté-Bernard »."""
    found = _ARTICLE_OF_TOWN.search(text[max(0, start - 5) : start])
    return found[0] if found else ""
