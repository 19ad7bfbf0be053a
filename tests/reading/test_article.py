"""Files, folders and pasted text become articles."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.errors import NotFoundError, UnreadableError
from kg.model import Article, ZoneKind
from kg.reading import find_documents, read_article, read_text


def test_the_text_of_a_text_file_is_the_file_decoded(tmp_path: Path, pasted: str) -> None:
    path = tmp_path / "valmorte.txt"
    path.write_bytes(b"\xef\xbb\xbf" + pasted.replace("\n", "\r\n").encode())
    assert read_article(path).text == pasted


def test_the_name_is_the_stem(tmp_path: Path, pasted: str) -> None:
    path = tmp_path / "valmorte.irm.txt"
    path.write_text(pasted, encoding="utf-8")
    assert read_article(path).name == "valmorte.irm"


def test_html_in_a_text_file_is_recognised(tmp_path: Path, page: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(page, encoding="utf-8")
    assert "<p" not in read_article(path).text


def test_a_text_that_speaks_of_a_tag_is_no_page() -> None:
    assert read_text("Le balisage <p> sert aux pages. L'hôpital n'en a cure.").text.startswith("Le balisage <p>")


def test_pasted_html_is_recognised(page: str) -> None:
    assert read_text(page).title == "Deux rives, une IRM"


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"absent\.txt: no such file"):
        read_article(tmp_path / "absent.txt")


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="folder"):
        read_article(tmp_path)


def test_a_name_that_is_no_path_is_unreadable() -> None:
    with pytest.raises(UnreadableError):
        read_article(Path("a\0b.txt"))


def test_a_pipe_does_not_block_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tuyau.txt")
    with pytest.raises(UnreadableError, match=r"tuyau\.txt: not a file"):
        read_article(tmp_path / "tuyau.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").touch(mode=0o000)
    with pytest.raises(UnreadableError, match=r"secret\.txt: cannot be read"):
        read_article(tmp_path / "secret.txt")


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "gros.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(UnreadableError, match=r"gros\.txt: larger than 20 MiB"):
        read_article(path)


def test_every_error_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "vide.html"
    path.write_bytes(b"<html><script>x</script></html>")
    with pytest.raises(UnreadableError) as caught:
        read_article(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_folder_gives_its_texts_and_pages_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "c.HTM", "d.xhtml", "e.png", ".f.txt", "sous/g.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [Path(p).relative_to(tmp_path).as_posix() for p in find_documents([str(tmp_path)])]
    assert found == ["a.html", "b.txt", "c.HTM", "d.xhtml", "sous/g.txt"]


def test_addresses_and_missing_files_are_kept_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    given = ["https://journal.example/a", str(tmp_path), "absent.txt", "https://journal.example/a"]
    assert find_documents(given) == ["https://journal.example/a", str(tmp_path / "a.txt"), "absent.txt"]


def test_two_articles_in_one_paste_keep_what_both_say(pasted: str) -> None:
    second = pasted.replace("Valmorte", "Corbeuil").replace("partagent une IRM", "achètent un scanner")
    article = read_text(pasted + "\n" + second)
    for town in ("Valmorte", "Corbeuil"):
        at = article.text.index(f"Le centre hospitalier de {town}")
        assert article.zone_at(at) is not ZoneKind.FURNITURE
    assert article.title == "À Valmorte, deux hôpitaux partagent une IRM"


def test_offsets_of_the_shared_spans_hold_in_the_stored_text(articles: Path, read: dict[str, Article]) -> None:
    for spans in sorted((articles / "spans").glob("*.json")):
        raw = (articles / "text" / f"{spans.stem}.txt").read_bytes().decode("utf-8")
        text = read[f"{spans.stem}.txt"].text
        assert text == raw.replace("\r\n", "\n").removeprefix("\ufeff"), spans.stem
        for zone in json.loads(spans.read_text(encoding="utf-8"))["zones"]:
            line = text[zone["start"] : zone["end"]]
            assert line, spans.stem
            assert line == line.strip("\n"), spans.stem


def test_every_shared_article_is_read(read: dict[str, Article]) -> None:
    assert all(article.zones and article.title for article in read.values())
