"""N-Quads lines as text: the form in which patches travel between the store, the journal and consolidation.

Lines are canonical (as the embedded engine writes them: one space between terms, a final ` .`), so that equal quads
are equal strings. They are split at `\\n` only: other Unicode line ends may stand inside literals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.errors import StoreError

_LINE = re.compile(
    r'(?P<s><[^>]*>|_:\S+) (?P<p><[^>]*>) (?P<o><[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9\-]+)?)'
    r"(?: (?P<g><[^>]*>|_:\S+))? \.",
    re.DOTALL,
)


class Quad(NamedTuple):
    """The four terms of a line in N-Quads syntax; `g` is "" in the default graph."""

    s: str
    p: str
    o: str
    g: str = ""

    def line(self) -> str:
        """The N-Quads line, without a line end."""
        return f"{self.s} {self.p} {self.o} {self.g} ." if self.g else f"{self.s} {self.p} {self.o} ."


def quad(line: str) -> Quad:
    """The terms of one canonical line; StoreError when it is none."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise StoreError(f"not an N-Quads line: {line[:120]}")
    return Quad(match["s"], match["p"], match["o"], match["g"] or "")


def in_graph(triple_line: str, graph: str) -> str:
    """The line of a triple (N-Triples) moved into a graph, given as an IRI without brackets."""
    return f"{triple_line[:-2]} <{graph}> ."


def data_block(lines: Iterable[str]) -> str:
    """The lines as the inside of INSERT DATA or DELETE DATA."""
    by_graph: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        s, p, o, g = quad(line)
        by_graph[g].append(f"{s} {p} {o} .")
    return "\n".join(
        "\n".join(triples) if not graph else f"GRAPH {graph} {{\n" + "\n".join(triples) + "\n}"
        for graph, triples in sorted(by_graph.items())
    )


def patch_update(removed: Iterable[str], added: Iterable[str]) -> str:
    """One SPARQL update that removes, then adds; "" when there is nothing to do."""
    operations = []
    gone, come = data_block(removed), data_block(added)
    if gone:
        operations.append(f"DELETE DATA {{\n{gone}\n}}")
    if come:
        operations.append(f"INSERT DATA {{\n{come}\n}}")
    return " ;\n".join(operations)
