"""What the words of a found value settle better than the net: which equipment they name, where the number stands."""

from __future__ import annotations

import re

from kg.extraction import quantities
from kg.extraction.patterns import equipment

_NAMED = [(code, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")) for code, words in equipment.EQUIPMENT.items()]


def equipment_code(surface: str) -> str | None:
    """The code of the equipment that the words name, where they name one."""
    folded = quantities.fold(surface)
    return next((code for code, pattern in _NAMED if pattern.search(folded)), None)


def number_part(surface: str) -> tuple[int, int]:
    """Where in « quatorze radiologues » the number stands; all of it where none is read."""
    found = quantities.NUMBER.search(quantities.fold(surface))
    return found.span() if found else (0, len(surface))
