"""`kg serve` and `kg export`: the graph to others."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import note
from kg.cli.options import Lang, Language, Quiet, State, Store
from kg.cli.stores import existing, graph, workspace
from kg.cli.words import say
from kg.errors import InputError


class Format(StrEnum):
    """What `kg export` writes."""

    NQUADS = "nquads"
    TRIG = "trig"
    JSONLD = "jsonld"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    RDFXML = "rdfxml"


def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Queries that run side by side.")] = 2,
    quiet: Quiet = False,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Serve the graph: a start page with the ready questions, and a read-only SPARQL endpoint at /sparql.

    Example:

      kg serve --store .demo/store --port 8080
    """
    location = existing(store)
    if "://" not in location and location != "memory":
        with workspace(store, state):
            pass  # what a killed process left half done is finished before anyone reads
    from kg.web.app import serve as run

    if not quiet:
        note(say("serving", where=f"http://{host}:{port}"))
    try:
        run(location, host, port, workers=workers, log_level="warning" if quiet else "info")
    except KeyboardInterrupt:
        if not quiet:
            note(say("served"))


def export(
    format: Annotated[Format, typer.Option("--format", "-f", help="What is written.")] = Format.NQUADS,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Where to; else to stdout.")] = None,
    store: Store = None,
    lang: Language = Lang.FR,
) -> None:
    """Write the whole graph to a file. Never the text of an article: quotes at most.

    N-Quads, TriG and JSON-LD hold every source in its named graph; Turtle, N-Triples and RDF/XML the consolidated
    layer alone. N-Quads are sorted, so that equal graphs give equal files.

    Example:

      kg export --format trig --out graph.trig
    """
    with graph(store) as known:
        if out is None:
            sys.stdout.flush()
            known.store.dump(sys.stdout.buffer, format.value)
            return
        fresh = out.with_name(out.name + ".part")
        try:
            with fresh.open("wb") as file:
                known.store.dump(file, format.value)
            fresh.replace(out)
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror}") from error
        finally:
            fresh.unlink(missing_ok=True)
