"""Finds in an article what a language model says it holds: forms of names, and quotes, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extraction.intervals import Intervals
from kg.extraction.patterns.types import TYPES
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
_WORDS = re.compile(r"[^\W_]+")
_TELLING = 3
"""Letters of a word that tells one thing from another."""
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
        each = [self._whole(part, start, end) for part in parts]
        return sorted({span for spans in each for span in spans}) if all(each) else []

    def pieces_of(self, name: str) -> list[Span]:
        """Where the words of a composed or shortened name stand; none where one of them does not.

        « CH de Layrac » for « les centres hospitaliers de Clairac et Layrac », « convention entre A et B ».
        """
        proper = [word for word in _WORDS.findall(name) if not word.islower() and len(word) >= _TELLING]
        told = [word for word in proper if word.upper() not in TYPES] or proper
        plain = [word for word in _WORDS.findall(name) if word.islower() and len(word) > _TELLING]
        found = [self.forms(word) for word in told or plain]
        rare = min(found, key=len, default=[])
        return rare[:1] if found and all(found) else []

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
