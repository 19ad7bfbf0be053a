"""Where the triples are kept: one seam (`base.Store`), two engines (`embedded`, `remote`)."""

from __future__ import annotations

from pathlib import Path

from kg.store.base import GRAPH_FORMATS, RESULT_FORMATS, Store
from kg.store.embedded import EmbeddedStore, canonical, copied, delete_checkpoint, open_checkpoint
from kg.store.lines import Patch

__all__ = [
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "EmbeddedStore",
    "Patch",
    "Store",
    "canonical",
    "copied",
    "delete_checkpoint",
    "is_url",
    "open_checkpoint",
    "open_store",
]


def is_url(location: str) -> bool:
    """Whether a location names a server."""
    return location.startswith(("http://", "https://"))


def open_store(location: str) -> Store:
    """The store at a location: the folder of a store (its engine lies in `graph/`), `memory`, or a server's URL.

    Raises StoreBusyError when another process owns the folder, StoreError when it cannot be opened or nobody answers.
    """
    if location == "memory":
        return EmbeddedStore()
    if is_url(location):
        from kg.store.remote import RemoteStore

        return RemoteStore(location)
    return EmbeddedStore(Path(location) / "graph", location=location)
