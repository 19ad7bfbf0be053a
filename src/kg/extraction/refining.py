"""What the words of a found value settle better than the net: which equipment they name, where the number stands."""

from __future__ import annotations

import re

from kg.extraction import quantities
from kg.extraction.patterns import equipment

_NAMED = [
    (code, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])"))
    for table in (equipment.EQUIPMENT, equipment.MODELS)
    for code, words in table.items()
]
_BROKEN = re.compile(r"-\s*\n\s*")  # a word that the end of a printed line breaks


def equipment_code(surface: str) -> str | None:
    """The code of the equipment that the words, or a model in them, name, where they name one."""
    folded = quantities.fold(_BROKEN.sub("", surface))
    return next((code for code, pattern in _NAMED if pattern.search(folded)), None)


def number_part(surface: str) -> tuple[int, int]:
    """Where in « quatorze radiologues » the number stands; all of it where none is read."""
    found = quantities.NUMBER.search(quantities.fold(surface))
    return found.span() if found else (0, len(surface))
