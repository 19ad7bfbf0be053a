"""The seam between kg and whatever holds the triples: a few verbs, two engines behind them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

from rdflib import Graph

from kg.model import Solutions

RESULT_FORMATS = ("json", "xml", "csv", "tsv")
"""Formats of SELECT and ASK answers (SPARQL 1.1 Results)."""

GRAPH_FORMATS = ("turtle", "ntriples", "rdfxml", "jsonld", "nquads", "trig")
"""Formats of graphs and datasets."""


class Store(Protocol):
    """A SPARQL 1.1 dataset: default graph and named graphs.

    Every verb raises StoreError when the engine fails, QueryError when the SPARQL does not parse; what would make the
    engine send requests (SERVICE, LOAD) is refused with ForbiddenError.
    """

    location: str

    def select(self, sparql: str) -> Solutions:
        """The rows of a SELECT."""

    def ask(self, sparql: str) -> bool:
        """The answer of an ASK."""

    def construct(self, sparql: str) -> Graph:
        """The triples of a CONSTRUCT or DESCRIBE."""

    def serialise(self, sparql: str, format: str) -> bytes:
        """The answer of any query in a result format (SELECT, ASK) or a graph format (CONSTRUCT, DESCRIBE)."""

    def update(self, sparql: str) -> None:
        """One SPARQL update, atomic as a whole."""

    def patch(self, removed: Iterable[str], added: Iterable[str]) -> None:
        """Remove, then add, N-Quads lines (no blank nodes), atomic as a whole; for what kg itself computed.

        Equal to `update` with DELETE DATA and INSERT DATA, without the check for federation.
        """

    def load(self, data: BinaryIO | bytes, format: str, graph: str | None = None) -> None:
        """Bulk load; `graph` names the target of formats without graphs (None: the default graph)."""

    def dump(self, out: BinaryIO, format: str = "nquads") -> None:
        """The whole dataset; N-Quads are sorted, so that equal datasets give equal bytes."""

    def size(self) -> int:
        """Number of quads."""

    def checkpoint(self, folder: Path) -> None:
        """A consistent copy that a reader can open while this store goes on; StoreError where the engine has none."""

    def purge(self) -> None:
        """Make what was removed unrecoverable: engines keep it in their files. Nothing where the files are not ours."""

    def close(self) -> None:
        """Flush and let go of the store."""
