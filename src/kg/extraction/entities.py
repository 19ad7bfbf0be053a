"""The component `entities`: mentions and what binds them → `doc._.entities`, each with its fullest name and a type."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import aliases, composing, names, placing, statuses
from kg.extraction.clusters import Clusters, Referent, cluster, is_bare
from kg.extraction.edges import MENTIONS, VALUES, ZONES, aligned, text_of
from kg.extraction.intervals import Intervals
from kg.extraction.patterns.heads import LOCAL_WORDS, SAID, TELLING
from kg.extraction.patterns.organisations import HEADS
from kg.extraction.patterns.types import LOCAL, STRUCTURES
from kg.extraction.quantities import fold
from kg.model import Entity, Mention, MentionKind
from kg.places import places

_NAMELESS_VOTE = 0.2
_NAMED_IN_WORDS = STRUCTURES | {"UNIT"}  # « service de radiologie » says which one only beside its hospital
_NEVER_MERGED = frozenset(["AGREEMENT", "CLS", "PERSON"])
_TOLD_BY = [(type, re.compile(rf"(?:{head})\b", re.IGNORECASE)) for type, head, _ in HEADS if type in TELLING]
_BRANDED = {
    branded: [
        re.compile(rf"(?:{head})(?: \([A-ZÉ]\w+\))? (?=«? ?[A-ZÀ-Ý])") for type, head, _ in HEADS if type == branded
    ]
    for branded in ("GCS", "GIE", "GIP", "PRACTICE", "COMPANY")
}
_SAID = {type: re.compile(rf"(?<![\w-])(?:{words})") for type, words in SAID.items()}
_LOCAL_WORDS = names.tokens(LOCAL_WORDS)
_TELLING = frozenset(["DEPARTEMENT", "CH", "CHU", "STATE", "CPTS", "GHT"])


@Language.factory("sante_entities")
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001
    """The factory that the config names."""
    return Entities()


class Entities:
    """Fills `doc._.entities` from `doc.spans["mentions"]` and `doc._.edges`."""

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        doc._.edges = aligned(doc._.edges, [*doc.spans.get(MENTIONS, ()), *doc.spans.get(VALUES, ())])
        referents = list(_borne_out(_referents(doc, text), text))
        clusters = cluster(referents, doc._.edges, text)
        drafts = [draft for group in clusters.groups() if (draft := _draft(clusters, group)) is not None]
        said = [s.text for s in doc.spans.get(VALUES, ()) if s.label_ == "PLACE"]
        told = [d.name for d in drafts if d.type in _TELLING]
        area = placing.area(text, told, said)
        composing.complete(drafts, doc._.edges, text, area, placing.town(told, said, area))
        drafts = _merged(drafts)
        heard = statuses.words(text)
        for draft in drafts:
            draft.type = statuses.status(draft.type, draft.name, area, heard)
        doc._.entities = tuple(_entity(number, draft) for number, draft in enumerate(drafts, 1))
        return doc


def _referents(doc: Doc, text: str) -> list[Referent]:
    """The mentions outside furniture, in order, cleaned; names that lists share are written out."""
    furniture = Intervals((s.start_char, s.end_char) for s in doc.spans.get(ZONES, ()) if s.label_ == "furniture")
    found = []
    for span in sorted(doc.spans.get(MENTIONS, ()), key=lambda s: (s.start_char, -s.end_char)):
        if furniture.touch(span.start_char, span.end_char):
            continue
        surface = text[span.start_char : span.end_char]
        name, short = names.clean(surface), ""
        if (parts := names.introduced(name)) is not None:
            name, short = parts
        type = (_told(name) if span._.kind == MentionKind.NAME else None) or span.label_
        found.append(Referent(span.start_char, span.end_char, type, span._.kind, span._.score, name, short))
    composing.share_heads(found, text)
    return found


def _borne_out(referents: list[Referent], text: str) -> Iterator[Referent]:
    """Without mentions of a form of law whose word the whole text never says: « Nord de la Loire » is no GHT then."""
    folded = fold(text)
    said = {type: bool(pattern.search(folded)) for type, pattern in _SAID.items()}
    return (r for r in referents if said.get(r.type, True))


def _draft(clusters: Clusters, group: list[int]) -> composing.Draft | None:
    """The entity of one cluster; None for descriptions that no name stands behind."""
    members = [clusters.referents[i] for i in group]
    named = [m for m in members if m.named]
    if not named:
        return None
    votes: dict[str, float] = defaultdict(float)
    for member in members:
        votes[member.type] += member.score if member.named else _NAMELESS_VOTE * member.score
    type = max(votes, key=lambda t: (round(votes[t], 4), t))
    full = [m.name for m in named if m.kind == MentionKind.NAME and m.name and not is_bare(m)]
    partial = [m.name for m in named if m.name and (m.kind == MentionKind.ELLIPTIC or is_bare(m))]
    forms = dict.fromkeys(form for m in named for form in (m.name, m.short, _brand(type, m)) if form)
    name = _fullest(full or partial)
    if name and not names.tokens(name):
        return None  # an article or a preposition that stands by itself names nobody
    whole = any(type not in _NAMED_IN_WORDS or not names.bare(form).islower() for form in full)
    return composing.Draft(type, members, name, list(forms), whole)


def _brand(type: str, member: Referent) -> str:
    """« IRM d'Armorique » in « groupement de coopération sanitaire (GCS) IRM d'Armorique »; nothing for a place."""
    if member.kind != MentionKind.NAME or type not in _BRANDED:
        return ""
    head = max((found.end() for pattern in _BRANDED[type] if (found := pattern.match(member.name))), default=0)
    brand = member.name[head:].strip("« »")
    return brand if head and len(brand) > 2 and places().find(brand) is None else ""


def _told(name: str) -> str | None:
    """The type that the first words of a name tell."""
    return next((type for type, head in _TOLD_BY if head.match(name)), None)


def _merged(drafts: list[composing.Draft]) -> list[composing.Draft]:
    """Drafts whose composed names turn out to be one name, as one; authorities of one level and place too."""
    kept: dict[tuple[object, ...], composing.Draft] = {}
    for number, draft in enumerate(drafts):
        words = names.tokens(draft.name) - (_LOCAL_WORDS if draft.type in LOCAL else frozenset())
        alone = draft.type in _NEVER_MERGED or not words
        key = (draft.type, number) if alone else (draft.type, words)
        if key in kept:
            first = kept[key]
            first.members = sorted([*first.members, *draft.members], key=lambda m: (m.start, m.end))
            first.aliases += [draft.name, *draft.aliases]
            first.name = _fullest([first.name, draft.name])
        else:
            kept[key] = draft
    return list(kept.values())


def _fullest(candidates: list[str]) -> str:
    """The form that says most: most telling words, then not in capitals, then the longest, then the first."""
    if not candidates:
        return ""
    return max(candidates, key=lambda name: (len(names.tokens(name)), not name.isupper(), len(name)))


def _entity(number: int, draft: composing.Draft) -> Entity:
    mentions = tuple(Mention(m.start, m.end, MentionKind(m.kind)) for m in draft.members)
    seen = {re.sub(r"\W", "", draft.name).lower()}
    kept = []
    for alias in [*draft.aliases, *aliases.of_name(draft.type, draft.name)]:
        plain = re.sub(r"\W", "", alias).lower()
        if plain and plain not in seen:
            seen.add(plain)
            kept.append(alias)
    return Entity(f"e{number}", draft.type, draft.name, tuple(sorted(kept)), mentions)
