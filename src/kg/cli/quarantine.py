"""`kg quarantine list|show|retry`: what was set aside, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.command import Command
from kg.cli.console import raw, table, write
from kg.cli.filling import told
from kg.cli.options import Lang, Language, State, Store
from kg.cli.stores import location, workspace
from kg.cli.words import LANGUAGE, say

app = typer.Typer(
    help="What was set aside because it is malformed: list it, show it, try it again.", no_args_is_help=True
)

Document = Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document: file name or IRI.")]
Documents = Annotated[list[str] | None, typer.Argument(metavar="DOCUMENT…", help="Only these: file names or IRIs.")]


@app.command("list", cls=Command)
def list_(documents: Documents = None, store: Store = None, state: State = None, lang: Language = Lang.FR) -> None:
    """List what is set aside, with the reason.

    Example:

      kg quarantine list
    """
    from kg.pipeline import quarantine_list

    with workspace(store, state) as opened:
        wanted: list[str | None] = [*documents] if documents else [None]
        found = [each for name in wanted for each in quarantine_list(opened, name)]
    english = LANGUAGE.get() == "en"
    rows = [(each.name or each.document, each.message_en if english else each.message_fr, each.quote) for each in found]
    if rows:
        table([say(key) for key in ("document", "reason", "quote")], rows)
    else:
        write(say("nothing-aside"))


@app.command(cls=Command)
def show(document: Document, store: Store = None, state: State = None, lang: Language = Lang.FR) -> None:
    """Show what is set aside of one document, with its report, as Turtle.

    Example:

      kg quarantine show rodez
    """
    from kg.pipeline import quarantine_show

    with workspace(store, state) as opened:
        raw(quarantine_show(opened, document))


@app.command(cls=Command)
def retry(documents: Documents = None, store: Store = None, state: State = None, lang: Language = Lang.FR) -> None:
    """Check what is set aside against the shapes of today; what conforms now is published.

    Example:

      kg quarantine retry
    """
    from kg.pipeline import quarantine_retry

    with workspace(store, state) as opened:
        outcomes = quarantine_retry(opened, documents or ())
    write(told(outcomes, location(store)) if outcomes else say("nothing-aside"))
