"""Finds in an article what a language model says it holds: forms of names, and quotes, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extraction.intervals import Intervals
from kg.extraction.zones import SPOKEN
from kg.model import Zone

Span = tuple[int, int]
_MARKS = '"“”«»„'
_ALIKE = {
    **dict.fromkeys("'’‘ʼ", "['’‘ʼ]"),
    **dict.fromkeys(_MARKS, rf"\s*[{_MARKS}]\s*"),
    **dict.fromkeys("-‐‑–—", "[-‐‑–—]"),
    "œ": "(?:œ|oe)",
    "…": r"(?:…|\.\.\.)",
}
_LEFT_OUT = re.compile(r"\s*[\[(]?(?:…|\.\.\.)[\])]?\s*")
_LEAST = 4
"""Characters of a part of a quote that is looked for by itself."""


class Finder:
    """The text of one article and what of it is furniture."""

    def __init__(self, text: str, zones: Iterable[Zone]) -> None:
        self.text = text
        self.furniture = Intervals((zone.start, zone.end) for zone in zones if zone.kind not in SPOKEN)

    def forms(self, form: str) -> list[Span]:
        """Where a form stands in the article's own lines, as whole words."""
        pattern = _pattern(form)
        if pattern is None:
            return []
        spans = self._matches(re.compile(rf"(?<!\w){pattern}(?!\w)"), 0, len(self.text))
        return [span for span in spans if not self.furniture.touch(*span)]

    def quote(self, quote: str, start: int, end: int) -> list[Span]:
        """The stretches of `text[start:end]` that a quote names, several where it leaves words out; none where none."""
        found = self._whole(quote, start, end) or self._whole(quote.strip(f"{_MARKS} .…"), start, end)
        parts = [part for part in _LEFT_OUT.split(quote) if len(part) >= _LEAST]
        if found or len(parts) < 2:
            return found
        for part in parts:
            here = self._whole(part, start, end)
            if not here:
                return []
            found += here
            start = here[0][1]
        return found

    def in_furniture(self, spans: Iterable[Span]) -> bool:
        """Whether one of the stretches lies in furniture."""
        return any(self.furniture.touch(*span) for span in spans)

    def _whole(self, quote: str, start: int, end: int) -> list[Span]:
        """The first place where all words of a quote stand, out of furniture if there is one."""
        pattern = _pattern(quote)
        if pattern is None or not re.search(r"\w{2}", quote):
            return []
        spans = self._matches(re.compile(pattern, re.IGNORECASE), start, end)
        own = [span for span in spans if not self.furniture.touch(*span)]
        return (own or spans)[:1]

    def _matches(self, pattern: re.Pattern[str], start: int, end: int) -> list[Span]:
        found = []
        for match in pattern.finditer(self.text, start, end):
            bare = match[0].strip()
            low = match.start() + match[0].index(bare) if bare else match.start()
            found.append((low, low + len(bare)))
        return found


def _pattern(words: str) -> str | None:
    """An expression for a stretch of text, whatever its blanks, dashes, apostrophes and quotation marks."""
    parts = words.split()
    if not parts:
        return None
    joined = r"\s+".join("".join(_ALIKE.get(c) or re.escape(c) for c in part) for part in parts)
    return joined.replace(r"\s*\s+", r"\s*").replace(r"\s+\s*", r"\s*")
