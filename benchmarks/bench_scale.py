"""What one more article costs with few and with many articles in the store, by step and as a whole.

    python benchmarks/bench_scale.py [--small 1000] [--large 50000] [--measured 200] [--alike] [--folder DIR]

The articles are synthetic (benchmarks/press.py), their organisations drawn from one pool, so that some are in thousands
of documents. Both stores are on disk, filled in bulk and compacted; each further article goes into both, one after the
other, so that what else the machine does weighs on both alike. Prints the median per article for both and their ratio.
A fact that is known costs more than a new one, and a larger store of the same organisations knows more: with `--alike`
the smaller store has fewer organisations in proportion, and a further article meets as many known facts in both.
What follows from a portion of articles (findings, derived triples) is drawn once, as in ingestion, and stands apart: it
costs what stands around the touched organisations, and the synthetic hubs get ever more neighbours.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from rdflib import Graph

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))
sys.path.insert(0, str(Path(__file__).parent))

from kg.consolidate import consolidate, touched_by
from kg.pipeline import Workspace, open_workspace
from kg.reasoning import rules
from kg.store import Store
from kg.validate import check
from press import documents

PORTION = 400_000
NODES = 4000
CONSOLIDATION, VALIDATION, TRANSACTION = "consolidation", "form validation", "transaction, with consolidation"
SUMS = {
    "consolidation and form validation": (CONSOLIDATION, VALIDATION),
    "whole: form validation and transaction": (VALIDATION, TRANSACTION),
}

Times = dict[str, list[float]]


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


def compact(workspace: Workspace) -> None:
    """What the engine does by itself while a store grows article by article, and not yet after filling in bulk."""
    engine = getattr(workspace.store, "_engine", None)
    if engine is not None:
        engine.optimize()


def article(workspace: Workspace, graph: str, lines: list[str], times: Times) -> None:
    """Store one further article, and note the milliseconds of each step."""
    read = Graph().parse(data="\n".join(line.replace(f" <{graph}> .", " .") for line in lines), format="nt")
    steps = {
        VALIDATION: lambda: check(read),
        CONSOLIDATION: lambda: consolidate(workspace.store, touched_by(lines), {graph: lines}),
        TRANSACTION: lambda: workspace.replace({graph: lines}, "benchmark"),
    }
    for step, run in steps.items():
        start = time.perf_counter()
        run()
        times[step].append(1000 * (time.perf_counter() - start))


def measured(workspaces: list[Workspace], count: int, pools: list[int], seed: int) -> list[dict[str, float]]:
    """Median milliseconds a further article, by step, of each workspace and its pool of organisations."""
    times: list[Times] = [defaultdict(list) for _ in workspaces]
    for further in zip(*(documents(count, pool, seed) for pool in pools), strict=True):
        for workspace, (graph, lines), its in zip(workspaces, further, times, strict=True):
            article(workspace, graph, lines, its)
    for its in times:
        for name, steps in SUMS.items():
            its[name] = [sum(parts) for parts in zip(*(its[step] for step in steps), strict=True)]
    rules()  # read once, before the clock
    medians = [{step: statistics.median(each) for step, each in its.items()} for its in times]
    for workspace, its in zip(workspaces, medians, strict=True):
        start = time.perf_counter()
        workspace.follow()
        its["what follows, an article"] = 1000 * (time.perf_counter() - start) / count
    return medians


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=50_000)
    parser.add_argument("--measured", type=int, default=200)
    parser.add_argument("--organisations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2, help="of the further articles: another one for a kept store")
    parser.add_argument("--alike", action="store_true", help="as many organisations an article in both stores")
    parser.add_argument(
        "--folder", type=Path, help="where the stores lie, and stay; one that is filled is taken as it is"
    )
    given = parser.parse_args()
    sizes = (given.small, given.large)
    pools = [given.organisations * size // given.large if given.alike else given.organisations for size in sizes]
    with tempfile.TemporaryDirectory() as folder:
        workspaces = [open_workspace(str((given.folder or Path(folder)) / str(size))) for size in sizes]
        try:
            for size, pool, workspace in zip(sizes, pools, workspaces, strict=True):
                start = time.perf_counter()
                if workspace.store.size() == 0:
                    filled(workspace.store, size, pool)
                compact(workspace)
                took = time.perf_counter() - start
                print(f"{size} articles, {workspace.store.size()} quads, filled in {took:.0f} s", flush=True)
            small, large = measured(workspaces, given.measured, pools, given.seed)
        finally:
            for workspace in workspaces:
                workspace.close()
    for step, cost in small.items():
        print(
            f"{step}: {cost:.1f} ms at {sizes[0]}, {large[step]:.1f} ms at {sizes[1]}, ratio {large[step] / cost:.2f}"
        )


if __name__ == "__main__":
    main()
