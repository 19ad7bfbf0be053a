"""A process that ingests many articles extracted by hand, to be killed. Run by test_killed.py."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from tests.consolidate.press import equipment, fact
from tests.pipeline.desk import reading

from kg.model import Article, Extraction
from kg.pipeline import ingest_extractions, open_workspace


def readings(count: int) -> Iterator[tuple[Article, Extraction]]:
    """So many articles, each with three facts."""
    for i in range(count):
        yield reading(f"n{i}", fact(since=str(1990 + i % 30)), equipment("IRM", count=i + 1), fact(object="e3"))


def main() -> None:
    location, count = sys.argv[1], int(sys.argv[2])
    with open_workspace(location) as workspace:
        ingest_extractions(readings(count), workspace, lambda outcome: print(outcome.status, flush=True))  # noqa: T201


if __name__ == "__main__":
    main()
