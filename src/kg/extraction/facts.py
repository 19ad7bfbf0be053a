"""The component `facts`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sante_facts")
def make_facts(nlp: Language, name: str) -> Facts:  # noqa: ARG001
    """The factory that the config names."""
    return Facts()


class Facts:
    """Fills its part of the document."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
