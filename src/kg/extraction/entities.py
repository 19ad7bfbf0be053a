"""The component `entities`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sante_entities")
def make_entities(nlp: Language, name: str) -> Entities:  # noqa: ARG001
    """The factory that the config names."""
    return Entities()


class Entities:
    """Fills its part of the document."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
