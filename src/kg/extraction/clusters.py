"""Which mentions speak of one thing: by name, acronym, short form, surname, and by what the voices say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extraction import names
from kg.extraction.edges import SAME, Edge
from kg.extraction.patterns.heads import BARE
from kg.extraction.patterns.types import AUTHORITIES, SEPARATE
from kg.model import MentionKind
from kg.places import places

BARE_HEADS = {type: frozenset(map(names.key, heads)) for type, heads in BARE.items()}
_SHORT = 3  # letters of an acronym that tells whose it is only where both are heard as one type
_NAMED_SAME = 0.8  # what « same » must score to join two names that share nothing


@dataclass(slots=True)
class Referent:
    """One mention, as the clustering sees it."""

    start: int
    end: int
    type: str
    kind: str
    score: float
    name: str
    short: str = ""  # an acronym that the mention itself introduces

    @property
    def named(self) -> bool:
        """Whether it says a name (whole or shortened)."""
        return self.kind in (MentionKind.NAME, MentionKind.ELLIPTIC)


class Clusters:
    """Mentions joined into things (union-find); joining what cannot be one thing does nothing."""

    def __init__(self, referents: list[Referent]) -> None:
        self.referents = referents
        self._parent = list(range(len(referents)))
        self._types = [{r.type} if r.named else set() for r in referents]
        self._named = [r.named for r in referents]
        self._members = [[i] for i in range(len(referents))]

    def root(self, i: int) -> int:
        """The representative of the cluster of mention `i`."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> bool:
        """Make one cluster of the two, unless their types cannot be one thing's."""
        a, b = self.root(i), self.root(j)
        if a == b:
            return True
        first, second = self.referents[a], self.referents[b]
        if (first.type == "PERSON") != (second.type == "PERSON") or not _compatible(self._types[a], self._types[b]):
            return False
        low, high = min(a, b), max(a, b)
        self._parent[high] = low
        self._types[low] |= self._types[high]
        self._named[low] = self._named[low] or self._named[high]
        self._members[low] += self._members[high]
        return True

    def members(self, i: int) -> list[int]:
        """The mentions that are one with mention `i`, itself among them."""
        return self._members[self.root(i)]

    def both_named(self, i: int, j: int) -> bool:
        """Whether two clusters that are not one each hold a name."""
        a, b = self.root(i), self.root(j)
        return a != b and self._named[a] and self._named[b]

    def groups(self) -> list[list[int]]:
        """The clusters, in the order of their first mentions."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self.referents)):
            found[self.root(i)].append(i)
        return list(found.values())


def _compatible(a: set[str], b: set[str]) -> bool:
    return not a or not b or bool(a & b) or not ((a | b) & SEPARATE)


def cluster(referents: list[Referent], edges: Iterable[Edge], text: str) -> Clusters:
    """Join all mentions of one thing. `referents` stand in the order of the text."""
    clusters = Clusters(referents)
    _join_names(clusters)
    _join_acronyms(clusters, text)
    _join_short_tails(clusters)
    _join_people(clusters)
    _join_same(clusters, edges)
    _join_short_forms(clusters)
    _join_bare_heads(clusters)
    return clusters


def _family(type: str) -> str:
    return type if type in SEPARATE else ""


def _join_names(clusters: Clusters) -> None:
    """Names that read alike, and names composed from lists that read like them."""
    known: dict[tuple[str, str], int] = {}
    for i, referent in enumerate(clusters.referents):
        if not referent.named or not (key := names.key(referent.name)):
            continue
        if referent.kind == MentionKind.ELLIPTIC and referent.name[:1].islower() and " de " not in referent.name:
            continue
        clusters.join(known.setdefault((_family(referent.type), key), i), i)


def _join_acronyms(clusters: Clusters, text: str) -> None:
    """« Centre du Val (CDV) … le CDV », and initials: HUS, Hôpitaux universitaires de Strasbourg."""
    short: dict[str, int] = {}
    spelled: dict[str, list[int]] = defaultdict(list)
    for i, referent in enumerate(clusters.referents):
        if referent.kind != MentionKind.NAME or referent.type == "PERSON":
            continue
        if referent.short:
            short.setdefault(names.key(referent.short), i)
        if " " in referent.name:
            for initials in names.initials(referent.name):
                spelled[initials].append(i)
    for i, referent in enumerate(clusters.referents):
        if not referent.named or referent.type == "PERSON":
            continue
        if (owner := short.get(names.key(referent.name))) is not None:
            clusters.join(owner, i)
        elif names.is_acronym(referent.name):
            _join_initials(clusters, i, spelled)
        initialled = all(map(names.is_acronym, referent.name.split()))
        if i and initialled and _in_parentheses_after(text, clusters.referents[i - 1], referent):
            clusters.join(i - 1, i)


def _join_initials(clusters: Clusters, i: int, spelled: dict[str, list[int]]) -> None:
    acronym = re.sub(r"[^a-z0-9]", "", clusters.referents[i].name.lower())
    alike = [j for j in spelled.get(acronym, ()) if clusters.referents[j].type == clusters.referents[i].type]
    if not alike and len(acronym) > _SHORT:
        alike = spelled.get(acronym, [])  # so many letters agree by no chance: one of the two is heard wrong
    owners = {clusters.root(j) for j in alike}
    if len(owners) == 1 and len(acronym) > 2:
        clusters.join(owners.pop(), i)


def _join_short_tails(clusters: Clusters) -> None:
    """« GHT LMF » is « groupement hospitalier de territoire Lac-Montagne-Forêt »: initials of what follows the head."""
    spelled: dict[tuple[str, str], set[int]] = defaultdict(set)
    short: list[tuple[int, str]] = []
    for i, referent in enumerate(clusters.referents):
        heads = BARE_HEADS.get(referent.type)
        if referent.kind != MentionKind.NAME or heads is None:
            continue
        head = frozenset(word for name in heads for word in name.split())
        tail = [word for word in names.key(referent.name).split() if word not in head]
        if len(tail) > 2:
            spelled[referent.type, "".join(word[0] for word in tail)].add(clusters.root(i))
        elif len(tail) == 1 and len(tail[0]) > 2 and tail[0].upper() == referent.name.split()[-1]:
            short.append((i, tail[0]))
    for i, acronym in short:
        owners = spelled[clusters.referents[i].type, acronym]
        if len(owners) == 1:
            clusters.join(next(iter(owners)), i)


def _in_parentheses_after(text: str, before: Referent, after: Referent) -> bool:
    between = text[before.end : after.start]
    return between.strip() == "(" and text[after.end : after.end + 1] == ")" and before.kind == MentionKind.NAME


def _join_people(clusters: Clusters) -> None:
    """A surname alone is the person whose full name ends in it; a first name alone the only one who bears it."""
    full: dict[str, int] = {}
    first: dict[str, set[int]] = defaultdict(set)
    people = [i for i, r in enumerate(clusters.referents) if r.type == "PERSON" and r.kind == MentionKind.NAME]
    for i in people:
        if " " in clusters.referents[i].name:
            full.setdefault(names.surname(clusters.referents[i].name), i)
            first[names.key(clusters.referents[i].name).split(" ")[0]].add(
                full[names.surname(clusters.referents[i].name)]
            )
    for i in people:
        name = clusters.referents[i].name
        if " " not in name and names.surname(name) not in full and len(owners := first[names.key(name)]) == 1:
            clusters.join(next(iter(owners)), i)
        owner = full.get(names.surname(name))
        if owner is not None and (" " not in name or _same_person(name, clusters.referents[owner].name)):
            clusters.join(owner, i)


def _same_person(a: str, b: str) -> bool:
    """Whether two full names of one surname may be one person's: same first name or initial."""
    return names.key(a)[:1] == names.key(b)[:1]


def _join_same(clusters: Clusters, edges: Iterable[Edge]) -> None:
    """What the voice says is the same, surest first; a description takes one antecedent, a name two."""
    at = {(r.start, r.end): i for i, r in enumerate(clusters.referents)}
    taken: dict[int, int] = defaultdict(int)
    towns: dict[str, frozenset[str]] = {}
    for edge in sorted((e for e in edges if e.label == SAME), key=lambda e: (-e.score, e.head, e.tail)):
        head, tail = at.get(edge.head), at.get(edge.tail)
        if head is None or tail is None:
            continue
        one, other = clusters.referents[head], clusters.referents[tail]
        both = one.named and other.named
        if both and (_elsewhere(towns, clusters, head, tail) or _apart(one, other)):
            continue
        if not both and clusters.both_named(head, tail):
            continue  # a description is no bridge between two names
        if taken[head] < (2 if clusters.referents[head].named else 1) and (not both or edge.score >= _NAMED_SAME):
            taken[head] += clusters.join(head, tail)


def _apart(a: Referent, b: Referent) -> bool:
    """Whether two names of persons or of authorities share nothing that tells which."""
    if a.type != b.type:
        return False
    if a.type == "PERSON":
        return not names.tokens(a.name) & names.tokens(b.name)
    if a.type not in AUTHORITIES or is_bare(a) or is_bare(b):
        return False
    heads = frozenset(word for name in BARE_HEADS.get(a.type, ()) for word in name.split())
    one, other = names.tokens(a.name) - heads, names.tokens(b.name) - heads
    return bool(one) and bool(other) and not one & other


def _elsewhere(known: dict[str, frozenset[str]], clusters: Clusters, a: int, b: int) -> bool:
    """Whether the names of two things say two towns: the CH de A is not the CH de B, whatever a voice says.

    Nor is it by way of a « CHU » that the voice takes for both.
    """
    one, other = (_towns(known, clusters, i) for i in (a, b))
    return bool(one) and bool(other) and not one & other


def _towns(known: dict[str, frozenset[str]], clusters: Clusters, i: int) -> frozenset[str]:
    """Codes of the communes in the names of what mention `i` speaks of."""
    named = {clusters.referents[j].name for j in clusters.members(i) if clusters.referents[j].named}
    for name in named - known.keys():
        found = places().in_name("x " + name)
        known[name] = frozenset(place.code for _, _, place in found if place.level == "commune")
    return frozenset().union(*(known[name] for name in named))


def _join_short_forms(clusters: Clusters) -> None:
    """« centre hospitalier de Rodez » is « centre hospitalier Jacques-Puel de Rodez » where no other one can be."""
    by_word: dict[tuple[str, str], set[frozenset[str]]] = defaultdict(set)
    owners: dict[tuple[str, frozenset[str]], int] = {}
    for i, referent in enumerate(clusters.referents):
        if referent.kind == MentionKind.NAME and referent.type not in ("PERSON", "AGREEMENT"):
            words = names.tokens(referent.name)
            owners.setdefault((referent.type, words), i)
            for word in words:
                by_word[referent.type, word].add(words)
    for (type, words), i in owners.items():
        if len(words) < 2 or not clusters.referents[i].name[:1].strip():
            continue
        rarest = min(words, key=lambda word: (len(by_word[type, word]), word))
        longer = [other for other in by_word[type, rarest] if words < other]
        roots = {clusters.root(owners[type, other]) for other in longer}
        if len(roots) == 1 and _says_which(words):
            clusters.join(roots.pop(), i)


def _join_bare_heads(clusters: Clusters) -> None:
    """« le CHU », « la CPTS » among names: the last one named in full before it, where the voice has not said which."""
    last: dict[str, int] = {}
    settled = {clusters.root(i) for i, r in enumerate(clusters.referents) if r.named and not is_bare(r)}
    for i, referent in enumerate(clusters.referents):
        if referent.kind != MentionKind.NAME or referent.type in ("PERSON", "AGREEMENT"):
            continue
        if is_bare(referent):
            if referent.type in last and clusters.root(i) not in settled:
                clusters.join(last[referent.type], i)
        else:
            last[referent.type] = i


def is_bare(referent: Referent) -> bool:
    """Whether a name says no more than its type: « le CHU »."""
    return names.key(referent.name) in BARE_HEADS.get(referent.type, ())


def _says_which(words: frozenset[str]) -> bool:
    """More than head words: « centre hospitalier » alone names nothing."""
    return bool(
        words
        - names.tokens("centre hospitalier universitaire groupement territoire régional intercommunal départemental")
    )
