"""The state of the store that queries read: a checkpoint, at most one a second when there is something new."""

from __future__ import annotations

import hashlib
import io
import itertools
import shutil
import tempfile
import threading
import time
from pathlib import Path

from kg.errors import StoreError
from kg.store import Store, delete_checkpoint, is_url, open_store

SECONDS_BETWEEN = 1.0


class Checkpoints:
    """Hands out the folder of the newest checkpoint; deletes one when its last reader has left.

    A store on disk is copied by hard links beside itself; one in memory is written to a temporary folder; a server
    elsewhere has none, its URL is the source.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._remote = is_url(store.location)
        self._memory = store.location == "memory"
        self._engine = Path(store.location) / "graph"
        self._home = (
            Path(tempfile.mkdtemp(prefix="kg-serve-")) if self._memory else Path(store.location) / "checkpoints"
        )
        self._numbers = itertools.count(1)
        self._lock = threading.Lock()
        self._readers: dict[str, int] = {}
        self._current = ""
        self._seen: object = None
        self._looked = 0.0
        if not self._remote and not self._memory:
            shutil.rmtree(self._home, ignore_errors=True)  # what a server that was killed left behind

    def take(self, held: str = "") -> str:
        """The newest source, for a reader that holds `held`; made when there is none or the store has changed.

        Blocks for milliseconds. A source that differs from `held` is counted as entered: `leave` it later.
        """
        if self._remote:
            return self._store.location
        with self._lock:
            now = time.monotonic()
            if not self._current or now - self._looked >= SECONDS_BETWEEN:
                self._looked = now
                state = self._state()
                if not self._current or state != self._seen:
                    self._renew(state)
            if self._current != held:
                self._readers[self._current] = self._readers.get(self._current, 0) + 1
            return self._current

    def leave(self, source: str) -> None:
        """A reader has closed it."""
        if self._remote or not source:
            return
        with self._lock:
            self._readers[source] = self._readers.get(source, 0) - 1
            self._sweep(source)

    def close(self) -> None:
        """Delete them all."""
        if not self._remote:
            shutil.rmtree(self._home, ignore_errors=True)

    def _renew(self, state: object) -> None:
        folder = self._home / str(next(self._numbers))
        folder.parent.mkdir(parents=True, exist_ok=True)
        if self._memory:
            self._copy(folder)
        else:
            self._store.checkpoint(folder)
        earlier, self._current, self._seen = self._current, str(folder), state
        if earlier:
            self._sweep(earlier)

    def _copy(self, folder: Path) -> None:
        quads = io.BytesIO()
        self._store.dump(quads)
        work = folder.with_name(f"{folder.name}-work")
        copy = open_store(str(work))
        try:
            copy.load(quads.getvalue(), "nquads")
            copy.checkpoint(folder)
        finally:
            copy.close()
            shutil.rmtree(work, ignore_errors=True)

    def _sweep(self, source: str) -> None:
        if source != self._current and self._readers.get(source, 0) <= 0:
            self._readers.pop(source, None)
            delete_checkpoint(Path(source))

    def _state(self) -> object:
        """What changes when the store does: the engine's files, or the quads of a store in memory."""
        if self._memory:
            quads = io.BytesIO()
            self._store.dump(quads)
            return hashlib.sha256(quads.getvalue()).hexdigest()
        try:
            files = [(entry.name, entry.stat()) for entry in self._engine.iterdir()]
        except OSError as error:
            raise StoreError(f"the store at {self._store.location} cannot be read: {error}") from error
        return sorted(
            (name, stat.st_size, stat.st_mtime_ns)
            for name, stat in files
            if not name.upper().startswith(("LOG", "LOCK"))
        )
