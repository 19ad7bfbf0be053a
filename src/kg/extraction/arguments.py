"""The spans of one sentence as arguments of the rules: who stands before, who after, and which of them form a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.patterns import relations as patterns

_GLUE = re.compile(patterns.GLUE)
_PARENTHESES = re.compile(r"\([^()]*\)|\([^()]*$|^[^()]*\)")
_OF = re.compile(r" (?:de l'|de la |de |du |des |d')")
REACH = 90  # characters between a trigger and its argument


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """A mention or value: offsets, type or label, kind of a mention (empty for values)."""

    start: int
    end: int
    label: str
    kind: str = ""

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its offsets in the folded text, its mentions and values, and those of the sentences before."""

    folded: str
    start: int
    end: int
    mentions: tuple[Item, ...]
    values: tuple[Item, ...]
    before: tuple[tuple[Item, ...], ...]

    @property
    def text(self) -> str:
        """The folded sentence."""
        return self.folded[self.start : self.end]

    def left(self, at: int, types: frozenset[str], reach: int = 10_000) -> Item | None:
        """The nearest mention of these types that ends at or before `at`; of « le service du CH » the service."""
        found = [m for m in self.mentions if m.end <= at and m.label in types and at - m.end <= reach]
        if not found:
            return None
        chosen = found[-1]
        for outer in reversed(found[:-1]):
            if not _OF.fullmatch(self.folded[outer.end : chosen.start]):
                break
            chosen = outer
        return chosen

    def right(self, at: int, types: frozenset[str], reach: int = REACH) -> Item | None:
        """The nearest mention of these types that starts at or after `at`."""
        return next((m for m in self.mentions if m.start >= at and m.label in types and m.start - at <= reach), None)

    def topic(self, types: frozenset[str]) -> Item | None:
        """What the sentences before speak of: the first mention of these types in the last one that has any."""
        return next((m for group in reversed(self.before) for m in group if m.label in types), None)

    def list_right(self, first: Item, types: frozenset[str]) -> list[Item]:
        """`first` and the mentions after it that one list joins to it."""
        found = [first]
        for mention in self.mentions:
            if mention.start < found[-1].end or mention.label not in types:
                continue
            if not self.listed(found[-1], mention):
                break
            found.append(mention)
        return found

    def list_left(self, last: Item, types: frozenset[str]) -> list[Item]:
        """`last` and the mentions before it that one list joins to it, in order."""
        found = [last]
        for mention in reversed(self.mentions):
            if mention.end > found[0].start or mention.label not in types:
                continue
            if not self.listed(mention, found[0]):
                break
            found.insert(0, mention)
        return found

    def listed(self, a: Item, b: Item) -> bool:
        """Whether only commas, conjunctions and articles stand between two mentions."""
        between = _PARENTHESES.sub("", self.folded[a.end : b.start])
        return (
            len(between) < 60
            and bool(_GLUE.match(between))
            and bool(re.search(r",|\bet\b|\bou\b|;|\bavec\b|ainsi que", between))
        )


def near(values: Sequence[Item], label: str, start: int, end: int, reach: int = 120) -> Item | None:
    """The value of this label nearest to the stretch, within reach; the one after wins a tie."""
    found = [(max(start - v.end, v.start - end, 0), v.start < start, v) for v in values if v.label == label]
    found = [f for f in found if f[0] <= reach]
    return min(found)[2] if found else None
