"""Another spaCy pipeline beside the net, by choice: the persons and places that it names are proposed to the net.

A downloaded pipeline (`fr_core_news_md`, one with a transformer) knows none of the contract's types of organisation;
who is a person and what is a place it may know better. What it proposes counts where the net finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import spacy

from kg.errors import MissingToolError
from kg.extraction.bounds import Proposal
from kg.extraction.said import parts

BLOCK = 100_000  # characters: parsers refuse a million
_PROPOSED = {
    "PER": ("PERSON", "name"), "PERSON": ("PERSON", "name"),
    "LOC": ("PLACE", ""), "GPE": ("PLACE", ""),
}  # fmt: skip


def is_pipeline(name: str) -> bool:
    """Whether this is the name of an installed spaCy pipeline, or the folder of one."""
    return spacy.util.is_package(name) or (Path(name) / "meta.json").is_file()


class Guest:
    """A loaded pipeline that names entities.

    Raises MissingToolError where it cannot be loaded or names none.
    """

    def __init__(self, name: str) -> None:
        try:
            self._nlp = spacy.load(name)
        except (OSError, ValueError, ImportError) as error:
            told = next(iter(str(error).strip().splitlines()), type(error).__name__)
            raise MissingToolError(
                f"the spaCy pipeline {name} cannot be loaded: {told}", cure="reinstall it"
            ) from error
        if not any("doc.ents" in self._nlp.get_pipe_meta(pipe).assigns for pipe in self._nlp.pipe_names):
            raise MissingToolError(f"the spaCy pipeline {name} names no entities", cure="choose one with a part `ner`")

    def proposals(self, text: str) -> Iterator[Proposal]:
        """Persons and places of a text of any length."""
        for shift, part in parts(text, BLOCK):
            for entity in self._nlp(part).ents:
                if entity.label_ in _PROPOSED:
                    type_, kind = _PROPOSED[entity.label_]
                    yield Proposal(entity.start_char + shift, entity.end_char + shift, type_, kind)
