"""HTML to lines: the visible text, one line a block, each with what the markup says of it.

The parser of lxml reports events and builds no tree: neither depth nor size can exhaust the stack, and the work that
unmatched end tags cost on a deep page is bounded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from kg.errors import UnreadableError
from kg.model import ZoneKind
from kg.reading import furniture
from kg.reading.lines import Line, Place
from kg.reading.markup import Markup

_CHUNK = 1 << 14
_WORK = 2_000_000_000
"""Most open elements times characters that are parsed: what an absurdly nested page may cost."""


def _words(text: str) -> list[str]:
    return text.split()


_DROPPED = frozenset(
    _words(
        "script style template noscript head svg math iframe object embed canvas audio video select option datalist "
        "textarea map area applet frameset"
    )
)
_VOID = frozenset(_words("area base br col embed hr img input link meta param source track wbr"))
_BLOCKS = frozenset(
    _words(
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search "
        "section summary table tbody tfoot thead tr ul"
    )
)
_FURNITURE_TAGS = frozenset(_words("nav footer form button menu dialog search"))
_KINDS = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6", "dt", "legend", "summary"), ZoneKind.HEADING),
    **dict.fromkeys(("li", "dd"), ZoneKind.LIST),
    **dict.fromkeys(("figcaption", "caption"), ZoneKind.CAPTION),
    "h1": ZoneKind.TITLE,
    "blockquote": ZoneKind.QUOTATION,
}
_TOLD = 120
"""Characters that make a line one that tells something."""
_OWNERS = 32
"""Elements of furniture, one in another, that are told apart."""
_CELL = "\0"
"""Parts the cells of a row; the text of a page has no such character."""
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read."""

    lines: tuple[Line, ...]
    markup: Markup

    def placed(self) -> tuple[list[Line], str]:
        """The lines with their offsets in the text of the page, and that text."""
        placed, at = [], 0
        for line in self.lines:
            placed.append(replace(line, start=at))
            at += len(line.text) + 1
        return placed, "\n".join(line.text for line in self.lines) + "\n"


def parse(text: str, name: str) -> Page:
    """The lines of a page. Raises UnreadableError where it is nested too deep or shows no text."""
    listener = _Listener()
    parser = etree.HTMLParser(target=listener, huge_tree=True, recover=True, encoding="utf-8", no_network=True)
    work = 0
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        for at in range(0, len(data), _CHUNK):
            parser.feed(data[at : at + _CHUNK])
            work += len(listener.open) * _CHUNK
            if work > _WORK:
                raise UnreadableError(f"{name}: HTML nested too deep to be read", cure="save the page as plain text")
        page: Page = parser.close()
    except (etree.LxmlError, AssertionError) as fault:
        raise UnreadableError(f"{name}: HTML that cannot be parsed", cure="save the page as plain text") from fault
    if not page.lines:
        raise UnreadableError(f"{name}: the page shows no text", cure="save the article's text as a .txt file")
    return page


@dataclass(slots=True)
class _Open:
    """An element that is open: what it and its ancestors say of the text inside."""

    tag: str
    hidden: bool = False
    place: int = Place.NONE
    kind: ZoneKind | None = None
    raw: bool = False
    owners: tuple[int, ...] = ()


@dataclass(slots=True)
class _Listener:
    """Hears the parser's events and collects lines and markup."""

    open: list[_Open] = field(default_factory=lambda: [_Open("")])
    lines: list[Line] = field(default_factory=list)
    owned: list[tuple[int, ...]] = field(default_factory=list)
    owners: tuple[int, ...] = ()
    elements: int = 0
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    after_link: bool = False
    place: int = Place.NONE
    kind: ZoneKind | None = None
    capture: list[str] | None = None
    captured: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    title: str = ""
    heading: str = ""
    canonical: str = ""
    language: str = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        above = self.open[-1]
        if tag in _BLOCKS or tag == "br":
            self._flush()
        elif tag in {"td", "th"} and self.parts:
            self.parts.append(_CELL)
        elif tag == "a" and self.parts and self.after_link:
            self.parts.append(" ")
        self._note(tag, attributes)
        if tag in _VOID:
            return
        names = " ".join(attributes.get(key, "") for key in ("class", "id", "role")).lower() if attributes else ""
        place, named = above.place, False
        if tag in _FURNITURE_TAGS or (tag == "aside" and not place & Place.ARTICLE) or "navigation" in names:
            place |= Place.FURNITURE
        if tag in {"aside", "header"}:
            place |= Place.MARGIN
        if tag in {"article", "main"} or attributes.get("itemprop") == "articleBody":
            place |= Place.ARTICLE
        if tag == "a":
            place |= Place.LINK
        kind = _KINDS.get(tag, above.kind)
        if names and tag not in {"html", "body", "main", "article"}:
            if furniture.CLASSES.search(names):
                named = True
                place |= Place.FURNITURE
            for pattern, marked in furniture.CLASS_KINDS:
                if pattern.search(names):
                    kind = marked
        self.elements += 1
        owners = above.owners
        if (named or place & Place.FURNITURE & ~above.place) and len(owners) < _OWNERS:
            owners = (*owners, self.elements)
        hidden = above.hidden or tag in _DROPPED or bool(attributes and _is_hidden(attributes, names))
        self.open.append(_Open(tag, hidden, place, kind, above.raw or tag == "pre", owners))

    def end(self, tag: str) -> None:
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._flush()
        self.after_link = tag == "a"
        if self.capture is not None and self.captured == tag:
            self._captured(tag)
        if len(self.open) > 1:
            self.open.pop()

    def data(self, data: str) -> None:
        if self.capture is not None:
            self.capture.append(data)
        here = self.open[-1]
        if here.hidden:
            return
        if here.raw and "\n" in data:
            first, *rest = data.split("\n")
            self._add(first, here)
            for line in rest:
                self._flush()
                self._add(line, here)
            return
        self._add(data, here)

    def comment(self, _text: str) -> None:
        pass

    def pi(self, _target: str, _data: str | None = None) -> None:
        pass

    def close(self) -> Page:
        self._flush()
        self._absolve()
        markup = Markup(
            tuple(self.meta), tuple(self.json_ld), tuple(self.times), tuple(self.authors),
            self.title, self.heading, self.canonical, self.language,
        )  # fmt: skip
        return Page(tuple(self.lines), markup)

    def _add(self, data: str, here: _Open) -> None:
        if not self.parts and not data.strip(" \t\n\r\f"):
            return
        if not self.parts:
            self.place, self.kind, self.owners = here.place, here.kind, here.owners
        else:
            self.place |= here.place & Place.ARTICLE
            if not here.place & Place.FURNITURE and data.strip():
                self.place &= ~Place.FURNITURE
        if here.place & Place.LINK:
            self.linked += len(data.strip())
        self.parts.append(data)
        self.after_link = False

    def _flush(self) -> None:
        if not self.parts:
            return
        cells = (_BLANKS.sub(" ", cell).strip(" ") for cell in "".join(self.parts).split(_CELL))
        text = "\t".join(cell for cell in cells if cell)
        if text.strip():
            share = min(1.0, self.linked / max(1, len(text)))
            kind = ZoneKind.LIST if "\t" in text and self.kind is None else self.kind
            self.lines.append(Line(text, self.place, kind, share))
            self.owned.append(self.owners)
        self.parts, self.linked, self.after_link = [], 0, False

    def _absolve(self) -> None:
        """Clear the elements that hold most of the page's long lines: they were left open, or are named amiss."""
        told = [(owners, len(line.text)) for line, owners in zip(self.lines, self.owned, strict=True)]
        told = [(owners, size) for owners, size in told if size >= _TOLD]
        held: Counter[int] = Counter()
        for owners, size in told:
            for owner in owners:
                held[owner] += size
        whole = sum(size for _, size in told)
        free = {owner for owner, size in held.items() if size * 2 > whole}
        for i, (line, owners) in enumerate(zip(self.lines, self.owned, strict=True)):
            if owners and free.issuperset(owners):
                self.lines[i] = replace(line, place=line.place & ~Place.FURNITURE)

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            if key and attributes.get("content"):
                self.meta.append((key.lower(), attributes["content"].strip()))
        elif tag == "html":
            self.language = attributes.get("lang", "").split("-")[0].lower()
        elif tag == "link" and "canonical" in attributes.get("rel", "").lower().split():
            self.canonical = attributes.get("href", "").strip()
        elif tag == "time":
            marks = f"{attributes.get('class', '')} {attributes.get('itemprop', '')}".lower()
            if not self.open[-1].place & Place.FURNITURE:
                self.times.append((marks, attributes.get("datetime", "").strip()))
        elif self.capture is None and (
            (tag == "script" and "ld+json" in attributes.get("type", "").lower())
            or (tag == "title" and not self.title)
            or (tag == "h1" and not self.heading and not self.open[-1].place & Place.FURNITURE)
            or "author" in attributes.get("itemprop", "").split()
        ):
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        self.capture, self.captured = [], tag

    def _captured(self, tag: str) -> None:
        text = "".join(self.capture or ()).strip()
        self.capture = None
        if tag == "script":
            self.json_ld.append(text)
        elif tag == "title":
            self.title = _BLANKS.sub(" ", text)
        elif tag == "h1":
            self.heading = _BLANKS.sub(" ", text)
        elif text:
            self.authors.append(_BLANKS.sub(" ", text))


def _is_hidden(attributes: Mapping[str, str], names: str) -> bool:
    return (
        "hidden" in attributes
        or bool(_HIDDEN_STYLE.search(attributes.get("style", "")))
        or bool(furniture.HIDDEN_CLASSES.search(names))
    )
