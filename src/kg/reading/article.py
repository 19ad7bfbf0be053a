"""The door of the room: a file, a URL, a text or a folder becomes articles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from kg import settings
from kg.errors import NotFoundError, UnreadableError
from kg.model import Article
from kg.reading import feed, html, layout, lines
from kg.reading.decode import clean, decode, is_pdf, too_large
from kg.reading.features import fold
from kg.reading.fetch import Asked, Fetched, fetch
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

    A saved feed (`.xml`, `.rss`, `.atom`, `.rdf`) gives its items, each named `feed.xml#1` and so on.

    What is not there is kept too: reading it says so, and the rest of the batch is done.
    """
    found: dict[str, None] = {}
    for given in inputs:
        if _ADDRESS.match(given):
            found[given] = None
            continue
        for path in sorted(_inside(given)) if Path(given).is_dir() else [given]:
            items = feed.sources(path) if Path(path).suffix.lower() in feed.SUFFIXES else []
            found.update(dict.fromkeys(items or [path]))
    return list(found)


def read_article(path: str | Path) -> Article:
    """The article in a file. NotFoundError where there is none, UnreadableError where it cannot be read as one."""
    item = feed.numbered(str(path))
    if item is not None:
        return _announced(*item)
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
    if is_pdf(data):
        return _paper(data, path.stem, str(path))
    if feed.is_feed(data):
        held = len(feed.parse(data, str(path)).items)
        raise UnreadableError(
            f"{path}: a feed of {held} articles, none of which can be read as one",
            cure="name it .xml, and its items are read; or follow its address with kg watch",
        )
    text = decode(data, str(path))
    return _article(text, path.stem, str(path), markup=path.suffix.lower() in MARKUP or is_html(text))


def read_text(text: str, name: str = "text") -> Article:
    """The article in a text that was pasted; HTML that was pasted is recognised."""
    text = clean(text, name)
    return _article(text, name, name, markup=is_html(text))


def read_url(url: str, *, allow_private: bool = False) -> Article:
    """The article at an http or https address. ForbiddenError, FetchError, DeadlineError, UnreadableError."""
    return page(fetch(url, Asked(allow_private)), url)


def page(answer: Fetched, url: str) -> Article:
    """The article that was fetched from `url`."""
    parts = urlsplit(answer.url)
    last = unquote(parts.path.rstrip("/").rpartition("/")[2])
    name = re.sub(r"\.(?:x?html?|php|aspx?|pdf)$", "", last) or parts.hostname or "page"
    if is_pdf(answer.data):
        return _paper(answer.data, name, url, answer.url)
    if feed.is_feed(answer.data):
        raise UnreadableError(f"{url}: a feed, not an article", cure=f"follow it with kg watch {url}")
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


def _announced(path: str, number: int) -> Article:
    """An item of a saved feed: its title and what the feed gives of its text."""
    held = feed.saved(path)
    if not 0 < number <= len(held.items):
        raise NotFoundError(f"{path}: the feed has {len(held.items)} items, none numbered {number}")
    return announced(held.items[number - 1], held, f"{Path(path).stem}-{number}")


def announced(item: feed.Item, held: feed.Feed, name: str) -> Article:
    """The article that a feed gives itself. UnreadableError where the item has no text."""
    title = f"<h1>{escape(item.title)}</h1>" if item.title else ""
    body = item.content if "<" in item.content else f"<p>{item.content}</p>"
    if not item.content.strip():
        raise UnreadableError(f"{name}: an item without text", cure=f"read its page: {item.url}" if item.url else "")
    read = _article(f"<article>{title}{body}</article>", name, name, markup=True)
    return replace(
        read,
        title=item.title or read.title,
        publisher=held.title,
        published=item.published or read.published,
        authors=item.authors or read.authors,
        url=item.url,
        language=held.language,
    )


def _paper(data: bytes, name: str, place: str, url: str | None = None) -> Article:
    """The article in a PDF file. What the file says of itself counts where the text says nothing of it.

    Its title stands only where it is a title (many are the name of a draft), its day of creation only where the text
    has no date; its author is whoever sat at the machine, and no author of the text.
    """
    from kg.reading import pdf  # pypdf takes its time to import: not for who reads pages

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
            path = str(Path(root) / file)
            suffix = Path(file).suffix.lower()
            if not file.startswith(".") and (suffix in SUFFIXES or (suffix in feed.SUFFIXES and feed.sources(path))):
                yield path
    yield from closed
