"""`/sparql`: the SPARQL 1.1 Protocol for queries. Reads only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from kg.errors import ForbiddenError, InputError, NotAcceptableError, QueryError
from kg.store.safety import form, refuse_excess, refuse_federation
from kg.web.description import description
from kg.web.negotiate import GRAPHS, PAGE, RESULTS, choose, named
from kg.web.pool import Answer, Pool
from kg.web.rewrite import with_dataset
from kg.web.service import service_of, while_connected

MAX_BODY_BYTES = 8 << 20
_CHUNK = 1 << 18
_FORM = "application/x-www-form-urlencoded"
_READ_ONLY = "this endpoint is read-only"

router = APIRouter()


class UnsupportedMediaError(InputError):
    """A body of a kind that the endpoint does not take."""

    http_status = 415


class TooLargeError(InputError):
    """A body beyond the bound."""

    http_status = 413


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it came, with what the protocol lets say beside it."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""
    seconds: float | None = None


@router.api_route("/sparql", methods=["GET", "HEAD", "POST"], include_in_schema=False)
async def sparql(request: Request) -> Response:
    """Answer a query; without one describe the service."""
    asked = await _asked(request)
    if asked is None:
        return _described(request)
    return await answer(request, asked)


async def answer(request: Request, asked: Asked) -> Response:
    """The answer of a query in the form that the request asks for, whole or not at all."""
    kind = await asyncio.to_thread(checked, asked.query)
    media = chosen(request, GRAPHS if kind in ("CONSTRUCT", "DESCRIBE") else RESULTS, asked.format, lenient=not kind)
    return sent(service_of(request).pool, await executed(request, asked, kind, media[0]), media[1])


async def executed(request: Request, asked: Asked, kind: str, format: str) -> Answer:
    """The answer of a checked query, stopped when the asker goes away."""
    service = service_of(request)
    if kind == "DESCRIBE" and not asked.default and not asked.named:
        work = service.describe(asked.query, format, asked.seconds)
    else:
        work = service.pool.run(with_dataset(asked.query, asked.default, asked.named), format, asked.seconds)
    return await while_connected(request, work)


def chosen(
    request: Request, offered: Mapping[str, tuple[str, ...]], format: str = "", *, lenient: bool = False
) -> tuple[str, str]:
    """Format and media type by `format=`, else by Accept; NotAcceptableError lists what there is."""
    found = named(format, offered) if format else choose(request.headers.getlist("accept"), offered)
    if found is None and lenient:
        first = next(iter(offered))
        found = (first, offered[first][0])
    if found is None:
        raise NotAcceptableError(
            "none of the accepted formats is offered", cure=", ".join(types[0] for types in offered.values())
        )
    return found


def sent(pool: Pool, answer: Answer, media: str) -> Response:
    """An answer as a response with its length, so that a broken connection never looks like an end."""
    headers = {"Vary": "Accept", "Content-Length": str(answer.length)}
    if media.startswith("text/"):
        media += "; charset=utf-8"
    if answer.file is None:
        return Response(answer.body, media_type=media, headers=headers)
    source = answer.file.open("rb")
    pool.done(answer)  # the open file keeps the bytes, its name is not needed any more
    return StreamingResponse(_chunks(source), media_type=media, headers=headers)


async def _chunks(source: BinaryIO) -> AsyncIterator[bytes]:
    with source:
        while chunk := await asyncio.to_thread(source.read, _CHUNK):
            yield chunk


def checked(query: str) -> str:
    """The form of a query that may run; refuses updates, federation, excess."""
    refuse_excess(query)
    kind = form(query)
    if kind == "UPDATE":
        raise ForbiddenError(_READ_ONLY, cure="updates go through kg ingest")
    refuse_federation(query)
    return kind


async def _asked(request: Request) -> Asked | None:
    values = _pairs(request.scope["query_string"])
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if request.method == "POST":
        if kind == "application/sparql-update":
            raise ForbiddenError(_READ_ONLY, cure="updates go through kg ingest")
        if kind not in (_FORM, "application/sparql-query"):
            raise UnsupportedMediaError(
                f"{kind or 'a body without a type'} is not taken", cure=f"{_FORM} or application/sparql-query"
            )
        charset = parameters.partition("charset=")[2].strip(' "').lower()
        if charset not in ("", "utf-8", "utf8"):
            raise UnsupportedMediaError(f"the charset {charset} is not taken", cure="utf-8")
        body = await _body(request)
        if kind == _FORM:
            values += _pairs(body)
        elif any(name == "query" for name, _ in values):
            raise QueryError("the query stands in the address and in the body")
        else:
            values.append(("query", _text(body)))
    return _read(values, required=request.method == "POST")


def _read(values: list[tuple[str, str]], *, required: bool) -> Asked | None:
    given: dict[str, list[str]] = {}
    for name, value in values:
        given.setdefault(name, []).append(value)
    if "update" in given:
        raise ForbiddenError(_READ_ONLY, cure="updates go through kg ingest")
    queries = given.get("query", [])
    if not queries:
        if required or given.keys() & {"default-graph-uri", "named-graph-uri"}:
            raise QueryError("the parameter query is missing")
        return None
    if len(queries) > 1:
        raise QueryError("the parameter query stands more than once")
    return Asked(
        query=queries[0],
        default=tuple(given.get("default-graph-uri", [])),
        named=tuple(given.get("named-graph-uri", [])),
        format=(given.get("format") or given.get("output") or [""])[0],
        seconds=_seconds(given.get("timeout", [""])[0]),
    )


def _seconds(text: str) -> float | None:
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise QueryError(f"timeout is a number of seconds, not {text[:40]!r}")
    return seconds


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise QueryError("the parameters are not UTF-8, percent-encoded") from None
    except ValueError as error:
        raise QueryError(f"the parameters cannot be read: {error}") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the query is not UTF-8 (byte {error.start})") from None


async def _body(request: Request) -> bytes:
    too_large = TooLargeError(f"the body is larger than {MAX_BODY_BYTES >> 20} MiB")
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced[:20]) > MAX_BODY_BYTES:
        raise too_large
    parts: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MAX_BODY_BYTES:
            raise too_large
        parts.append(chunk)
    return b"".join(parts)


def _described(request: Request) -> Response:
    asked = request.query_params.get("format") or request.query_params.get("output") or ""
    format, media = chosen(request, {**GRAPHS, **PAGE}, asked)
    if format == "html":
        return Response(status_code=303, headers={"Location": "/#sparql", "Vary": "Accept"})
    text = description(str(request.url.replace(query="")), format)
    return Response(text, media_type=media, headers={"Vary": "Accept"})
