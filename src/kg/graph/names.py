"""The names of entities, brought to one form: the part of an IRI that two articles share when they name one thing."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from kg.graph.heads import (
    BARE,
    BY_NAME_ALONE,
    CANONICAL,
    COMMON,
    COMMON_FIRST,
    FACILITIES,
    HEADS,
    HONORIFICS,
    SANCTUARIES,
    STOP,
)
from kg.places import fold, places

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_HEAD_PATTERNS = tuple((re.compile(rf"\b(?:{pattern})\b"), head) for pattern, head in CANONICAL)
_WORD = re.compile(r"[^\W_]+")
_OF_TOWN = re.compile(r"\b(?:de |à |d[’']\s?)([A-ZÀÂÇÉÈÊËÎÏÔÖÙÛÜŒ][^\W_]+)")
_LONGEST = 80


def words(text: str) -> str:
    """Lower case, no accents, ligatures written out, one space between words.

    >>> words("L’Hôtel-Dieu de St-Cœur")
    'l hotel dieu de saint coeur'
    """
    return fold(unicodedata.normalize("NFKC", text).replace("æ", "ae").replace("Æ", "Ae").replace("ß", "ss"))


def slug(text: str) -> str:
    """Folded words joined by hyphens, shortened with a digest when long.

    >>> slug("Médecine d'urgence")
    'medecine-d-urgence'
    """
    joined = words(text).replace(" ", "-")
    plain = "".join(char for char in joined if char.isascii()).strip("-")
    if plain != joined or (not joined and text.strip()):  # letters that Latin script has not
        return "-".join(part for part in (plain[:_LONGEST], "x" + digest(joined or text, 10)) if part)
    if len(joined) <= _LONGEST:
        return joined
    return joined[:_LONGEST].rsplit("-", 1)[0] + "-" + digest(joined, 8)


def digest(text: str, length: int = 20) -> str:
    """The first hexadecimal digits of the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


@lru_cache(maxsize=4096)
def core(type: str, name: str) -> str:
    """What tells a name from others of its type: canonical heads, then without brackets, articles and the type's head.

    >>> core("CH", "Centre hospitalier de Rodez") == core("CH", "l'hôpital de Rodez") == "rodez"
    True
    >>> core("PIMM", "PIMM du CH de Rodez")
    'centre hospitalier rodez'
    """
    text = words(_BRACKETS.sub(" ", name)) or words(name)
    if type == "PERSON":
        kept = [word for word in text.split() if word not in HONORIFICS]
        return " ".join(kept or text.split())
    for pattern, head in _HEAD_PATTERNS:
        text = pattern.sub(head, text)
    for head in HEADS.get(type, ()):
        text = re.sub(rf"\b{head}\b", " ", text)
    return " ".join(word for word in text.split() if word not in STOP)


def bracketed(name: str) -> str | None:
    """The town or département in the brackets of a name: « clinique du Parc (Aveyron) » gives « Aveyron »."""
    for inside in _BRACKETS.findall(name):
        if not inside.isupper() and places().find(inside) is not None:
            return str(inside)
    return None


def holds_place(type: str, name: str) -> bool:
    """Whether the name itself says where the thing is."""
    bare = _BRACKETS.sub(" ", name)
    if type == "PERSON" or not bare.strip():
        return False
    cue = _OF_TOWN.search(bare)  # « de Sarène »: a place, be it in no gazetteer
    if cue is not None and words(cue[1]) not in (COMMON | COMMON_FIRST | SANCTUARIES):
        return True
    return bool(places().in_name(bare))


def is_empty(type: str, content: str) -> bool:
    """Whether nothing is left that names: « le GHT », « l'ARS », « le GIE IRM », « M. Dupont »."""
    if type == "PERSON":
        return len(content.split()) < 2
    return content in BARE.get(type, ()) or all(word in COMMON for word in content.split())


def is_proper(type: str, name: str) -> bool:
    """Whether a name holds a proper noun, and not only what the thing is (« la convention de téléradiologie »)."""
    if type in BY_NAME_ALONE:
        return True
    parts = _WORD.findall(_BRACKETS.sub(" ", name))
    if parts and words(parts[0]) in COMMON_FIRST:
        parts = parts[1:]
    if any(not part[0].islower() and words(part) not in COMMON for part in parts):
        return True
    content = core(type, name)  # a text without any capital
    return len(content) > 3 and places().find(content) is not None


def is_distinctive(type: str, content: str) -> bool:
    """Whether the name tells its bearer apart in all of France, without its town."""
    if type not in FACILITIES:
        return True
    parts = content.split()
    return type != "UNIT" and len(parts) > 1 and parts[0] not in SANCTUARIES
