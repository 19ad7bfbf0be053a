"""`/id/…`: linked data. Each thing of the graph answers at its own path, as a page or as a graph with its evidence."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from kg.errors import InputError, NotFoundError, QueryError
from kg.journal import Journal
from kg.lookup import KnowledgeGraph, Node
from kg.model import Term
from kg.queries import question
from kg.vocabulary import ID, SANTE
from kg.web import pages
from kg.web.negotiate import GRAPHS, PAGE
from kg.web.service import Service, service_of, while_connected
from kg.web.sparql import chosen, sent
from kg.web.tables import local

router = APIRouter()


class GoneError(NotFoundError):
    """A document that the graph has known and no longer does."""

    http_status = 410


_ORDER = {**GRAPHS, **PAGE}


@router.api_route("/id/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
async def record(request: Request, path: str) -> Response:
    """The thing whose IRI ends in this path."""
    iri = f"{ID}{path}"
    format, media = chosen(request, _ORDER, request.query_params.get("format", ""))
    here = request.url.path
    links = ", ".join(f'<{here}?format={name}>; rel="alternate"; type="{types[0]}"' for name, types in GRAPHS.items())
    try:
        text = question("describe").bind(node=Term("iri", iri))
    except QueryError:
        raise NotFoundError(f"the graph does not know {iri[:200]}") from None
    service = service_of(request)
    moved = await run_in_threadpool(_moved, service, iri)
    if moved:
        kept = f"?{request.url.query}" if request.url.query else ""
        return Response(status_code=308, headers={"Location": (local(moved) or moved) + kept})
    if format == "html":
        try:
            node = await run_in_threadpool(_node, service.graph, iri)
        except NotFoundError:
            raise await run_in_threadpool(_absent, service, iri) from None
        page = await run_in_threadpool(pages.node_page, request, node)
        page.headers["Link"] = links
        return page
    answer = await while_connected(request, service.pool.run(text, "ntriples"))
    empty = answer.length == 0
    service.pool.done(answer)
    if empty:
        raise await run_in_threadpool(_absent, service, iri)
    found = sent(service.pool, await while_connected(request, service.pool.run(text, format)), media)
    found.headers.update({"Link": links, "Content-Location": f"{here}?format={format}"})
    return found


def _moved(service: Service, iri: str) -> str:
    """Where a thing has moved to since it was linked to a registry; empty when it has not."""
    found = service.graph.store.select(question("redirect").bind(node=Term("iri", iri)))
    return (found.column("target")[0] or "") if found.rows else ""


def _absent(service: Service, iri: str) -> NotFoundError:
    """Why a thing is not here: it was taken back (410), or nobody knows it (404)."""
    if iri.startswith(f"{ID}document/") and not service.remote:
        journal = Path(service.store.location) / "journal"
        if journal.is_dir() and Journal(journal).log(document=iri, limit=1):
            return GoneError(f"{iri} was taken back")
    return NotFoundError(f"the graph does not know {iri}")


def _node(graph: KnowledgeGraph, iri: str) -> Node:
    """The node in the consolidated layer, else what the sources say of it (statements, annotations, runs)."""
    try:
        return graph.get(iri)
    except NotFoundError:
        described = graph.store.construct(question("describe").bind(node=Term("iri", iri)))
        properties: dict[str, tuple[Term, ...]] = {}
        for subject, predicate, value in described:
            if str(subject) == iri:
                term = Term("iri" if value.n3().startswith("<") else "literal", str(value))
                properties[str(predicate)] = (*properties.get(str(predicate), ()), term)
        if not properties:
            raise
        quotes = properties.get(str(SANTE.quote), ())
        return Node(iri, "", str(quotes[0]) if quotes else iri.rsplit("/", 1)[-1], (), properties, ())
    except InputError as error:
        raise NotFoundError(error.message) from None
