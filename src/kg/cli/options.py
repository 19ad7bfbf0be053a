"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.words import LANGUAGE
from kg.dates import parse


class Lang(StrEnum):
    """Languages of messages, titles and labels."""

    FR = "fr"
    EN = "en"


Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="LOCATION",
        help="Where the graph is: a folder, [b]memory[/b], or the URL of a SPARQL 1.1 server. "
        "Default: KG_STORE, else ./kg-store.",
    ),
]
State = Annotated[
    Path | None,
    typer.Option(
        "--state",
        metavar="DIR",
        help="Where documents, journal and quarantine lie when the store is a URL. Default: KG_STATE, else ./kg-state.",
    ),
]


def _a_date(date: str | None) -> str | None:
    if date is not None:
        parse(date)
    return date


def _speak(lang: Lang) -> Lang:
    LANGUAGE.set(lang.value)
    return lang


Language = Annotated[
    Lang, typer.Option("--lang", help="Language of messages, titles and labels.", callback=_speak, is_eager=True)
]
Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="When articles that state no date came out: « mardi » counts from there.",
        callback=_a_date,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="What held on that day (valid time): 2023, 2023-06 or 2023-06-15."),
]
KnownAt = Annotated[
    str | None,
    typer.Option("--known-at", metavar="DATE", help="What the graph believed on that day or at that instant."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print faults and results only.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0-1",
        min=0.0,
        max=1.0,
        help="Believe facts from this confidence on. Default: KG_MIN_CONFIDENCE, else 0.",
    ),
]
