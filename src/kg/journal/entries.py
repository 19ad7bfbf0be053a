"""The file format: a JSON line that describes an entry, then its patch, compressed.

    {"id": 17, "time": "2026-11-26T09:40:00.123456Z", "why": "ingest", …, "bytes": 812, "sha256": "…"}
    <bytes of zlib>

Inside, one line a quad, as in RDF Patch: `D …` removed, `A …` added; `SD`, `SA` in the side store. Headers are read
without the patches, so that a log is cheap. An entry that ends early or whose digest differs was never committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import IntegrityError
from kg.store import Patch

SEGMENT_BYTES = 64 * 1024 * 1024
_SUFFIX = ".patches"


@dataclass(frozen=True, slots=True)
class Change:
    """What one transaction does to the store and to the side store (quarantine, archive)."""

    main: Patch = field(default_factory=Patch)
    side: Patch = field(default_factory=Patch)

    def __bool__(self) -> bool:
        return bool(self.main or self.side)


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction: `why` is a word (ingest, withdraw, forget, relink…), `documents` the IRIs that caused it.

    `side_marker` is the marker of the last entry, this one included, that changed the side store. The other fields
    say where it lies: it starts at byte `start` of `segment`, its patch at `offset`.
    """

    id: int
    time: str
    why: str
    documents: tuple[str, ...] = ()
    user: str = ""
    removed: int = 0
    added: int = 0
    side_marker: str = field(default="", compare=False)
    segment: Path = field(default=Path(), compare=False)
    start: int = field(default=0, compare=False)
    offset: int = field(default=0, compare=False)
    bytes: int = field(default=0, compare=False)
    sha256: str = field(default="", compare=False)

    @property
    def marker(self) -> str:
        """What the store remembers of the last entry applied."""
        return f"{self.id} {self.time}"


def pack(change: Change) -> bytes:
    """The compressed patch of a change."""
    parts = (
        ("D", change.main.removed),
        ("A", change.main.added),
        ("SD", change.side.removed),
        ("SA", change.side.added),
    )
    text = "".join(f"{mark} {line}\n" for mark, lines in parts for line in lines)
    return zlib.compress(text.encode("utf-8"), 6)


def unpack(data: bytes) -> Change:
    """The change in a compressed patch."""
    lines: dict[str, list[str]] = {"D": [], "A": [], "SD": [], "SA": []}
    for line in zlib.decompress(data).decode("utf-8").split("\n")[:-1]:
        mark, _, rest = line.partition(" ")
        lines[mark].append(rest)
    return Change(Patch(tuple(lines["D"]), tuple(lines["A"])), Patch(tuple(lines["SD"]), tuple(lines["SA"])))


def append(folder: Path, entry: Entry, change: Change) -> Entry:
    """Write an entry at the end of a journal and make it last on disk; the entry as it lies there."""
    data = pack(change)
    header = {
        "id": entry.id,
        "time": entry.time,
        "why": entry.why,
        "documents": list(entry.documents),
        "user": entry.user,
        "removed": len(change.main.removed),
        "added": len(change.main.added),
        "side": entry.marker if change.side else entry.side_marker,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    line = json.dumps(header, ensure_ascii=False).encode("utf-8") + b"\n"
    segment = _segment_for(folder, entry.id)
    new = not segment.exists()
    with segment.open("ab") as file:
        start = file.tell()
        file.write(line + data + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        sync_folder(folder)
    return _entry(header, segment, start, start + len(line))


def segments(folder: Path, after: int = 0) -> list[Path]:
    """The files of a journal, oldest first; without those that end before entry `after`."""
    files = sorted(folder.glob(f"*{_SUFFIX}"))
    first = max((at for at, file in enumerate(files) if int(file.stem) <= after), default=0)
    return files[first:]


def _segment_for(folder: Path, id: int) -> Path:
    """The file that entry `id` is appended to: the last one, or a new one when that is full."""
    last = segments(folder)[-1:]
    if last and last[0].stat().st_size < SEGMENT_BYTES:
        return last[0]
    return folder / f"{id:010}{_SUFFIX}"


def read(segment: Path) -> Iterator[Entry]:
    """The entries of one file, without their patches; ends before an entry that is not whole.

    Raises IntegrityError where bytes in the middle are not what was written.
    """
    size = segment.stat().st_size
    with segment.open("rb") as file:
        while True:
            start = file.tell()
            line = file.readline()
            if not line.endswith(b"\n"):
                return
            try:
                entry = _entry(json.loads(line), segment, start, file.tell())
            except (ValueError, KeyError, TypeError) as error:
                raise _damaged(segment, start) from error
            if end_of(entry) > size:
                return
            file.seek(end_of(entry) - 1)
            if file.read(1) != b"\n":
                raise _damaged(segment, start)
            yield entry


def _entry(header: dict[str, Any], segment: Path, start: int, offset: int) -> Entry:
    return Entry(
        header["id"],
        header["time"],
        header["why"],
        tuple(header["documents"]),
        header["user"],
        header["removed"],
        header["added"],
        header["side"],
        segment,
        start,
        offset,
        header["bytes"],
        header["sha256"],
    )


def _damaged(segment: Path, start: int) -> IntegrityError:
    return IntegrityError(f"{segment.name}: the entry at byte {start} is damaged", cure="restore a backup")


def change_of(entry: Entry) -> Change:
    """The patch of an entry; IntegrityError when it is not what was written."""
    with entry.segment.open("rb") as file:
        file.seek(entry.offset)
        data = file.read(entry.bytes)
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise IntegrityError(f"entry {entry.id} of the journal is damaged", cure="restore a backup")
    return unpack(data)


def end_of(entry: Entry) -> int:
    """The byte after an entry in its file."""
    return entry.offset + entry.bytes + 1


def sync_folder(folder: Path) -> None:
    """Make new names in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
