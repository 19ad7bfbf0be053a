"""The application: routes, headers, errors. `create_app` makes it, `serve` runs it."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg import __version__
from kg.errors import InputError, KgError, StoreBusyError, StoreError
from kg.store import Store, open_store
from kg.web import api, pages, records, sparql
from kg.web.service import ClientGoneError, Service
from kg.web.sparql import TooLargeError

HERE = Path(__file__).parent
_SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Location, Link, Retry-After",
}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}


class Headers:
    """Every answer carries the headers of safety and of CORS (any origin, never credentials); OPTIONS is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name.lower() for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((n.encode(), v.encode()) for n, v in _SECURITY.items() if n.lower().encode() not in present),
                ]
            await send(message)

        if scope["method"] == "OPTIONS":
            methods = "GET, HEAD, POST, OPTIONS" if scope["path"] == "/sparql" else "GET, HEAD, OPTIONS"
            allow = {"Allow": methods, "Access-Control-Allow-Methods": methods, **_PREFLIGHT}
            await Response(status_code=204, headers=allow)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)


def create_app(
    store: str | Store, *, seconds: float | None = None, memory_mb: int | None = None, workers: int = 2
) -> FastAPI:
    """The endpoint over a store or the location of one (opened with the application, closed with it).

    `seconds` and `memory_mb` bound each query; `workers` is how many run at once.
    """
    service = Service(store, workers=workers)
    service.seconds = service.seconds if seconds is None else seconds
    service.memory_mb = service.memory_mb if memory_mb is None else memory_mb

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await service.open()
        try:
            yield
        finally:
            await service.close()

    app = FastAPI(
        title="sante-kg",
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.service = service
    app.add_middleware(Headers)
    app.include_router(sparql.router)
    app.include_router(api.router)
    app.include_router(records.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_exception_handler(KgError, _failed)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(ClientGoneError, _gone)
    app.add_exception_handler(Exception, _broken)
    return app


def serve(
    location: str, host: str = "127.0.0.1", port: int = 8000, *, workers: int = 2, log_level: str = "info"
) -> None:
    """Serve the store at a location until interrupted. Raises StoreError or InputError when it cannot begin."""
    store = open_store(location)
    try:
        with _listening(host, port) as listener:
            app = create_app(store, workers=workers)
            config = uvicorn.Config(app, log_level=log_level, server_header=False, timeout_graceful_shutdown=5)
            uvicorn.Server(config).run(sockets=[listener])
    finally:
        store.close()


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{host}:{port} cannot be listened on: {reason}", cure="choose another --port") from error


def _told(
    request: Request, status: int, message: str, cure: str = "", headers: dict[str, str] | None = None
) -> Response:
    """An error in the words of the room: JSON for the API, a page for a browser, a line of text for the rest."""
    headers = {"Vary": "Accept", **(headers or {})}
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": message, "cure": cure}, status, headers=headers)
    if not request.url.path.startswith(("/sparql", "/health")) and pages.wanted(request):
        return pages.error_page(request, status, message, cure, headers)
    return PlainTextResponse(f"{message} ({cure})\n" if cure else f"{message}\n", status, headers=headers)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, KgError)
    headers = {"Retry-After": "2"} if isinstance(error, StoreBusyError) else {}
    if isinstance(error, TooLargeError):
        headers["Connection"] = "close"
    status = 500 if type(error) is StoreError and "survive" in error.message else error.http_status
    return _told(request, status, error.message, error.cure, headers)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = "GET, HEAD, POST, OPTIONS" if request.url.path == "/sparql" else "GET, HEAD, OPTIONS"
    return _told(request, error.status_code, str(error.detail), headers=headers)


async def _gone(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return Response(status_code=499)


async def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return _told(request, 500, "the server has failed", "it goes on; its log says more")
