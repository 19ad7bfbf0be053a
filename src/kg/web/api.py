"""JSON for programs: `/health`, `/api/questions`, `/api/find`, `/api/evidence`."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from kg.errors import InputError
from kg.queries import Question, load_questions
from kg.queries import question as ready
from kg.web.service import service_of
from kg.web.sparql import Asked, answer

router = APIRouter()
RESERVED = frozenset(["lang", "format", "output", "timeout", "why"])


@router.api_route("/health", methods=["GET", "HEAD"])
async def health(request: Request) -> JSONResponse:
    """`green`, `yellow` (it answers, with something amiss) or `red` (503: it does not answer)."""
    status, reasons = await service_of(request).health()
    return JSONResponse(
        {"status": status, "reasons": reasons}, 503 if status == "red" else 200, headers={"Cache-Control": "no-store"}
    )


@router.api_route("/api/questions", methods=["GET", "HEAD"])
def questions() -> list[dict[str, Any]]:
    """The ready questions with their parameters."""
    return [_told(each) for each in load_questions("competency").values()]


@router.api_route("/api/questions/{name}", methods=["GET", "HEAD"])
async def question(request: Request, name: str) -> Response:
    """The rows of a ready question, as SPARQL results in the accepted format (JSON when nothing is said)."""
    return await answer(request, await bound(request, name))


@router.api_route("/api/find", methods=["GET", "HEAD"])
def find(
    request: Request,
    name: Annotated[str, Query(max_length=300)] = "",
    type: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> list[dict[str, Any]]:
    """Nodes whose name is like this one, best first."""
    if not name.strip():
        raise InputError("the parameter name is missing", cure="for example /api/find?name=Rodez")
    return [asdict(each) for each in service_of(request).graph.find(name, type or None, limit)]


@router.api_route("/api/evidence", methods=["GET", "HEAD"])
def evidence(request: Request, fact: Annotated[list[str] | None, Query(max_length=100)] = None) -> list[dict[str, Any]]:
    """Every statement of these facts, with quote, passages and article."""
    if not fact:
        raise InputError("the parameter fact is missing", cure="the IRI in the column fact of an answer")
    return [asdict(each) for each in service_of(request).graph.evidence_for(fact)]


async def bound(request: Request, name: str) -> Asked:
    """A ready question with the parameters of the address; names in the place of IRIs are looked up."""
    asked = ready(name)
    given = parameters(request)
    resolved = await run_in_threadpool(service_of(request).graph.resolved, asked, given)
    return Asked(asked.bind(**resolved), format=request.query_params.get("format", ""))


def parameters(request: Request) -> dict[str, object]:
    """The parameters that the address gives to a question; empty ones are not given, several are alternatives."""
    given: dict[str, object] = {}
    for name in request.query_params:
        values = [value.strip() for value in request.query_params.getlist(name) if value.strip()]
        if values and name not in RESERVED:
            key = "date" if name in ("as_of", "as-of") else name
            given[key] = values[0] if len(values) == 1 else values
    return given


def _told(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "title": {"en": asked.heading("en"), "fr": asked.heading("fr")},
        "description": {"en": asked.description, "fr": asked.description_fr},
        "tags": list(asked.tags),
        "parameters": [
            {key: value for key, value in asdict(each).items() if value not in ("", None)} for each in asked.parameters
        ],
        "address": f"/questions/{asked.name}",
    }
