"""`kg extract` and `kg validate`: what an article says, without a store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg import settings
from kg.cli.console import fault, note, progress, raw, table, write
from kg.cli.documents import Done, Way, extract_all, is_url
from kg.cli.levels import confidence, legend
from kg.cli.models import LlmKeyFile, LlmModel, LlmUrl, asked, tell_refused
from kg.cli.options import Lang, Language, MinConfidence, Published, Quiet
from kg.cli.tables import quoted
from kg.cli.words import LANGUAGE, by_modality, coded, qualifier, say, spoken
from kg.errors import InputError, NotFoundError, PartialError

if TYPE_CHECKING:
    from kg.pipeline.review import Level


class Format(StrEnum):
    """What `kg extract` writes."""

    FACTS = "facts"
    TURTLE = "turtle"
    TRIG = "trig"
    JSONLD = "jsonld"
    TABLE = "table"


SUFFIX = {Format.FACTS: "jsonl", Format.TURTLE: "ttl", Format.TRIG: "trig", Format.JSONLD: "jsonld"}

Inputs = Annotated[list[str], typer.Argument(metavar="PATH|URL…", help="Files, folders and addresses.")]
Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="PATH|NAME|rules",
        help="Another net (net:PATH: with the one shipped), a spaCy pipeline, or the rules.",
    ),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, help="Processes that extract side by side.")]
Private = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")]


def extract(
    inputs: Inputs,
    format: Annotated[Format, typer.Option("--format", "-f", help="What is written.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="DIR", help="One file an article, there.")] = None,
    jobs: Jobs = 1,
    min_confidence: MinConfidence = None,
    published: Published = None,
    model: Model = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_key_file: LlmKeyFile = None,
    allow_private: Private = False,
    quiet: Quiet = False,
    lang: Language = Lang.FR,
) -> None:
    """Say what articles state, without a store.

    What is below --min-confidence is left out of facts and table, and counted; in RDF it stands as a suggestion.
    With --out, each article gives NAME.jsonl (or .ttl, .trig, .jsonld) and, for facts, NAME.txt: the text that the
    offsets refer to.

    Examples:

      kg extract article.html

      kg extract articles/ --format facts --out facts/ --jobs 2

      kg extract pasted.txt --published 2024-03-15
    """
    sources = found(inputs)
    if out is not None:
        if format is Format.TABLE:
            raise InputError("a table cannot be written with --out", cure="choose facts, turtle, trig or jsonld")
        _refuse_inside(out, inputs)
        out.mkdir(parents=True, exist_ok=True)
    least = settings.MIN_CONFIDENCE if min_confidence is None else min_confidence
    way = Way(format.value, model, allow_private, asked(llm, llm_model, llm_key_file, model), least, published)
    known = _levels(model, llm) if format is Format.TABLE else ()
    taken: set[str] = set()
    unsaid: Counter[str] = Counter()
    shown = undated = 0

    def receive(done: Done) -> None:
        nonlocal shown, undated
        undated += done.undated
        if out is not None:
            _save(done, format, out, taken)
        elif format is not Format.TABLE:
            raw(done.result)
        else:
            told = json.loads(done.result)
            unsaid.update(told["left_out"])
            shown += len(told["rows"])
            _show(done.source, told["rows"], known)

    try:
        good = each(sources, way, receive, jobs, quiet=quiet or (out is None and len(sources) < 20))
    finally:  # a bad document among many does not silence what was said of the others
        if unsaid and not quiet:
            note(say("not-in-table", kinds=by_modality(unsaid)))
        if undated and not quiet:
            note(say("undated", n=undated))
    if known and shown:
        write(legend(known))
    if out is not None and not quiet:
        note(say("extracted", n=good, folder=out))


def _levels(model: str | None, llm: str | None) -> tuple[Level, ...]:
    from kg.pipeline.review import levels

    return () if llm is not None else levels(model)


def validate(
    inputs: Inputs,
    model: Model = None,
    allow_private: Private = False,
    jobs: Jobs = 1,
    lang: Language = Lang.FR,
) -> None:
    """Check what would be stored of articles against the shapes, and store nothing.

    Malformed statements are listed with the reason. The exit status is 20 where there is one.

    Example:

      kg validate articles/
    """
    sources = found(inputs)
    way = Way("validation", model, allow_private)
    malformed = 0

    def receive(done: Done) -> None:
        nonlocal malformed
        faults = json.loads(done.result)
        malformed += len(faults)
        write(f"{done.source}: {say('set-aside', n=len(faults)) if faults else say('well-formed')}")
        for messages in faults:
            write(f"  - {messages[LANGUAGE.get()]}")

    each(sources, way, receive, jobs)
    if malformed:
        raise PartialError(say("set-aside", n=malformed))


def found(inputs: list[str]) -> list[str]:
    """The documents that the inputs name; NotFoundError where they name none."""
    from kg.reading import find_documents

    sources = find_documents(inputs)
    if not sources:
        raise NotFoundError(say("nothing-found"), cure=", ".join(inputs))
    return sources


def each(sources: list[str], way: Way, receive: Callable[[Done], None], jobs: int = 1, quiet: bool = False) -> int:
    """Give each extracted document to `receive`; say each fault in one line. The number of good ones.

    One bad document among many raises PartialError at the end; a single one raises its own error.
    """
    bad = 0
    refused: Counter[str] = Counter()
    left_out = 0
    with progress(len(sources), quiet) as advance:
        for done in extract_all(sources, way, jobs):
            refused.update(done.refused or {})
            left_out += done.left_out
            if done.error is None:
                receive(done)
            elif len(sources) == 1:
                raise done.error
            else:
                bad += 1
                fault(done.error)
            advance(done.source)
    tell_refused(refused)
    if left_out:
        note(say("left-out", n=left_out, least=f"{way.least:g}"))
    if bad:
        raise PartialError(say("partial", bad=bad, total=len(sources)))
    return len(sources)


def _refuse_inside(out: Path, inputs: list[str]) -> None:
    target = out.resolve()
    for given in inputs:
        folder = Path(given).resolve()
        if not is_url(given) and folder.is_dir() and target.is_relative_to(folder):
            raise InputError(f"--out {out} lies inside the input folder {given}", cure="choose a folder outside it")


def _show(source: str, rows: Sequence[Sequence[Any]], known: Sequence[Level]) -> None:
    if not rows:
        write(say("in-article", source=source, told=say("no-fact")))
        return
    from kg.pipeline.review import level_of

    headings = [say(key) for key in ("subject", "relation", "object", "details", "confidence")]
    told = [
        [
            subject,
            spoken(predicate),
            coded(predicate, value),
            ", ".join(qualifier(*each) for each in qualifiers.items()),
            confidence(sure, level_of(sure, known)),
        ]
        for subject, predicate, value, qualifiers, sure, _ in rows
    ]
    table(headings, told, title=source, below=[quoted(quote) for *_, quote in rows])


def _save(done: Done, format: Format, out: Path, taken: set[str]) -> None:
    name, number = done.name, 2
    while name in taken:
        name, number = f"{done.name}-{number}", number + 1
    taken.add(name)
    (out / f"{name}.{SUFFIX[format]}").write_text(done.result, encoding="utf-8")
    if format is Format.FACTS:
        (out / f"{name}.txt").write_bytes(done.text.encode("utf-8"))
