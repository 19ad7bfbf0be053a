"""A workspace: the store, and what lies beside it (side store, texts, journal, what is kept out)."""

from __future__ import annotations

import fcntl
import io
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from kg import settings
from kg.consolidate import consolidate, touched_by
from kg.documents import Documents
from kg.errors import InputError, IntegrityError, StoreBusyError
from kg.journal import Change, Entry, Journal
from kg.pipeline.forgotten import Forgotten
from kg.store import Patch, Store, canonical, is_url, open_store


class Workspace:
    """Everything that one graph consists of. A context manager; closes its stores.

    `folder` is where texts, journal, quarantine and archive lie: the folder of an embedded store, or the local state
    folder of a store on a server (`remote` is then True, and whoever talks to the user says so).
    """

    def __init__(self, store: Store, side: Store, folder: Path, *, remote: bool = False) -> None:
        self.store = store
        self.side = side
        self.folder = folder
        self.remote = remote
        self.documents = Documents(folder / "documents")
        self.journal = Journal(folder / "journal", write=True)
        self.forgotten = Forgotten(folder / "forgotten.json")
        self.held: list[IO[str] | tempfile.TemporaryDirectory[str]] = []
        self.recovered = self.journal.recover(store, side)
        self.follow()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the stores and of the folder."""
        self.store.close()
        self.side.close()
        for each in self.held:
            each.cleanup() if isinstance(each, tempfile.TemporaryDirectory) else each.close()
        self.held.clear()

    def lines(self, graph: str, *, side: bool = False) -> list[str]:
        """The canonical N-Quads lines of one named graph."""
        store = self.side if side else self.store
        text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        return canonical(store.serialise(text, "ntriples"), "ntriples", graph)

    def replace(
        self,
        graphs: Mapping[str, Collection[str]],
        why: str,
        *,
        side: Mapping[str, Collection[str]] | None = None,
        documents: Iterable[str] = (),
        user: str = "",
    ) -> Entry | None:
        """Put these named graphs in place of those of the same name (no lines: the graph goes), in one transaction.

        The default graph follows; the journal remembers. None when nothing changed.
        """
        old = [line for graph in graphs for line in self.lines(graph)]
        new = [line for lines in graphs.values() for line in lines]
        main = Patch.between(old, new)
        if main:
            main += consolidate(self.store, touched_by([*old, *new]), graphs)
        old_side = [line for graph in side or () for line in self.lines(graph, side=True)]
        new_side = [line for lines in (side or {}).values() for line in lines]
        change = Change(main, Patch.between(old_side, new_side))
        return self.journal.commit(self.store, self.side, change, why, documents, user)

    def verify(self) -> None:
        """Raise IntegrityError unless replaying the journal gives the stores, byte for byte."""
        for store, side in ((self.store, False), (self.side, True)):
            held, told = io.BytesIO(), io.BytesIO()
            store.dump(held)
            self.journal.replay(side=side).dump(told)
            if held.getvalue() != told.getvalue():
                name = "side store" if side else "store"
                raise IntegrityError(
                    f"the {name} of {self.folder} is not what its journal tells", cure="restore a backup"
                )

    def follow(self, user: str = "") -> Entry | None:
        """Draw the consequences of what changed since they were last drawn: findings of law, derived triples."""
        note = self.folder / "followed"
        done = int(note.read_text()) if note.exists() else 0
        if self.journal.last is None or self.journal.last.id <= done:
            return None
        from kg.pipeline.consequences import drawn

        change, documents = drawn(self.store, self.journal, done)
        entry = self.journal.commit(self.store, self.side, change, "follow", documents, user)
        note.write_text(str(self.journal.last.id))
        return entry


def open_workspace(location: str, state: Path | str | None = None) -> Workspace:
    """The workspace of a store: its own folder, or with a server's URL the state folder (`KG_STATE` by default).

    What a killed process left half done is finished first. Raises StoreBusyError when another process owns it,
    StoreError when the store does not open, IntegrityError when the state folder belongs to another store, InputError
    when a variable of the environment holds no number of its range.
    """
    settings.check()
    if location == "memory":
        temporary = tempfile.TemporaryDirectory(prefix="kg-")
        workspace = Workspace(open_store("memory"), open_store("memory"), Path(temporary.name))
        workspace.held.append(temporary)
        return workspace
    if not is_url(location):
        if state is not None and Path(state) != Path(location):
            raise InputError("a store in a folder keeps its state there", cure="leave out --state")
        folder = Path(location)
        store = open_store(location)
        return _opened(store, folder)
    folder = Path(state if state is not None else settings.STATE)
    lock = _locked(folder)
    try:
        workspace = _opened(open_store(location), folder, remote=True)
    except BaseException:
        lock.close()
        raise
    workspace.held.append(lock)
    return workspace


def _opened(store: Store, folder: Path, *, remote: bool = False) -> Workspace:
    from kg.pipeline import forgetting, reviewing

    try:
        side = open_store(str(folder / "side"))
    except BaseException:
        store.close()
        raise
    try:
        workspace = Workspace(store, side, folder, remote=remote)
        forgetting.finish(workspace)
        reviewing.finish(workspace)
    except BaseException:
        store.close()
        side.close()
        raise
    return workspace


def _locked(folder: Path) -> IO[str]:
    """Own a state folder: the embedded engine locks its own, a server's does not."""
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise StoreBusyError(
            f"{folder} is in use by another process", cure="stop that process, or give --state another folder"
        ) from None
    return file
