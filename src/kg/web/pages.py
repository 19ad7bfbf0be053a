"""Plain pages, in French with an English switch: the start page, the questions, the search, the records, the errors."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool

from kg.errors import InputError, KgError
from kg.lookup import Evidence, KnowledgeGraph, Node
from kg.model import Solutions
from kg.queries import Question, load_questions, question
from kg.vocabulary import CLASS_OF_TYPE
from kg.web.api import bound, parameters
from kg.web.negotiate import PAGE, RESULTS, accepted, weight_of
from kg.web.pooled import solutions
from kg.web.service import Service, service_of
from kg.web.sparql import Asked, answer, checked, chosen, executed
from kg.web.tables import local, named, short, table
from kg.web.words import heading, say

router = APIRouter()
_PREVIEW = 5
_MOST_WHY = 100
_MOST_BYTES = 16 << 20
_REMEMBERED_SECONDS = 60.0
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def start(request: Request) -> Response:
    """The ready questions, each with an example of its answer."""
    service = service_of(request)
    language = language_of(request)
    told = _remembered(service, language)
    return _page(request, "start.html", **told)


@router.api_route("/questions/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def ask(request: Request, name: str) -> Response:
    """A question with its form and its answer; as SPARQL results for those who accept no page."""
    asked = question(name)
    format, _ = chosen(request, {**PAGE, **RESULTS}, request.query_params.get("format", ""))
    if format != "html":
        return await answer(request, await bound(request, name))
    given = parameters(request)
    missing = [each for each in asked.parameters if not each.optional and each.name not in given]
    graph = service_of(request).graph
    found = None if missing else await run_in_threadpool(graph.ask, name, **given)  # type: ignore[arg-type]
    why = await run_in_threadpool(_why, graph, found) if request.query_params.get("why") else ()
    suggestions = await run_in_threadpool(_suggestions, service_of(request))
    here = request.query_params.multi_items()
    explained = why or found is None or "fact" not in found.variables
    return _page(
        request, "question.html", asked=asked, given=given, suggestions=suggestions, why=why,
        answer=None if found is None else table(found, language_of(request)),
        why_link="" if explained else f"?{urlencode([*here, ('why', '1')])}",
        others={each: f"?{urlencode([*here, ('format', each)])}" for each in ("csv", "json")},
    )  # fmt: skip


def _why(graph: KnowledgeGraph, found: Solutions | None) -> tuple[tuple[Evidence, ...], ...]:
    """The statements behind the first rows."""
    if found is None or "fact" not in found.variables:
        return ()
    return graph.why(Solutions(found.variables, found.rows[:_MOST_WHY]))


@router.api_route("/query", methods=["GET", "HEAD"], include_in_schema=False)
async def own(request: Request, query: str = "") -> Response:
    """A query of one's own with its answer below it; programs ask `/sparql`."""
    found: dict[str, Any] = {"answer": None, "text": "", "fault": None}
    if query.strip():
        try:
            found |= await _answered(request, query)
        except KgError as error:
            found["fault"] = error
    links = {each: f"/sparql?{urlencode({'query': query, 'format': each})}" for each in ("csv", "json")}
    page = _page(request, "query.html", query=query, others={} if found["text"] else links, **found)
    if found["fault"]:
        page.status_code = found["fault"].http_status
    return page


async def _answered(request: Request, query: str) -> dict[str, Any]:
    kind = await run_in_threadpool(checked, query)
    graph = kind in ("CONSTRUCT", "DESCRIBE")
    service = service_of(request)
    found = await executed(request, Asked(query), kind, "turtle" if graph else "json")
    if found.length > _MOST_BYTES:
        service.pool.done(found)
        raise InputError("the answer is too large for a page", cure="add a LIMIT, or take it as CSV from /sparql")
    data = service.read(found)
    if graph:
        return {"text": data.decode()}
    if kind == "ASK":
        return {"text": say(str(json.loads(data)["boolean"]).lower(), language_of(request))}
    return {"answer": await run_in_threadpool(lambda: table(solutions(data), language_of(request)))}


@router.api_route("/search", methods=["GET", "HEAD"], include_in_schema=False)
def search(request: Request, name: str = "") -> Response:
    """Organisations by name."""
    found = service_of(request).graph.find(name[:300], limit=30) if name.strip() else ()
    return _page(request, "search.html", name=name, found=found)


def node_page(request: Request, node: Node) -> Response:
    """A thing with its facts, and a fact with its statements."""
    graph = service_of(request).graph
    return _page(
        request, "node.html", node=node, statements=graph.evidence_for(node.iri),
        graphs=("turtle", "jsonld"),
    )  # fmt: skip


def error_page(request: Request, status: int, message: str, cure: str, headers: dict[str, str]) -> Response:
    """An error as a page."""
    found = _page(request, "error.html", status=status, message=message, cure=cure)
    found.status_code = status
    found.headers.update(headers)
    return found


def wanted(request: Request) -> bool:
    """Whether the asker prefers a page."""
    ranges = accepted(request.headers.getlist("accept"))
    return any(media.startswith(("text/html", "application/xhtml")) for media, _ in ranges) and (
        weight_of("text/html", ranges) > 0
    )


def language_of(request: Request) -> str:
    """French, unless `?lang=en`."""
    return "en" if request.query_params.get("lang") == "en" else "fr"


def _page(request: Request, template: str, **values: Any) -> Response:
    language = language_of(request)
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    other = "fr" if language == "en" else "en"
    text = _templates.get_template(template).render(
        language=language,
        other_language=other,
        switch=f"?{urlencode([*kept, ('lang', other)])}",
        suffix="?lang=en" if language == "en" else "",
        say=lambda key, **filled: say(key, language, **filled),
        heading=lambda variable: heading(variable, language),
        link=lambda iri: local(iri, language),
        short=lambda iri: named(iri, language) or short(iri),
        kind=lambda code: named(str(CLASS_OF_TYPE[code]), language) or code if code in CLASS_OF_TYPE else code,
        **values,
    )
    return HTMLResponse(text, headers={"Vary": "Accept", "Content-Language": language})


# -- what the start page remembers for a minute -------------------------------------------------------------------


def _remembered(service: Service, language: str) -> dict[str, Any]:
    kept: dict[str, tuple[float, dict[str, Any]]] = service.remembered
    with service.remembering:
        if language not in kept or time.monotonic() - kept[language][0] > _REMEMBERED_SECONDS:
            told = _told(service, language)
            kept[language] = (time.monotonic(), told)
        return kept[language][1]


def _told(service: Service, language: str) -> dict[str, Any]:
    suggestions = _suggestions(service)
    asked = sorted(load_questions("competency").values(), key=lambda each: ("star" not in each.tags, each.name))
    return {
        "questions": [(each, *_preview(service.hurried, each, suggestions, language)) for each in asked],
        "counts": _counts(service),
    }


def _counts(service: Service) -> dict[str, str]:
    try:
        (row,) = service.hurried.store.select(question("counts").bind())
    except KgError:
        return {}
    return {name: term.value for name, term in row.items()}


def _preview(
    graph: KnowledgeGraph, asked: Question, suggestions: dict[str, list[tuple[str, str]]], language: str
) -> tuple[Any, str]:
    """The first rows of a question, asked about the first thing that fits; and the address of the whole answer."""
    given: dict[str, object] = {}
    for parameter in asked.parameters:
        if not parameter.optional:
            known = suggestions.get(parameter.name)
            if parameter.type == "iri" and not known:
                return None, ""
            given[parameter.name] = known[0][0] if known else parameter.example
    address = f"/questions/{asked.name}?{urlencode({**given, **({'lang': 'en'} if language == 'en' else {})})}"
    try:
        found: Solutions = graph.ask(asked.name, **given)  # type: ignore[arg-type]
    except KgError:
        return None, address
    return table(found, language, _PREVIEW), address


def _suggestions(service: Service) -> dict[str, list[tuple[str, str]]]:
    """Things to ask about, by the name of the parameter: IRI and label."""
    found: dict[str, list[tuple[str, str]]] = {}
    try:
        rows = service.hurried.store.select(question("examples").bind())
    except KgError:
        return {}
    for row in rows:
        found.setdefault(row["parameter"].value, []).append((row["node"].value, row["label"].value))
    found["member"] = found.get("organisation", [])
    return found
