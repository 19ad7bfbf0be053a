"""What runs in a worker process: one query at a time over a read-only checkpoint, within a memory bound, no network.

The parent writes one JSON line a job to standard input and reads one JSON line from standard output, followed by the
answer's bytes when it is small; a large one lies in the file that the job names. The parent kills what takes too long.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import KgError
from kg.store import Store, is_url, open_checkpoint, open_store

INLINE_BYTES = 1 << 20
"""Answers up to this size travel through the pipe."""

_MESSAGE = 4_000
_AUDIT = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_INTERNET = (2, 10)  # AF_INET, AF_INET6


def main() -> None:
    """Serve jobs until standard input ends. Argument: the memory bound in MiB."""
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    bound = int(sys.argv[1]) << 20
    _end_with_parent()
    opened: tuple[str, Store] | None = None
    for line in source:
        job = json.loads(line)
        try:
            if opened is None or opened[0] != job["source"]:
                if opened is not None:
                    opened[1].close()
                elif not is_url(job["source"]):
                    refuse_network()
                opened = (job["source"], _open(job["source"]))
                _bound_memory(bound)
            _send(answers, opened[1].serialise(job["query"], job["format"]), Path(job["spool"]))
        except KgError as error:
            fault = {"error": type(error).__name__, "message": error.message[:_MESSAGE], "cure": error.cure}
            _say(answers, fault)
        except MemoryError:
            _say(answers, {"error": "MemoryBoundError", "message": "the query ran past its memory", "cure": ""})
        except RecursionError:
            _say(answers, {"error": "QueryError", "message": "the query is nested too deeply", "cure": ""})


def _end_with_parent() -> None:
    """The kernel kills this process when the server dies, whatever query it is in."""
    if sys.platform == "linux":
        set_death_signal = 1
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL, 0, 0, 0)
        if os.getppid() == 1:
            sys.exit(1)


def _open(source: str) -> Store:
    return open_store(source) if is_url(source) else open_checkpoint(Path(source))


def _send(answers: BinaryIO, body: bytes, spool: Path) -> None:
    if len(body) > INLINE_BYTES:
        spool.write_bytes(body)
        _say(answers, {"length": len(body), "spooled": True})
    else:
        _say(answers, {"length": len(body), "spooled": False}, body)


def _say(answers: BinaryIO, head: dict[str, Any], body: bytes = b"") -> None:
    answers.write(json.dumps(head).encode() + b"\n" + body)
    answers.flush()


def _bound_memory(bound: int) -> None:
    """The address space that the process has now, and the bound on top; allocations beyond it fail."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if Path("/proc/self/statm").exists() else 0
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + bound
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def refuse_network() -> bool:
    """From now on no thread of this process can open an internet socket (seccomp); False where Linux is not at hand.

    The text of a query is refused before it comes here when it would make the engine fetch; this is the second lock.
    """
    known = _AUDIT.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    arch, socket_call = known
    load, equal, answer = 0x20, 0x15, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | 13  # EACCES
    program = [
        (load, 0, 0, 4),  # the architecture
        (equal, 1, 0, arch),
        (answer, 0, 0, allow),
        (load, 0, 0, 0),  # the number of the call
        (equal, 0, 3, socket_call),
        (load, 0, 0, 16),  # its first argument: the family of addresses
        (equal, 2, 0, _INTERNET[0]),
        (equal, 1, 0, _INTERNET[1]),
        (answer, 0, 0, allow),
        (answer, 0, 0, refuse),
    ]
    code = b"".join(struct.pack("HBBI", *each) for each in program)
    buffer = ctypes.create_string_buffer(code, len(code))
    filters = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(buffer)))
    libc = ctypes.CDLL(None, use_errno=True)
    no_new_privileges, set_seccomp, mode_filter = 38, 22, 2
    libc.prctl(no_new_privileges, 1, 0, 0, 0)
    return bool(libc.prctl(set_seccomp, mode_filter, filters, 0, 0) == 0)


if __name__ == "__main__":
    main()
