"""Other articles from the same ones: communes and persons swapped, furniture around passages, capitals, apostrophes.

And passages put together as the short news of one page: what one story says is not said of the next one's hospital.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from training.documents import Document, Link, Span

_HEAD = re.compile(r"((?:[a-zàâçéèêëîïôœû'’-]+ )+|[A-Z]{2,5} )(?=\S)")
_ELIDED = re.compile(r"[AEIOUYÉÈÎ]")
_NEVER_RENAMED = frozenset(
    {"PERSON", "COMMUNE", "DEPARTEMENT", "REGION", "ARS", "STATE", "INSURANCE", "UNIVERSITY", "CHU"}
)
_CAPITALISED = re.compile(r"[A-ZÉÈÎÀÂÇÔ][\w’'-]{2,}")
_AFTER_PREPOSITION = re.compile(r"(?:\b(?:[Dd]e|DE|à|À|[Dd]u|DU|[Ee]t|CHU?|GHT|CPTS|MSP) |[dD]['’])([A-ZÉÈÎ][\w'’-]+)")


class Augmenter:
    """Makes variants of the documents it was built from. The same seed gives the same variants."""

    def __init__(self, documents: Sequence[Document], seed: int) -> None:
        self.random = random.Random(seed)
        surfaces = lambda keep: sorted({d.text[s.start : s.end] for d in documents for s in d.spans if keep(s)})  # noqa: E731
        self.communes = [w for w in surfaces(lambda s: s.type == "PLACE") if re.fullmatch(r"[A-ZÉÈÎ][\w'’-]{3,}", w)]
        self.known = set(self.communes)
        self.elided = [w for w in self.communes if _ELIDED.match(w)]
        self.plain = [w for w in self.communes if not _ELIDED.match(w)]
        self.people = [
            w
            for w in surfaces(lambda s: s.type == "PERSON" and s.kind == "name")
            if re.fullmatch(r"[^\W\d]\S+( \S+){1,2}", w)
        ]
        self.tails: dict[tuple[str, str], list[str]] = {}
        for type_, name in sorted(
            {(s.type, d.text[s.start : s.end]) for d in documents for s in d.spans if _proper(s)}
        ):
            if head := _HEAD.match(name):
                self.tails.setdefault((type_, head[1]), []).append(name[head.end() :])
        self.furniture = [block for d in documents if d.zones for block in _furniture(d)]

    def vary(self, document: Document) -> Document:
        """One variant; often the document itself."""
        if self.random.random() < 0.75:
            document = self._swap(document)
        if not document.article and self.furniture and self.random.random() < 0.12:
            document = self._dress(document)
        chance = self.random.random()
        if chance < 0.02:
            document = replace(document, text="".join(c.upper() if len(c.upper()) == 1 else c for c in document.text))
        elif chance < 0.04:
            document = replace(document, text="".join(_unaccented(c) for c in document.text))
        elif chance < 0.15:
            document = replace(document, text=document.text.translate({ord("'"): "’", ord("’"): "'"}))
        return document

    def together(self, documents: Sequence[Document], share: float) -> list[Document]:
        """The documents in random order; of the passages a share in twos to fours, each such group as one document."""
        order = self.random.sample(list(documents), len(documents))
        out: list[Document] = []
        group: list[Document] = []
        size = 0
        for document in order:
            if document.article or document.weak or self.random.random() >= share:
                out.append(document)
                continue
            size = size or self.random.randint(2, 4)
            if any(_share_a_name(document, other) for other in group):
                out.append(document)
                continue
            group.append(document)
            if len(group) == size:
                out.append(_joined(group))
                group, size = [], 0
        return out + group

    def _swap(self, document: Document) -> Document:
        """Put other communes and persons in the place of those named, everywhere in the text."""
        other = {old: new for old, new in self._exchanges(document).items() if self.random.random() < 0.8}
        other |= {old: new for old, new in self._renamed(document).items() if self.random.random() < 0.5}
        if not other:
            return document
        longest = sorted(other, key=lambda w: (-len(w), w))
        found = re.finditer(r"(?<![\w-])(" + "|".join(map(re.escape, longest)) + r")(?![\w-])", document.text)
        return _rewrite(document, [(m.start(), m.end(), other[m.group()]) for m in found])

    def _exchanges(self, document: Document) -> dict[str, str]:
        other: dict[str, str] = {}
        for span in document.spans:
            surface = document.text[span.start : span.end]
            if span.type == "PLACE" and surface in self.known:
                other.setdefault(surface, self._commune(surface))
            elif span.type == "PERSON" and span.kind == "name" and " " in surface and self.people:
                new = self.random.choice(self.people)
                other.setdefault(surface, new)
                other.setdefault(surface.split()[-1], new.split()[-1])
            elif span.kind in {"name", "elliptic"}:
                for word in _AFTER_PREPOSITION.findall(surface):
                    if word in self.known:
                        other.setdefault(word, self._commune(word))
        return other

    def _commune(self, instead_of: str) -> str:
        """Another one; one that takes « d' » where this one does."""
        return self.random.choice(self.elided if _ELIDED.match(instead_of) else self.plain)

    def _renamed(self, document: Document) -> dict[str, str]:
        """Other names with the same head: « clinique des Ormes » for « clinique Saint-Roch ».

        A name that other mentions shorten stays: they would have to change with it.
        """
        text, other = document.text, {}
        for span in document.spans:
            name = text[span.start : span.end]
            head = _HEAD.match(name) if _proper(span) else None
            choices = self.tails.get((span.type, head[1]), []) if head and name not in other else []
            if head and len(choices) > 4 and _always_whole(text, name, _CAPITALISED.findall(name, head.end())):
                other[name] = head[1] + self.random.choice(choices)
        return other

    def _dress(self, document: Document) -> Document:
        """A passage as the body of a page: furniture of other articles before and after it."""
        before, after = self.random.choice(self.furniture), self.random.choice(self.furniture)
        shift, end = len(before) + 1, len(before) + 1 + len(document.text)
        zones = _line_zones(before, 0) + _line_zones(after, end + 1)
        spans = tuple(replace(s, start=s.start + shift, end=s.end + shift) for s in document.spans)
        return replace(document, text=f"{before}\n{document.text}\n{after}", spans=spans, zones=tuple(zones))


def _proper(span: Span) -> bool:
    return span.kind == "name" and span.type not in _NEVER_RENAMED


def _always_whole(text: str, name: str, words: Sequence[str]) -> bool:
    """Whether the words of a name, if there are any, stand nowhere but in it."""
    uses = text.count(name)
    return bool(words) and all(len(re.findall(rf"(?<!\w){re.escape(w)}(?!\w)", text)) == uses for w in words)


def _furniture(document: Document) -> list[str]:
    """The blocks of furniture lines at an article's head and foot, of at most twelve lines."""
    lines = sorted(document.zones)
    kinds = [zone == "furniture" for _, _, zone in lines]
    head = next((i for i, furniture in enumerate(kinds) if not furniture), len(kinds))
    foot = next((i for i, furniture in enumerate(reversed(kinds)) if not furniture), len(kinds))
    blocks = [lines[max(0, head - 12) : head], lines[len(lines) - foot : len(lines) - foot + 12]]
    return ["\n".join(document.text[s:e] for s, e, _ in block) for block in blocks if block]


def _share_a_name(a: Document, b: Document) -> bool:
    """Whether two documents name what may be one thing: then nothing says whether it is."""
    one, other = ({d.text[s.start : s.end].lower() for s in d.spans if s.kind == "name"} for d in (a, b))
    return bool(one & other)


def _joined(documents: Sequence[Document]) -> Document:
    """The documents one after the other, a blank line between them. Their entities stay apart."""
    text = ""
    spans: list[Span] = []
    links: list[Link] = []
    ignored: set[tuple[int, int, str]] = set()
    zones: list[tuple[int, int, str]] = []
    for number, d in enumerate(documents):
        text += "\n\n" if text else ""
        shift, before = len(text), len(spans)
        text += d.text
        spans += [
            replace(s, start=s.start + shift, end=s.end + shift, entity=s.entity and f"{number}-{s.entity}")
            for s in d.spans
        ]
        links += [replace(k, head=k.head + before, tail=k.tail + before) for k in d.links]
        ignored |= {(head + before, tail + before, predicate) for head, tail, predicate in d.ignored}
        zones += [(start + shift, end + shift, zone) for start, end, zone in d.zones]
    first = documents[0]
    return replace(
        first, text=text, spans=tuple(spans), links=tuple(links), ignored=frozenset(ignored), zones=tuple(zones)
    )


def _line_zones(block: str, shift: int) -> list[tuple[int, int, str]]:
    zones = []
    for line in block.split("\n"):
        zones.append((shift, shift + len(line), "furniture"))
        shift += len(line) + 1
    return zones


def _unaccented(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


def _rewrite(document: Document, exchanges: list[tuple[int, int, str]]) -> Document:
    """The document with stretches of its text exchanged, spans and zones moved along."""
    out, at = [], 0
    for start, end, new in exchanges:
        out += [document.text[at:start], new]
        at = end
    text = "".join([*out, document.text[at:]])

    def moved(place: int, is_end: bool) -> int:
        shift = 0
        for start, end, new in exchanges:
            if end <= place:
                shift += len(new) - (end - start)
            elif start < place:
                return start + shift + (len(new) if is_end else 0)
            else:
                break
        return place + shift

    def move(span: Span) -> Span:
        return replace(span, start=moved(span.start, False), end=moved(span.end, True))

    zones = tuple((moved(s, False), moved(e, True), zone) for s, e, zone in document.zones)
    return replace(document, text=text, spans=tuple(map(move, document.spans)), zones=zones)
