"""sante-kg: the knowledge graph of French healthcare organisations.

>>> import kg
>>> graph = kg.open_store("memory")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.lookup import KnowledgeGraph

__version__ = "0.1.0"
__all__ = ["__version__", "open_store"]


def open_store(location: str) -> KnowledgeGraph:
    """The graph at a location (a folder, `memory`, the URL of a SPARQL 1.1 server), to look things up in."""
    from kg.lookup import open_store as opened

    return opened(location)
