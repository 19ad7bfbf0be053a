"""What became of an article, in the terms of an analyst."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source.

    `status` is new, updated, unchanged, superseded (a later version is there), kept-out (it was forgotten: nothing of
    it is told) or failed (`error` says why). `facts` counts published statements by modality; `messages` are the
    reasons (French, English) of what was set aside;
    `doubted` counts the statements that are kept and not believed, for their confidence is under the threshold;
    `replaces` are earlier versions of the article; `copies` are documents of other publishers with the same text.
    """

    source: str
    name: str = ""
    document: str = ""
    status: str = "new"
    organisations: int = 0
    people: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)
    set_aside: int = 0
    messages: tuple[tuple[str, str], ...] = ()
    replaces: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    error: KgError | None = None
    doubted: int = 0


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of many outcomes."""

    statuses: Mapping[str, int]
    organisations: int
    people: int
    facts: Mapping[str, int]
    set_aside: int
    copies: int
    doubted: int = 0


def total(outcomes: Iterable[Outcome]) -> Total:
    """Outcomes summed up; organisations and people are counted an article, not once in all."""
    known = list(outcomes)
    facts: Counter[str] = Counter()
    for outcome in known:
        facts.update(outcome.facts)
    return Total(
        dict(sorted(Counter(outcome.status for outcome in known).items())),
        sum(outcome.organisations for outcome in known),
        sum(outcome.people for outcome in known),
        dict(sorted(facts.items())),
        sum(outcome.set_aside for outcome in known),
        sum(1 for outcome in known if outcome.copies),
        sum(outcome.doubted for outcome in known),
    )
