"""Bytes become the text that their author saw, or one line that says why not."""

from __future__ import annotations

import pytest

from kg import settings
from kg.errors import UnreadableError
from kg.reading.decode import decode

SENTENCE = "L’hôpital d’Œuilly a coûté 3 €, « à peine » : où ça ?"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_decoded_without_being_told_its_encoding(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding), "a.txt") == SENTENCE


def test_old_macintosh_text_is_recognised_by_its_french() -> None:
    text = "L’été dernier, l’hôpital a été rénové à Évreux, où le préfet a été reçu."
    assert decode(text.encode("mac_roman"), "a.txt") == text


def test_a_page_that_declares_latin_1_is_read_as_windows_1252() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{SENTENCE}'
    assert decode(page.encode("cp1252"), "a.html") == page


def test_a_declared_encoding_of_the_sender_is_heeded() -> None:
    assert decode("Łódź".encode("iso8859-2"), "a.html", "iso-8859-2") == "Łódź"


def test_utf_8_is_utf_8_whatever_is_declared() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{SENTENCE}'
    assert decode(page.encode(), "a.html", "latin-1") == page


def test_one_broken_byte_does_not_turn_a_utf_8_text_into_another() -> None:
    assert decode("é à ç ".encode() * 20 + b"\xff fin", "a.txt").startswith("é à ç é")


def test_bytes_that_windows_1252_leaves_open_do_not_stop_reading() -> None:
    assert decode("Café à Évry ".encode("cp1252") + b"\x81", "a.txt") == "Café à Évry \x81"


def test_line_ends_become_newlines() -> None:
    assert decode(b"un\r\ndeux\rtrois\n", "a.txt") == "un\ndeux\ntrois\n"


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b"\xff\xfe", "\u00a0\n".encode()])
def test_an_empty_document_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"vide\.txt: the document is empty \(.+\)"):
        decode(data, "vide.txt")


@pytest.mark.parametrize(
    ("data", "what"), [(b"%PDF-1.4 ...", "PDF"), (b"PK\x03\x04abc", "ZIP"), (b"\x89PNG\r\n", "PNG")]
)
def test_a_known_format_is_named(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableError, match=what):
        decode(data, "a.txt")


def test_binary_data_is_refused() -> None:
    with pytest.raises(UnreadableError, match="binary"):
        decode(bytes(range(1, 32)) * 50, "a.txt")


def test_a_document_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MAX_DOCUMENT_BYTES", 100)
    with pytest.raises(UnreadableError, match="larger than 100 bytes"):
        decode(b"x" * 101, "a.txt")
