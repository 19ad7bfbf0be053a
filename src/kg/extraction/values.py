"""The component `values`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sante_values")
def make_values(nlp: Language, name: str) -> Values:  # noqa: ARG001
    """The factory that the config names."""
    return Values()


class Values:
    """Fills its part of the document."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
