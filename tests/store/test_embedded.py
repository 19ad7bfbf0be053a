"""What only the embedded engine does: one owner, checkpoints."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store import canonical, open_checkpoint, open_store

LINE = '<http://example.org/a> <http://example.org/p> "1" .'


def test_a_second_process_is_told_so_in_one_line_with_the_cure(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    code = (
        "import sys, kg.store, kg.errors\n"
        "try: kg.store.open_store(sys.argv[1])\n"
        "except kg.errors.StoreBusyError as error: print(error)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "store")], capture_output=True, text=True, check=True
    )
    store.close()
    assert answer.stdout.count("\n") == 1
    assert "another process" in answer.stdout
    assert "URL" in answer.stdout


def test_what_is_written_is_there_when_opened_again(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    store.patch([], [LINE])
    store.close()
    again = open_store(str(tmp_path / "store"))
    assert again.size() == 1
    again.close()


def test_a_checkpoint_is_read_while_the_store_goes_on(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    store.patch([], [LINE])
    store.checkpoint(tmp_path / "copy")
    store.patch([], [LINE.replace('"1"', '"2"')])
    reader = open_checkpoint(tmp_path / "copy")
    assert (reader.size(), store.size()) == (1, 2)
    reader.close()
    store.close()


def test_a_checkpoint_is_not_written(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    store.checkpoint(tmp_path / "copy")
    reader = open_checkpoint(tmp_path / "copy")
    with pytest.raises(StoreError):
        reader.patch([], [LINE])
    store.close()


def test_a_store_in_memory_has_no_checkpoint(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="memory"):
        open_store("memory").checkpoint(tmp_path / "copy")


def test_a_server_that_is_not_there_is_named() -> None:
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:9 does not answer"):
        open_store("http://127.0.0.1:9")


def test_canonical_lines_are_those_that_the_engine_keeps() -> None:
    decimal = "http://www.w3.org/2001/XMLSchema#decimal"
    assert canonical(f'<http://a> <http://b> "0.90"^^<{decimal}> .') == [f'<http://a> <http://b> "0.9"^^<{decimal}> .']


def test_what_was_removed_is_in_no_file_after_a_purge(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    secret = LINE.replace('"1"', '"un secret de plus de seize lettres"')
    store.patch([], [LINE, secret])
    store.patch([secret], [])
    store.purge()
    assert store.size() == 1
    store.close()
    assert not any(b"un secret" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    again = open_store(str(tmp_path / "store"))
    assert again.size() == 1
    again.close()


def test_a_killed_purge_is_finished_on_opening(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    store.patch([], [LINE])
    store.close()
    graph = tmp_path / "store" / "graph"
    shutil.copytree(graph, tmp_path / "store" / "graph.new")
    graph.rename(tmp_path / "store" / "graph.old")
    again = open_store(str(tmp_path / "store"))
    assert again.size() == 1
    again.close()
    assert [path.name for path in (tmp_path / "store").iterdir()] == ["graph"]
