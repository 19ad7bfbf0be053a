"""Levels of confidence in words: « probable : 62 % justes (58 à 66 %) », as the model's figures say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.cli.words import say

if TYPE_CHECKING:
    from kg.pipeline.review import Level

NAMES = frozenset({"sure", "likely", "doubtful"})


def level_name(level: Level) -> str:
    """The name of a level in the language of this command."""
    return say(f"level-{level.name}") if level.name in NAMES else level.name


def measured(level: Level) -> str:
    """A level with what was measured of it."""
    low, high = f"{level.low * 100:.0f}", f"{level.high * 100:.0f}"
    return say("level", name=level_name(level), share=f"{level.precision * 100:.0f}", low=low, high=high, n=level.count)


def confidence(value: float, level: Level | None) -> str:
    """A confidence with the name of its level, where it has one."""
    return f"{value:.2f} {level_name(level)}" if level is not None else f"{value:.2f}"


def legend(levels: Iterable[Level]) -> str:
    """What the levels mean, a line each; empty where there are none."""
    return "\n".join(measured(level) for level in levels)
