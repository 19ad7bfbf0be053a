"""Faults of the ontology and of its use: the queries of `queries/checks/`, and terms that nothing declares.

`python -m kg.hygiene` prints one line a fault and exits 1 when there is any; `make check` runs it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph
from rdflib.namespace import OWL, RDF, SKOS

from kg.errors import InputError
from kg.resources import PACKAGE, folder
from kg.settings import BASE
from kg.vocabulary import CODE, PREFIXES, SANTE

PUBLISHED_BASE = "https://w3id.org/sante-kg/"
"""The base that the files are written with; `KG_BASE` replaces it on reading."""

_HEADER = re.compile(r"#\+ ([\w@]+): (.*)")
_PREFIXED = re.compile(r"(?<![\w/.-])sante:([A-Za-z]\w*)")
_FULL = re.compile(re.escape(str(SANTE)) + r"([A-Za-z]\w*)")
_PYTHON = re.compile(r"\bSANTE(?:\.([A-Za-z]\w*)|\[\"([A-Za-z]\w*)\"\])")
_CONCEPT = re.compile(
    r"(?:(?<![\w/.-])code:|" + re.escape(str(CODE)) + r")([a-z-]+)(?:\\?/([A-Za-z0-9][\w-]*))?(?![\w{/…-])"
)
_PYTHON_CONCEPT = re.compile(r"\bCODE\[\"([a-z-]+)/([A-Za-z0-9][\w-]*)\"\]")
_STRING_METHODS = frozenset(dir(str)) - {"title", "count", "index", "format"}
_SUFFIXES = frozenset({".ttl", ".rq", ".md", ".py"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the check that found it, where or on which term, what is wrong and what to do."""

    check: str
    place: str
    problem: str
    cure: str

    def __str__(self) -> str:
        return f"{self.place}: {self.problem} [{self.check}] ({self.cure})"


@dataclass(frozen=True, slots=True)
class Check:
    """One query of `queries/checks/`: a row is a fault, `problem` names the row's variables."""

    name: str
    title: str
    title_fr: str
    problem: str
    cure: str
    query: str

    def faults(self, graph: Graph) -> Iterator[Fault]:
        """The rows of the check on a graph."""
        result = graph.query(self.query)
        names = [str(variable) for variable in result.vars or ()]
        for row in result:
            if not isinstance(row, tuple):
                continue
            words = {name: _short(str(value)) for name, value in zip(names, row, strict=True) if value is not None}
            yield Fault(self.name, words.get("term", self.name), _filled(self.problem, words), self.cure)


def read_ontology(place: Path | None = None) -> Graph:
    """All Turtle modules of a folder in one graph; without `place`, those of kg."""
    graph = Graph(bind_namespaces="none")
    for path in sorted((place or folder("ontology")).glob("*.ttl")):
        graph.parse(data=path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE), format="turtle")
    return graph


@cache
def checks() -> tuple[Check, ...]:
    """The checks, sorted by name; InputError where a header lacks a line."""
    found = []
    for path in sorted((folder("queries") / "checks").glob("*.rq")):
        text = path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
        header = {m[1]: m[2] for line in text.splitlines() if (m := _HEADER.fullmatch(line))}
        missing = {"title", "title@fr", "problem", "cure"} - set(header)
        if missing:
            raise InputError(f"{path.name} has no {', '.join(sorted(missing))} in its header")
        title, title_fr, problem, cure = (header[key] for key in ("title", "title@fr", "problem", "cure"))
        found.append(Check(path.stem, title, title_fr, problem, cure, text))
    return tuple(found)


def ontology_faults(graph: Graph | None = None) -> list[Fault]:
    """What the checks find in an ontology (without `graph`, in that of kg)."""
    graph = read_ontology() if graph is None else graph
    return [fault for check in checks() for fault in check.faults(graph)]


def undeclared_terms(files: Iterable[Path] | None = None, graph: Graph | None = None) -> list[Fault]:
    """The terms (`sante:…`, `SANTE.…`, `code:…`) in shapes, queries, code and documents that nothing declares."""
    graph = read_ontology() if graph is None else graph
    terms = {str(term) for term in graph.subjects(RDF.type)}
    deprecated = {str(term) for term in graph.subjects(OWL.deprecated)}
    schemes = {str(scheme) for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    faults = []
    for path in using_files() if files is None else files:
        text = path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
        for number, line in enumerate(text.splitlines(), 1):
            place = f"{_relative(path)}:{number}"
            for iri in _named(line, path.suffix):
                if iri in deprecated:
                    faults.append(
                        Fault("deprecated-in-use", place, f"{_short(iri)} is deprecated", "use its successor")
                    )
                elif iri not in terms and iri not in schemes:
                    cure = "declare it in ontology/, or correct its spelling"
                    faults.append(Fault("undeclared-term", place, f"{_short(iri)} is declared nowhere", cure))
    return faults


def using_files() -> list[Path]:
    """The files that name terms: shapes, queries, code, and in a checkout the documents."""
    places = [folder("shapes"), folder("queries"), PACKAGE]
    checkout = PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file():
        places.append(checkout / "docs")
    return sorted(
        {
            path
            for place in places
            if place.is_dir()
            for path in place.rglob("*")
            if path.suffix in _SUFFIXES and path != Path(__file__).resolve()
        }
    )


def _named(line: str, suffix: str) -> Iterator[str]:
    """The IRIs of our terms and concepts that a line names."""
    if suffix == ".py":
        for found in _PYTHON.finditer(line):
            name = found[1] or found[2]
            if found[2] or name not in _STRING_METHODS:
                yield SANTE + name
        for found in _PYTHON_CONCEPT.finditer(line):
            yield f"{CODE}{found[1]}/{found[2]}"
    for pattern in (_PREFIXED, _FULL):
        for found in pattern.finditer(line):
            yield SANTE + found[1]
    for found in _CONCEPT.finditer(line):
        if found[2]:
            yield f"{CODE}{found[1]}/{found[2]}"


def _filled(sentence: str, words: dict[str, str]) -> str:
    """The sentence with `?name` replaced by the word of that name."""
    return re.sub(r"\?(\w+)", lambda found: words.get(found[1], "?"), sentence)


def _short(text: str) -> str:
    name = next((n for n, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])) if text.startswith(iri)), "")
    return f"{name}:{text[len(PREFIXES[name]) :]}" if name else text


def _relative(path: Path) -> str:
    checkout = PACKAGE.parent.parent
    return path.relative_to(checkout).as_posix() if path.is_relative_to(checkout) else path.name


def main() -> int:
    """Print the faults; exit status 1 when there is any."""
    graph = read_ontology()
    faults = ontology_faults(graph) + undeclared_terms(graph=graph)
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(checks()) + 1} checks, {len(faults)} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
