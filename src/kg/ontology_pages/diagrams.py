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
    """The hierarchy as SVG. `wider` gives the wider boxes of each; the first makes the tree, the others dashed lines.

    `name` says to those who cannot see it what is drawn. Empty without boxes.
    """
    rows: dict[str, tuple[int, int]] = {}
    first = {key: next((w for w in wider.get(key, ()) if w in boxes), "") for key in boxes}

    def place(key: str, depth: int) -> None:
        if key in rows:
            return
        rows[key] = (len(rows), depth)
        for child in sorted((k for k in boxes if first[k] == key), key=lambda k: boxes[k].label.casefold()):
            place(child, depth + 1)

    for root in sorted((k for k in boxes if not first[k]), key=lambda k: boxes[k].label.casefold()):
        place(root, 0)
    if not rows:
        return ""
    lines = []
    for key, (row, depth) in rows.items():
        for at, parent in enumerate(w for w in wider.get(key, ()) if w in rows):
            parent_row, parent_depth = rows[parent]
            x, top, y = parent_depth * _STEP + 12, parent_row * _ROW + 22, row * _ROW + 14
            if at == 0:
                lines.append(f'<path d="M{x} {top}V{y}H{depth * _STEP + 4}"/>')
            else:
                lines.append(f'<path class="also" d="M{x} {top}C{x} {y} {x} {y} {depth * _STEP + 4} {y}"/>')
    lines += [_text(boxes[key], depth * _STEP + 8, row * _ROW + 18) for key, (row, depth) in rows.items()]
    width = max(depth * _STEP + 20 + len(boxes[key].label) * _GLYPH for key, (_, depth) in rows.items())
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
