"""The workers as a Store, for lookups that run in threads: the pages and the JSON answers ask nothing by themselves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from rdflib import Graph

from kg.errors import ForbiddenError, QueryError
from kg.model import Row, Solutions, Term
from kg.web.pool import Pool

_STRING = "http://www.w3.org/2001/XMLSchema#string"


class PooledStore:
    """Reads through a pool; every write is refused."""

    def __init__(
        self, pool: Pool, loop: asyncio.AbstractEventLoop, location: str, seconds: float | None = None
    ) -> None:
        self.location = location
        self._seconds = seconds
        self._pool = pool
        self._loop = loop

    def select(self, sparql: str) -> Solutions:
        return solutions(self.serialise(sparql, "json"))

    def ask(self, sparql: str) -> bool:
        return bool(json.loads(self.serialise(sparql, "json"))["boolean"])

    def construct(self, sparql: str) -> Graph:
        graph = Graph()
        graph.parse(data=self.serialise(sparql, "ntriples"), format="nt")
        return graph

    def serialise(self, sparql: str, format: str) -> bytes:
        answer = asyncio.run_coroutine_threadsafe(self._pool.run(sparql, format, self._seconds), self._loop).result()
        try:
            return answer.file.read_bytes() if answer.file else answer.body
        finally:
            self._pool.done(answer)

    def update(self, sparql: str) -> None:  # noqa: ARG002
        raise ForbiddenError("this server is read-only")

    def patch(self, removed: Iterable[str], added: Iterable[str]) -> None:  # noqa: ARG002
        raise ForbiddenError("this server is read-only")

    def purge(self) -> None:
        raise ForbiddenError("this server is read-only")

    def load(self, data: BinaryIO | bytes, format: str, graph: str | None = None) -> None:  # noqa: ARG002
        raise ForbiddenError("this server is read-only")

    def dump(self, out: BinaryIO, format: str = "nquads") -> None:  # noqa: ARG002
        raise ForbiddenError("this server gives no dumps", cure="use kg export")

    def size(self) -> int:
        counted = self.select("SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }")
        return int(counted.column("n")[0] or 0)

    def checkpoint(self, folder: Path) -> None:  # noqa: ARG002
        raise ForbiddenError("this server is read-only")

    def close(self) -> None:
        """The pool is closed by whoever opened it."""


def solutions(data: bytes) -> Solutions:
    """SPARQL results in JSON as values."""
    answer = json.loads(data)
    if "results" not in answer:
        raise QueryError("the query is not a SELECT")
    variables = tuple(answer["head"]["vars"])
    rows: list[Row] = [
        tuple(_term(binding[name]) if name in binding else None for name in variables)
        for binding in answer["results"]["bindings"]
    ]
    return Solutions(variables, tuple(rows))


def _term(found: dict[str, str]) -> Term:
    kind = {"uri": "iri", "typed-literal": "literal"}.get(found["type"], found["type"])
    datatype = found.get("datatype")
    return Term(kind, str(found["value"]), None if datatype == _STRING else datatype, found.get("xml:lang"))
