"""The component `relations`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("sante_relations")
def make_relations(nlp: Language, name: str) -> Relations:  # noqa: ARG001
    """The factory that the config names."""
    return Relations()


class Relations:
    """Fills its part of the document."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
