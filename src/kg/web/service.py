"""What the routes share: the store, its checkpoints, the workers; opened and closed with the application."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import Request

from kg import settings
from kg.errors import DeadlineError, InputError, KgError
from kg.lookup import KnowledgeGraph, labels
from kg.queries import question
from kg.store import Store, is_url, open_store
from kg.web.checkpoints import Checkpoints
from kg.web.pool import Answer, Pool
from kg.web.pooled import PooledStore, solutions
from kg.web.rewrite import described

T = TypeVar("T")
MOST_DESCRIBED = 200
_HEALTH_SECONDS = 5.0
_HURRIED_SECONDS = 1.5  # for what a page shows beside what was asked


class ClientGoneError(Exception):
    """The asker has closed the connection; nobody reads the answer."""


@dataclass
class Service:
    """The parts of a running endpoint. `given` is a store that someone else closes, or a location."""

    given: str | Store
    seconds: float = field(default_factory=lambda: settings.QUERY_SECONDS)
    memory_mb: int = field(default_factory=lambda: settings.QUERY_MEMORY_MB)
    workers: int = 2
    remembered: dict[str, Any] = field(default_factory=dict)
    remembering: threading.Lock = field(default_factory=threading.Lock)

    store: Store = field(init=False)
    pool: Pool = field(init=False)
    graph: KnowledgeGraph = field(init=False)
    hurried: KnowledgeGraph = field(init=False)

    async def open(self) -> None:
        """Open the store and start the workers."""
        await asyncio.to_thread(lambda: (labels("fr"), labels("en")))
        self.store = open_store(self.given) if isinstance(self.given, str) else self.given
        self._checkpoints = Checkpoints(self.store)
        self.pool = Pool(self._checkpoints, seconds=self.seconds, memory_mb=self.memory_mb, size=self.workers)
        await self.pool.start()
        loop = asyncio.get_running_loop()
        self.graph = KnowledgeGraph(PooledStore(self.pool, loop, self.store.location))
        self.hurried = KnowledgeGraph(PooledStore(self.pool, loop, self.store.location, _HURRIED_SECONDS))

    async def close(self) -> None:
        """Stop the workers, delete the checkpoints, close the store when it is ours."""
        await self.pool.close()
        self._checkpoints.close()
        if isinstance(self.given, str):
            self.store.close()

    async def describe(self, query: str, format: str, seconds: float | None) -> Answer:
        """A DESCRIBE: each node with its facts and their evidence (the engine's own tells only its own triples)."""
        loop = asyncio.get_running_loop()
        limit = min(seconds or self.seconds, self.seconds)
        end = loop.time() + limit
        nodes, select = described(query)
        if select:
            found = solutions(self.read(await self.pool.run(select, "json", limit)))
            nodes += [term.value for row in found.rows for term in row if term is not None and term.kind == "iri"]
        nodes = list(dict.fromkeys(nodes))
        if len(nodes) > MOST_DESCRIBED:
            raise InputError(f"DESCRIBE of {len(nodes)} nodes, {MOST_DESCRIBED} are allowed", cure="add a LIMIT")
        text = question("describe").bind(node=nodes) if nodes else "CONSTRUCT { } WHERE { }"
        if end <= loop.time():
            raise DeadlineError(f"the query took longer than {limit:g} seconds")
        return await self.pool.run(text, format, end - loop.time())

    def read(self, answer: Answer) -> bytes:
        """The bytes of an answer, whose file goes."""
        try:
            return answer.file.read_bytes() if answer.file else answer.body
        finally:
            self.pool.done(answer)

    async def health(self) -> tuple[str, list[str]]:
        """`green`, `yellow` (it answers, but something is amiss) or `red` (it does not), and why."""
        reasons = []
        if self.pool.idle == 0:
            reasons.append("all workers are busy")
        else:
            try:
                await self.pool.run("ASK { }", "json", _HEALTH_SECONDS)
            except KgError as error:
                return "red", [str(error)]
        if self.pool.recent_deaths():
            reasons.append(f"{self.pool.recent_deaths()} queries were stopped or lost in the last minute")
        return ("yellow" if reasons else "green"), reasons

    @property
    def remote(self) -> bool:
        """Whether the triples lie on another server."""
        return is_url(self.store.location)


def service_of(request: Request) -> Service:
    """The service of the application that answers this request."""
    found: Service = request.app.state.service
    return found


async def while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """The result of the work, which is cancelled when the asker goes away (ClientGoneError)."""
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientGoneError
    finally:
        for each in (task, gone):
            each.cancel()
        await asyncio.gather(task, gone, return_exceptions=True)


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
