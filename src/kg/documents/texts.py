"""The local store of texts, addressed by their digest, and of readings, addressed by their document. All compressed."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.documents.readings import Reading, from_json, to_json
from kg.errors import NotFoundError, StoreError

_MASK = "█"


class Documents:
    """A folder of texts (`texts/ab/DIGEST.gz`) and readings (`readings/ab/HASH.json.gz`).

    A file appears whole or not at all. Raises StoreError when the folder cannot be written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # -- texts

    def put(self, text: str, digest: str) -> None:
        """Keep a text under its digest (`Article.digest`); nothing happens when it is there."""
        path = self._text(digest)
        if not path.exists():
            _write(path, text.encode("utf-8", "surrogatepass"))

    def get(self, digest: str) -> str:
        """The text of a digest; NotFoundError when it is not kept (any more)."""
        return _read(self._text(digest), f"the text {digest[:12]}…").decode("utf-8", "surrogatepass")

    def has(self, digest: str) -> bool:
        """Whether the text is kept."""
        return self._text(digest).exists()

    def digests(self) -> Iterator[str]:
        """The digests of all texts, sorted."""
        for path in sorted((self.folder / "texts").glob("*/*.gz")):
            yield path.name.removesuffix(".gz")

    def remove(self, digest: str) -> None:
        """Forget a text; nothing happens when it is not there."""
        self._text(digest).unlink(missing_ok=True)

    def mask(self, digest: str, mask: Iterable[str]) -> None:
        """Black out names in a kept text, letter for letter, so that offsets stay; it keeps its old address."""
        path = self._text(digest)
        if path.exists():
            _write(path, masked(self.get(digest), mask).encode("utf-8", "surrogatepass"))

    # -- readings

    def keep(self, document: str, reading: Reading) -> None:
        """Keep what was read in a document (IRI), in place of what was kept before."""
        _write(self._reading(document), to_json(reading))

    def reading(self, document: str) -> Reading:
        """The article and extraction of a document; NotFoundError when they are not kept."""
        data = _read(self._reading(document), f"the reading of {document}")
        reading = from_json(data)
        return reading.with_text(self.get(reading.digest))

    def drop(self, document: str) -> None:
        """Forget what was read in a document; its text stays."""
        self._reading(document).unlink(missing_ok=True)

    def _text(self, digest: str) -> Path:
        return self.folder / "texts" / digest[:2] / f"{digest}.gz"

    def _reading(self, document: str) -> Path:
        name = document.rsplit("/", 1)[-1]
        return self.folder / "readings" / name[:2] / f"{name}.json.gz"


def masked(text: str, names: Iterable[str]) -> str:
    """A text in which names are blacked out, letter for letter.

    >>> masked("Selon Mme Durand, le CH…", ["durand"])
    'Selon Mme ██████, le CH…'
    """
    folded = text.casefold()
    if len(folded) != len(text):  # some letters fold to two: compare without folding
        folded = text.lower() if len(text.lower()) == len(text) else text
    for name in sorted(names, key=len, reverse=True):
        wanted, at = name.casefold(), 0
        while wanted and (at := folded.find(wanted, at)) >= 0:
            end = at + len(wanted)
            if not _inside_word(text, at, end):
                text = text[:at] + _MASK * len(wanted) + text[end:]
            at = end
    return text


def _inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalpha()) or (end < len(text) and text[end].isalpha())


def _write(path: Path, data: bytes) -> None:
    """Write a compressed file so that it is there whole, or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
        with os.fdopen(descriptor, "wb") as file:
            file.write(gzip.compress(data, 6, mtime=0))
        Path(temporary).replace(path)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written: {error.strerror}") from error


def _read(path: Path, what: str) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except FileNotFoundError:
        raise NotFoundError(f"{what} is not kept here") from None
    except (OSError, EOFError) as error:
        raise StoreError(f"{path} cannot be read: {error}") from error
