"""Other names of an entity, which no mention says but which its type, its members or its owner let one say.

So that « convention du CH de A », « ACI de la CPTS B » or « site de C du CH de D » find what is called otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction import names
from kg.extraction.patterns import heads
from kg.places import places

_ACI = re.compile(heads.ACI)
_BRAND = re.compile(heads.BRAND)
_TOWN_HEAD = re.compile(heads.TOWN_HEAD)
_PARTNERSHIP = re.compile(heads.PARTNERSHIP_SAID)
_MEMBERS_NAMED = 2


def of_name(type: str, name: str) -> list[str]:
    """With or without the noun before it: « Barjols », « commune de Barjols »; « Almadia » for « groupe Almadia »."""
    if type == "COMMUNE":
        return _of_town(name)
    head = heads.DEFAULT_HEAD.get(type, "")
    if name[:1].isupper() and not names.tokens(head) & names.tokens(name):
        if type in heads.SAID_BY_LAND:
            return [f"{head} {name}"]
        place = places().find(name) if type in heads.SAID_BY_TOWN else None
        if place is not None and names.key(place.name) == names.key(name):
            return [f"{head} {names.of(name)}"]
    brand = _BRAND.fullmatch(name) if type in heads.SAID_BY_BRAND else None
    return [brand["brand"]] if brand else []


def _of_town(name: str) -> list[str]:
    head = _TOWN_HEAD.match(name)
    town = name[head.end() :] if head else name
    known = next((said for said, _ in places().under_articles(town)), None)
    return [] if known is None else [known, f"commune {names.of(known)}"]


def told(type: str, head: str, members: Sequence[str]) -> str:
    """« convention entre le CH de A et la clinique B », « GCS du CH de A et de la clinique B »."""
    if type in heads.BETWEEN or (type == "PPP" and _PARTNERSHIP.match(head)):
        return f"{head} entre {names.listed([names.with_article(m) for m in members])}"
    return f"{head} {names.listed([names.of(m) for m in members])}"


def of_members(type: str, forms: Sequence[str], members: Sequence[tuple[str, str]]) -> list[str]:
    """What a composed one may be called too: by its first members alone, by the CPTS whose contract it is.

    `forms`: what it is described as, the chief description first; `members`: type and name of each.
    """
    if type not in heads.BETWEEN | heads.OF_MEMBERS:
        return []
    own = next((name for kind, name in members if kind in heads.CONTRACTED), None)
    if type == "AGREEMENT" and own is not None and _ACI.search(forms[0]):
        bare = [form for form in forms if not names.says_which(form.replace("ACI", "aci")) and len(form) > 2]
        return [f"{form} {names.of(own)}" for form in dict.fromkeys(bare)]
    first = list(dict.fromkeys(name for _, name in members))
    if len(first) < 2:
        return []
    some = [told(type, forms[0], first[:_MEMBERS_NAMED])] if len(first) > _MEMBERS_NAMED else []
    if type == "PPP" and _PARTNERSHIP.match(forms[0]):
        some += [told(type, head, first) for head in heads.PARTNERSHIP if head != forms[0]]
    if type in heads.OF_MEMBERS:
        towns = _towns(first)
        some += [f"{forms[0]} {names.listed([names.of(town) for town in towns])}"] if towns != first else []
    return [*some, f"{forms[0]} {names.of(first[0])}"]


def _towns(members: Sequence[str]) -> list[str]:
    """The members by their towns alone, one that has none in its name by all of it: « Manosque, Banon et X »."""
    said = (next((p.name for _, _, p in places().in_name(m) if p.level == "commune"), m) for m in members)
    return list(dict.fromkeys(said))


def with_owner(name: str, owners: Sequence[str]) -> list[str]:
    """« site de Langon du CH Sud-Gironde »: a part's name with what it is a part of, where it does not hold it."""
    if not owners or names.tokens(owners[0]) <= names.tokens(name):
        return []
    return [f"{name} {names.of(owners[0])}"]
