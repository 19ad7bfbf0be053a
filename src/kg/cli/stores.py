"""The graph that a command speaks to: found, opened, closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.lookup import KnowledgeGraph


def location(store: str | None) -> str:
    """Where the graph is: what the option says, else the setting."""
    return store or settings.STORE


def existing(store: str | None) -> str:
    """The location of a graph that is there to be asked; NotFoundError for a folder without one."""
    place = location(store)
    if place != "memory" and "://" not in place and not (Path(place) / "graph").is_dir():
        raise NotFoundError(
            f"there is no graph in {place}",
            cure=f"fill it with `kg ingest FOLDER --store {place}`, or name another with --store",
        )
    return place


@contextmanager
def graph(store: str | None, state: Path | None = None, known_at: str | None = None) -> Iterator[KnowledgeGraph]:
    """The graph to be asked; with `known_at` as it was believed then."""
    from kg.lookup import open_graph

    if known_at is not None:
        from kg.pipeline import known_then

        with known_then(existing(store), known_at, state) as earlier:
            yield earlier
        return
    with open_graph(existing(store)) as known:
        yield known
