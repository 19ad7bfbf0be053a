"""What a press article costs, step by step: reading, extraction, graph, validation, storing with consolidation.

    python benchmarks/bench_ingest.py [FOLDER …] [--limit 40]

Prints the median of each step over the articles, and consolidation and validation together against extraction.
Without a folder the sample articles are read.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from kg.consolidate import consolidate, touched_by
from kg.errors import KgError
from kg.extraction import extract, load_pipeline
from kg.graph import build
from kg.pipeline import open_workspace, prepare
from kg.reading import find_documents, read_article
from kg.resources import folder as knowledge
from kg.validate import check

times: dict[str, list[float]] = defaultdict(list)


@contextmanager
def step(name: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    times[name].append(1000 * (time.perf_counter() - start))


def median(*names: str) -> float:
    """The median, over the articles, of these steps together."""
    return statistics.median(sum(parts) for parts in zip(*(times[name] for name in names), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", default=[str(knowledge("samples"))])
    parser.add_argument("--limit", type=int, default=40)
    given = parser.parse_args()
    nlp = load_pipeline()
    with tempfile.TemporaryDirectory() as store, open_workspace(store) as workspace:
        warm = True
        for source in find_documents(given.inputs)[: given.limit]:
            try:
                start = time.perf_counter()
                article = read_article(Path(source))
                times["reading"].append(1000 * (time.perf_counter() - start))
            except KgError:
                continue
            with step("extraction"):
                extraction = extract(article, nlp)
            with step("graph"):
                graph = build(article, extraction)
            with step("validation"):
                check(graph, text=article.text)
            prepared = prepare(article, extraction)
            with step("consolidation"):
                consolidate(workspace.store, touched_by(prepared.lines), {prepared.graph: prepared.lines})
            with step("transaction, consolidation included"):
                workspace.replace({prepared.graph: prepared.lines}, "benchmark")
            if warm:
                times.clear()
                warm = False
    print(f"median milliseconds over {len(times['extraction'])} articles")
    for name in times:
        print(f"  {name:36} {median(name):8.1f}")
    ours = median("validation", "consolidation")
    print(f"validation and consolidation: {ours / median('extraction'):.2f} of extraction")


if __name__ == "__main__":
    main()
