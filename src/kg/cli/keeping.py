"""Upkeep: `kg log`, `kg diff`, `kg reason`, `kg ontology docs`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.changes import document_names, told_between
from kg.cli.command import Command
from kg.cli.console import table, write
from kg.cli.options import Lang, Language, State, Store
from kg.cli.stores import existing, graph, journal, workspace
from kg.cli.tables import full
from kg.cli.words import LANGUAGE, say
from kg.errors import InputError, IntegrityError

ontology = typer.Typer(help="The ontology itself.", no_args_is_help=True)


def withdraw(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document: file name, address or IRI.")],
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Take an article's statements out of the graph; what stood before them returns. The journal keeps what it said.

    Example:

      kg withdraw pimm-layrac-retrait
    """
    from kg.pipeline import withdraw as take_back

    with workspace(store, state) as opened:
        entry = take_back(document, opened)
    write(say("withdrawn", document=document, removed=entry.removed, added=entry.added))


def forget(
    target: Annotated[str, typer.Argument(metavar="PERSON|DOCUMENT", help="A full name, a file name or an IRI.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Forget a person or a document for good: gone everywhere, and kept out when it comes again.

    Graph, kept texts and journal are written anew without it. This cannot be undone.

    Example:

      kg forget "Odile Chambon"
    """
    from kg.pipeline import forget as efface

    if not yes and not typer.confirm(say("sure", target=target)):
        raise typer.Exit(1)
    with workspace(store, state) as opened:
        efface(target, opened)
    write(say("forgotten", target=target))


def relink(
    decisions: Annotated[list[str], typer.Argument(metavar="OLD=NEW…", help="An IRI and the one it is; empty: undo.")],
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Decide that an organisation is one of a registry: OLD=NEW, two IRIs (id:… for short). OLD= takes it back.

    The old IRI redirects to the new one; only the documents that speak of it are built anew.

    Example:

      kg relink id:org/ch/layrac=id:finess/470000001
    """
    from kg.pipeline import relink as decide

    wanted = {}
    for each in decisions:
        old, sign, new = each.partition("=")
        if not sign:
            raise InputError(f"{each!r} is no OLD=NEW", cure="for example id:org/ch/layrac=id:finess/470000001")
        wanted[full(old)] = full(new) if new else None
    with workspace(store, state) as opened:
        outcomes = decide(wanted, opened)
    write(say("relinked", n=len(outcomes)))


def log(
    document: Annotated[str | None, typer.Argument(metavar="DOCUMENT", help="Only what this document caused.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only after that day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only up to that day.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, newest first.")] = 20,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Tell what was done to the graph, newest first: when, why, because of which documents.

    Example:

      kg log --since 2026-11
    """
    book = journal(store, state)
    entries = book.log(document, since or "", until or "", limit)
    rows = []
    for entry in entries:
        names = document_names(book.change(entry))
        causes = ", ".join(names.get(each, each.rpartition("/")[2]) for each in entry.documents[:3])
        more = f" +{len(entry.documents) - 3}" if len(entry.documents) > 3 else ""
        when = entry.time[:19].replace("T", " ")
        why = " · ".join(each for each in (entry.why, entry.user) if each)
        rows.append((str(entry.id), when, why, f"+{entry.added} −{entry.removed}", causes + more))
    if rows:
        table([say(key) for key in ("number", "when", "why", "triples", "documents")], rows)
    else:
        write(say("no-rows"))


def diff(
    since: Annotated[str, typer.Argument(metavar="DATE", help="From the end of this day, or from this instant…")],
    until: Annotated[str | None, typer.Argument(metavar="DATE", help="… to the end of this one; else to now.")] = None,
    store: Store = None,
    state: State = None,
    lang: Language = Lang.FR,
) -> None:
    """Tell what the graph came to believe and ceased to believe between two days, and because of which articles.

    Example:

      kg diff 2026-11-01 2026-11-30
    """
    rows = told_between(journal(store, state), since, until or "")
    if rows:
        table([say(key) for key in ("sign", "subject", "relation", "object", "article")], rows)
    else:
        write(say("no-rows"))


def reason(store: Store = None, lang: Language = Lang.FR) -> None:
    """Check by OWL reasoning that the ontology, and with --store the graph, hold no contradiction.

    An inconsistency is explained in words. Needs Java, which the extra « reason » brings. For graphs of some thousand
    facts; larger ones are kept right by rules as they grow.

    Example:

      kg reason --store .demo/store
    """
    from kg.reasoning import check_consistency

    facts = None
    if store is not None:
        with graph(existing(store)) as known:
            facts = known.store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
    verdict = check_consistency(facts)
    write(verdict.text(LANGUAGE.get()))
    if not verdict.consistent:
        raise IntegrityError(say("inconsistent"))


@ontology.command("docs", cls=Command)
def ontology_docs(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the pages.")] = Path(
        "ontology-docs"
    ),
    lang: Language = Lang.FR,
) -> None:
    """Write the pages of the ontology: terms, hierarchy, law, in French and English.

    Example:

      kg ontology docs --out site/ontology
    """
    from kg.ontology_pages import write_pages

    write(say("pages", n=len(write_pages(out)), folder=out))
