"""Inline SVG: a hierarchy as a tree that reads from left to right, a fact as a node between its two ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

_ROW = 24
_STEP = 34
_GLYPH = 7.4
"""Width of a letter at the size of the pages, on the wide side so that boxes hold their words."""


@dataclass(frozen=True, slots=True)
class Box:
    """A named box: what it says and where it leads (empty: nowhere)."""

    label: str
    href: str = ""


def tree(boxes: Mapping[str, Box], wider: Mapping[str, Sequence[str]], name: str) -> str:
    """The hierarchy as SVG.

    `wider` gives the wider boxes of each; it unfolds below the first, and stands once more, with a dashed line, below
    each of the others; boxes below one stand in the order of `boxes`. `name` says to those who cannot see it what is
    drawn. Empty without boxes.
    """
    above = {key: [w for w in wider.get(key, ()) if w in boxes] for key in boxes}
    below: dict[str, list[str]] = {key: [] for key in boxes}
    for key in boxes:
        for parent in above[key]:
            below[parent].append(key)
    rows: list[tuple[str, int]] = []
    lines: list[str] = []

    def place(key: str, depth: int, parent: str, parent_row: int) -> None:
        row = len(rows)
        rows.append((key, depth))
        unfolds = not above[key] or above[key][0] == parent
        if parent:
            x, top = (depth - 1) * _STEP + 12, parent_row * _ROW + 22
            kind = "" if unfolds else ' class="also"'
            lines.append(f'<path{kind} d="M{x} {top}V{row * _ROW + 14}H{depth * _STEP + 4}"/>')
        if unfolds:
            for child in below[key]:
                place(child, depth + 1, key, row)

    for key in below:
        if not above[key]:
            place(key, 0, "", 0)
    if not rows:
        return ""
    lines += [_text(boxes[key], depth * _STEP + 8, row * _ROW + 18) for row, (key, depth) in enumerate(rows)]
    width = max(depth * _STEP + 20 + len(boxes[key].label) * _GLYPH for key, depth in rows)
    return _svg(width, len(rows) * _ROW + 12, name, lines)


def fact(subject: Box, left: Box, node: Box, right: Box, value: Box, name: str) -> str:
    """A fact as SVG: subject ←left– node –right→ value. Without `right` only the left half."""
    x = 4.0
    lines: list[str] = []
    width = _boxed(lines, subject, x)
    x += width + 10 + len(left.label) * _GLYPH + 30
    lines.append(_text(left, width + 22, 22))
    lines.append(f'<path d="M{x} 30H{width + 6}m6 -4l-6 4l6 4"/>')
    width = _boxed(lines, node, x)
    x += width
    if right.label:
        start = x
        x += 10 + len(right.label) * _GLYPH + 30
        lines.append(_text(right, start + 14, 22))
        lines.append(f'<path d="M{start} 30H{x - 2}m-6 -4l6 4l-6 4"/>')
        x += _boxed(lines, value, x)
    return _svg(x + 6, 52, name, lines)


def _boxed(lines: list[str], box: Box, x: float) -> float:
    """Adds the box at `x`; its width."""
    width = len(box.label) * _GLYPH + 18
    lines.append(f'<rect x="{x:g}" y="12" width="{width:g}" height="34" rx="5"/>')
    lines.append(_text(box, x + 9, 34))
    return width


def _text(box: Box, x: float, y: float) -> str:
    text = f'<text x="{x:g}" y="{y:g}">{escape(box.label)}</text>'
    return f'<a href="{escape(box.href, quote=True)}">{text}</a>' if box.href else text


def _svg(width: float, height: float, name: str, lines: Sequence[str]) -> str:
    return (
        f'<svg role="img" aria-label="{escape(name, quote=True)}" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" xmlns="http://www.w3.org/2000/svg">{"".join(lines)}</svg>'
    )
