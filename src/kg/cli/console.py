"""Where output goes: answers to stdout, progress and faults to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from kg.cli.faults import in_french
from kg.cli.words import LANGUAGE, say

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.errors import KgError


WIDTH, NARROWEST = 120, 8
"""Of a table that is not printed on a terminal; of a column."""


def out() -> Console:
    """The console of answers. Made anew each time, so that a redirected stdout is seen."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())


def err() -> Console:
    """The console of progress and faults."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def fault(error: KgError) -> None:
    """One line on stderr: what is wrong, and what to do about it."""
    message = " ".join((in_french(error) if LANGUAGE.get() == "fr" else str(error)).split())
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


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], title: str = "", below: Sequence[str] = ()) -> None:
    """A table of text; `below` gives for each row what stands under it across the whole width (its quote)."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    console = Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else WIDTH)
    listed = [list(row) for row in rows]
    widths = _fitted([[*headings], *listed], console.width)

    def line(cells: Sequence[str], style: str = "") -> None:
        grid = Table.grid(padding=(0, 2, 0, 0))
        for width in widths:
            grid.add_column(width=width, overflow="fold")
        grid.add_row(*(escape(cell) for cell in cells), style=style)
        console.print(grid)

    if title:
        console.print(Text(title, style="bold"))
    line(headings, "bold")
    console.print("─" * min(console.width, sum(widths) + 2 * len(widths)))
    for number, row in enumerate(listed):
        line(row)
        if number < len(below) and below[number]:
            console.print(Padding(Text(below[number], style="dim"), (0, 0, 0, 4), expand=False))


def _fitted(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """A width for each column: what it needs where all fit, else the widest give way."""
    widths = [max(len(part) for row in rows for part in row[at].split("\n")) for at in range(len(rows[0]))]
    while sum(widths) + 2 * len(widths) > width and max(widths) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


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
