"""Quotes: the stretches of an article that state a fact, short, out of furniture, with exact offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from kg.extraction.intervals import Intervals
from kg.extraction.patterns import sentences
from kg.extraction.zones import SPOKEN
from kg.model import Evidence, Zone

LONGEST = 300  # characters of one quote
_END = re.compile(sentences.END)
_TITLE, _INITIAL, _NUMBERED = map(re.compile, (sentences.TITLE, sentences.INITIAL, sentences.NUMBERED))
_WORD, _OPENER = re.compile(sentences.WORD), re.compile(sentences.OPENER)
_LOOK_BACK = 12  # characters, more than any abbreviation has
Span = tuple[int, int]


class Quotes:
    """Sentences and furniture of one text, and quotes cut from it."""

    def __init__(self, text: str, zones: Iterable[Zone]) -> None:
        self._text = text
        self._furniture = Intervals((z.start, z.end) for z in zones if z.kind not in SPOKEN)
        self._starts = [0, *(end for start, end in _ends(text))]

    def sentence(self, offset: int) -> Span:
        """Start and end of the sentence (or line) around `offset`, without white space."""
        at = bisect_right(self._starts, offset) - 1
        start = self._starts[at]
        end = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip())

    def number(self, offset: int) -> int:
        """The running number of the sentence around `offset`."""
        return bisect_right(self._starts, offset) - 1

    def quote(self, spans: Iterable[Span], telling: Span | None = None) -> tuple[Evidence, ...]:
        """The whole sentences that hold the spans, as one piece where they stand close; of long ones, the words around.

        The piece that holds the span `telling` comes first, the others in the order of the text. Empty where all
        spans lie in furniture.
        """
        pieces: list[Span] = []
        for hull, whole in self._groups(part for span in sorted(set(spans)) for part in self._parts(*span)):
            low, high = self._cut(hull, whole)
            if pieces and low < pieces[-1][1]:  # two pieces of one long sentence share no words
                before, end = pieces[-1]
                end = max(before + 1, min(end, hull[0]))
                pieces[-1] = self._bare(before, end)
                low = max(low, end)
            if low < high:
                pieces.append(self._bare(low, high))
        if telling is not None:
            pieces.sort(key=lambda piece: (not piece[0] <= telling[0] < piece[1], piece))
        return tuple(self._evidence(*piece) for piece in pieces)

    def words(self, start: int, end: int) -> tuple[Evidence, ...]:
        """The words of a span alone, but for furniture and what is too long."""
        return tuple(self._evidence(*part) for part in self._parts(start, end))

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        """The span without the furniture in it."""
        for low, high in self._furniture.outside(start, end):
            low, high = self._bare(low, high)
            if low < high:
                yield self._bare(low, min(high, low + LONGEST))

    def _groups(self, spans: Iterable[Span]) -> list[tuple[Span, Span]]:
        """Spans that one piece can hold, from the first to the last of them, with the sentences around."""
        groups: list[tuple[Span, Span]] = []
        for span in spans:
            whole = self._whole(*span)
            if groups:
                hull, before = groups[-1]
                both, all_of_it = (hull[0], max(hull[1], span[1])), (before[0], max(before[1], whole[1]))
                beside = whole[0] < before[1] and both[1] - both[0] <= LONGEST
                if beside or self._is_one(*all_of_it):
                    groups[-1] = both, all_of_it
                    continue
            groups.append((span, whole))
        return groups

    def _whole(self, start: int, end: int) -> Span:
        """The sentences that a span stands in, up to furniture."""
        low, high = self._furniture.around(start)
        first, last = self.sentence(start)[0], self.sentence(end - 1)[1]
        return self._bare(max(low, first), min(high, max(last, end)))

    def _is_one(self, start: int, end: int) -> bool:
        """Whether a stretch may be quoted as it is: short, in one paragraph, without furniture."""
        short = end - start <= LONGEST
        return short and not self._furniture.touch(start, end) and "\n\n" not in self._text[start:end]

    def _cut(self, hull: Span, whole: Span) -> Span:
        """The whole where it is short, else whole words of it around the hull, from its beginning or to its end."""
        start, end = hull
        low, high = whole
        if high - low <= LONGEST:
            return whole
        if end - low > LONGEST:
            room = LONGEST - (end - start)
            low = high - LONGEST if high - start <= LONGEST else start - room // 2
        high = min(high, low + LONGEST)
        while whole[0] < low < start and not self._parts_words(low - 1):
            low += 1
        while end < high < whole[1] and not self._parts_words(high):
            high -= 1
        return low, high

    def _parts_words(self, at: int) -> bool:
        """Whether the white space at `at` parts two words: « 20 000 » is one."""
        return self._text[at].isspace() and not (self._text[at - 1].isdigit() and self._text[at + 1].isdigit())

    def _bare(self, start: int, end: int) -> Span:
        """The stretch without white space around it."""
        inside = self._text[start:end]
        return end - len(inside.lstrip()), start + len(inside.rstrip())

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(start, end, self._text[start:end])


def _ends(text: str) -> Iterator[Span]:
    """The white space between two sentences."""
    for match in _END.finditer(text):
        start, end = match.span()
        if text[start] == "\n" or not _abbreviates(text[max(0, start - _LOOK_BACK) : start], text, end):
            yield start, end


def _abbreviates(before: str, text: str, at: int) -> bool:
    """Whether the full stop that `before` ends in belongs to an abbreviation, given what follows at `at`."""
    if _TITLE.search(before):
        return True
    if _INITIAL.search(before):
        return _WORD.match(text, at) is not None and _OPENER.match(text, at) is None
    return text[at].isdigit() and _NUMBERED.search(before) is not None
