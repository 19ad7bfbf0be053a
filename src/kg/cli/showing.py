"""`kg demo`: the whole job on the sample articles, each step with the command that does it."""

from __future__ import annotations

import shlex
import time
from pathlib import Path

from kg.cli import filling
from kg.cli.asking import find_question
from kg.cli.console import fault, note, write
from kg.cli.options import Lang, Language, Store
from kg.cli.stores import graph, location, workspace
from kg.cli.tables import show
from kg.cli.words import LANGUAGE, say
from kg.errors import KgError
from kg.resources import folder

QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("members-of-structure", {"structure": "PIMM de Layrac"}),
    ("evidence-of-membership", {"structure": "PIMM de Layrac"}),
    ("conflicting-statements", {}),
    ("equipment-by-departement", {}),
    ("people-and-posts", {}),
)
"""The questions of the demonstration, with their parameters."""
MOST_ROWS = 7


def demo(store: Store = None, lang: Language = Lang.FR) -> None:
    """Read the sample articles of the package, store their graph, and ask it five questions.

    The articles are invented: they tell nothing true of the places that they name.

    Example:

      kg demo --store .demo/store
    """
    begun = time.perf_counter()
    place = location(store)
    samples = folder("samples")
    note(say("demo-ingest"))
    note(f"$ kg ingest {shlex.quote(str(_near(samples)))} --store {shlex.quote(place)}")
    with workspace(place, None, make=True) as opened:
        sources = [str(path) for path in sorted(samples.iterdir()) if path.suffix in (".txt", ".html")]
        outcomes = filling.into(opened, sources)
    write(filling.told(outcomes, place))
    with graph(place) as known:
        for name, given in QUESTIONS:
            asked = find_question(name)
            told = "".join(f" --param {key}={shlex.quote(str(value))}" for key, value in given.items())
            write("")
            write(f"$ kg query {name}{told} --store {shlex.quote(place)}")
            try:
                answer = known.store.select(asked.bind(**known.resolved(asked, given)))
                show(answer, asked.heading(LANGUAGE.get()), limit=MOST_ROWS)
            except KgError as error:
                fault(error)
    write(say("demo-next", place=shlex.quote(place), seconds=f"{time.perf_counter() - begun:.0f}"))


def _near(path: Path) -> Path:
    """The path as one would type it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
