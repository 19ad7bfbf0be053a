"""SIGKILL at any point of a transaction leaves journal and stores that agree once opened again."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kg.journal import Journal
from kg.store import Store, open_store

ROOT = Path(__file__).parent.parent.parent


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("point", "kept"),
    [("within the entry", 2), ("before the store", 3), ("after the store", 3), ("before the side store", 3)],
)
def test_a_killed_transaction_is_whole_or_absent(tmp_path: Path, point: str, kept: int) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.journal.crash", str(tmp_path), point], cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL
    journal = Journal(tmp_path / "journal", write=True)
    store, side = open_store(str(tmp_path)), open_store(str(tmp_path / "side"))
    journal.recover(store, side)
    assert [entry.id for entry in journal.entries()] == list(range(1, kept + 1))
    assert dump(journal.replay()) == dump(store)
    assert dump(journal.replay(side=True)) == dump(side)
    assert store.ask(f"ASK {{ <http://example.org/{kept}> ?p ?o }}")
    store.close()
    side.close()
