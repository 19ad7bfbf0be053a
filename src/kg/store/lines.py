"""N-Quads lines as text: the form in which patches travel between the store, the journal and consolidation.

Lines are canonical (as the embedded engine writes them: one space between terms, a final ` .`), so that equal quads
are equal strings. They are split at `\\n` only: other Unicode line ends may stand inside literals.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import InputError, StoreError
from kg.model import Term

_LINE = re.compile(
    r'(?P<s><[^>]*>|_:\S+) (?P<p><[^>]*>) (?P<o><[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9\-]+)?)'
    r"(?: (?P<g><[^>]*>|_:\S+))? \.",
    re.DOTALL,
)
_ESCAPES = {code: f"\\u{code:04X}" for code in (*range(32), 127)} | {
    ord(char): escape
    for char, escape in zip('"\\\n\r\t\b\f', ('\\"', "\\\\", "\\n", "\\r", "\\t", "\\b", "\\f"), strict=True)
}
_ESCAPE = re.compile(r"\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")


class Quad(NamedTuple):
    """The four terms of a line in N-Quads syntax; `g` is "" in the default graph."""

    s: str
    p: str
    o: str
    g: str = ""

    def line(self) -> str:
        """The N-Quads line, without a line end."""
        return f"{self.s} {self.p} {self.o} {self.g} ." if self.g else f"{self.s} {self.p} {self.o} ."


@dataclass(frozen=True, slots=True)
class Patch:
    """What a transaction removes and adds: sorted canonical N-Quads lines, none in both."""

    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def __add__(self, other: Patch) -> Patch:
        """The one patch that does what `self`, then `other` do."""
        removed = set(self.removed) | (set(other.removed) - set(self.added))
        added = (set(self.added) - set(other.removed)) | set(other.added)
        return Patch(tuple(sorted(removed - added)), tuple(sorted(added - removed)))

    @classmethod
    def between(cls, old: Iterable[str], new: Iterable[str]) -> Patch:
        """What leads from one set of lines to another."""
        before, after = set(old), set(new)
        return cls(tuple(sorted(before - after)), tuple(sorted(after - before)))


def quad(line: str) -> Quad:
    """The terms of one canonical line; StoreError when it is none."""
    match = _LINE.fullmatch(line)
    if match is None:
        raise StoreError(f"not an N-Quads line: {line[:120]}")
    return Quad(match["s"], match["p"], match["o"], match["g"] or "")


def iri_term(iri: str) -> str:
    """An IRI in angle brackets; InputError when it holds what an IRI may not (and would end it early)."""
    if not iri or any(char in '<>"{}|^`\\' or char <= " " for char in iri):
        raise InputError(f"{iri[:120]!r} is no IRI")
    return f"<{iri}>"


def ntriples(term: Term) -> str:
    """A term of an answer in N-Triples syntax, as canonical lines have it."""
    if term.kind == "iri":
        return f"<{term.value}>"
    if term.kind == "bnode":
        return f"_:{term.value}"
    value = term.value.translate(_ESCAPES)
    if term.language:
        return f'"{value}"@{term.language}'
    return f'"{value}"^^<{term.datatype}>' if term.datatype else f'"{value}"'


def lexical(term: str) -> str:
    """The value of a term in N-Triples syntax: the IRI without brackets, the literal without quotes and escapes."""
    if term.startswith("<"):
        return term[1:-1]
    inside = term[1 : term.rindex('"')]
    return _ESCAPE.sub(_unescaped, inside) if "\\" in inside else inside


def _unescaped(match: re.Match[str]) -> str:
    text = match[0]
    if text[1] in "uU":
        return chr(int(text[2:], 16))
    return {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}.get(text[1], text[1])


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
