"""What the environment decides. The only module that reads it."""

from __future__ import annotations

import os
from typing import TypeVar

from kg.errors import InputError

_N = TypeVar("_N", int, float)
_FAULTS: list[InputError] = []
_INSTANT, _MOST, _MOST_BYTES = 0.001, 10**9, 10**12
"""The shortest deadline; the most of what no machine reaches, small enough for every clock and limit of memory."""


def check() -> None:
    """Raise InputError for a variable that holds no number of its range; until then its default stands."""
    for fault in _FAULTS:
        raise fault


def _number(variable: str, default: _N, least: float, most: float = _MOST) -> _N:
    """The number that a variable holds, whole where the default is; the default where it is unset, empty or wrong.

    What is wrong is told by `check`, not here: help is to be had whatever the environment says.
    """
    said = os.environ.get(variable, "").strip()
    if not said:
        return default
    try:
        number = type(default)(said)
        if least <= number <= most:
            return number
    except ValueError:
        pass
    kind = "a whole number" if isinstance(default, int) else "a number"
    _FAULTS.append(
        InputError(
            f"{variable} is {said!r}, not {kind} from {least} to {most}",
            cure=f"for example {variable}={default}, or unset it",
        )
    )
    return default


BASE = os.environ.get("KG_BASE", "https://w3id.org/sante-kg/")
"""Base of every IRI that kg mints: `BASE + "ontology#"`, `"id/"`, `"code/"`, `"graph/"`."""

STORE = os.environ.get("KG_STORE", "./kg-store")
"""Default location of the store: a path, `memory`, or the URL of a SPARQL 1.1 server."""

STATE = os.environ.get("KG_STATE", "./kg-state")
"""Where documents, journal, archive and quarantine lie when the store is a URL."""

QUERY_SECONDS = _number("KG_QUERY_SECONDS", 30.0, _INSTANT)
"""Deadline of one query at the endpoint, in seconds."""

QUERY_MEMORY_MB = _number("KG_QUERY_MEMORY_MB", 2048, 1)
"""Memory bound of one query at the endpoint, in MiB."""

FETCH_SECONDS = _number("KG_FETCH_SECONDS", 20.0, _INSTANT)
"""Deadline of one fetch of a URL, in seconds."""

CONTACT = os.environ.get("KG_CONTACT", "")
"""Who fetches, as sites are told it: an address of a page or of a mailbox."""

WATCH_SECONDS = _number("KG_WATCH_SECONDS", 3.0, 0)
"""Pause between two requests to one host when feeds are followed, in seconds; a longer one in robots.txt counts."""

MAX_DOCUMENT_BYTES = _number("KG_MAX_DOCUMENT_BYTES", 20 * 1024 * 1024, 1, _MOST_BYTES)
"""Largest document that is read, in bytes."""

PDF_PAGES = _number("KG_PDF_PAGES", 300, 1)
"""Most pages of a PDF that is read."""

PDF_SECONDS = _number("KG_PDF_SECONDS", 60.0, _INSTANT)
"""Deadline of reading one PDF, in seconds."""

LLM_URL = os.environ.get("KG_LLM_URL", "")
"""The language model server that `--llm -` asks; none is asked without `--llm`."""

LLM_MODEL = os.environ.get("KG_LLM_MODEL", "")
"""The model that is asked for where `--llm-model` names none."""

LLM_KEY = os.environ.get("KG_LLM_KEY", "")
"""The key that is sent to the language model server."""

LLM_SECONDS = _number("KG_LLM_SECONDS", 180.0, _INSTANT)
"""How long one answer of a language model is waited for, in seconds."""

LLM_CHARACTERS = _number("KG_LLM_CHARACTERS", 12000, 100)
"""Characters of an article that a language model is asked about at once."""

MIN_CONFIDENCE = _number("KG_MIN_CONFIDENCE", 0.0, 0, 1)
"""The confidence from which extracted facts are believed, 0 to 1; those below are kept as suggestions."""

REVIEWER = os.environ.get("KG_REVIEWER", "")
"""Who decides in `kg review`, where `--by` names nobody; else the user's login."""
