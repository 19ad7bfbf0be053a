"""What rules, gazetteers and the lexicon know of a text, as the net is told it: one label a piece in each channel.

The net reads the text with these hints beside it and learns how far to trust each. Training and extraction share this
file, so that the net is never told in two ways. What a channel says, it says by a pattern or a list of this package;
nothing here is learned.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extraction.mentions import find_mentions
from kg.extraction.naming import Name
from kg.extraction.patterns import modality, relations
from kg.extraction.pieces import Ints, Pieces
from kg.extraction.quantities import fold
from kg.extraction.values import find_values
from kg.extraction.zones import SILENT
from kg.model import Zone

ZONE, MENTION, VALUE, TRIGGER, MOOD = CHANNELS = ("zone", "mention", "value", "trigger", "mood")
"""Kind of line; mentions by the rules; values by the rules; words that state a predicate; cues of modality."""

_MOODS = [
    (label, re.compile(getattr(modality, label.upper()))) for label in ("ended", "planned", "hoped", "negated")
]  # the later one wins, as in `modality.of_words`


def _by_predicate() -> Iterator[tuple[str, re.Pattern[str]]]:
    expressions: dict[str, list[str]] = {}
    for predicate, expression, *_ in relations.TRIGGERS:
        expressions.setdefault(predicate, []).append(f"(?:{expression})")
    for predicate, alternatives in expressions.items():
        yield predicate, re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", a) for a in alternatives))


_TRIGGERS = dict(_by_predicate())


@dataclass(frozen=True, order=True, slots=True)
class Hint:
    """A stretch of the text, by characters, and its label in a channel."""

    start: int
    end: int
    channel: str
    label: str

    def moved(self, by: int) -> Hint:
        return Hint(self.start + by, self.end + by, self.channel, self.label)


@dataclass(frozen=True)
class Known:
    """All that is known of a text before the net reads it."""

    names: list[Name]
    values: list[tuple[int, int, str, str]]  # start, end, label, code
    hints: list[Hint]


def know(text: str, zones: Sequence[Zone]) -> Known:
    """What the rules find in the text. In furniture and bylines nothing is looked for; their kind is told."""
    folded = fold(text)
    names, _ = find_mentions(text, zones)
    spoken = [z for z in zones if z.kind not in SILENT]
    values = [found for z in spoken for found in find_values(text, folded, z.start, z.end)]
    hints = [Hint(z.start, z.end, ZONE, str(z.kind)) for z in zones]
    hints += [Hint(n.start, n.end, MENTION, n.type) for n in names]
    hints += [Hint(start, end, VALUE, f"{label}:{code}" if code else label) for start, end, label, code in values]
    for zone in spoken:
        hints += _words(folded, zone)
    return Known(names, values, hints)


def _words(folded: str, zone: Zone) -> Iterator[Hint]:
    for channel, patterns in ((TRIGGER, _TRIGGERS.items()), (MOOD, _MOODS)):
        for label, pattern in patterns:
            for match in pattern.finditer(folded, zone.start, zone.end):
                if match.end() > match.start():
                    yield Hint(match.start(), match.end(), channel, label)


def tell(pieces: Pieces, hints: Iterable[Hint], labels: Mapping[str, Sequence[str]]) -> Ints:
    """Pieces by channels: 0 where nothing is known, else 2i+1 where label i begins and 2i+2 inside.

    Of hints that overlap in a channel the later given one stays. Labels that are not among `labels` (a net may be older
    than the patterns) are not told.
    """
    table = np.zeros((len(pieces), len(CHANNELS)), np.int64)
    code = {(channel, label): 2 * i + 1 for channel in CHANNELS for i, label in enumerate(labels[channel])}
    column = {channel: i for i, channel in enumerate(CHANNELS)}
    for hint in hints:
        begins = code.get((hint.channel, hint.label))
        covered = pieces.cover(hint.start, hint.end)
        if begins is not None and covered is not None:
            first, last = covered
            table[first : last + 1, column[hint.channel]] = begins + 1
            table[first, column[hint.channel]] = begins
    return table
