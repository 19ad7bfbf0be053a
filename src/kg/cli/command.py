"""One command: the environment is looked at before it works, and after its help and its language are known."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand

from kg import settings


class Command(TyperCommand):
    """A command that refuses to work where a variable of the environment holds no number of its range."""

    def invoke(self, ctx: Any) -> Any:
        """Check the environment, then do the command's work."""
        settings.check()
        return super().invoke(ctx)
