"""Decisions on facts as data: one JSON file, kept beside the store, applied whenever a document is built."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kg.documents import extraction_in, extraction_out
from kg.documents.texts import masked
from kg.errors import IntegrityError
from kg.graph import document_iri
from kg.graph.identity import body_text
from kg.graph.names import digest
from kg.model import Article, Extraction, Fact, Review, Verdict
from kg.pipeline.review.applying import applied
from kg.vocabulary import CLASS_OF_TYPE, FACT_SHAPES

REVIEWS = "reviews.json"
"""The file of decisions in a workspace's folder."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What someone decided about one fact of one document, with all that is needed to find it again.

    `said` holds the fact as the machine said it, with its ends; `corrected` what stands in its place where the
    verdict is `corrected`. The document is known by its IRI, and by digests of its text and of its body.
    """

    id: str
    verdict: Verdict
    by: str
    at: str
    said: Extraction
    corrected: Extraction | None = None
    note: str = ""
    document: str = ""
    name: str = ""
    text: str = ""
    body: str = ""

    @property
    def fact(self) -> Fact:
        """The fact that was decided on."""
        return self.said.facts[0]

    @property
    def holds(self) -> Extraction | None:
        """What is believed by this decision; None where the fact was rejected."""
        return None if self.verdict is Verdict.REJECTED else self.corrected or self.said

    def review(self, *, found: bool = True, replaced: bool = False) -> Review:
        """The decision as a fact bears it."""
        verdict = Verdict.REJECTED if replaced else self.verdict
        return Review(self.id, verdict, self.by, self.at, self.note, found)


def marks(article: Article) -> tuple[str, str, str]:
    """By what a document is known again: its IRI, its text, its words."""
    return str(document_iri(article)), article.digest, digest(body_text(article), 64)


class Reviews:
    """A file of decisions, oldest first; of two on one fact the later one stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.decisions: dict[str, Decision] = {}
        self._by_mark: dict[str, list[Decision]] | None = None
        self.reload()

    def reload(self) -> None:
        """Read the file; IntegrityError where it holds no decisions."""
        self.decisions, self._by_mark = {}, None
        if self.path.exists():
            try:
                said = json.loads(self.path.read_text(encoding="utf-8"))
                self.decisions = {each.id: each for each in map(from_json, said)}
            except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
                raise IntegrityError(f"{self.path} cannot be read", cure="restore it from a backup") from error

    def keep(self, decisions: Iterable[Decision]) -> None:
        """Keep decisions, each in place of an earlier one on the same fact."""
        for decision in decisions:
            self.decisions.pop(decision.id, None)
            self.decisions[decision.id] = decision
        self._write()

    def drop(self, ids: Iterable[str]) -> None:
        """Take decisions back."""
        for id in ids:
            self.decisions.pop(id, None)
        self._write()

    def about(self, article: Article) -> list[Decision]:
        """The decisions on this document, oldest first."""
        if not self.decisions:
            return []
        if self._by_mark is None:
            self._by_mark = {}
            for each in self.decisions.values():
                for mark in {each.document, each.text, each.body} - {""}:
                    self._by_mark.setdefault(mark, []).append(each)
        found = {each.id: each for mark in marks(article) for each in self._by_mark.get(mark, ())}
        return sorted(found.values(), key=lambda each: (each.at, each.id))

    def applied(self, article: Article, extraction: Extraction) -> Extraction:
        """The extraction with the decisions on this document."""
        for decision in self.about(article):
            extraction = applied(decision, article, extraction)
        return extraction

    def forget(self, documents: Iterable[str], digests: Iterable[str], names: Iterable[str], spelt: list[str]) -> None:
        """Drop decisions on these documents or about persons of these names; black out the names in the others."""
        gone, known = {*documents, *digests}, set(names)
        kept = {}
        for id, decision in self.decisions.items():
            if {decision.document, decision.text} & gone or _persons(decision) & known:
                continue
            kept[id] = from_json(_blacked(to_json(decision), spelt)) if spelt else decision
        if kept != self.decisions:
            self.decisions = kept
            self._write()

    def _write(self) -> None:
        self._by_mark = None
        said = [to_json(each) for each in self.decisions.values()]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self.path)


def to_json(decision: Decision) -> dict[str, Any]:
    """A decision as the file holds it."""
    return {
        "id": decision.id,
        "verdict": decision.verdict,
        "by": decision.by,
        "at": decision.at,
        **({"note": decision.note} if decision.note else {}),
        "document": {"iri": decision.document, "name": decision.name, "text": decision.text, "body": decision.body},
        "said": extraction_out(decision.said),
        **({"corrected": extraction_out(decision.corrected)} if decision.corrected else {}),
    }


def from_json(said: Mapping[str, Any]) -> Decision:
    """The decision that such JSON holds; raises ValueError, KeyError or TypeError where it holds none."""
    corrected = extraction_in(said["corrected"]) if "corrected" in said else None
    verdict, about = Verdict(said["verdict"]), said["document"]
    if (verdict is Verdict.CORRECTED) != (corrected is not None):
        raise ValueError("a correction says what is right, nothing else does")
    words = (said["by"], said["at"], said.get("note", ""))
    decision = Decision(
        said["id"],
        verdict,
        words[0],
        words[1],
        extraction_in(said["said"]),
        corrected,
        words[2],
        about["iri"],
        about.get("name", ""),
        about["text"],
        about["body"],
    )
    said_of = (decision.document, decision.text, decision.body)
    if not all(isinstance(each, str) and each for each in (decision.id, decision.by, decision.at, *said_of)):
        raise ValueError("who decided, when, on which document?")
    datetime.fromisoformat(decision.at)
    for held in (decision.said, *([corrected] if corrected else [])):
        _whole(held)
    return decision


def _whole(held: Extraction) -> None:
    """Raise ValueError unless an extraction holds one fact of the contract, with its ends."""
    (fact,) = held.facts
    ends = {entity.id: entity for entity in held.entities}
    if fact.predicate not in FACT_SHAPES or not fact.evidence:
        raise ValueError(f"{fact.predicate!r} is no fact of the contract with a quote")
    if any(end not in ends for end in (fact.subject, fact.object) if end is not None):
        raise ValueError("an end of the fact is missing")
    if any(entity.type not in CLASS_OF_TYPE for entity in held.entities):
        raise ValueError("a type of an entity is not of the contract")


def _persons(decision: Decision) -> set[str]:
    held = (decision.said, decision.corrected or Extraction())
    return {name for each in held for e in each.entities if e.type == "PERSON" for name in (e.name, *e.aliases)}


def _blacked(said: Any, names: list[str]) -> Any:
    if isinstance(said, str):
        return masked(said, names)
    if isinstance(said, dict):
        return {key: _blacked(value, names) for key, value in said.items()}
    return [_blacked(each, names) for each in said] if isinstance(said, list | tuple) else said
