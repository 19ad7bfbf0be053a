"""What one more article costs with few and with many articles in the store: consolidation, and the whole transaction.

    python benchmarks/bench_scale.py [--small 1000] [--large 50000] [--measured 200] [--folder DIR]

Prints the median per article for both sizes and their ratio. The store is on disk; the articles are synthetic
(benchmarks/press.py), their organisations drawn from one pool, so that some facts have thousands of statements.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
sys.path.insert(0, str(Path(__file__).parent))

from kg.consolidate import consolidate, touched_by
from kg.pipeline import Workspace, open_workspace
from kg.store import Patch, Store
from press import documents

PORTION = 400_000
NODES = 4000


def filled(store: Store, count: int, organisations: int) -> None:
    """Put `count` documents into an empty store: all sources first, then the consolidated layer, each fact once."""
    touched: set[str] = set()
    portion: list[str] = []
    for graph, lines in documents(count, organisations):
        del graph
        touched |= touched_by(lines)
        portion += lines
        if len(portion) > PORTION:
            store.load(("\n".join(portion) + "\n").encode(), "nquads")
            portion.clear()
    store.load(("\n".join(portion) + "\n").encode(), "nquads")
    nodes = sorted(touched)
    for start in range(0, len(nodes), NODES):
        patch = consolidate(store, nodes[start : start + NODES])
        store.load(("\n".join(patch.added) + "\n").encode(), "nquads")


def measured(workspace: Workspace, count: int, organisations: int) -> dict[str, float]:
    """Median milliseconds a further article, by step."""
    times: dict[str, list[float]] = defaultdict(list)
    for graph, lines in documents(count, organisations, seed=2):
        start = time.perf_counter()
        patch: Patch = consolidate(workspace.store, touched_by(lines), {graph: lines})
        times["consolidation"].append(time.perf_counter() - start)
        del patch
        start = time.perf_counter()
        workspace.replace({graph: lines}, "benchmark")
        times["transaction, consolidation included"].append(time.perf_counter() - start)
    return {step: 1000 * statistics.median(its) for step, its in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=50_000)
    parser.add_argument("--measured", type=int, default=200)
    parser.add_argument("--organisations", type=int, default=20_000)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    results = {}
    for size in (given.small, given.large):
        with tempfile.TemporaryDirectory(dir=given.folder) as folder, open_workspace(folder) as workspace:
            start = time.perf_counter()
            filled(workspace.store, size, given.organisations)
            print(f"{size} articles, {workspace.store.size()} quads, filled in {time.perf_counter() - start:.0f} s")
            results[size] = measured(workspace, given.measured, given.organisations)
    for step in results[given.small]:
        small, large = results[given.small][step], results[given.large][step]
        print(f"{step}: {small:.1f} ms at {given.small}, {large:.1f} ms at {given.large}, ratio {large / small:.2f}")


if __name__ == "__main__":
    main()
