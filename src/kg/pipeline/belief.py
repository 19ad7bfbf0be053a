"""The graph as it was believed on another day: what the journal says had been read, and not taken back, by then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import settings
from kg.errors import NotFoundError
from kg.journal import Journal
from kg.store import Store, is_url


def known_at(location: str, date: str, state: Path | str | None = None) -> Store:
    """The graph as it was believed at the end of a date (EDTF, or an ISO instant), from the journal alone.

    The store itself is not opened: it may be in use. Raises NotFoundError where there is no journal, InputError for
    what is no date.
    """
    folder = Path(state if state is not None else settings.STATE) if is_url(location) else Path(location)
    journal = folder / "journal"
    if not journal.is_dir():
        raise NotFoundError(f"{folder} has no journal", cure="only graphs filled by kg ingest remember")
    return Journal(journal).replay(date)


@contextmanager
def known_then(location: str, date: str, state: Path | str | None = None) -> Iterator[Store]:
    """`known_at`, closed at the end of a `with` block."""
    store = known_at(location, date, state)
    try:
        yield store
    finally:
        store.close()
