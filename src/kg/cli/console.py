"""Where output goes: answers to stdout, progress and faults to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from kg.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.table import Table

    from kg.errors import KgError


def out() -> Console:
    """The console of answers. Made anew each time, so that a redirected stdout is seen."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    """The console of progress and faults."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def fault(error: KgError) -> None:
    """One line on stderr: what is wrong, and what to do about it."""
    message = " ".join(str(error).split())
    err().print(f"[red]{say('error')}[/red] {escape(message)}")


def note(text: str) -> None:
    """A line beside the answer, on stderr."""
    err().print(escape(text))


def write(text: str) -> None:
    """A line of the answer."""
    out().print(escape(text))


def raw(data: bytes | str) -> None:
    """An answer as it is, byte for byte."""
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(data if isinstance(data, str) else data.decode("utf-8"))
    else:
        binary.write(data.encode("utf-8") if isinstance(data, str) else data)
        binary.flush()


def table(headings: Sequence[str], rows: Iterable[Sequence[str | None]], title: str = "") -> None:
    """A table: ruled on a terminal, the same ruled text at a fixed width elsewhere."""
    from rich import box
    from rich.table import Table

    console = out() if sys.stdout.isatty() else Console(file=sys.stdout, highlight=False, width=150)
    drawn: Table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, header_style="bold")
    listed = [list(row) for row in rows]
    longest = [max((len(row[at] or "") for row in listed), default=0) for at in range(len(headings))]
    for heading, length in zip(headings, longest, strict=True):
        drawn.add_column(escape(heading), overflow="fold", ratio=None if length < 30 else min(length, 120))
    for row in listed:
        drawn.add_row(*(escape(cell or "") for cell in row))
    console.print(drawn)


@contextmanager
def progress(total: int, quiet: bool = False) -> Iterator[Callable[[str], None]]:
    """Progress over `total` articles: a bar on a terminal, elsewhere some plain lines where there are many.

    The function that it gives is called with the name of each article once it is done.
    """
    if quiet or total < 2:
        yield lambda _: None
        return
    console = err()
    if console.is_terminal:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=total)
            yield lambda name: bar.update(task, advance=1, description=escape(name[:32]))
        return
    done = 0
    step = max(25, total // 10)

    def line(_: str) -> None:
        nonlocal done
        done += 1
        if done % step == 0 or done == total:
            note(say("progress", done=done, total=total))

    yield line
