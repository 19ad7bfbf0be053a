"""`kg watch`: feeds followed, what they announce read into the graph, each round summed up."""

from __future__ import annotations

import signal
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import settings
from kg.cli.console import fault, note, progress, write
from kg.cli.documents import pipeline
from kg.cli.extracting import Model, Private
from kg.cli.filling import told as stored
from kg.cli.models import LlmKeyFile, LlmModel, LlmUrl, asked, tell_refused
from kg.cli.options import Lang, Language, Quiet, State, Store
from kg.cli.stores import location, workspace
from kg.cli.words import say
from kg.errors import KgError, PartialError, StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.pipeline.watching import Round

Feeds = Annotated[list[str], typer.Argument(metavar="FEED…", help="Addresses of RSS or Atom feeds.")]


def watch(
    feeds: Feeds,
    store: Store = None,
    state: State = None,
    once: Annotated[bool, typer.Option("--once", help="One round, then end.")] = False,
    every: Annotated[
        float, typer.Option("--every", metavar="MINUTES", min=1.0, help="Minutes from one round to the next.")
    ] = 60.0,
    pause: Annotated[
        float | None,
        typer.Option(
            "--pause",
            metavar="SECONDS",
            min=0.0,
            help="Seconds between two requests to one host. Default: KG_WATCH_SECONDS, else 3.",
        ),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Try once more what was refused or failed.")] = False,
    model: Model = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_key_file: LlmKeyFile = None,
    allow_private: Private = False,
    quiet: Quiet = False,
    lang: Language = Lang.FR,
) -> None:
    """Follow feeds: fetch what is new in them, politely, and read it into the graph.

    One request at a time, a pause between two to one host, robots.txt heeded, nothing fetched twice; a page counts up
    to KG_MAX_DOCUMENT_BYTES and KG_FETCH_SECONDS. What a run leaves undone the next one does. KG_CONTACT tells sites
    whom to write to. The store is held during a round only. The exit status is 20 where something could not be read.

    Examples:

      kg watch https://example.org/rss.xml --once

      kg watch https://example.org/rss.xml https://example.com/atom --store ght.kg --every 30
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager's way of Ctrl-C
    speaker = asked(llm, llm_model, llm_key_file, model)
    made = 0
    while True:
        done = _round(
            feeds, store, state, pause, again and not made, lambda: pipeline(model, speaker), allow_private, quiet,
            held=made > 0,
        )  # fmt: skip
        made += 1
        if once:
            break
        begin = time.time() + 60 * every
        if not quiet:
            note(say("next-round", time=time.strftime("%H:%M", time.localtime(begin))))
        try:
            time.sleep(max(0.0, begin - time.time()))
        except KeyboardInterrupt:
            break
    if done is not None:
        _refuse_to_hide(done)


def _round(
    feeds: list[str],
    store: str | None,
    state: Path | None,
    pause: float | None,
    again: bool,
    load: Callable[[], Any],
    allow_private: bool,
    quiet: bool,
    held: bool,
) -> Round | None:
    """One round, told at its end, also where it is cut off; None where another process holds the store just now."""
    from kg.pipeline.watching import Round, Visitor
    from kg.pipeline.watching import watch as follow

    told = Round()
    visitor = Visitor(pause=settings.WATCH_SECONDS if pause is None else pause, allow_private=allow_private)
    bar = _Bar(quiet)
    voices: list[Any] = []

    def loaded() -> Any:
        voices.append(load())
        return voices[0]

    try:
        with workspace(store, state, make=True) as opened, bar:
            follow(
                feeds, opened, loaded, visitor, again=again, into=told, on_found=bar.begin,
                on_progress=lambda name: bar.advance(name),
            )  # fmt: skip
    except StoreBusyError as error:
        if not held:
            raise
        fault(error)
        return None
    finally:
        for nlp in voices:
            from kg.extraction import refusals

            tell_refused(refusals(nlp))
        if told.feeds:
            _tell(told, location(store), quiet)
    return told


class _Bar(ExitStack):
    """Progress that learns how much there is to do only when the feeds are read."""

    def __init__(self, quiet: bool) -> None:
        super().__init__()
        self.quiet = quiet
        self.advance: Callable[[str], None] = lambda _: None

    def begin(self, total: int) -> None:
        """So many articles are to be read."""
        self.advance = self.enter_context(progress(total, self.quiet))


def _tell(done: Round, place: str, quiet: bool) -> None:
    """What was read, what was skipped and why."""
    for _, error in (*done.faults, *done.failed, *done.later):
        fault(error)
    if quiet:
        return
    for _, error in done.refused:
        note(error.message)
    feeds = ", ".join(say(f"feed-{kind}", n=number) for kind, number in sorted(done.feeds.items()))
    write(say("feeds", told=feeds))
    write(say("announced", known=done.known, found=done.found))
    if done.outcomes:
        write(stored(done.outcomes, place))
    counts = {"same": done.same, "refused": len(done.refused), "failed": len(done.failed), "later": len(done.later)}
    skipped = [say(f"skip-{why}", n=number) for why, number in counts.items() if number]
    if skipped:
        write(say("skipped", told=", ".join(skipped)))


def _refuse_to_hide(done: Round) -> None:
    """End with a fault where the last round could not read everything."""
    if done.is_whole:
        return
    faults: list[KgError] = [error for _, error in (*done.faults, *done.failed, *done.later)]
    if len(faults) == 1 and not done.outcomes and not done.same and not done.known:
        raise typer.Exit(faults[0].exit_code)
    raise PartialError(say("round-partial", feeds=len(done.faults), failed=len(done.failed), later=len(done.later)))
