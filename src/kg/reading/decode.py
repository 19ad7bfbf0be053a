"""Bytes of a document to its text: byte order mark, declaration, else detection; what is no text is refused."""

from __future__ import annotations

import codecs
import re

from kg import settings
from kg.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FRENCH = re.compile("[éèàêçùôîâûëïœÉÀÈÇŒÊ’«»–—€]")
_ODD = re.compile("[\x80-\x9fﬁﬂ¬‡†‰∂∑∏π∫Ω√ƒ≈∆◊\u2500-\u259fÃÂ]")
_WINDOWS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_CURE_TEXT = "save it as plain text or HTML"


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of `data`, line ends as `\\n`, byte order mark dropped. `declared` is the sender's word (HTTP).

    Raises UnreadableError, naming `name`, for what is empty, too large or no text.
    """
    if len(data) > settings.MAX_DOCUMENT_BYTES:
        raise too_large(name)
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError(f"{name}: the document is empty", cure="give a file that holds the article's text")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise UnreadableError(f"{name}: {what}, not a text", cure=_CURE_TEXT)
    return clean(_text(data, declared), name)


def is_pdf(data: bytes) -> bool:
    """Whether these bytes are a PDF file: it says so near its beginning."""
    return b"%PDF-" in data[:1024]


def clean(text: str, name: str) -> str:
    """`text` with line ends as `\\n` and no byte order mark. UnreadableError where it is empty or no text."""
    text = _SURROGATE.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if len(_CONTROL.findall(text)) > max(8, len(text) // 100):
        raise UnreadableError(f"{name}: binary data, not a text", cure=_CURE_TEXT)
    if not text.strip("\0\ufeff \t\n\u00a0\u200b"):
        raise UnreadableError(f"{name}: the document is empty", cure="give a file that holds the article's text")
    return text


def _text(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.count(0, 0, 4096) * 4 > len(data[:4096]):
        little = data[1:4096:2].count(0) >= data[0:4096:2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start > len(data) - 4 or _mostly_utf8(data):
            return data.decode("utf-8", "replace")
    for label in (declared, _declaration(data)):
        codec = _known(label) if label else None
        if codec:
            return data.decode(codec, "replace")
    return max((_windows(data), data.decode("mac_roman"), data.decode("cp850")), key=_frenchness)


def _declaration(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def _known(label: str) -> str | None:
    """Python's codec for a declared label of one byte a character; Latin-1 means Windows-1252, as browsers read it."""
    try:
        name = codecs.lookup(label.strip("\"' ")).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii", "cp1252"}:
        return None
    return name if name.startswith(("iso8859", "cp", "mac", "koi8")) else None


def _mostly_utf8(data: bytes) -> bool:
    """Whether nine in ten of the bytes above ASCII belong to well-formed UTF-8 sequences."""
    high = sum(byte > 127 for byte in data[:200_000])
    lost = data[:200_000].decode("utf-8", "replace").count("\ufffd")
    return lost * 10 < high


def _windows(data: bytes) -> str:
    """Windows-1252 as on the web: the five bytes it leaves open are control characters."""
    return data.decode("latin-1").translate(_WINDOWS)


def _frenchness(text: str) -> int:
    head = text[:200_000]
    return len(_FRENCH.findall(head)) - 3 * len(_ODD.findall(head))


def too_large(name: str) -> UnreadableError:
    """The error for a document beyond the limit."""
    limit = settings.MAX_DOCUMENT_BYTES
    size = f"{limit // (1024 * 1024)} MiB" if limit >= 1024 * 1024 else f"{limit} bytes"
    return UnreadableError(f"{name}: larger than {size}", cure="split it, or raise KG_MAX_DOCUMENT_BYTES")
