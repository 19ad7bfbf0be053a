"""`kg review`: people decide on what the extraction is unsure of; their decisions are data."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import settings
from kg.cli.console import note, raw, write
from kg.cli.decisions import as_json, decided, decisions_as_json, read_decisions
from kg.cli.extracting import Model, Private, found
from kg.cli.judging import in_words, judge
from kg.cli.levels import legend
from kg.cli.options import Lang, Language, State, Store
from kg.cli.stores import workspace
from kg.cli.words import say
from kg.errors import InputError, NotFoundError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Article, Extraction
    from kg.pipeline import Workspace
    from kg.pipeline.review import Decision, Doubt, Reviews, Window


class LevelName(StrEnum):
    """The levels of confidence."""

    SURE = "sure"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


def review(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH|URL…", help="Articles to be read here; without, those of the store."),
    ] = None,
    level: Annotated[LevelName | None, typer.Option("--level", help="Only the facts of this level.")] = None,
    between: Annotated[
        str | None, typer.Option("--between", metavar="LOW-HIGH", help="Only confidences from LOW to HIGH: 0.3-0.6.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document", metavar="NAME|IRI", help="Only this document of the store.")
    ] = None,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many facts.")] = None,
    as_list: Annotated[bool, typer.Option("--json", help="Write the facts as JSON and ask nothing.")] = False,
    decide: Annotated[
        str | None, typer.Option("--decide", metavar="FILE|-", help="Take the decisions in this JSON, - for stdin.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who decides. Default: KG_REVIEWER, else your login.")
    ] = None,
    made: Annotated[bool, typer.Option("--decided", help="List the decisions; with --json in full.")] = False,
    undo: Annotated[
        list[str] | None, typer.Option("--undo", metavar="ID", help="Take this decision back; again for more.")
    ] = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="DIR", help="Write reviewed documents there as gold, with their texts."),
    ] = None,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help="Where decisions on articles outside a store are kept."),
    ] = None,
    model: Model = None,
    allow_private: Private = False,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Decide on facts that the extraction is unsure of, the least sure first: accept, reject or correct.

    Decisions say who and when, survive a new extraction, and can be taken back. Those on articles outside a store lie
    in --decisions (./kg-reviews.json) until a store takes them: kg review --decide kg-reviews.json.

    Examples:

      kg review --store ght.kg

      kg review --json --level doubtful > doubtful.json

      kg review --decide decisions.json --by "Claire Aubertin"

      kg review articles/ --between 0.3-0.6

      kg review --export reviewed/articles
    """
    if sum(map(bool, (as_list and not made, decide, made, undo, export))) > 1:
        raise InputError("--json, --decide, --decided, --undo and --export do one thing each", cure="choose one")
    with _desk(inputs, decisions, document, model, allow_private, store, state) as desk:
        if undo:
            desk.drop(undo, _who(by))
            write(say("review-undone", n=len(undo)))
        elif made:
            _decided(desk, as_list)
        elif export is not None:
            _export(desk, export)
        elif decide is not None:
            _decide(desk, _text(decide), _who(by))
        else:
            window = _window(level, between, desk.model)
            _look(desk, window, as_list, limit, by)


# -- where articles and decisions are -----------------------------------------------------------------------------


@dataclass
class _Desk:
    """Articles with what was read in them, and the decisions on them."""

    reviews: Reviews
    model: str | None
    document: str | None = None
    workspace: Workspace | None = None
    sources: Sequence[str] = ()
    allow_private: bool = False

    def readings(
        self, window: Window | None = None, document: str | None = None
    ) -> Iterable[tuple[Article, Extraction]]:
        """What was read: in the store within the window, or in the given articles."""
        from kg.pipeline import readings
        from kg.pipeline.review import EVERYTHING

        if self.workspace is not None:
            yield from readings(self.workspace, window or EVERYTHING, document or self.document)
            return
        from kg.cli.documents import pipeline, read
        from kg.extraction import extract

        for source in self.sources:
            article = read(source, self.allow_private)
            yield article, extract(article, pipeline(self.model))

    def reviewed(self) -> Iterable[tuple[Article, Extraction]]:
        """The articles that someone has decided on, each with the decisions on it."""
        from kg.pipeline import reviewed

        if self.workspace is not None:
            yield from reviewed(self.workspace)
            return
        for article, extraction in self.readings():
            if self.reviews.about(article):
                yield article, self.reviews.applied(article, extraction)

    def keep(self, decisions: Sequence[Decision]) -> int:
        """Keep decisions; how many documents were built anew."""
        from kg.pipeline import decide

        if self.workspace is None:
            self.reviews.keep(decisions)
            return 0
        outcomes = decide(decisions, self.workspace)
        self.reviews.reload()
        return len(outcomes)

    def drop(self, ids: Sequence[str], by: str) -> None:
        """Take decisions back."""
        from kg.pipeline import take_back

        if self.workspace is not None:
            take_back(ids, self.workspace, user=by)
            self.reviews.reload()
            return
        for id in ids:
            if id not in self.reviews.decisions:
                raise NotFoundError(f"there is no decision {id!r}", cure="kg review --decided lists them")
        self.reviews.drop(ids)


@contextmanager
def _desk(
    inputs: list[str] | None,
    decisions: Path | None,
    document: str | None,
    model: str | None,
    allow_private: bool,
    store: str | None,
    state: Path | None,
) -> Iterator[_Desk]:
    from kg.pipeline.review import Reviews

    if inputs or decisions is not None:
        if store is not None or document is not None:
            raise InputError("articles and --decisions are outside a store", cure="leave out --store and --document")
        path = decisions or Path("kg-reviews.json")
        yield _Desk(Reviews(path), model, sources=found(inputs) if inputs else (), allow_private=allow_private)
        return
    if model is not None or allow_private:
        raise InputError("the articles of a store are read already", cure="leave out --model and --allow-private")
    from kg.pipeline import reviews_of

    with workspace(store, state) as opened:
        yield _Desk(reviews_of(opened), model, document, opened)


def _who(by: str | None) -> str:
    name = (by or settings.REVIEWER).strip()
    if name:
        return name
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise InputError("nobody knows who decides", cure="give --by NAME, or set KG_REVIEWER") from None


def _window(level: LevelName | None, between: str | None, model: str | None) -> Window:
    from kg.pipeline.review import Window, levels

    known = levels(model)
    if level is not None and between is not None:
        raise InputError("--level and --between choose both", cure="give one of them")
    if level is not None:
        chosen = Window.of_level(level.value, known)
        if chosen is None:
            raise NotFoundError(say("no-levels"), cure="for example --between 0.3-0.6")
        return chosen
    if between is None:
        return Window.unsure(known)
    low, _, high = between.partition("-")
    try:
        window = Window(float(low), float(high))
    except ValueError:
        raise InputError(f"--between {between!r} is no LOW-HIGH", cure="for example --between 0.3-0.6") from None
    if window.low > window.high:
        raise InputError(f"--between {between!r} is reversed", cure="write the lower confidence first")
    if not 0 <= window.low <= window.high <= 1:
        raise InputError(f"--between {between!r} is no part of 0-1", cure="for example --between 0.3-0.6")
    return window


# -- looking and deciding -----------------------------------------------------------------------------------------


def _look(desk: _Desk, window: Window, as_list: bool, limit: int | None, by: str | None) -> None:
    from kg.pipeline.review import doubts, levels

    known = levels(desk.model)
    if not as_list and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError(say("no-terminal"), cure="--json lists the facts, --decide FILE takes decisions")
    every = doubts(desk.readings(window), desk.reviews, window, known)
    shown = every if limit is None else every[:limit]
    left = len(every) - len(shown)
    if as_list:
        raw(as_json(shown, window, known, left))
        return
    if not shown:
        write(say("review-nothing", low=f"{window.low:.2f}", high=f"{window.high:.2f}"))
        return
    write(say("review-begin", n=len(every), low=f"{window.low:.2f}", high=f"{window.high:.2f}"))
    write(legend(known) or say("no-levels"))
    who = _who(by)
    n = judge(shown, who, _asked, lambda one: _kept(desk, one), lambda id: desk.drop([id], who))
    write(say("review-end", n=n, by=who))


def _kept(desk: _Desk, decision: Decision) -> None:
    desk.keep([decision])


def _asked(prompt: str) -> str:
    try:
        return input(f"  {prompt} ")
    except UnicodeDecodeError:
        return "?"


def _decide(desk: _Desk, text: str, by: str) -> None:
    said = read_decisions(text)
    known: dict[str, Doubt] = {}
    if any("said" not in each for each in said):
        known = _known(desk, {str(each["document"]) for each in said if each.get("document") and "said" not in each})
    decisions = [decided(each, known, by) for each in said]
    rebuilt = desk.keep(decisions)
    kinds = ", ".join(
        say(f"verdict-{verdict}", n=n)
        for verdict in ("accepted", "rejected", "corrected")
        if (n := sum(1 for each in decisions if each.verdict == verdict))
    )
    write(say("review-decided", n=len(decisions), kinds=kinds or "–"))
    if desk.workspace is not None:
        write(say("relinked", n=rebuilt))
    else:
        note(say("review-kept", n=len(decisions), file=desk.reviews.path))


def _known(desk: _Desk, documents: set[str]) -> dict[str, Doubt]:
    """The facts that decisions can name: of these documents where all are named, else of all."""
    from kg.pipeline.review import of_article

    wanted: list[str | None] = [*sorted(documents)] or [None]
    return {
        doubt.id: doubt
        for name in wanted
        for article, extraction in desk.readings(document=name)
        for doubt in of_article(article, extraction, desk.reviews)
    }


def _decided(desk: _Desk, as_list: bool) -> None:
    made = list(desk.reviews.decisions.values())
    if as_list:
        raw(decisions_as_json(made))
        return
    if not made:
        write(say("review-none"))
        return
    for each in made:
        verdict = say(f"verdict-{each.verdict}-one")
        write(" · ".join((each.id, verdict, each.by, each.at, each.name)))
        write("    " + in_words(each.fact, each.said))
        if each.corrected is not None:
            write("  ⇒ " + in_words(each.corrected.facts[0], each.corrected))
        if each.note:
            write("    " + each.note)


def _export(desk: _Desk, folder: Path) -> None:
    from kg.export import gold, write_gold

    written = [gold(article, extraction) for article, extraction in desk.reviewed()]
    if not written:
        raise NotFoundError(say("review-none-here"))
    write_gold(written, folder)
    counts = {part: sum(getattr(each, part) for each in written) for part in ("reviewed", "unreviewed", "rejected")}
    write(say("review-exported", n=len(written), folder=folder, **counts))


def _text(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFoundError(f"{file}: no such file", cure="check the path, or give - for stdin") from None
    except UnicodeDecodeError:
        raise InputError(f"{file}: no UTF-8 text") from None
    except OSError as error:
        raise StoreError(f"{file}: {error.strerror}") from error
