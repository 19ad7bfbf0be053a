"""Any SPARQL 1.1 server as a Store, through SPARQLWrapper. Its one room.

A location names the query endpoint; the update endpoint follows from it: `http://host:7878` (Oxigraph: `/query`,
`/update`), `…/query` and `…/sparql` (a sibling `…/update`), `…/repositories/NAME` (RDF4J, GraphDB: `/statements`).
Other servers: both addresses, separated by a space.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from rdflib import Graph
from SPARQLWrapper import JSON, POST, POSTDIRECTLY, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import EndPointNotFound, QueryBadFormed, SPARQLWrapperException

from kg.errors import InputError, QueryError, StoreError
from kg.model import Row, Solutions, Term
from kg.store import embedded
from kg.store.lines import ntriples, patch_update
from kg.store.safety import MAX_UPDATE_CHARACTERS, form, refuse_excess, refuse_federation
from kg.vocabulary import PREFIXES

_RESULTS_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_CHUNK = 20_000
_HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_SECONDS = 300


class RemoteStore:
    """A Store on a SPARQL 1.1 server; raises StoreError at once when nobody answers there."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.query_url, self.update_url = endpoints(location)
        self.ask("ASK {}")

    def select(self, sparql: str) -> Solutions:
        return _solutions(self._results(sparql, "SELECT"))

    def ask(self, sparql: str) -> bool:
        return bool(json.loads(self._results(sparql, "ASK"))["boolean"])

    def construct(self, sparql: str) -> Graph:
        graph = Graph()
        graph.parse(data=self._triples(sparql), format="nt")
        return graph

    def serialise(self, sparql: str, format: str) -> bytes:
        kind = form(sparql)
        if kind in ("CONSTRUCT", "DESCRIBE"):
            return embedded.rewritten(self._triples(sparql), "ntriples", format)
        return embedded.rewritten(self._results(sparql, kind), "json", format)

    def update(self, sparql: str) -> None:
        refuse_excess(sparql, MAX_UPDATE_CHARACTERS)
        refuse_federation(sparql)
        self._update(_HEADER + sparql)

    def patch(self, removed: Iterable[str], added: Iterable[str]) -> None:
        text = patch_update(removed, added)
        if text:
            self._update(text)

    def load(self, data: BinaryIO | bytes, format: str, graph: str | None = None) -> None:
        """INSERT DATA in portions: what is larger than one portion is not atomic as a whole."""
        lines = embedded.canonical(data if isinstance(data, bytes) else data.read(), format, graph)
        if any("_:" in line for line in lines) and len(lines) > _CHUNK:
            raise InputError("blank nodes in a large file cannot be sent in portions", cure="name them with IRIs")
        for start in range(0, len(lines), _CHUNK):
            self.patch((), lines[start : start + _CHUNK])

    def dump(self, out: BinaryIO, format: str = "nquads") -> None:
        embedded.graph_format(format)
        copy = embedded.EmbeddedStore()
        copy.load(self._triples("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"), "ntriples")
        copy.load("\n".join(self._named_lines()).encode(), "nquads")
        copy.dump(out, format)

    def size(self) -> int:
        text = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
        return int(self.select(text).column("n")[0] or 0)

    def checkpoint(self, folder: Path) -> None:  # noqa: ARG002
        raise StoreError(f"{self.location} has no checkpoints", cure="use the server's own backup")

    def purge(self) -> None:
        """The files are the server's."""

    def close(self) -> None:
        """Nothing is held open."""

    def _named_lines(self) -> Iterator[str]:
        for row in self.select("SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }").rows:
            yield " ".join(ntriples(term) for term in row if term is not None) + " ."

    def _results(self, sparql: str, kind: str) -> bytes:
        return self._ask_server(sparql, kind, _RESULTS_JSON)

    def _triples(self, sparql: str) -> bytes:
        return self._ask_server(sparql, "CONSTRUCT", _TRIPLES)

    def _ask_server(self, sparql: str, kind: str, accept: str) -> bytes:
        refuse_excess(sparql)
        refuse_federation(sparql)
        found = form(sparql)
        if found and found != kind and {found, kind} != {"CONSTRUCT", "DESCRIBE"}:
            raise QueryError(f"the query is a {found}, not a {kind}")
        wrapper = self._wrapper(_HEADER + sparql, kind)
        wrapper.setReturnFormat(JSON if kind in ("SELECT", "ASK") else TURTLE)
        wrapper.addCustomHttpHeader("Accept", accept)
        return self._sent(wrapper)

    def _update(self, sparql: str) -> None:
        wrapper = self._wrapper(sparql, "INSERT")
        wrapper.setReturnFormat(JSON)
        self._sent(wrapper)

    def _wrapper(self, text: str, kind: str) -> SPARQLWrapper:
        wrapper = SPARQLWrapper(self.query_url, updateEndpoint=self.update_url)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setTimeout(_SECONDS)
        wrapper.queryString = text
        wrapper.queryType = kind
        return wrapper

    def _sent(self, wrapper: SPARQLWrapper) -> bytes:
        try:
            response = wrapper.query().response
            with response:
                return bytes(response.read())
        except QueryBadFormed as error:
            raise QueryError(_moved_up(str(error))) from error
        except EndPointNotFound as error:
            raise StoreError(f"{self.query_url} has no SPARQL endpoint") from error
        except (SPARQLWrapperException, urllib.error.HTTPError) as error:
            raise StoreError(f"{self.location} answered with an error: {str(error)[:300]}") from error
        except OSError as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"{self.location} does not answer: {reason}", cure="is the server running?") from error


def endpoints(location: str) -> tuple[str, str]:
    """The addresses for queries and for updates; InputError when the location is no http(s) URL."""
    query, _, update = location.partition(" ")
    parts = urlsplit(query)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError(f"{location} is no URL of a SPARQL server")
    if update:
        return query, update.strip()
    path = parts.path.rstrip("/")
    if not path:
        base = query.rstrip("/")
        return f"{base}/query", f"{base}/update"
    if "/repositories/" in path:
        return query, f"{query.rstrip('/')}/statements"
    if path.endswith(("/query", "/sparql")):
        return query, query.rstrip("/").rsplit("/", 1)[0] + "/update"
    return query, query


def _moved_up(message: str) -> str:
    """A server's syntax error, its line counted without the prefixes that were put before the text."""
    text = message.split("Response:")[-1].strip().removeprefix("b'").removeprefix('b"').rstrip("'\"\n ")
    place = embedded.PLACE.search(text)
    if place is None:
        return f"syntax error: {text[:300]}"
    line = int(place[1]) - _HEADER.count("\n")
    return f"syntax error: line {line}, column {place[2]}: {text[place.end() :][:300]}"


def _solutions(data: bytes) -> Solutions:
    answer = json.loads(data)
    variables = tuple(answer["head"]["vars"])
    rows: list[Row] = [
        tuple(_term(binding[v]) if v in binding else None for v in variables)
        for binding in answer["results"]["bindings"]
    ]
    return Solutions(variables, tuple(rows))


def _term(found: dict[str, str]) -> Term:
    kind = {"uri": "iri", "typed-literal": "literal"}.get(found["type"], found["type"])
    datatype = found.get("datatype")
    return Term(kind, found["value"], None if datatype == embedded.STRING else datatype, found.get("xml:lang"))
