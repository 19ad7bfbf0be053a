"""The graph that a command speaks to: found, opened, closed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.cli.console import note
from kg.cli.words import say
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.journal import Journal
    from kg.lookup import KnowledgeGraph
    from kg.pipeline import Workspace


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
def graph(
    store: str | None, state: Path | None = None, *, known_at: str | None = None, as_of: str | None = None
) -> Iterator[KnowledgeGraph]:
    """The graph to be asked: as it is, as it was believed at a date, and of what held at a date."""
    from kg.lookup import KnowledgeGraph, open_graph

    if known_at is None and as_of is None:
        with open_graph(existing(store)) as known:
            yield known
        return
    from kg import pipeline

    with ExitStack() as stack:
        if known_at is not None:
            known = KnowledgeGraph(pipeline.known_at(existing(store), known_at, state))
        else:
            known = open_graph(existing(store))
        stack.enter_context(known)
        if as_of is not None:
            known = stack.enter_context(KnowledgeGraph(pipeline.as_of(known.store, as_of)))
        yield known


def folder(store: str | None, state: Path | None) -> Path:
    """Where texts, journal and quarantine of a store lie."""
    place = existing(store)
    return Path(state or settings.STATE) if "://" in place else Path(place)


def journal(store: str | None, state: Path | None) -> Journal:
    """The journal of a store, to be read; NotFoundError where there is none."""
    from kg.journal import Journal

    place = folder(store, state) / "journal"
    if not place.is_dir():
        raise NotFoundError(f"there is no journal in {place}", cure="name its folder with --state")
    return Journal(place)


@contextmanager
def workspace(store: str | None, state: Path | None, *, make: bool = False) -> Iterator[Workspace]:
    """The store with all that lies beside it; with `make` it is made where there is none."""
    from kg.pipeline import open_workspace

    with open_workspace(location(store) if make else existing(store), state) as opened:
        if opened.remote:
            note(say("state", folder=opened.folder))
        yield opened
