"""Queries run in worker processes that can be killed: at the deadline, past the memory, when the asker has gone."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import kg.errors as errors
from kg.errors import DeadlineError, KgError, MemoryBoundError, StoreBusyError, StoreError
from kg.resources import PACKAGE
from kg.web.checkpoints import Checkpoints

_START = "import sys; sys.path.insert(0, {path!r}); from kg.web.worker import main; main()"
_LINE_BYTES = 1 << 16
_TOLD_FOR = 60.0
_PATIENCE = 0.5  # seconds after which a query counts as long
_NICE = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query answered: bytes, or a file of the pool's that `Pool.done` deletes."""

    length: int
    body: bytes = b""
    file: Path | None = None


class _Worker:
    """One process and what it has open."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self.process = process
        self.log = log
        self.source = ""
        self.slow = False

    async def ask(self, job: dict[str, str]) -> Answer:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(json.dumps(job).encode() + b"\n")
            await self.process.stdin.drain()
            head = json.loads(await self.process.stdout.readuntil(b"\n"))
            if "error" in head:
                raise _error(head)
            if head["spooled"]:
                return Answer(head["length"], file=Path(job["spool"]))
            return Answer(head["length"], body=await self.process.stdout.readexactly(head["length"]))
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            raise await self._died() from error

    async def _died(self) -> KgError:
        code = await self.process.wait()
        told = self.log.read_text("utf-8", "replace") if self.log.exists() else ""
        if "memory allocation" in told or "bad_alloc" in told or "MemoryError" in told or code == -signal.SIGKILL:
            return MemoryBoundError("the query ran past its memory", cure="ask for less at a time: a LIMIT, a filter")
        return StoreError(
            "the engine could not survive this query", cure="make it shorter or less nested; the server goes on"
        )


class Pool:
    """A few worker processes over the newest checkpoint; a killed one is replaced.

    A long query lowers its own priority and lets a worker more come (up to twice the size), so that short ones go on.
    """

    def __init__(
        self, checkpoints: Checkpoints, *, seconds: float, memory_mb: int, size: int = 2, waiting: int = 64
    ) -> None:
        self.seconds = seconds
        self.size = size
        self.deaths: list[float] = []
        self._memory_mb = memory_mb
        self._waiting = waiting
        self._checkpoints = checkpoints
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers: set[_Worker] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._spool = Path(tempfile.mkdtemp(prefix="kg-answers-"))
        self._numbers = itertools.count(1)
        self._waiters = 0
        self._coming = 0
        self._closed = False

    async def start(self) -> None:
        """Start the workers; returns when all of them exist (they load on their own)."""
        await asyncio.gather(*(self._add() for _ in range(self.size)))

    async def run(self, query: str, format: str, seconds: float | None = None) -> Answer:
        """The serialised answer; DeadlineError, MemoryBoundError, QueryError, StoreBusyError, StoreError.

        A deadline can only be shorter than the pool's. Whoever cancels this stops the query.
        """
        deadline = min(self.seconds, seconds) if seconds is not None else self.seconds
        worker = await self._worker(deadline)
        spool = self._spool / str(next(self._numbers))
        slow = asyncio.get_running_loop().call_later(_PATIENCE, self._make_room, worker)
        kept = False
        try:
            async with asyncio.timeout(deadline):
                source = await asyncio.to_thread(self._checkpoints.take, worker.source)
                self._move(worker, source)
                answer = await worker.ask({"source": source, "query": query, "format": format, "spool": str(spool)})
                kept = True
                return answer
        except TimeoutError:
            raise DeadlineError(f"the query took longer than {deadline:g} seconds", cure="ask for less") from None
        except KgError:
            kept = worker.process.returncode is None
            raise
        finally:
            slow.cancel()
            if not kept:
                spool.unlink(missing_ok=True)
                self.deaths.append(time.monotonic())
            if kept and not worker.slow:
                self._idle.put_nowait(worker)
            else:
                self._retire(worker)

    def done(self, answer: Answer) -> None:
        """The answer has been sent: its file goes."""
        if answer.file is not None:
            answer.file.unlink(missing_ok=True)

    @property
    def idle(self) -> int:
        """Workers that wait for a query."""
        return self._idle.qsize()

    def recent_deaths(self) -> int:
        """Workers killed or lost in the last minute."""
        since = time.monotonic() - _TOLD_FOR
        self.deaths = [when for when in self.deaths if when > since]
        return len(self.deaths)

    async def close(self) -> None:
        """Kill all workers and delete what they left."""
        self._closed = True
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in list(self._workers):
            await self._end(worker)
        shutil.rmtree(self._spool, ignore_errors=True)

    async def _worker(self, seconds: float) -> _Worker:
        if self._waiters >= self._waiting:
            raise StoreBusyError("too many queries are waiting", cure="try again in a moment")
        self._waiters += 1
        try:
            async with asyncio.timeout(seconds):
                while True:
                    worker = await self._idle.get()
                    if worker.process.returncode is None:
                        return worker
                    self._retire(worker)
        except TimeoutError:
            raise StoreBusyError("all workers are busy", cure="try again in a moment") from None
        finally:
            self._waiters -= 1

    def _move(self, worker: _Worker, source: str) -> None:
        """The worker closes what it has open before it opens the next one: its jobs come in order."""
        if worker.source != source:
            self._checkpoints.leave(worker.source)
            worker.source = source

    async def _add(self) -> None:
        self._coming += 1
        try:
            worker = await self._started()
        finally:
            self._coming -= 1
        self._workers.add(worker)
        self._idle.put_nowait(worker)

    async def _started(self) -> _Worker:
        log = self._spool / f"log-{next(self._numbers)}"
        with log.open("wb") as errors_to:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _START.format(path=str(PACKAGE.parent)),
                str(self._memory_mb),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=errors_to,
                limit=_LINE_BYTES,
                start_new_session=True,  # Ctrl-C reaches the server alone, which ends its workers
            )
        return _Worker(process, log)

    def _make_room(self, worker: _Worker) -> None:
        """A query has been running for a while: it steps back, and another worker answers the short ones."""
        worker.slow = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, worker.process.pid, _NICE)
        if len(self._workers) + self._coming < 2 * self.size:
            self._later(self._add())

    def _retire(self, worker: _Worker) -> None:
        """End a worker that was killed or has stepped back; the pool keeps its size."""
        self._workers.discard(worker)
        self._later(self._end(worker))
        if len(self._workers) + self._coming < self.size:
            self._later(self._add())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        if self._closed:
            work.close()
            return
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _end(self, worker: _Worker) -> None:
        with contextlib.suppress(ProcessLookupError):
            worker.process.kill()
        await worker.process.wait()
        transport = getattr(worker.process, "_transport", None)
        if transport is not None:
            transport.close()
        worker.log.unlink(missing_ok=True)
        self._workers.discard(worker)
        self._checkpoints.leave(worker.source)
        worker.source = ""


def _error(head: dict[str, str]) -> KgError:
    kind = getattr(errors, head["error"], StoreError)
    found: KgError = kind(head["message"], cure=head.get("cure", ""))
    return found
