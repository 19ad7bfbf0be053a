"""`kg query`, `kg find`, `kg stats`: questions to a graph that is there."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import raw, table, write
from kg.cli.levels import confidence, legend
from kg.cli.options import AsOf, KnownAt, Lang, Language, State, Store
from kg.cli.stores import graph
from kg.cli.tables import show
from kg.cli.words import LANGUAGE, say, spoken
from kg.errors import ForbiddenError, InputError, NotFoundError, QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.lookup import KnowledgeGraph
    from kg.model import Solutions
    from kg.pipeline import Ground
    from kg.pipeline.review import Level
    from kg.queries import Question


class Format(StrEnum):
    """What `kg query` writes."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"


RESULTS = frozenset({Format.CSV, Format.TSV, Format.JSON, Format.XML})


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE|TEXT", help="A ready question, a file, or SPARQL itself.")
    ] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", "-p", metavar="K=V", help="A parameter of the question; again for more."),
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="What is written.")] = Format.TABLE,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    why: Annotated[
        bool, typer.Option("--why", help="After the table, what each row rests on: quotes and articles.")
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the ready questions.")] = False,
    show_sparql: Annotated[
        bool, typer.Option("--sparql", help="Print the SPARQL and ask nothing; what no --param gives stays a variable.")
    ] = False,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Ask the graph: a ready question by name, a file, or SPARQL text. Without one, list the ready questions.

    Examples:

      kg query

      kg query members-of-structure --param structure="PIMM de Layrac"

      kg query equipment-by-departement -p territory=Drôme --format csv

      kg query 'SELECT ?s WHERE { ?s a sante:GHT }'
    """
    if question is None or listing:
        list_questions()
        return
    asked = find_question(question)
    given = pairs(param or [])
    if show_sparql:
        raw(asked.draft(**given) + "\n")
        return
    if as_of is not None and any(each.name == "date" for each in asked.parameters):
        given.setdefault("date", last_day(as_of))
    with graph(store, state, known_at=known_at, as_of=as_of) as known:
        sparql = asked.bind(**known.resolved(asked, given))
        _answer(known, sparql, asked.heading(LANGUAGE.get()), format, why)


def find_question(given: str) -> Question:
    """The question that is meant: a ready one, a file, or the text itself."""
    from kg.queries import load_questions, parse_question, question

    if given in load_questions():
        return question(given)
    if any(c.isspace() or c in "{<" for c in given.strip()):
        return parse_question(given, "query")
    path = Path(given)
    if path.is_file():
        try:
            return parse_question(path.read_text(encoding="utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{given}: cannot be read as a query: {error}") from error
    if path.suffix or len(path.parts) > 1:
        raise NotFoundError(f"{given}: no such file", cure="check the path")
    return question(given)


def pairs(given: list[str]) -> dict[str, object]:
    """`k=v` options as a mapping; a name given twice becomes a list."""
    found: dict[str, object] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not sign or not name.strip():
            raise QueryError(f"--param {each!r} is no NAME=VALUE", cure="for example --param structure=id:ght/OCC-12")
        name = name.strip()
        if name not in found:
            found[name] = value
        else:
            earlier = found[name]
            found[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
    return found


def list_questions() -> None:
    """The ready questions with their titles and parameters."""
    from kg.queries import load_questions

    fr = LANGUAGE.get() == "fr"
    ready = load_questions("competency").values()
    rows = [
        (q.name, q.heading(LANGUAGE.get()), ", ".join(p.name + "?" * p.optional for p in q.parameters)) for q in ready
    ]
    table(("Question", "Ce qu'elle demande", "Paramètres") if fr else ("Question", "What it asks", "Parameters"), rows)
    write(say("ask-them"))


def _answer(known: KnowledgeGraph, sparql: str, title: str, format: Format, why: bool) -> None:
    from kg.store.safety import form

    kind = form(sparql)
    if kind == "UPDATE":
        raise ForbiddenError("kg query asks only, it does not change the graph", cure="use kg ingest or kg withdraw")
    if kind in ("CONSTRUCT", "DESCRIBE"):
        if format in RESULTS:
            raise InputError(f"a {kind} gives a graph, not {format}", cure="choose turtle, ntriples, rdfxml or jsonld")
        raw(known.store.serialise(sparql, "turtle" if format is Format.TABLE else format.value))
    elif format in RESULTS:
        raw(known.store.serialise(sparql, format.value))
    elif format is not Format.TABLE:
        raise InputError(f"{format} is for graphs", cure="choose table, csv, tsv, json or xml")
    elif kind == "ASK":
        write(say("yes") if known.store.ask(sparql) else say("no"))
    else:
        answer = known.store.select(sparql)
        show(answer, title if title != "query" else "")
        if why and "fact" in answer.variables:
            reasons(known, answer)
        elif why:
            triples(known, sparql)


def last_day(date: str) -> str:
    """The last day of a year, a month or a day; InputError for what is none."""
    from kg.dates import is_date, latest

    if not is_date(date):
        raise InputError(f"{date!r} is not a date", cure="write 2022, 2022-06 or 2022-06-15")
    return latest(date)


def reasons(known: KnowledgeGraph, answer: Solutions) -> None:
    """What each row rests on: the statements in their articles' words, and why the first one is preferred."""
    from kg.pipeline import why

    facts = answer.column("fact")
    grounds = why(known.store, [fact for fact in facts if fact])
    measured = _levels()
    for number, fact in enumerate(facts, 1):
        write(say("row-number", n=number))
        for each in (ground for ground in grounds if ground.fact == fact):
            _ground(each, measured)
    if measured and facts:
        write(legend(measured))


def triples(known: KnowledgeGraph, sparql: str) -> None:
    """What each row of any question rests on: the triples that matched, and the statements or rules behind each."""
    from kg.pipeline import explain, why
    from kg.web.tables import short

    measured = _levels()
    rows = explain(known.store, sparql)
    for number, row in enumerate(rows, 1):
        write(say("row-number", n=number))
        for reason in row.reasons:
            write(" ".join(["▸", *(short(term.strip("<>")) for term in reason.triple), *reason.rules]))
            for each in why(known.store, reason.facts):
                _ground(each, measured)
    if measured and any(row.reasons for row in rows):
        write(legend(measured))


def _ground(each: Ground, known: Sequence[Level]) -> None:
    from kg.pipeline.review import level_of, of_extractor

    source = (each.title or each.document, each.publisher, each.published)
    reason = each.preference_fr if LANGUAGE.get() == "fr" else each.preference
    mark = f" ★ {reason}" if each.preferred else ""
    sign = "" if each.believed else say("not-believed") + " "
    write(f"  {sign}{spoken(each.modality)} : « {' '.join(each.quote.split())} »{mark}")
    sure = confidence(each.confidence, level_of(each.confidence, of_extractor(each.extractor, known)))
    decided = say(f"verdict-{each.verdict}-by", by=each.reviewer, day=each.reviewed[:10]) if each.verdict else ""
    parts = (*source, decided or f"{say('confidence').lower()} {sure}", each.note)
    write("    " + " · ".join(part for part in parts if part))


def _levels() -> tuple[Level, ...]:
    """The levels of the shipped net, told once below the answer."""
    from kg.pipeline.review import levels

    return levels()


def find(
    name: Annotated[str, typer.Argument(help="A name, or a part of one; accents and case do not matter.")],
    type: Annotated[str | None, typer.Option("--type", metavar="CODE", help="Only this type: GHT, CH, PIMM…")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="At most so many.")] = 10,
    store: Store = None,
    lang: Language = Lang.FR,
) -> None:
    """Find organisations, structures and people by name.

    Example:

      kg find "hôpital de Layrac"
    """
    with graph(store) as known:
        found = known.find(name, type, limit)
    if not found:
        raise NotFoundError(say("unknown-name", name=name))
    from kg.web.tables import short

    rows = [(each.label, each.type, f"{each.score:.2f}", short(each.iri)) for each in found]
    table([say(key) for key in ("name", "type", "likeness", "identifier")], rows)


def stats(store: Store = None, lang: Language = Lang.FR) -> None:
    """Count what the graph holds.

    Example:

      kg stats --store .demo/store
    """
    from kg.queries import question

    with graph(store) as known:
        show(known.store.select(question("counts").bind()))
        write(say("size", n=known.store.size()))
