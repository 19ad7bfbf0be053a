"""The door of the room: a file, a URL, a text or a folder becomes articles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from kg import settings
from kg.errors import NotFoundError, UnreadableError
from kg.model import Article
from kg.reading import html, layout, lines, pdf
from kg.reading.decode import clean, decode, too_large
from kg.reading.features import fold
from kg.reading.fetch import fetch
from kg.reading.metadata import describe
from kg.reading.zones import zoned

MARKUP = frozenset({".html", ".htm", ".xhtml"})
SUFFIXES = MARKUP | {".txt", ".pdf"}
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b", re.I | re.S
)
_TAG = re.compile(
    r"</?(?:p|div|span|a|h[1-6]|ul|li|br|section|strong|em|table|img|meta|script)\b[^<>]*>", re.IGNORECASE
)


def find_documents(inputs: Sequence[str]) -> list[str]:
    """The documents that the inputs name: a folder gives its text, HTML and PDF files, sorted; files and URLs are kept.

    What is not there is kept too: reading it says so, and the rest of the batch is done.
    """
    found: dict[str, None] = {}
    for given in inputs:
        if not _ADDRESS.match(given) and Path(given).is_dir():
            found.update(dict.fromkeys(sorted(_inside(given))))
        else:
            found[given] = None
    return list(found)


def read_article(path: str | Path) -> Article:
    """The article in a file. NotFoundError where there is none, UnreadableError where it cannot be read as one."""
    path = Path(path)
    try:
        state = path.stat()
        if state.st_size > settings.MAX_DOCUMENT_BYTES:
            raise too_large(str(path))
        if not stat.S_ISREG(state.st_mode) and not stat.S_ISDIR(state.st_mode):
            raise UnreadableError(f"{path}: not a file but a device or a pipe", cure="give a file")
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise NotFoundError(f"{path}: no such file", cure="check the path") from fault
    except IsADirectoryError as fault:
        raise UnreadableError(f"{path}: a folder that cannot be read as a document", cure="give its files") from fault
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or "the name is no path"
        raise UnreadableError(f"{path}: cannot be read: {reason}", cure="check its permissions") from fault
    if pdf.is_pdf(data):
        return _paper(data, path.stem, str(path))
    text = decode(data, str(path))
    return _article(text, path.stem, str(path), markup=path.suffix.lower() in MARKUP or is_html(text))


def read_text(text: str, name: str = "text") -> Article:
    """The article in a text that was pasted; HTML that was pasted is recognised."""
    text = clean(text, name)
    return _article(text, name, name, markup=is_html(text))


def read_url(url: str, *, allow_private: bool = False) -> Article:
    """The article at an http or https address. ForbiddenError, FetchError, DeadlineError, UnreadableError."""
    answer = fetch(url, allow_private=allow_private)
    parts = urlsplit(answer.url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = re.sub(r"\.(?:x?html?|php|aspx?|pdf)$", "", last) or parts.hostname or "page"
    if pdf.is_pdf(answer.data):
        return _paper(answer.data, name, url, answer.url)
    text = decode(answer.data, url, answer.encoding)
    return _article(text, name, url, markup=answer.is_html or is_html(text), url=answer.url)


def is_html(text: str) -> bool:
    """Whether a text is a page's source: it opens as one, or its beginning is dense with tags."""
    return bool(_HTML.match(text[:4096])) or len(_TAG.findall(text[:4096])) >= 6


def _article(text: str, name: str, place: str, *, markup: bool, url: str | None = None) -> Article:
    if markup:
        page = html.parse(text, place)
        placed, text = page.placed()
        said = page.markup
    else:
        placed, said = list(lines.split(text)), None
    zones = zoned(placed)
    about = describe(placed, zones, said)
    address = urljoin(url or "", about.url) if about.url else url
    if address and not address.startswith(("http://", "https://")):
        address = url
    return Article(
        name, text, zones, about.title, about.publisher, about.published, about.modified, about.authors,
        address, about.language,
    )  # fmt: skip


def _paper(data: bytes, name: str, place: str, url: str | None = None) -> Article:
    """The article in a PDF file. What the file says of itself counts where the text says nothing of it.

    Its title stands only where it is a title (many are the name of a draft), its day of creation only where the text
    has no date; its author is whoever sat at the machine, and no author of the text.
    """
    paper = pdf.parse(data, place)
    placed, text = layout.placed(layout.lines(paper.rows))
    zones = zoned(placed)
    about = describe(placed, zones, None)
    title = paper.title if paper.title and _said(paper.title, text) else about.title
    return Article(
        name, text, zones, title, about.publisher, about.published or paper.created, about.modified, about.authors,
        url, paper.language,
    )  # fmt: skip


def _said(title: str, text: str) -> bool:
    """Whether a title stands in the text; a title of one word names a file."""
    squeezed = " ".join(fold(title).split())
    return " " in squeezed and squeezed in " ".join(fold(text[:5000]).split())


def _inside(folder: str) -> Iterator[str]:
    """The documents in a folder; of a folder that cannot be listed its path, so that reading it says so."""
    closed: list[str] = []
    for root, folders, files in os.walk(folder, onerror=lambda fault: closed.append(str(fault.filename))):
        folders[:] = [f for f in folders if not f.startswith(".")]
        for file in files:
            if not file.startswith(".") and Path(file).suffix.lower() in SUFFIXES:
                yield str(Path(root) / file)
    yield from closed
