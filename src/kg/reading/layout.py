"""Rows of printed pages to the lines of a text: columns, paragraphs, hyphens, running heads and feet.

A line of the text is a paragraph, a heading or an item of a list. What is printed again on every page stands once:
heads before the text, feet behind it, so that a sentence that goes on over the page stays whole.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import ZoneKind
from kg.reading import furniture, patterns
from kg.reading.features import fold
from kg.reading.lines import Line, Place

_ALIKE = 0.08
"""How far two sizes may differ and still be one."""
_LARGE = 1.12
"""Times the size of the body from which a row is a heading."""
_APART = 1.35
"""Times the usual leading from which two rows are apart."""
_INDENT = 0.8
"""Times the size by which a row is indented."""
_ROOM = 0.88
"""Share of a column's width up to which a row has room left for a word."""
_EDGE = 3
"""Rows from the top and from the foot of a page among which running heads and feet stand."""
_MARGIN = 0.07
"""Share of a page's height at its top and foot that is margin."""
_SAME = 3.0
"""Points by which what is printed on every page may move."""
_SHORT = 120
_HYPHENS = "-\u2010\u00ad"
_ENDED = re.compile(r"[.!?…:;»”\")]\s*$")
_NUMBER = re.compile(r"(?:page\s*)?[-–—(]?\s*\d{1,3}\s*[-–—)]?(?:\s*(?:/|sur|of)\s*\d{1,3})?", re.IGNORECASE)
_BULLETS = re.compile(r"[•▪◦·●○■□▸►▶‣–-]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of text on a page: where it begins (points, from below), its size, and its depth (0 top, 1 foot)."""

    text: str
    page: int = 0
    x: float = 0.0
    y: float = 0.0
    size: float = 10.0
    bold: bool = False
    depth: float = 0.5


def lines(rows: Sequence[Row]) -> list[Line]:
    """The lines of the text, in reading order; what stands in running heads and feet is furniture."""
    running = _running(rows)
    heads: dict[str, Line] = {}
    feet: dict[str, Line] = {}
    for row in running:
        (heads if row.depth < 0.5 else feet).setdefault(_key(row), Line(row.text, Place.FURNITURE))
    main = [row for page in _pages(row for row in rows if row not in running) for row in _ordered(page)]
    return [*heads.values(), *_told(main), *feet.values()]


def placed(found: Iterable[Line]) -> tuple[list[Line], str]:
    """The lines with their offsets in the text that they make, and that text."""
    set_down: list[Line] = []
    at = 0
    for line in found:
        set_down.append(replace(line, start=at))
        at += len(line.text) + 1
    return set_down, "".join(line.text + "\n" for line in set_down)


def _pages(rows: Iterable[Row]) -> list[list[Row]]:
    pages: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        pages[row.page].append(row)
    return list(pages.values())


# -- what is printed on every page -------------------------------------------------------------------------------


def _key(row: Row) -> str:
    return re.sub(r"\d+", "#", fold(row.text))


def _running(rows: Sequence[Row]) -> set[Row]:
    """Rows at the edges of pages that come again at the same height, and page numbers."""
    edges: dict[str, list[Row]] = defaultdict(list)
    found: set[Row] = set()
    pages = _pages(rows)
    for page in pages:
        high = sorted(page, key=lambda row: -row.y)
        for row in {*high[:_EDGE], *high[-_EDGE:]}:
            edges[_key(row)].append(row)
        for row in (high[0], high[-1]):
            if len(page) > 1 and _NUMBER.fullmatch(row.text) and not _MARGIN * 2 < row.depth < 1 - _MARGIN * 2:
                found.add(row)
    for alike in edges.values():
        for row in alike:
            again = {other.page for other in alike if abs(other.y - row.y) <= _SAME}
            if len(again) > 1 and len(again) * 2 >= len(pages) - 1:
                found.add(row)
    return found


def _ordered(page: Sequence[Row]) -> list[Row]:
    """The rows of a page as written, save for a head that was written last and a foot that was written first."""
    page = _bulleted(page)
    runs: list[list[Row]] = [[page[0]]]
    for above, row in pairwise(page):
        if 0 < above.y - row.y < 4 * max(above.size, row.size) or row.y == above.y:
            runs[-1].append(row)
        else:
            runs.append([row])
    if len(runs) < 2:
        return list(page)
    first = [run for run in runs if _lies(run, runs, above=True)]
    last = [run for run in runs if run not in first and _lies(run, runs, above=False)]
    rest = [run for run in runs if run not in first and run not in last]
    return [row for run in (*first, *rest, *last) for row in run]


def _bulleted(page: Sequence[Row]) -> Sequence[Row]:
    """The rows with the bullets that were written apart from them."""
    bullets = [row for row in page if _BULLETS.fullmatch(row.text)]
    rows = [row for row in page if row not in bullets]
    if not bullets or not rows:
        return page
    for bullet in bullets:
        beside = [i for i, row in enumerate(rows) if abs(row.y - bullet.y) < row.size / 2 and row.x >= bullet.x]
        if beside:
            at = min(beside, key=lambda i: rows[i].x)
            rows[at] = replace(rows[at], text=f"{bullet.text} {rows[at].text}", bold=False)
    return rows


def _lies(run: Sequence[Row], runs: Sequence[Sequence[Row]], *, above: bool) -> bool:
    """Whether a short run lies in the margin, above or below all others."""
    others = [row.y for other in runs if other is not run for row in other]
    if len(run) > _EDGE:
        return False
    if above:
        return run[0].depth < 2 * _MARGIN and min(row.y for row in run) > max(others)
    return run[-1].depth > 1 - 2 * _MARGIN and max(row.y for row in run) < min(others)


# -- paragraphs --------------------------------------------------------------------------------------------------


class _Measure:
    """What is usual in a text: the size of its body, its leading, the width of its columns, its words."""

    def __init__(self, rows: Sequence[Row]) -> None:
        sizes: Counter[float] = Counter()
        gaps: dict[float, Counter[float]] = defaultdict(Counter)
        widths: dict[tuple[int, float], list[int]] = defaultdict(list)
        for row in rows:
            sizes[row.size] += len(row.text)
            widths[self._column(row)].append(len(row.text))
        for above, row in pairwise(rows):
            if above.page == row.page and above.size == row.size and 0 < above.y - row.y < 3 * row.size:
                gaps[row.size][round(above.y - row.y)] += 1
        self.body = max(sizes, key=lambda size: sizes[size], default=10.0)
        self._leading = {size: max(found, key=lambda gap: (found[gap], -gap)) for size, found in gaps.items()}
        self._widths = {column: sorted(found)[len(found) * 9 // 10] for column, found in widths.items()}
        self.words = Counter(word for row in rows for word in _WORD.findall(fold(row.text)))

    @staticmethod
    def _column(row: Row) -> tuple[int, float]:
        return round(row.x / 36), row.size

    def leading(self, row: Row) -> float:
        """The usual distance of two rows of this size."""
        return max(self._leading.get(row.size, 1.45 * row.size), row.size)

    def width(self, row: Row) -> int:
        """Characters that the column of a row holds."""
        return max((self._widths.get((self._column(row)[0] + step, row.size), 0) for step in (-1, 0, 1)), default=0)

    def has_room(self, row: Row, word: str) -> bool:
        """Whether the next word would have fitted at the end of a row."""
        return len(row.text) + 1 + len(word) < _ROOM * self.width(row)

    def is_large(self, row: Row) -> bool:
        return row.size >= _LARGE * self.body


def _told(rows: Sequence[Row]) -> Iterator[Line]:
    if not rows:
        return
    measure = _Measure(rows)
    groups: list[list[Row]] = [[rows[0]]]
    for above, row in pairwise(rows):
        if _parts(above, row, measure):
            groups.append([row])
        else:
            groups[-1].append(row)
    title = _title(groups, measure)
    for group in groups:
        text = _joined(group, measure)
        edge = group[0].depth < _MARGIN or group[-1].depth > 1 - _MARGIN
        place = Place.MARGIN if edge and len(text) < _SHORT else Place.NONE
        yield Line(text, place, ZoneKind.TITLE if group is title else _kind(group, text, measure))


def _parts(above: Row, row: Row, measure: _Measure) -> bool:
    """Whether a new line of the text begins with `row`."""
    ended, goes_on = bool(_ENDED.search(above.text)), row.text[:1].islower()
    if furniture.BULLET.match(row.text + " "):
        return True
    if abs(above.size - row.size) > _ALIKE * max(above.size, row.size):
        return True
    if above.bold != row.bold and (ended or not goes_on):
        return True
    if row.page != above.page or row.y > above.y + row.size:
        broken = above.text[-1:] in _HYPHENS and above.text[-2:-1].isalpha()
        full = not measure.has_room(above, row.text.split()[0])
        return measure.is_large(row) or not (broken or (not ended and (goes_on or full)))
    gap, leading = above.y - row.y, measure.leading(row)
    if gap > _APART * leading:
        return True
    if measure.is_large(row):
        return False
    if row.x - above.x > _INDENT * row.size and ended and gap > row.size / 2:
        return True
    return measure.has_room(above, row.text.split()[0]) and (ended or not goes_on) and gap > row.size / 2


def _title(groups: Sequence[Sequence[Row]], measure: _Measure) -> Sequence[Row] | None:
    """The largest lines of the first page, unless they are the label of all communiqués."""
    first = [
        group
        for group in groups
        if group[0].page == groups[0][0].page
        and measure.is_large(group[0])
        and not patterns.NO_TITLE.match(fold(group[0].text))
        and sum(len(row.text) for row in group) >= 12
    ]
    return max(first, key=lambda group: group[0].size, default=None)


def _kind(group: Sequence[Row], text: str, measure: _Measure) -> ZoneKind | None:
    if furniture.BULLET.match(text + " "):
        return ZoneKind.LIST
    heading = measure.is_large(group[0]) or all(row.bold for row in group)
    return ZoneKind.HEADING if heading and len(text) < _SHORT and text[-1] not in ".;," else None


def _joined(group: Sequence[Row], measure: _Measure) -> str:
    text = group[0].text
    for row in group[1:]:
        text = _glued(text, row.text, measure.words)
    return text.replace("\u00ad", "")


def _glued(above: str, below: str, words: Counter[str]) -> str:
    """Two rows of one paragraph: a word that was cut at the end of the first is made whole."""
    if above[-1:] not in _HYPHENS or not above[-2:-1].isalpha():
        return f"{above} {below}"
    if above[-1] != "-" or _is_cut(above, below, words):
        return above[:-1] + below
    return above + below


def _is_cut(above: str, below: str, words: Counter[str]) -> bool:
    """Whether the hyphen at the end of a row cuts a word, rather than that it belongs to it."""
    if not below[:1].islower():
        return False
    left, right = _WORD.findall(fold(above))[-1], _WORD.findall(fold(below))[0]
    if _WORD.findall(above)[-1][0].isupper() and patterns.HYPHEN_IN_PLACE.fullmatch(right):
        return False
    if words[left + right]:
        return True
    if patterns.HYPHEN_BEFORE.fullmatch(left) or patterns.HYPHEN_AFTER.fullmatch(right):
        return False
    return not (words[left] > 1 and words[right] > 1)
