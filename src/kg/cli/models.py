"""The options of a language model: which, where, with what key; and what it said that was refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import settings
from kg.cli.console import note
from kg.cli.words import say
from kg.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from kg.extraction import Llm

LlmUrl = Annotated[
    str | None,
    typer.Option(
        "--llm",
        metavar="URL",
        help="Let a language model speak instead: base of an OpenAI-compatible API, or [b]-[/b] for KG_LLM_URL. "
        "The text of the articles is sent there.",
    ),
]
LlmModel = Annotated[
    str | None,
    typer.Option(
        "--llm-model", metavar="NAME", help="Its name there. Default: KG_LLM_MODEL, else the only one of the server."
    ),
]
LlmKeyFile = Annotated[
    Path | None,
    typer.Option("--llm-key-file", metavar="FILE", help="A file with its key. Default: the key in KG_LLM_KEY."),
]


def asked(url: str | None, model: str | None, key_file: Path | None, net: str | None) -> Llm | None:
    """The language model that the options name; None without `--llm`."""
    if url is None:
        if model or key_file:
            raise InputError("--llm-model and --llm-key-file say nothing without --llm", cure="give --llm URL")
        return None
    if net is not None:
        raise InputError("--model and --llm are two voices", cure="choose one")
    place = settings.LLM_URL if url == "-" else url
    if not place:
        raise InputError("--llm - needs KG_LLM_URL", cure="set it, or give --llm URL")
    from kg.extraction import Llm

    return Llm(place, model or settings.LLM_MODEL, _key(key_file) if key_file else settings.LLM_KEY)


def _key(file: Path) -> str:
    try:
        key = file.read_text(encoding="utf-8").strip()
    except FileNotFoundError as fault:
        raise NotFoundError(f"{file}: no such file", cure="check --llm-key-file") from fault
    except (OSError, UnicodeDecodeError) as fault:
        raise InputError(f"{file}: no key can be read there", cure="check --llm-key-file") from fault
    if not key or not key.isascii() or any(character.isspace() for character in key):
        raise InputError(f"{file}: holds no key", cure="write the key alone in it, on one line")
    return key


def tell_refused(refused: Mapping[str, int]) -> None:
    """Say how much of what a language model said was not kept, and why."""
    if refused:
        note(say("refused", told=", ".join(say(f"refused-{why}", n=number) for why, number in sorted(refused.items()))))
