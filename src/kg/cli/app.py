"""The commands together: their order, and how errors become one line and an exit code."""

from __future__ import annotations

import sys
from typing import Any

import typer
from typer.core import TyperGroup

from kg.cli import asking, exits, extracting, filling, keeping, quarantine, reviewing, serving, showing, watching
from kg.cli.command import Command
from kg.cli.console import fault, note
from kg.cli.words import say
from kg.errors import KgError, StoreError


class Commands(TyperGroup):
    """A group whose commands end in one line and an exit code, never in a traceback for a user's mistake."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            fault(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            note(say("interrupted"))
            raise typer.Exit(130) from None
        except BrokenPipeError:
            sys.stderr.close()  # the reader has seen enough (`kg … | head`)
            raise typer.Exit(0) from None
        except OSError as error:
            if error.filename is None:
                raise
            place = StoreError(f"{error.filename}: {error.strerror}", cure="check the path and its permissions")
            fault(place)
            raise typer.Exit(place.exit_code) from error

    def list_commands(self, ctx: Any) -> list[str]:
        """Commands in the order in which they are met."""
        del ctx
        return list(self.commands)


app = typer.Typer(
    name="kg",
    cls=Commands,
    help="The knowledge graph of French healthcare organisations: press articles in, answered questions out.\n\n"
    "Start with [b]kg demo[/b], or [b]kg ingest FOLDER[/b], then [b]kg query[/b].",
    epilog=exits.epilog(),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ARTICLES, QUESTIONS, UPKEEP = "Articles", "Questions", "Upkeep"

app.command(cls=Command, rich_help_panel=ARTICLES)(filling.ingest)
app.command(cls=Command, rich_help_panel=ARTICLES)(watching.watch)
app.command(cls=Command, rich_help_panel=ARTICLES)(extracting.extract)
app.command(cls=Command, rich_help_panel=ARTICLES)(extracting.validate)
app.command(cls=Command, rich_help_panel=ARTICLES)(reviewing.review)
app.add_typer(quarantine.app, name="quarantine", rich_help_panel=ARTICLES)
app.command(cls=Command, rich_help_panel=QUESTIONS)(asking.query)
app.command(cls=Command, rich_help_panel=QUESTIONS)(asking.find)
app.command(cls=Command, rich_help_panel=QUESTIONS)(asking.stats)
app.command(cls=Command, rich_help_panel=QUESTIONS)(serving.serve)
app.command(cls=Command, rich_help_panel=QUESTIONS)(serving.export)
app.command(cls=Command, rich_help_panel=QUESTIONS)(showing.demo)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.withdraw)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.forget)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.relink)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.log)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.diff)
app.command(cls=Command, rich_help_panel=UPKEEP)(keeping.reason)
app.add_typer(keeping.ontology, name="ontology", rich_help_panel=UPKEEP)


def run() -> None:
    """Entry point of `kg`."""
    app(prog_name="kg")
