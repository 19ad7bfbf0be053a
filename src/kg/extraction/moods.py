"""A second voice on modality: where the net hears an assertion, the words of the clause may say a plan or a denial.

Four statements in five are asserted, so the net leans that way; negations, conditionals and futures are words, which
rules hear well. Only the net's assertions are questioned, and only by the sentence that holds the edge's tail.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.extraction import modality
from kg.extraction.edges import Edge
from kg.extraction.evidence import Quotes
from kg.extraction.quantities import fold
from kg.extraction.zones import zones_of
from kg.model import Modality

_HEARD = {Modality.NEGATED, Modality.HOPED, Modality.PLANNED}


@Language.factory("sante_moods", requires=["doc._.edges"], assigns=["doc._.edges"])
def create(nlp: Language, name: str) -> Moods:  # noqa: ARG001
    """The factory that the config names."""
    return Moods()


class Moods:
    """Corrects `doc._.edges`: an asserted edge takes the modality that its clause says."""

    def __call__(self, doc: Doc) -> Doc:
        folded = fold(doc.text)
        quotes = Quotes(doc.text, zones_of(doc._.article, doc.text))
        doc._.edges = tuple(self._heard(edge, folded, quotes) for edge in doc._.edges)
        return doc

    def _heard(self, edge: Edge, folded: str, quotes: Quotes) -> Edge:
        if edge.label == "same" or edge.modality != Modality.ASSERTED:
            return edge
        start, end = quotes.sentence(edge.tail[0])
        ends = [
            offset for low, high in (edge.head, edge.tail) if start <= low and high <= end for offset in (low, high)
        ]
        if not ends:
            return edge
        how = modality.before(folded[start:end], min(ends) - start, max(ends) - start)
        return replace(edge, modality=str(how)) if how in _HEARD else edge
