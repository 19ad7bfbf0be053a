"""Facts for people to decide on: the unsure ones first, each with what is needed to judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.graph.names import core, digest, words
from kg.model import Article, Evidence, Extraction, Fact
from kg.pipeline.review.decisions import Decision, Reviews
from kg.pipeline.review.levels import Level, level_of, of_extractor
from kg.vocabulary import FACT_SHAPES

AROUND = 160
"""Characters of the article before and after a quote."""
UNSURE = 0.75
"""Below this confidence facts are shown where the model has no levels."""


@dataclass(frozen=True, slots=True)
class Window:
    """The confidences of the facts that are shown, both ends included."""

    low: float = 0.0
    high: float = 1.0

    def __contains__(self, confidence: object) -> bool:
        return isinstance(confidence, float | int) and self.low <= confidence <= self.high

    @classmethod
    def unsure(cls, known: Sequence[Level]) -> Window:
        """All below the highest level; without levels, all below `UNSURE`."""
        return cls(0.0, round((known[0].least if known else UNSURE) - 0.01, 2))

    @classmethod
    def of_level(cls, name: str, known: Sequence[Level]) -> Window | None:
        """The confidences of one level; None where the model has none of that name."""
        for at, level in enumerate(known):
            if level.name == name:
                return cls(level.least, round(known[at - 1].least - 0.01, 2) if at else 1.0)
        return None


EVERYTHING = Window()


@dataclass(frozen=True, slots=True)
class Doubt:
    """One fact of one article, to be decided on; `decision` is what was decided before."""

    id: str
    article: Article
    extraction: Extraction
    fact: Fact
    level: Level | None = None
    decision: Decision | None = None

    @property
    def passages(self) -> list[tuple[str, bool]]:
        """The article around the fact, piece by piece: what is quoted (True) and what stands about it."""
        text, spans = self.article.text, _apart(self.fact.evidence)
        pieces: list[tuple[str, bool]] = []
        for number, (start, end) in enumerate(spans):
            earlier = spans[number - 1][1] if number else 0
            if start - earlier > (2 * AROUND if number else AROUND):
                if number:
                    pieces.append((_cut(text[earlier : earlier + AROUND]), False))
                pieces.append(("…" + text[start - AROUND : start].partition(" ")[2], False))
            elif start > earlier:
                pieces.append((text[earlier:start], False))
            pieces.append((text[start:end], True))
        if spans:
            rest = text[spans[-1][1] :]
            pieces.append((_cut(rest[:AROUND]) if len(rest) > AROUND else rest, False))
        return pieces


def _apart(quotes: Sequence[Evidence]) -> list[tuple[int, int]]:
    """The quoted stretches, those that touch as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((quote.start, quote.end) for quote in quotes):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _cut(text: str) -> str:
    return text.rpartition(" ")[0] + "…"


def identity(article: Article, extraction: Extraction, fact: Fact) -> str:
    """The name of a fact in its article: a function of the words, the same in each process and on each reading."""
    ends = [extraction.entity(fact.subject), *([extraction.entity(fact.object)] if fact.object else [])]
    keys = FACT_SHAPES[fact.predicate].key if fact.predicate in FACT_SHAPES else ()
    parts = [fact.predicate, fact.modality, "" if fact.value is None else str(fact.value)]
    parts += [f"{end.type} {core(end.type, end.name) or words(end.name)}" for end in ends]
    parts += [str(fact.qualifiers.get(key, "")) for key in keys]
    parts += [f"{e.start} {e.text}" for e in fact.evidence[:1]]
    return digest("\n".join([article.digest, *parts]), 10)


def doubts(
    readings: Iterable[tuple[Article, Extraction]], reviews: Reviews, window: Window, known: Sequence[Level] = ()
) -> list[Doubt]:
    """The facts of these articles within the window that nobody has decided on, the least sure first."""
    found = [each for article, extraction in readings for each in of_article(article, extraction, reviews, known)]
    wanted = [each for each in found if each.decision is None and each.fact.confidence in window]
    return sorted(wanted, key=lambda each: (each.fact.confidence, each.article.name, _start(each.fact), each.id))


def of_article(
    article: Article, extraction: Extraction, reviews: Reviews, known: Sequence[Level] = ()
) -> Iterator[Doubt]:
    """The facts of one article, each with its level and what was decided on it; then what only decisions say."""
    decided = reviews.applied(article, extraction)
    reviewed = [fact for fact in decided.facts if fact.review is not None]
    on = {identity(article, decided, f): f.review.id for f in reviewed if f.review is not None}
    seen: set[str] = set()
    for fact in (*extraction.facts, *reviewed):
        id = identity(article, decided, fact)
        decision = reviews.decisions.get(on.get(id, ""))
        if id in seen or (fact.review is not None and fact.review.id in seen):
            continue
        seen |= {id} | ({decision.id} if decision is not None else set())
        level = level_of(fact.confidence, of_extractor(decided.extractor, known))
        yield Doubt(id, article, decided, fact, level, decision)


def _start(fact: Fact) -> int:
    return min((e.start for e in fact.evidence), default=0)
