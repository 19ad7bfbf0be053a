"""PDF to rows: each line of text where it stands on its page, and what the file says of itself.

The text comes in the order in which the producer wrote it, which is the reading order of columns far more often than
any order that can be guessed from positions; what is out of place is set right by `layout.py`.
"""

from __future__ import annotations

import io
import logging
import math
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from kg import settings
from kg.errors import DeadlineError, KgError, UnreadableError
from kg.reading.layout import Row

_LETTERS = 20
"""Letters below which a page is a picture of text rather than text."""
_LOST = 0.2
"""Share of characters without a meaning beyond which the fonts do not say which letters they draw."""
_SCATTERED = 0.5
"""Share of single letters among the words beyond which words were taken apart."""
_DATE = re.compile(r"D?:?(\d{4})(\d\d)(\d\d)")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_SIGNS = {
    **_LIGATURES,
    **dict.fromkeys(range(0x20), " "),
    **dict.fromkeys((0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF0E0, 0x2023, 0x25CF, 0x25AA), "•"),
    0x2011: "-",
    0x200B: "",
    0xFEFF: "",
}
"""What fonts draw for a letter or a bullet: ligatures, the bullets of symbol fonts, hyphens that do not break."""
_MEANINGLESS = frozenset({"Co", "Cn", "Cc"})

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells every flaw that it mends on stderr


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF file as read: its rows in the order of the file, and what it says of itself."""

    rows: tuple[Row, ...]
    title: str | None = None
    created: str | None = None
    language: str | None = None


def parse(data: bytes, name: str) -> Paper:
    """The rows of a PDF file.

    UnreadableError where it is broken, encrypted, without text or too long; DeadlineError where it takes too long.
    """
    deadline = time.monotonic() + settings.PDF_SECONDS
    try:
        reader = PdfReader(io.BytesIO(data))
        _unlock(reader, name)
        count = len(reader.pages)
        if count > settings.PDF_PAGES:
            raise UnreadableError(
                f"{name}: a PDF of {count} pages, more than {settings.PDF_PAGES}",
                cure="split it, or raise KG_PDF_PAGES",
            )
        rows: list[Row] = []
        for number, page in enumerate(reader.pages):
            rows += _rows(page, number, name, deadline)
        paper = Paper(tuple(rows), *_about(reader))
    except KgError:
        raise
    except DependencyError as fault:
        raise UnreadableError(
            f"{name}: a PDF that is encrypted with AES",
            cure="install `cryptography`, or save a copy without protection",
        ) from fault
    except RecursionError as fault:
        raise UnreadableError(f"{name}: a PDF nested too deep to be read", cure="print it to a new PDF") from fault
    except MemoryError as fault:
        raise UnreadableError(f"{name}: a PDF too large for the memory", cure="split it") from fault
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, ArithmeticError,
            AssertionError, NotImplementedError) as fault:  # fmt: skip  # what a broken file makes pypdf raise
        reason = " ".join(str(fault).split())[:120] or type(fault).__name__
        raise UnreadableError(f"{name}: a broken PDF file: {reason}", cure="print it to a new PDF") from fault
    _refuse_without_text(paper, count, name)
    return paper


def _unlock(reader: PdfReader, name: str) -> None:
    """Open a file that is encrypted without a password, as many are that may not be changed."""
    if not reader.is_encrypted:
        return
    if not reader.decrypt(""):
        raise UnreadableError(f"{name}: a PDF that opens with a password only", cure="save a copy without protection")


def text_of(paper: Paper) -> str:
    """All rows, one a line."""
    return "\n".join(row.text for row in paper.rows)


def _refuse_without_text(paper: Paper, pages: int, name: str) -> None:
    text = text_of(paper)
    if sum(character.isalpha() for character in text) < min(pages, 3) * _LETTERS:
        raise UnreadableError(
            f"{name}: a PDF without text, probably scanned pages", cure="run it through OCR (ocrmypdf) and give that"
        )
    words = text_of(paper).split()
    if sum(len(word) == 1 and word.isalpha() for word in words) > _SCATTERED * len(words):
        raise UnreadableError(
            f"{name}: a PDF that places its letters one by one, so that words cannot be told",
            cure="run it through OCR (ocrmypdf --force-ocr) and give that",
        )
    lost = sum(unicodedata.category(c) in _MEANINGLESS or c == "\ufffd" for c in text)
    if lost > _LOST * len(text):
        raise UnreadableError(
            f"{name}: a PDF whose fonts do not say which letters they draw", cure="run it through OCR (ocrmypdf)"
        )


@dataclass(slots=True)
class _Collector:
    """Hears pieces of text from pypdf and collects the rows of one page."""

    page: int
    height: float
    name: str
    deadline: float
    rows: list[Row] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    place: tuple[float, float] = (0.0, 0.0)
    sizes: dict[tuple[float, bool], int] = field(default_factory=dict)

    def operand(self, *_: object) -> None:
        if time.monotonic() > self.deadline:
            raise DeadlineError(
                f"{self.name}: not read within {settings.PDF_SECONDS:g} s", cure="split it, or raise KG_PDF_SECONDS"
            )

    def piece(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        *whole, rest = text.split("\n")
        for part in whole:
            self._add(part, cm, tm, font, size)
            self.flush()
        self._add(rest, cm, tm, font, size)

    def _add(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        if not text:
            return
        if text.strip():
            a, b = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
            if not any(self.sizes.values()):
                x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                self.place = x, y
            drawn = round(abs(size) * math.hypot(a, b), 1), _is_bold(font)
            self.sizes[drawn] = self.sizes.get(drawn, 0) + len(text)
        self.parts.append(text)

    def flush(self) -> None:
        text = readable("".join(self.parts))
        if text:
            size, bold = max(self.sizes or {(0.0, False): 0}, key=lambda drawn: self.sizes.get(drawn, 0))
            x, y = self.place
            depth = 1 - y / self.height if self.height else 0.0
            self.rows.append(Row(text, self.page, x, y, size or 10.0, bold, depth))
        self.parts, self.sizes = [], {}


def _rows(page: Any, number: int, name: str, deadline: float) -> Iterator[Row]:
    box = page.cropbox
    collector = _Collector(number, float(box.top), name, deadline)
    collector.operand()
    extract: Callable[..., str] = page.extract_text
    extract(visitor_text=collector.piece, visitor_operand_before=collector.operand)
    collector.flush()
    return iter(collector.rows)


def readable(text: str) -> str:
    """A row's text with letters for ligatures, composed accents, and single blanks."""
    return re.sub(" {2,}", " ", unicodedata.normalize("NFC", text.translate(_SIGNS))).strip()


def _is_bold(font: Any) -> bool:
    name = str(font.get("/BaseFont", "")) if hasattr(font, "get") else ""
    return bool(re.search(r"bold|black|heavy|semibold|demi", name, re.IGNORECASE))


def _about(reader: PdfReader) -> tuple[str | None, str | None, str | None]:
    """Title, day of creation and language; None where the file does not say, or says it in a broken way."""
    try:
        said: Any = reader.metadata or {}
        title = readable(str(said.get("/Title") or "")) or None
        created = _DATE.match(str(said.get("/CreationDate") or ""))
        language = str(reader.root_object.get("/Lang") or "").partition("-")[0].lower()
    except (PyPdfError, ValueError, TypeError, AttributeError):
        return None, None, None
    day = f"{created[1]}-{created[2]}-{created[3]}" if created else None
    return title, day, language if re.fullmatch("[a-z]{2}", language) else None
