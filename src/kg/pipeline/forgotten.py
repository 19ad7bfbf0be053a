"""What is kept out: persons and documents that were forgotten, known by salted digests only."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from kg.errors import IntegrityError


class Forgotten:
    """A file of salted digests: it tells whether something was forgotten, not what was forgotten."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._salt = ""
        self._digests: set[str] = set()
        if path.exists():
            try:
                said = json.loads(path.read_text(encoding="utf-8"))
                self._salt, self._digests = said["salt"], set(said["digests"])
            except (ValueError, KeyError) as error:
                raise IntegrityError(f"{path} cannot be read", cure="restore it from a backup") from error

    def __bool__(self) -> bool:
        return bool(self._digests)

    def __contains__(self, value: object) -> bool:
        return bool(self._digests) and self._digest(str(value)) in self._digests

    def add(self, values: Iterable[str]) -> None:
        """Keep these IRIs, digests or folded names out from now on."""
        self._salt = self._salt or secrets.token_hex(16)
        self._digests |= {self._digest(value) for value in values}
        text = json.dumps({"salt": self._salt, "digests": sorted(self._digests)}, indent=1)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)

    def _digest(self, value: str) -> str:
        return hashlib.scrypt(value.encode("utf-8"), salt=self._salt.encode(), n=1024, r=8, p=1, dklen=16).hex()
