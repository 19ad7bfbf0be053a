"""The embedded engine: pyoxigraph, on disk or in memory. Its one room.

One process owns a store on disk; a second one gets StoreBusyError. Readers elsewhere open a `checkpoint`
(`open_checkpoint`): the engine's own read-only opening of a live store fails with "Corruption".
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import InputError, QueryError, StoreBusyError, StoreError
from kg.model import Solutions, Term
from kg.store.base import Store
from kg.store.lines import patch_update
from kg.store.markup import rdfxml, sound
from kg.store.safety import MAX_UPDATE_CHARACTERS, refuse_excess, refuse_federation
from kg.vocabulary import PREFIXES

_RESULTS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
_GRAPHS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
_BULK_BYTES = 8 * 1024 * 1024
STRING = "http://www.w3.org/2001/XMLSchema#string"
PLACE = re.compile(r"error at (\d+):(\d+): ")
_UNKNOWN = re.compile(r"The custom function .* is not supported", re.DOTALL)

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class EmbeddedStore:
    """A Store on pyoxigraph; `folder` None keeps it in memory."""

    def __init__(self, folder: Path | None = None, *, engine: ox.Store | None = None, location: str = "") -> None:
        self.location = location or (str(folder) if folder else "memory")
        self._folder = folder
        self._engine = engine if engine is not None else _open(folder)
        self._closed = False

    def select(self, sparql: str) -> Solutions:
        answer = self._query(sparql)
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError("the query is not a SELECT")
        with _engine_errors():
            variables = tuple(v.value for v in answer.variables)
            count = range(len(variables))
            return Solutions(variables, tuple(tuple(_term(row[i]) for i in count) for row in answer))

    def ask(self, sparql: str) -> bool:
        answer = self._query(sparql)
        if not isinstance(answer, ox.QueryBoolean):
            raise QueryError("the query is not an ASK")
        return bool(answer)

    def construct(self, sparql: str) -> Graph:
        answer = self._query(sparql)
        if not isinstance(answer, ox.QueryTriples):
            raise QueryError("the query is not a CONSTRUCT or DESCRIBE")
        graph = Graph()
        with _engine_errors():
            for triple in answer:
                graph.add((_node(triple.subject), _node(triple.predicate), _node(triple.object)))
        return graph

    def serialise(self, sparql: str, format: str) -> bytes:
        return _written(self._query(sparql), format)

    def update(self, sparql: str) -> None:
        refuse_excess(sparql, MAX_UPDATE_CHARACTERS)
        refuse_federation(sparql)
        self._update(sparql)

    def patch(self, removed: Iterable[str], added: Iterable[str]) -> None:
        text = patch_update(removed, added)
        if text:
            self._update(text)

    def load(self, data: BinaryIO | bytes, format: str, graph: str | None = None) -> None:
        rdf_format = graph_format(format)
        target = ox.NamedNode(graph) if graph else None
        content = data if isinstance(data, bytes) else data.read()
        load = self._engine.load if len(content) <= _BULK_BYTES else self._engine.bulk_load
        with _engine_errors(InputError):
            if rdf_format.supports_datasets:
                load(content, rdf_format)
            else:
                load(content, rdf_format, to_graph=target)

    def add(self, triples: Iterable[tuple[Node, Node, Node]], graph: str | None = None) -> None:
        """Triples without blank nodes, in a graph (None: the default graph), without a text of them all between."""
        target = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        with _engine_errors(InputError):
            self._engine.extend(ox.Quad(_iri(s), _iri(p), _of_engine(o), target) for s, p, o in triples)

    def dump(self, out: BinaryIO, format: str = "nquads") -> None:
        rdf_format = graph_format(format)
        with _engine_errors():
            if rdf_format == ox.RdfFormat.N_QUADS:
                content = self._engine.dump(format=rdf_format) or b""
                out.writelines(line + b"\n" for line in sorted(content.split(b"\n")) if line)
            elif rdf_format == ox.RdfFormat.RDF_XML:
                out.write(_rdfxml(self._engine.quads_for_pattern(None, None, None, ox.DefaultGraph())))
            elif rdf_format.supports_datasets:
                self._engine.dump(out, rdf_format, prefixes=PREFIXES)
            else:
                self._engine.dump(out, rdf_format, from_graph=ox.DefaultGraph(), prefixes=PREFIXES)

    def size(self) -> int:
        with _engine_errors():
            return len(self._engine)

    def checkpoint(self, folder: Path) -> None:
        """A consistent copy (hard links, milliseconds) in a folder that does not exist yet."""
        if self.location == "memory":
            raise StoreError("a store in memory has no checkpoint", cure="use a store on disk")
        if folder.exists():
            raise StoreError(f"{folder} exists already", cure="name a new folder")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _engine_errors():
            self._engine.backup(str(folder))

    def purge(self) -> None:
        """Write the store anew: the engine never lets go of a string it has once kept. Some 10 s a million quads."""
        if self._folder is None:
            return
        fresh, old = _beside(self._folder)
        shutil.rmtree(fresh, ignore_errors=True)
        with _engine_errors():
            copy = ox.Store(str(fresh))
            copy.bulk_load(self._engine.dump(format=ox.RdfFormat.N_QUADS) or b"", ox.RdfFormat.N_QUADS)
            copy.flush()
            del copy
            self._engine = ox.Store()  # lets go of the old files
            self._folder.rename(old)
            fresh.rename(self._folder)
            self._engine = ox.Store(str(self._folder))
        shutil.rmtree(old, ignore_errors=True)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            if self.location != "memory":
                with _engine_errors(), _ignoring_read_only():
                    self._engine.flush()
            self._engine = ox.Store()

    def _query(self, sparql: str) -> Answer:
        refuse_excess(sparql)
        refuse_federation(sparql)
        with _engine_errors():
            return self._engine.query(sparql, prefixes=PREFIXES)

    def _update(self, sparql: str) -> None:
        with _engine_errors():
            self._engine.update(sparql, prefixes=PREFIXES)


def open_checkpoint(folder: Path) -> EmbeddedStore:
    """A checkpoint, read-only: any number of processes may open it. Raises StoreError when it is none."""
    if not folder.is_dir():
        raise StoreError(f"{folder} is not a checkpoint")
    with _engine_errors():
        return EmbeddedStore(engine=ox.Store.read_only(str(folder)), location=str(folder))


def copied(store: Store) -> EmbeddedStore:
    """A copy of a store, to be written in and to go when it is let go of.

    It stands on disk where the store does (a checkpoint: hard links, milliseconds), else in memory.
    """
    folder = Path(tempfile.mkdtemp(prefix="kg-copy-"))
    try:
        store.checkpoint(folder / "graph")
        copy = EmbeddedStore(folder / "graph")
    except StoreError:
        content = io.BytesIO()
        store.dump(content)
        copy = EmbeddedStore()
        copy.load(content.getvalue(), "nquads")
    weakref.finalize(copy, shutil.rmtree, folder, ignore_errors=True)
    return copy


def delete_checkpoint(folder: Path) -> None:
    """Remove a checkpoint; nothing happens when it is gone already."""
    shutil.rmtree(folder, ignore_errors=True)


def graph_format(name: str) -> ox.RdfFormat:
    """The engine's graph format of this name; InputError when there is none."""
    if name not in _GRAPHS:
        raise InputError(f"{name} is no graph format", cure="one of " + ", ".join(_GRAPHS))
    return _GRAPHS[name]


def canonical(data: bytes | str, format: str = "nquads", graph: str | None = None) -> list[str]:
    """The quads of a serialisation as sorted canonical N-Quads lines, literals as the engine rewrites them.

    `graph` is the graph of formats without graphs. Raises InputError when the data does not parse.
    """
    store = EmbeddedStore()
    store.load(data.encode() if isinstance(data, str) else data, format, graph)
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue().decode().split("\n")[:-1]


def rewritten(data: bytes, source: str, target: str) -> bytes:
    """SPARQL results (json) or a graph (ntriples) written in another format of the same family."""
    with _engine_errors():
        if source == "json":
            return _written(ox.parse_query_results(data, ox.QueryResultsFormat.JSON), target)
        return _graph_written((q.triple for q in ox.parse(data, graph_format(source))), target)


def _written(answer: Answer, format: str) -> bytes:
    with _engine_errors():
        if isinstance(answer, ox.QueryTriples):
            return _graph_written(answer, format)
        if format not in _RESULTS:
            raise InputError(f"{format} is no format of results", cure="one of " + ", ".join(_RESULTS))
        body = answer.serialize(format=_RESULTS[format]) or b""
        return sound(body, "json, csv, tsv") if format == "xml" else body


def _graph_written(triples: Iterable[ox.Triple], format: str) -> bytes:
    rdf_format = graph_format(format)
    if rdf_format == ox.RdfFormat.RDF_XML:
        return _rdfxml(triples)
    return ox.serialize(triples, format=rdf_format, prefixes=PREFIXES) or b""


def _rdfxml(triples: Iterable[ox.Triple | ox.Quad]) -> bytes:
    terms = ((_told(each.subject), _told(each.predicate), _told(each.object)) for each in triples)
    return rdfxml(terms, PREFIXES, "turtle, ntriples, jsonld")


def _open(folder: Path | None) -> ox.Store:
    if folder is None:
        return ox.Store()
    fresh, old = _beside(folder)
    if old.exists() and not folder.exists():  # killed between the two renames of `purge`: the new files are whole
        fresh.rename(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _engine_errors():
        engine = ox.Store(str(folder))
    for left in (fresh, old):
        shutil.rmtree(left, ignore_errors=True)
    return engine


def _beside(folder: Path) -> tuple[Path, Path]:
    """Where `purge` writes the new files, and where it puts the old ones aside."""
    return folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> Term | None:
    return None if term is None else _told(term)


def _told(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term("iri", term.value)
    if isinstance(term, ox.Literal):
        datatype = None if term.language or term.datatype.value == STRING else term.datatype.value
        return Term("literal", term.value, datatype, term.language)
    if isinstance(term, ox.BlankNode):
        return Term("bnode", term.value)
    return Term("triple", str(term))


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == STRING else URIRef(term.datatype.value)
        return Literal(term.value, datatype=datatype, normalize=False)
    raise StoreError("quoted triples cannot stand in an RDF 1.1 graph")


def _iri(node: Node) -> ox.NamedNode:
    return ox.NamedNode(str(node))


def _of_engine(node: Node) -> ox.NamedNode | ox.Literal:
    if not isinstance(node, Literal):
        return _iri(node)
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=_iri(node.datatype) if node.datatype else None)


@contextmanager
def _engine_errors(syntax: type[InputError] = QueryError) -> Iterator[None]:
    """The engine's exceptions as kg's own; `syntax` is what a parse error becomes."""
    try:
        yield
    except SyntaxError as error:
        place = PLACE.match(str(error))
        where = f"line {place[1]}, column {place[2]}: " if place else ""
        raise syntax(f"syntax error: {where}{str(error)[place.end() if place else 0 :]}") from error
    except ValueError as error:
        raise syntax(str(error)) from error
    except OSError as error:
        if "lock" in str(error).lower():
            raise StoreBusyError(
                "the store is in use by another process",
                cure="stop that process, or give --store the URL of its server",
            ) from error
        raise StoreError(f"the embedded engine failed: {error}") from error
    except RuntimeError as error:
        if _UNKNOWN.match(str(error)):
            raise QueryError(str(error)) from error
        raise StoreError(f"the embedded engine failed: {error}") from error


@contextmanager
def _ignoring_read_only() -> Iterator[None]:
    """A read-only opening has nothing to flush; the engine says so with an error."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        if "read" not in str(error).lower():
            raise
