"""Names that no article writes out: shared heads of lists, units of an operator, agreements between parties."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.extraction import aliases, names
from kg.extraction.clusters import Referent
from kg.extraction.edges import Edge
from kg.extraction.patterns import heads
from kg.extraction.patterns.types import AUTHORITIES, LOCAL, OTHERS
from kg.model import MentionKind
from kg.places import places

_LIST_HEAD = re.compile(heads.LIST_HEAD)
_ANAPHORIC = re.compile(rf"(?:{heads.ANAPHORIC})(?![\w-])")
_QUALIFIED = re.compile(heads.QUALIFIED)
_ACI = re.compile(heads.ACI)
_POSSESSIVE = re.compile(r" (?:de l['’]|de la |de |du |des |d['’])")
_LOOSE_END = re.compile(r" (?:de la|de|du|des)$")
_PREPOSITION = re.compile(heads.PREPOSITION_BEFORE)
_ARTICLE_OF_TOWN = re.compile(heads.ARTICLE_OF_TOWN)
_PLURAL = re.compile(r"^((?:\w+ux|\w+s)(?: \w+(?:s|x))*) (?=d|[A-ZÀ-Ý])")
_SHARED = re.compile(heads.SHARED)
_NEXT = re.compile(heads.NEXT_IN_LIST)
_SINGLE, _SEVERAL = re.compile(heads.SINGLE), re.compile(heads.SEVERAL_BEFORE)
_UNIVERSITY = re.compile(heads.UNIVERSITY)
_COMMON = re.compile(heads.COMMON_NOUN)
_OWNED = [(type, re.compile(said), owners) for type, said, owners in heads.OWNED]
_REACH = 300  # characters between a list's head and a member
_MEMBERS_NAMED = 3
_NAMED = frozenset([MentionKind.NAME, MentionKind.ELLIPTIC])
_BARE = frozenset(["DEPARTEMENT", "REGION"])
_BARE_WORDS = names.tokens("conseil départemental département région régional général collectivité")


@dataclass(slots=True)
class Draft:
    """An entity in the making. `whole`: one of its mentions says a full name."""

    type: str
    members: list[Referent]
    name: str
    aliases: list[str]
    whole: bool


class _Head(NamedTuple):
    """The words that a bare member of a list takes before its name."""

    words: str
    written: bool  # in the text
    single: bool  # a CHU or a GHT of one body stands there too
    apart: bool  # with a preposition after it: not in « les cliniques Saint-Jean et Pasteur »


def share_heads(referents: list[Referent], text: str) -> None:
    """Give members of lists their head: « les CH de A, B et C » names a CH de B. Changes the referents' names."""
    for referent in referents:
        first, _, rest = referent.name.partition(" ")
        if referent.type == "STATE" and referent.kind in _NAMED and rest and first.lower() in heads.OFFICE:
            referent.name = f"{heads.OFFICE[first.lower()]} {rest}"
            continue
        if referent.kind == MentionKind.NAME and _opens_list(referent, text):
            plural = _PLURAL.match(referent.name)
            referent.name = names.singular(plural[1]) + referent.name[plural.end(1) :] if plural else referent.name
        if referent.kind != MentionKind.ELLIPTIC or not referent.name:
            continue
        if (anaphor := _ANAPHORIC.match(referent.name)) is not None:
            rest = referent.name[anaphor.end() :]
            referent.name = f"{_antecedent_head(referent, referents)}{rest}"
            continue
        plural = _PLURAL.match(referent.name)
        if plural and names.singular(plural[1]) != plural[1]:
            referent.name = names.singular(plural[1]) + referent.name[plural.end(1) :]
        elif (
            referent.name[:1].isupper()
            and not names.is_acronym(referent.name.split()[0])
            and referent.type not in OTHERS
        ):
            head = _head(referent, text)
            words = head.words
            if not head.written and not _is_place(referent.name):
                continue  # a brand or a person's name that no head stands before
            if head.single and referent.type in ("CHU", "GHT") and not _is_known(referent, referents):
                if referent.type == "GHT":
                    continue
                referent.type, words = "CH", heads.DEFAULT_HEAD["CH"]  # no other town has a CHU because one has
            if referent.type == "CH" and head.written and _UNIVERSITY.fullmatch(words):
                referent.type = "CHU"  # « les CHU de A et de B »
            if not names.tokens(referent.name) <= names.tokens(words):
                referent.name = f"{words} {_with_preposition(referent, text, head.apart)}"


def _opens_list(referent: Referent, text: str) -> bool:
    """Whether a name is the first of a list under a shared head: « les centres hospitaliers de A, B et C »."""
    return bool(_SHARED.match(referent.name)) and bool(_NEXT.match(text, referent.end))


def _antecedent_head(referent: Referent, referents: list[Referent]) -> str:
    """« celui d'Albi » after « le centre hospitalier de Rodez » → « centre hospitalier »."""
    for other in reversed(referents):
        if other.end <= referent.start and other.type == referent.type and other.named and other.name[:1].islower():
            head = re.split(r" (?=(?:de |du |des |d['’])?[A-ZÀ-Ý«])", other.name, maxsplit=1)[0]
            return names.singular(re.sub(r" (?:de la|de l['’]|de|du|des)$", "", head))
    return heads.DEFAULT_HEAD.get(referent.type, referent.name)


def _is_place(name: str) -> bool:
    return any(places().under_articles(name))


def _is_known(referent: Referent, referents: list[Referent]) -> bool:
    """Whether another mention of the type says the same with its head: « Limoges » beside « CHU de Limoges »."""
    said = names.tokens(referent.name)
    return any(
        o.type == referent.type and o.kind == MentionKind.NAME and said <= names.tokens(o.name) for o in referents
    )


def _head(referent: Referent, text: str) -> _Head:
    """The nearest head before the mention in its sentence that fits its type, else the type's own.

    A CHU or a GHT that is said of one is no head of a list.
    """
    start = max(text.rfind("\n", 0, referent.start), text.rfind(". ", 0, referent.start), referent.start - _REACH, 0)
    default = heads.DEFAULT_HEAD.get(referent.type, "")
    wanted = names.tokens(default)
    found, single, apart = "", False, True
    for match in _LIST_HEAD.finditer(text, start, min(len(text), referent.start + 1)):
        if _SINGLE.fullmatch(match["head"]) and not _SEVERAL.search(text, start, match.start()):
            single = True
            continue
        head = names.singular(match["head"].removesuffix("s") if match["head"] in ("CHs", "CHUs") else match["head"])
        if not default or names.tokens(head) & wanted:
            found, apart = head, bool(match[0][match.end("head") - match.start() : -1].strip())
    return _Head(found or default, bool(found), single, apart)


def _with_preposition(referent: Referent, text: str, apart: bool) -> str:
    """The bare name with the preposition that stands before or in the mention, else with « de » if `apart`."""
    surface = re.sub(r"\s+", " ", text[referent.start : referent.end]).strip()
    if re.match(r"(?:de l['’]|de la |du |des |de |d['’])", surface):
        return surface
    town = names.article_before(text, referent.start) + surface
    if town != referent.name and _ARTICLE_OF_TOWN.match(town) and places().find(town) is not None:
        return names.of(town)  # « les CH de Guéret et La Souterraine »: the article is of the town's name
    before = _PREPOSITION.search(text[max(0, referent.start - 8) : referent.start])
    if before:
        return before[0].strip() + ("" if before[0].rstrip()[-1] in "'’" else " ") + referent.name
    return names.of(referent.name) if apart else referent.name


def complete(
    drafts: list[Draft], edges: Iterable[Edge], text: str, area: str | None = None, town: str | None = None
) -> None:
    """Compose the names of entities that are only described, from what they are joined to. Changes the drafts.

    `area` is the code of the département that the article is about, `town` the town: « le Département », « la mairie »
    are theirs.
    """
    for draft in drafts:
        if draft.type in heads.WRITTEN_SMALL and _COMMON.match(draft.name) and not names.says_which(draft.name):
            draft.name, draft.whole = draft.name[0].lower() + draft.name[1:], False
    owner = {(m.start, m.end): draft for draft in drafts for m in draft.members}
    joined: dict[int, dict[str, list[Draft | str]]] = defaultdict(lambda: defaultdict(list))
    for edge in sorted(edges, key=lambda e: (e.head, e.tail, e.label)):
        head = owner.get(edge.head)
        if head is not None and (head.type == "UNIT" or _bare(head)):
            joined[id(head)][edge.label].append(owner.get(edge.tail) or text[edge.tail[0] : edge.tail[1]])
    named = {
        member.start: draft
        for draft in drafts
        for member in draft.members
        if member.kind == MentionKind.NAME and draft.type not in ("PERSON", "AGREEMENT")
    }
    for draft in drafts:
        if draft.type in _BARE and names.tokens(draft.name) <= _BARE_WORDS:
            draft.name = _of_area(draft, area) if area is not None else draft.name
        elif draft.type == "COMMUNE" and _bare_commune(draft):
            draft.name = _of_town(draft, town)
        elif draft.type == "STATE" and draft.name == "préfecture" and area is not None:
            draft.name = _of_area(draft, area)
        elif (owned := _owned(draft, drafts)) is not None:
            draft.name = owned
        elif _bare(draft) and draft.name:
            literal = _literal(draft, named, text) if draft.type not in heads.BETWEEN else None
            bare, draft.name = draft.name, literal or _composed(draft, joined[id(draft)], town)
            parties = [d for d in joined[id(draft)]["member"] if isinstance(d, Draft) and d.name]
            said = [(d.type, d.name) for d in parties]
            draft.aliases += aliases.of_members(draft.type, [bare, *draft.aliases], said)
        if draft.type == "STATE" and draft.name in heads.MINISTRY and not _other_ministry(draft, drafts):
            draft.aliases.append(heads.MINISTRY[draft.name])
        if draft.type == "UNIT":
            draft.aliases += aliases.with_owner(draft.name, _owners(draft, joined[id(draft)]))


def _owned(draft: Draft, drafts: list[Draft]) -> str | None:
    """« SISA » → « SISA de la maison de santé du Val »: the only one of the article, or the last before."""
    for type, said, kinds in _OWNED:
        if draft.type == type and said.match(draft.name):
            owners = [d for d in drafts if d.type in kinds and d.whole and d.name]
            if len(owners) > 1:
                first = draft.members[0].start
                before = {m.start: d for d in owners for m in d.members if m.named and m.start < first}
                owners = [before[max(before)]] if before else []
            return f"{draft.name} {names.of(owners[0].name)}" if owners else None
    return None


def _other_ministry(draft: Draft, drafts: list[Draft]) -> bool:
    return any(d is not draft and d.type == "STATE" and d.name.startswith(tuple(heads.MINISTRY)) for d in drafts)


def _literal(draft: Draft, named: dict[int, Draft], text: str) -> str | None:
    """« le PIMM du CH de Rodez »: the name that stands right after one of its mentions, as the text has it."""
    for mention in draft.members:
        loose = _LOOSE_END.search(text, mention.start, mention.end)  # a voice may count « du » to the name
        end = loose.start() if loose else mention.end
        possessive = _POSSESSIVE.match(text, end) if mention.named else None
        other = named.get(possessive.end()) if possessive else None
        if other is not None and other is not draft:
            return f"{draft.name} {names.of(other.name)}"
    return None


def _bare(draft: Draft) -> bool:
    """Whether no mention says a name: only common nouns and acronyms of forms (« un GIE », « le service »)."""
    words = draft.name.split()
    acronym = bool(words) and len(words[0]) < 6 and names.is_acronym(words[0])
    return not draft.whole and (draft.name[:1].islower() or acronym) and draft.type != "PERSON"


def _bare_commune(draft: Draft) -> bool:
    return draft.name.split(" ")[0].lower() in heads.BARE_COMMUNE and not names.says_which(draft.name)


def _of_town(draft: Draft, town: str | None) -> str:
    if town is None:
        return draft.name
    head = "Ville" if draft.name == "Ville" else "ville" if draft.name == "ville" else "commune"
    return f"{head} {names.of(town)}"


def _of_area(draft: Draft, area: str) -> str:
    """« Département » in an article about the Creuse → « Département de la Creuse »."""
    place = places().get("departement", area)
    if place is not None and draft.type == "REGION":
        place = places().region(place)
    if place is None:
        return draft.name
    if draft.type == "REGION" and draft.name[:1].isupper():
        return f"{draft.name} {place.name}"
    return f"{draft.name} {places().of(place)}"


def _composed(draft: Draft, joined: dict[str, list[Draft | str]], town: str | None) -> str:
    members = _names(joined.get("member", ()))
    if draft.type in heads.BETWEEN:
        return _agreement(draft, joined, members)
    if names.says_which(draft.name):
        return draft.name
    if draft.type == "CLS":
        areas = [d.name for d in joined.get("member", ()) if isinstance(d, Draft) and d.type in ("EPCI", "COMMUNE")]
        return f"contrat local de santé {names.of(areas[0])}" if areas else draft.name
    if draft.type in heads.OF_MEMBERS and members:
        return aliases.told(draft.type, draft.name, members[:_MEMBERS_NAMED])
    for parent in _owners(draft, joined) if draft.type not in LOCAL else ():
        return f"{draft.name} {names.of(parent)}"
    places_said = [place for place in joined.get("located_in", ()) if isinstance(place, str)]
    if not places_said and draft.type in heads.OF_TOWN and town is not None:
        places_said = [town]
    return f"{draft.name} {names.of(places_said[0])}" if places_said else draft.name


def _owners(draft: Draft, joined: dict[str, list[Draft | str]]) -> list[str]:
    """Names of what the entity is a part of, is housed by, or is run by."""
    owners = (d for label in ("part_of", "hosted_by", "operated_by") for d in joined.get(label, ()))
    return [d.name for d in owners if isinstance(d, Draft) and d is not draft and d.type != "PERSON" and d.name]


def _agreement(draft: Draft, joined: dict[str, list[Draft | str]], members: list[str]) -> str:
    """« convention entre le CH de A et la clinique B »; the contract of a CPTS with the authorities is its own."""
    head = _QUALIFIED.sub("", draft.name)
    parties = [d for d in joined.get("member", ()) if isinstance(d, Draft)]
    territorial = next((d for d in parties if d.type == "CPTS"), None)
    if territorial is not None and any(d.type in ("INSURANCE", "ARS") for d in parties) and _ACI.search(head):
        return f"accord conventionnel interprofessionnel {names.of(territorial.name)}"
    acting = _names(d for d in parties if d.type not in AUTHORITIES)
    members = acting if len(acting) > 1 else members
    if len(members) > 1 and " entre " not in head:
        return aliases.told(draft.type, head, members[:_MEMBERS_NAMED])
    return f"{head} {names.of(members[0])}" if members and not names.says_which(head) else head


def _names(joined: Iterable[Draft | str]) -> list[str]:
    return list(dict.fromkeys(j.name for j in joined if isinstance(j, Draft) and j.name))
