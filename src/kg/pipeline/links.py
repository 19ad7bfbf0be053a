"""Decisions about identity: which entity is which thing of the registries. Kept beside the store, applied at build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from kg.errors import IntegrityError
from kg.graph import document_iri, entity_iri
from kg.model import Article, Extraction, Link


class Links:
    """The file of decisions: the IRI that an entity has unlinked → what it was decided to be."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "links.json"
        self.decisions: dict[str, Link] = {}
        if self._path.exists():
            try:
                said = json.loads(self._path.read_text(encoding="utf-8"))
                self.decisions = {iri: Link(*each) for iri, each in said.items()}
            except (ValueError, TypeError) as error:
                raise IntegrityError(f"{self._path} cannot be read", cure="restore it from a backup") from error

    def decide(self, decisions: Mapping[str, Link | None]) -> None:
        """Keep decisions; None takes one back."""
        self.decisions |= {iri: link for iri, link in decisions.items() if link is not None}
        for iri in (iri for iri, link in decisions.items() if link is None):
            self.decisions.pop(iri, None)
        said = {iri: (link.iri, link.score, link.level, link.features) for iri, link in sorted(self.decisions.items())}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1), encoding="utf-8")
        fresh.replace(self._path)

    def applied(self, article: Article, extraction: Extraction) -> Extraction:
        """The extraction with the decisions on its entities; a link that the extraction brought itself stays."""
        if not self.decisions:
            return extraction
        document = document_iri(article)
        entities = []
        for entity in extraction.entities:
            if entity.link is None:
                link = self.decisions.get(str(entity_iri(entity, extraction, document)))
                entities.append(replace(entity, link=link) if link is not None else entity)
            else:
                entities.append(entity)
        return replace(extraction, entities=tuple(entities))
