"""A news desk: articles with what was found in them by hand, and how they are put into a workspace."""

from __future__ import annotations

import io
from dataclasses import replace

from tests.consolidate.press import ENTITIES, fact

from kg.model import Article, Entity, Evidence, Extraction, Fact
from kg.pipeline import Outcome, Workspace, ingest_extractions
from kg.store import Store

WORDS = " ".join(f"mot{n}" for n in range(80))


def reading(
    name: str = "a",
    *facts: Fact,
    text: str = "",
    published: str = "2023-11-16",
    entities: tuple[Entity, ...] = ENTITIES,
    url: str | None = None,
    publisher: str | None = None,
    modified: str | None = None,
    authors: tuple[str, ...] = (),
) -> tuple[Article, Extraction]:
    """An article and what was found in it; all facts are quoted by its first ten letters."""
    body = text or f"Il est dit dans l'article {name}."
    evidence = (Evidence(0, 10, body[:10]),)
    found = tuple(replace(each, evidence=evidence) for each in facts or (fact(since="2022"),))
    article = Article(name, body, (), None, publisher, published, modified, authors, url)
    return article, Extraction(entities, found, "hand 1")


def put(workspace: Workspace, *readings: tuple[Article, Extraction]) -> tuple[Outcome, ...]:
    return ingest_extractions(readings, workspace)


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


def without_marker(data: bytes) -> bytes:
    """A dump without the line that says which transaction was the last."""
    return b"\n".join(line for line in data.split(b"\n") if b"lastTransaction" not in line)
