"""The journal of a workspace: append, apply, recover, replay, compare two days, forget."""

from __future__ import annotations

import datetime
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.dates import latest
from kg.errors import IntegrityError, StoreError
from kg.journal.entries import (
    Change,
    Entry,
    append,
    change_of,
    end_of,
    read,
    segments,
    sync_folder,
)
from kg.store import Patch, Store, open_store
from kg.vocabulary import GRAPH, SANTE

_SYSTEM = f"<{GRAPH['system']}>"
_MARKER = f"<{SANTE.lastTransaction}>"
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|\+00:00)?")
_TOGETHER = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two instants: the entries, and the one patch that does what they did."""

    entries: tuple[Entry, ...]
    patch: Patch


def instant(date: str) -> str:
    """The last instant of a date (EDTF, UTC), or the instant itself (ISO 8601), comparable with `Entry.time`.

    Raises InputError when it is neither.
    """
    if _INSTANT.fullmatch(date):
        moment = datetime.datetime.fromisoformat(date.replace(" ", "T").replace("Z", "+00:00"))
        return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
    return latest(date) + "T23:59:59.999999Z"


class Journal:
    """The entries in a folder. One process opens it with `write` (the store's lock sees to it); any number read."""

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self.folder = folder
        self.last: Entry | None = None
        if write:
            folder.mkdir(parents=True, exist_ok=True)
            self.last = self._opened()

    # -- writing

    def commit(
        self, store: Store, side: Store, change: Change, why: str, documents: Iterable[str] = (), user: str = ""
    ) -> Entry | None:
        """Write an entry, then apply it to both stores; None when there is nothing to change.

        When the store refuses the update the entry is taken back and the error raised; when it is not known whether
        the update arrived (a server that went away), the entry stays for `recover`.
        """
        if not change:
            return None
        before = self.last
        entry = self.append(change, why, documents, user)
        try:
            _apply(store, change.main, entry.marker)
        except Exception:
            if _refused(store, entry):
                os.truncate(entry.segment, entry.start)
                self.last = before
            raise
        if change.side:
            _apply(side, change.side, entry.marker)
        return entry

    def append(self, change: Change, why: str, documents: Iterable[str] = (), user: str = "", time: str = "") -> Entry:
        """Write an entry and make it last on disk, without applying it."""
        number, stamp = (self.last.id + 1 if self.last else 1), time or _now()
        if self.last is not None:  # a clock set back must not reorder the past
            stamp = max(stamp, self.last.time)
        side = self.last.side_marker if self.last else ""
        self.last = append(self.folder, Entry(number, stamp, why, tuple(documents), user, side_marker=side), change)
        return self.last

    def recover(self, store: Store, side: Store) -> int:
        """Do again what the stores miss; the number of entries. IntegrityError when a store is of another journal."""
        target, side_target = (self.last.marker, self.last.side_marker) if self.last else ("", "")
        done = self._catch_up(store, target, lambda change: change.main)
        return max(done, self._catch_up(side, side_target, lambda change: change.side))

    # -- reading

    def entries(self, since: str = "", until: str = "") -> Iterator[Entry]:
        """The entries after `since` and up to `until` (dates or instants, "" for none), oldest first."""
        first, last = instant(since) if since else "", instant(until) if until else "~"
        for segment in segments(self.folder):
            yield from (entry for entry in read(segment) if first < entry.time <= last)

    def log(
        self, document: str | None = None, since: str = "", until: str = "", limit: int = 0, *, follow: bool = False
    ) -> list[Entry]:
        """The entries, newest first: of one document (IRI, or its end), of a stretch of time, at most `limit` (0: all).

        With `follow` also those that only draw the consequences of others (findings, derived triples).
        """
        found = [
            entry
            for entry in self.entries(since, until)
            if (follow or entry.why != "follow")
            and (document is None or any(each == document or each.endswith("/" + document) for each in entry.documents))
        ]
        return found[::-1][: limit or None]

    def change(self, entry: Entry) -> Change:
        """What an entry removed and added."""
        return change_of(entry)

    def since(self, id: int) -> Iterator[tuple[Entry, Change]]:
        """The entries after entry `id`, with their changes: a change feed."""
        for segment in segments(self.folder, id):
            yield from ((entry, change_of(entry)) for entry in read(segment) if entry.id > id)

    def diff(self, since: str, until: str = "") -> Difference:
        """What changed after one date and up to another, and the entries that did it."""
        found = tuple(self.entries(since, until))
        return Difference(found, _composed(change_of(entry).main for entry in found))

    def replay(self, until: str = "", *, side: bool = False) -> Store:
        """A store in memory as it stood at the end of a date ("" for now); the side store with `side`."""
        store = open_store("memory")
        last: Entry | None = None
        portion: list[Patch] = []
        for entry in self.entries(until=until):
            change = change_of(entry)
            portion.append(change.side if side else change.main)
            last = entry
            if len(portion) == _TOGETHER:
                _patched(store, _composed(portion))
                portion = []
        _patched(store, _composed(portion))
        mark = "" if last is None else last.side_marker if side else last.marker
        if mark:
            store.patch((), [_marker_line(mark)])
        return store

    # -- forgetting

    def rewrite(self, line: Callable[[str], str | None]) -> None:
        """Write the whole journal anew with each line changed by `line`, or left out where it gives None.

        What is written replaces the old files at once (two renames); `Entry.documents` goes through `line` too.
        """
        fresh, old = self.folder.with_name("journal.new"), self.folder.with_name("journal.old")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        for entry in self.entries():
            change = change_of(entry)
            changed = Change(_rewritten(change.main, line), _rewritten(change.side, line))
            documents = tuple(d for d in map(line, entry.documents) if d is not None)
            append(fresh, replace(entry, documents=documents), changed)
        self.folder.rename(old)
        fresh.rename(self.folder)
        sync_folder(self.folder.parent)
        shutil.rmtree(old)
        self.last = self._opened()

    # -- opening

    def _opened(self) -> Entry | None:
        """Finish an interrupted rewrite, cut an entry that was not written whole, and give the last one."""
        old, fresh = self.folder.with_name("journal.old"), self.folder.with_name("journal.new")
        if old.exists() and fresh.exists() and not segments(self.folder):
            self.folder.rmdir()
            fresh.rename(self.folder)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(fresh, ignore_errors=True)
        for segment in reversed(segments(self.folder)):
            last: Entry | None = None
            for entry in read(segment):
                last = entry
            end = end_of(last) if last else 0
            if end < segment.stat().st_size:
                os.truncate(segment, end)
            if last is not None:
                return last
        return None

    def _catch_up(self, store: Store, target: str, part: Callable[[Change], Patch]) -> int:
        known = marker(store)
        if known == target:
            return 0
        applied = int(known.split(" ")[0]) if known else 0
        entries = [entry for segment in segments(self.folder, applied) for entry in read(segment)]
        if known and not any(entry.marker == known for entry in entries):
            raise IntegrityError(
                f"the store {store.location} was written by another journal than {self.folder}",
                cure="give --state the folder that belongs to this store",
            )
        missing = [entry for entry in entries if entry.id > applied]
        for entry in missing:
            patch = part(change_of(entry))
            if patch or entry.marker == target:
                _apply(store, patch, entry.marker)
        return len(missing)


def marker(store: Store) -> str:
    """The marker of the last entry that a store has applied; "" when there is none."""
    found = store.select(f"SELECT ?m WHERE {{ GRAPH {_SYSTEM} {{ {_SYSTEM} {_MARKER} ?m }} }}").column("m")
    return found[0] or "" if found else ""


def _marker_line(value: str) -> str:
    return f'{_SYSTEM} {_MARKER} "{value}" {_SYSTEM} .'


def _apply(store: Store, patch: Patch, mark: str) -> None:
    """One atomic update: the patch, and the marker moved."""
    known = marker(store)
    gone = [_marker_line(known)] if known else []
    store.patch([*patch.removed, *gone], [*patch.added, _marker_line(mark)])


def _refused(store: Store, entry: Entry) -> bool:
    """Whether the store answers, and says that it has not applied the entry."""
    try:
        return marker(store) != entry.marker
    except StoreError:
        return False


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _composed(patches: Iterable[Patch]) -> Patch:
    """The one patch that does what these do, one after the other."""
    removed: set[str] = set()
    added: set[str] = set()
    for patch in patches:
        gone = set(patch.removed)
        removed |= gone - added
        added -= gone
        come = set(patch.added)
        added |= come - removed
        removed -= come
    return Patch(tuple(sorted(removed)), tuple(sorted(added)))


def _patched(store: Store, patch: Patch) -> None:
    if patch.removed:
        store.patch(patch.removed, ())
    if patch.added:
        store.load("\n".join(patch.added).encode("utf-8") + b"\n", "nquads")


def _rewritten(patch: Patch, line: Callable[[str], str | None]) -> Patch:
    removed = {changed for each in patch.removed if (changed := line(each)) is not None}
    added = {changed for each in patch.added if (changed := line(each)) is not None}
    return Patch(tuple(sorted(removed - added)), tuple(sorted(added - removed)))
