"""Bad documents: one clear line each, the right exit status, the rest of the batch done."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.reading.paper import column, write
from typer.testing import CliRunner, Result

from kg import settings
from kg.cli.app import app

GOOD = "Le centre hospitalier de Grignan a rejoint le GHT du Tricastin en mars 2021.\n"


def extract(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["extract", "--model", "rules", "--format", "facts", *arguments])


def spoil(folder: Path, kind: str) -> Path:
    """A bad document of one kind."""
    path = folder / f"{kind}.txt"
    match kind:
        case "empty":
            path.write_bytes(b"")
        case "blank":
            path.write_bytes(b" \n\t\n")
        case "binary":
            path.write_bytes(bytes(range(256)) * 400)
        case "huge":
            with path.open("wb") as file:
                file.truncate(50 * 1024 * 1024)
        case "folder-named-so":
            path.mkdir()
    return path


@pytest.mark.parametrize(("kind", "code"), [("missing", 3), ("empty", 4), ("blank", 4), ("binary", 4), ("huge", 4)])
def test_a_bad_document_is_one_line_and_its_code(tmp_path: Path, kind: str, code: int) -> None:
    path = spoil(tmp_path, kind)
    done = extract(str(path))
    assert (done.exit_code, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert path.name in done.stderr


def test_a_folder_without_documents_is_not_found(tmp_path: Path) -> None:
    assert extract(str(tmp_path)).exit_code == 3


@pytest.mark.parametrize("kind", ["empty", "binary", "huge"])
def test_the_rest_of_a_folder_is_done(tmp_path: Path, kind: str) -> None:
    spoil(tmp_path, kind)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "zzz.txt").write_text(GOOD, encoding="utf-8")
    done = extract(str(tmp_path))
    assert done.exit_code == 20
    assert done.stdout.count('"kind": "article"') == 2
    assert kind in done.stderr


def test_a_scanned_pdf_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(write([[], []]))
    (tmp_path / "good.pdf").write_bytes(write([column(GOOD)]))
    (tmp_path / "zzz.txt").write_text(GOOD, encoding="utf-8")
    done = extract(str(tmp_path))
    assert done.exit_code == 20
    assert done.stdout.count('"object"') == 2
    assert "scan.pdf : un PDF sans texte" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "secret.txt").chmod(0)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert extract(str(tmp_path)).exit_code == 20


def test_a_link_to_nowhere_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert extract(str(tmp_path)).exit_code == 20


def test_absurdly_nested_html_is_read_or_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<div>" * 50_000 + GOOD + "</div>" * 50_000, encoding="utf-8")
    done = extract(str(path))
    assert done.exit_code in (0, 4)
    assert len(done.stderr.splitlines()) <= 1


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-8-sig", "mac-roman"])
def test_an_unexpected_encoding_is_no_crash(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("L'hôpital d'Étampes a créé en février 2020 un GCS à Gençay.".encode(encoding))
    assert extract(str(path)).exit_code in (0, 4)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:9/article", 6),
        ("http://localhost/article", 6),
        ("http://10.0.0.1/", 6),
        ("http://[::1]/", 6),
        ("file:///etc/passwd", 6),
        ("http://name.invalid/article", 7),
    ],
)
def test_an_address_is_refused_or_unreachable_in_one_line(url: str, code: int) -> None:
    done = extract(url)
    assert done.exit_code == code
    assert len(done.stderr.splitlines()) == 1


def test_private_addresses_are_tried_when_allowed() -> None:
    assert extract("http://127.0.0.1:9/article", "--allow-private").exit_code == 7


def test_output_inside_the_input_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    done = extract(str(tmp_path), "--out", str(tmp_path / "facts"))
    assert done.exit_code == 2
    assert not (tmp_path / "facts").exists()


def test_output_holds_facts_and_the_text_that_offsets_refer_to(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    assert extract(str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--quiet").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["good.jsonl", "good.txt"]
    assert (tmp_path / "out" / "good.txt").read_bytes() == GOOD.encode()


def test_two_articles_of_one_name_are_both_kept(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / "in" / folder).mkdir(parents=True)
        (tmp_path / "in" / folder / "same.txt").write_text(GOOD, encoding="utf-8")
    extract(str(tmp_path / "in"), "--out", str(tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").glob("*.jsonl")} == {"same.jsonl", "same-2.jsonl"}


@pytest.mark.long
def test_two_processes_give_what_one_gives(samples: Path) -> None:
    one, two = extract(str(samples), "--jobs", "1"), extract(str(samples), "--jobs", "2")
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout


def test_the_largest_document_is_a_setting() -> None:
    assert settings.MAX_DOCUMENT_BYTES < 50 * 1024 * 1024


def test_a_closed_pipe_is_no_traceback(samples: Path) -> None:
    command = f"{sys.executable} -m kg.cli extract --model rules --format facts {samples} | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
