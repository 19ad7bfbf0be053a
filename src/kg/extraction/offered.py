"""What values an article offers for people to choose: dates, amounts, places… as the contract writes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language

from kg.extraction import edges
from kg.extraction.edges import VALUES
from kg.extraction.evidence import Quotes
from kg.extraction.patterns.types import VALUES as VALUE_OF
from kg.extraction.reading_values import Reader
from kg.extraction.values import Values
from kg.model import Article, Value


@dataclass(frozen=True, slots=True)
class Offered:
    """A value of the article: where it stands, its kind (DATE, PLACE…) and what it says."""

    start: int
    end: int
    kind: str
    value: Value


_PREDICATE = {kind: predicate for predicate, kind in VALUE_OF.items()}


@lru_cache(maxsize=4)
def offered(article: Article) -> tuple[Offered, ...]:
    """The values that the rules see outside furniture, in order; what says nothing that can be written is left out."""
    edges.register()
    doc = _words().make_doc(article.text)
    doc._.article = article
    spans = list(Values()(doc).spans[VALUES])
    reader = Reader(article.text, article.said_on, spans, Quotes(article.text, article.zones), None)
    found = []
    for span in spans:
        value = reader.value(_PREDICATE.get(span.label_, "role"), span)
        if value is not None and value != "":
            found.append(Offered(span.start_char, span.end_char, span.label_, value))
    return tuple(found)


@lru_cache(maxsize=1)
def _words() -> Language:
    nlp = spacy.blank("fr")
    nlp.max_length = 100_000_000  # tokens only: nothing grows faster than the text
    return nlp
