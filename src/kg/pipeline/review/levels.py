"""The levels of confidence as a model measured them: from which chance on, how often such facts were right."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Protocol

_MEASURED = " net"
_CALIBRATION = "kg.extraction.confidence"


class Level(Protocol):
    """Facts of a confidence from `least` on: the share of `count` measured ones that was right, its 95 % interval."""

    @property
    def name(self) -> str:
        """`sure`, `likely` or `doubtful`."""

    @property
    def least(self) -> float:
        """The confidence that it begins with."""

    @property
    def count(self) -> int:
        """How many facts were measured."""

    @property
    def precision(self) -> float:
        """The share of them that was right."""

    @property
    def low(self) -> float:
        """The lower end of its interval."""

    @property
    def high(self) -> float:
        """The upper end of its interval."""


def levels(model: str | None = None) -> tuple[Level, ...]:
    """The levels that a model's figures give, highest first; none where nothing was measured, as of the rules.

    `model` is what `--model` says; nothing was measured of the net with a guest or other nets beside it.
    """
    from kg.extraction.guest import is_pipeline
    from kg.extraction.nlp import MODEL, RULES, nets

    folders = nets(model) if model else [MODEL]
    if model == RULES or (model and is_pipeline(model)) or len(folders) > 1 or find_spec(_CALIBRATION) is None:
        return ()
    calibration = importlib.import_module(_CALIBRATION).Calibration
    found: tuple[Level, ...] = calibration.read(folders[0]).levels
    return found


def of_extractor(extractor: str, known: Sequence[Level]) -> Sequence[Level]:
    """The levels that hold for what an extractor said: they were measured of the net, not of the rules."""
    return known if extractor.endswith(_MEASURED) else ()


def level_of(confidence: float, known: Sequence[Level]) -> Level | None:
    """The level that a confidence stands in."""
    return next((level for level in known if confidence >= level.least), None)
