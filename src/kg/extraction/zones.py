"""The component `zones`: what reading found out about the lines of the article, as spans of the document."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from kg.extraction.edges import ZONES, text_of
from kg.model import Article, Zone, ZoneKind

SPOKEN = frozenset(kind for kind in ZoneKind if kind is not ZoneKind.FURNITURE)
"""The zones that state facts and name entities."""
SILENT = frozenset([ZoneKind.FURNITURE, ZoneKind.BYLINE])
"""The zones in which the rules look for nothing: who signs an article holds no post by it."""


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every line that holds more than white space, without the white space around it."""
    start = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            first = start + line.index(bare[0])
            yield first, first + len(bare)
        start += len(line) + 1


def zones_of(article: Article | None, text: str) -> tuple[Zone, ...]:
    """The zones of the article; where it has none, all of the text is body."""
    if article is not None and article.zones:
        return article.zones
    return tuple(Zone(start, end, ZoneKind.BODY) for start, end in lines(text))


@Language.factory("sante_zones")
def make_zones(nlp: Language, name: str) -> Zones:  # noqa: ARG001
    """The factory that the config names."""
    return Zones()


class Zones:
    """Copies `article.zones` to `doc.spans["zones"]` (label: the kind)."""

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for zone in zones_of(doc._.article, text_of(doc)):
            span = doc.char_span(zone.start, zone.end, label=str(zone.kind), alignment_mode="expand")
            if span is not None:
                spans.append(span)
        doc.spans[ZONES] = SpanGroup(doc, name=ZONES, spans=spans)
        return doc
