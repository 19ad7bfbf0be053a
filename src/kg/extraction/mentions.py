"""The component `mentions`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sante_mentions")
def make_mentions(nlp: Language, name: str) -> Mentions:  # noqa: ARG001
    """The factory that the config names."""
    return Mentions()


class Mentions:
    """Fills its part of the document."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
