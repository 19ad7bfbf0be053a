"""What the tests of extraction share: the rules' pipeline, once, and a hand that lays spans and edges by words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

import kg.extraction.entities
import kg.extraction.facts
import kg.extraction.zones  # noqa: F401
from kg.extraction import load_pipeline
from kg.extraction.edges import MENTIONS, VALUES, Edge
from kg.extraction.nlp import MODEL
from kg.model import Article, Entity, Fact, Zone

Laid = tuple[str, str] | tuple[str, str, str]


@pytest.fixture(scope="session")
def rules() -> Language:
    """The pipeline with the rules' voice."""
    return load_pipeline("rules")


@pytest.fixture(scope="session", params=["rules", "net"])
def voice(request: pytest.FixtureRequest) -> Language:
    """Each voice in turn; the net's is skipped where its weights are not there."""
    if request.param == "net" and not any(MODEL.glob("*.onnx")):
        pytest.skip("the weights are not here")
    return load_pipeline("rules" if request.param == "rules" else None)


@pytest.fixture(scope="session")
def assembly() -> Language:
    """What both voices share: zones, entities, facts."""
    nlp = spacy.blank("fr")
    for name in ("sante_zones", "sante_entities", "sante_facts"):
        nlp.add_pipe(name)
    return nlp


class Told:
    """A document whose spans and edges a test lays by their words."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: tuple[Entity, ...] = doc._.entities
        self.facts: tuple[Fact, ...] = doc._.facts

    @property
    def names(self) -> list[str]:
        """The names of the entities, in order."""
        return [entity.name for entity in self.entities]

    def said(self, predicate: str) -> list[tuple[str, object]]:
        """Subject's name and object's name or value of each fact of a predicate."""
        by_id = {entity.id: entity.name for entity in self.entities}
        return [
            (by_id[f.subject], by_id[f.object] if f.object is not None else f.value)
            for f in self.facts
            if f.predicate == predicate
        ]


Tell = Callable[..., Told]


@pytest.fixture
def tell(assembly: Language) -> Tell:
    """tell(text, mentions, values, edges): mentions are (words, type[, kind]), values (words, label[, code]), edges
    (words, label, words[, modality[, score]]); words with `#2` at the end are the second occurrence."""

    def make(
        text: str,
        mentions: Iterable[Laid] = (),
        values: Iterable[Laid] = (),
        edges: Iterable[tuple[str, ...]] = (),
        published: str | None = None,
        modified: str | None = None,
        zones: tuple[Zone, ...] = (),
    ) -> Told:
        doc = assembly.make_doc(text)
        doc._.article = Article("told", text, zones, published=published, modified=modified)
        doc.spans[MENTIONS] = [_span(doc, text, m[0], m[1], kind=(*m, "name")[2]) for m in mentions]
        doc.spans[VALUES] = [_span(doc, text, v[0], v[1], code=(*v, "")[2]) for v in values]
        doc._.edges = tuple(
            Edge(place(text, e[0]), place(text, e[2]), e[1], _score(e), (*e, "asserted")[3]) for e in edges
        )
        return Told(assembly(doc))

    return make


def _score(edge: tuple[str, ...]) -> float:
    return float(edge[4]) if len(edge) > 4 else 0.9


def place(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in the text; `#n` at their end asks for the n-th occurrence."""
    words, _, which = words.partition("#")
    at = -1
    for _ in range(int(which or 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def _span(doc: Doc, text: str, words: str, label: str, kind: str = "name", code: str = "") -> Span:
    start, end = place(text, words)
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert span is not None, words
    span._.kind, span._.code, span._.score = kind, code, 0.9
    return span
