"""A process that writes transactions and kills itself (SIGKILL) at a point of the third one. Run by test_crash.py."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from kg.journal import Change, Journal, Patch, journal
from kg.store import Store, open_store


def change(number: int) -> Change:
    line = f'<http://example.org/{number}> <http://example.org/p> "{number}" .'
    gone = f'<http://example.org/{number - 1}> <http://example.org/p> "{number - 1}" .'
    removed = (gone,) if number > 1 else ()
    return Change(Patch(removed, (line, line.replace(" .", " <http://example.org/g> ."))), Patch((), (line,)))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str) -> None:
    """Make the process die at this point of the next transaction."""
    apply: Any = journal._apply
    fsync = os.fsync
    calls = 0

    def dying_apply(store: Store, patch: Patch, mark: str) -> None:
        nonlocal calls
        calls += 1
        if point == "before the store" or (point == "before the side store" and calls == 2):
            die()
        apply(store, patch, mark)
        if point == "after the store" and calls == 1:
            die()

    def torn_fsync(descriptor: int) -> None:
        os.ftruncate(descriptor, os.fstat(descriptor).st_size - 7)
        fsync(descriptor)
        die()

    journal._apply = dying_apply
    if point == "within the entry":
        os.fsync = torn_fsync


def main() -> None:
    folder, point = Path(sys.argv[1]), sys.argv[2]
    book = Journal(folder / "journal", write=True)
    store, side = open_store(str(folder)), open_store(str(folder / "side"))
    for number in range(1, 4):
        if number == 3:
            arm(point)
        book.commit(store, side, change(number), "test")
    raise SystemExit("still alive")


if __name__ == "__main__":
    main()
