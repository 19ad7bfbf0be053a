"""The page of all commands, `docs/commands.md`, made from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer


def page() -> str:
    """The text of `docs/commands.md`."""
    from kg.cli.app import app

    told = "\n".join(_commands(typer.main.get_command(app), "kg"))
    return f"""# Commands

Made from the code by `python -m kg.cli.reference`; a test holds it true. How they end: [exit codes](exit-codes.md).

{told}"""


def _commands(command: Any, name: str) -> Iterator[str]:
    subcommands = getattr(command, "commands", None)
    if subcommands:
        for sub, each in subcommands.items():
            yield from _commands(each, f"{name} {sub}")
        return
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and p.name != "help"]
    usage = " ".join([name, *(f"[{p.metavar}]" if not p.required else p.metavar or p.name.upper() for p in arguments)])
    yield f"## `{usage}`\n"
    yield _plain(command.help or "") + "\n"
    for option in options:
        yield f"- `{_named(option)}`: {_plain(option.help or '')}{_default(option)}"
    yield ""


def _named(option: Any) -> str:
    """An option as it is typed: its names, then the values that it takes, or a word or range for them."""
    choices = "|".join(getattr(option.type_descriptor, "choices", None) or ())
    low, high = getattr(option, "min", None), getattr(option, "max", None)
    numbers = "" if low is None else f"{low}-{high}" if high is not None else f"{low}-"
    return " ".join(filter(None, (", ".join(option.opts), choices or option.metavar or numbers)))


def _default(option: Any) -> str:
    """The default, where there is one that the help does not tell."""
    given = option.default
    if option.is_flag or given is None or callable(given):
        return ""
    return f" Default: {f'{given:g}' if isinstance(given, float) else given}."


def _plain(text: str) -> str:
    """Help without rich's marks; examples as code."""
    text = re.sub(r"\[/?b\]", "`", text.strip())
    return re.sub(r"^ *(kg .*)$", r"    \1", text, flags=re.MULTILINE)


if __name__ == "__main__":
    from kg.cli.console import raw

    raw(page())
