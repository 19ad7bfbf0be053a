"""Canonical Turtle: one graph, one text. `python -m kg.turtle [--check] FOLDER|FILE…` is what `make fmt` runs.

Subjects, predicates and objects are sorted, prefixes are the file's own and only those in use, blank nodes are nested.
A block of comments that stands right above a subject stays above it, the block at the top of the file stays at the top;
any other comment would be lost, so it is refused.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.compare import to_canonical_graph
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD
from rdflib.term import Node

from kg.errors import InputError, KgError, NotFoundError, UnreadableError

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[\w.-]*[\w-])?\Z", re.ASCII)
_PREFIX = re.compile(r"\s*(?:@prefix|PREFIX)\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:<([^>]*)>|([\w.-]*):((?:[\w.%-]|\\.)*))")
_BARE = {XSD.integer: re.compile(r"[+-]?\d+\Z"), XSD.decimal: re.compile(r"[+-]?\d*\.\d+\Z")}
_FIRST_CLASSES = (OWL.Ontology, SKOS.ConceptScheme, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
_FIRST_PREDICATES = (
    RDF.type,
    SH.path,
    SH.name,
    RDFS.label,
    SKOS.prefLabel,
    SKOS.altLabel,
    SKOS.definition,
    SKOS.notation,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.domain,
    RDFS.range,
)


def canonical(path: Path) -> str:
    """The canonical text of a Turtle file. NotFoundError, UnreadableError (not Turtle), InputError (a lost comment)."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise NotFoundError(f"{path} does not exist") from error
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=text, format="turtle")
    except Exception as error:
        raise UnreadableError(f"{path} is not Turtle: {str(error).splitlines()[0]}") from error
    prefixes = {name: iri for line in text.splitlines() if (m := _PREFIX.match(line)) for name, iri in [m.groups()]}
    top, above = _comments(path.name, text, prefixes)
    return _Writer(graph, prefixes).text(top, above)


def format_files(paths: Iterable[Path], *, check: bool = False) -> list[Path]:
    """Rewrite the Turtle files (folders: all `*.ttl` below) in canonical form; with `check` only say which differ."""
    changed = []
    for path in paths:
        for file in sorted(path.rglob("*.ttl")) if path.is_dir() else [path]:
            text = canonical(file)
            if text != file.read_text(encoding="utf-8"):
                changed.append(file)
                if not check:
                    file.write_text(text, encoding="utf-8")
    return changed


def _comments(name: str, text: str, prefixes: dict[str, str]) -> tuple[list[str], dict[Node, list[str]]]:
    """The comments at the top, and those right above a subject."""
    top: list[str] = []
    above: dict[Node, list[str]] = {}
    block: list[str] = []
    started = False
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if line.count(inside) % 2 else inside
            continue
        if line.startswith("#"):
            block.append(line.rstrip())
            continue
        if re.match(r"\s+#", line):
            raise InputError(f"{name}:{number}: a comment inside a description would be lost", cure="move it above")
        inside = next((q for q in ('"""', "'''") if line.count(q) % 2), "")
        if not block:
            started = started or bool(line.strip())
            continue
        subject = _SUBJECT.match(line)
        if not started and (not line.strip() or _PREFIX.match(line)):
            top, block, started = [*top, *block], [], bool(line.strip())
        elif subject and line.strip():
            iri = subject[1] or prefixes.get(subject[2] or "", "") + re.sub(r"\\(.)", r"\1", subject[3] or "")
            above.setdefault(URIRef(iri), []).extend(block)
            block = []
        elif line.strip():
            raise InputError(f"{name}:{number}: the comment above would be lost", cure="put it right above a subject")
        started = True
    if block:
        raise InputError(f"{name}: the comment at the end would be lost", cure="put it right above a subject")
    return top, above


class _Writer:
    def __init__(self, graph: Graph, prefixes: dict[str, str]) -> None:
        nested = _nested(graph)
        labelled = {node for node in graph.objects() if isinstance(node, BNode)} - nested
        self.graph: Graph = to_canonical_graph(graph) if labelled else graph
        self.nested = _nested(self.graph) if labelled else nested
        self.namespaces = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self.used: set[str] = set()

    def text(self, top: list[str], above: dict[Node, list[str]]) -> str:
        subjects = {node for node in self.graph.subjects() if node not in self.nested}
        lost = set(above) - subjects
        if lost:
            raise InputError(f"a comment stands above {sorted(map(str, lost))[0]}, which is no subject")
        blocks = []
        for subject in sorted(subjects, key=self._subject_key):
            comment = "".join(line + "\n" for line in above.get(subject, []))
            blocks.append(comment + self._subject(subject))
        used = sorted(item for item in self.namespaces if item[0] in self.used)
        head = "".join(line + "\n" for line in top) + ("\n" if top else "")
        head += "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in used)
        return head + "".join("\n" + block for block in blocks)

    def _subject_key(self, node: Node) -> tuple[int, int, str]:
        types = set(self.graph.objects(node, RDF.type))
        rank = next((i for i, cls in enumerate(_FIRST_CLASSES) if cls in types), len(_FIRST_CLASSES))
        named = isinstance(node, URIRef)
        return (rank, 0, str(node)) if named else (rank, 1, self._blank(node, 0))

    def _subject(self, node: Node) -> str:
        name = self._term(node, 0) if isinstance(node, URIRef) else ""
        if isinstance(node, BNode) and any(self.graph.triples((None, None, node))):
            name = f"_:{node}"
        return f"{name or '[]'} {self._properties(node, 1).lstrip()} .\n"

    def _properties(self, node: Node, depth: int) -> str:
        lines = []
        for predicate in sorted(set(self.graph.predicates(node)), key=_predicate_key):
            objects = sorted((self._term(o, depth + 1) for o in self.graph.objects(node, predicate)), key=_object_key)
            verb = "a" if predicate == RDF.type else self._term(predicate, depth)
            indent = "    " * depth
            one_line = f"{indent}{verb} {', '.join(objects)}"
            if len(objects) == 1 or (len(one_line) <= 110 and "\n" not in one_line):
                lines.append(one_line)
            else:
                inner = "    " * (depth + 1)
                lines.append(f"{indent}{verb}\n" + ",\n".join(inner + o for o in objects))
        return " ;\n".join(lines)

    def _term(self, node: Node, depth: int) -> str:
        if isinstance(node, Literal):
            return self._literal(node)
        if isinstance(node, URIRef):
            return self._iri(node)
        if node in self.nested:
            return self._list(node, depth) or self._blank(node, depth)
        return f"_:{node}"

    def _blank(self, node: Node, depth: int) -> str:
        if not any(self.graph.triples((node, None, None))):
            return "[]"
        body = self._properties(node, depth)
        flat = " ".join(part.strip() for part in body.split("\n"))
        if len(flat) <= 90 and "\n" not in body.replace(" ;\n", ""):
            return f"[ {flat} ]"
        return "[\n" + body + "\n" + "    " * max(depth - 1, 0) + "]"

    def _list(self, node: Node, depth: int) -> str:
        """The node as `( … )` when it is a well-formed list of nested cells, else nothing."""
        items = []
        cell: Node = node
        while cell != RDF.nil:
            if set(self.graph.predicates(cell)) - {RDF.type} != {RDF.first, RDF.rest} or (
                cell not in self.nested and cell != node
            ):
                return ""
            first, rest = self.graph.value(cell, RDF.first), self.graph.value(cell, RDF.rest)
            if first is None or rest is None:
                return ""
            items.append(self._term(first, depth + 1))
            cell = rest
        line = f"( {' '.join(items)} )"
        if len(line) <= 90 and "\n" not in line:
            return line
        inner = "    " * depth
        return "(\n" + "\n".join(inner + item for item in items) + "\n" + "    " * max(depth - 1, 0) + ")"

    def _iri(self, node: URIRef) -> str:
        if node == RDF.nil:
            return "()"
        for name, namespace in self.namespaces:
            local = str(node)[len(namespace) :]
            if str(node).startswith(namespace) and _LOCAL.match(local):
                self.used.add(name)
                return f"{name}:{local}"
        return f"<{node}>"

    def _literal(self, node: Literal) -> str:
        lexical = str(node)
        if node.datatype == XSD.boolean and lexical in ("true", "false"):
            return lexical
        bare = _BARE.get(node.datatype) if node.datatype is not None else None
        if bare is not None and bare.match(lexical):
            return lexical
        escaped = lexical.replace("\\", "\\\\")
        if "\n" in lexical:
            text = '"""' + escaped.replace('"""', '\\"\\"\\"') + '"""'
            if lexical.endswith('"'):
                text = '"""' + escaped[:-1].replace('"""', '\\"\\"\\"') + '\\""""'
        else:
            text = '"' + escaped.replace('"', '\\"').replace("\t", "\\t").replace("\r", "\\r") + '"'
        if node.language:
            return f"{text}@{node.language}"
        if node.datatype is not None and node.datatype != XSD.string:
            return f"{text}^^{self._iri(node.datatype)}"
        return text


def _nested(graph: Graph) -> set[Node]:
    """The blank nodes that can stand inside the description of another node: one user each, and no circle of them."""
    users: dict[Node, list[Node]] = {}
    for subject, _, value in graph:
        if isinstance(value, BNode):
            users.setdefault(value, []).append(subject)
    user = {node: subjects[0] for node, subjects in users.items() if len(subjects) == 1}

    def ends(node: Node) -> bool:
        seen = set()
        while node in user and node not in seen:
            seen.add(node)
            node = user[node]
        return node not in seen

    return {node for node in user if ends(node)}


def _predicate_key(node: Node) -> tuple[int, str]:
    rank = next((i for i, iri in enumerate(_FIRST_PREDICATES) if iri == node), len(_FIRST_PREDICATES))
    return rank, str(node)


def _object_key(text: str) -> tuple[bool, str, str]:
    """French before English, then by text."""
    language = text.rsplit("@", 1)[-1] if text.startswith('"') and "@" in text.rsplit('"', 1)[-1] else ""
    return (language != "fr", language, text)


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0; 1 with `--check` when a file would change, or the code of the error that stopped the work."""
    words = sys.argv[1:] if arguments is None else arguments
    check = "--check" in words
    try:
        changed = format_files([Path(word) for word in words if word != "--check"], check=check)
    except KgError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    for path in changed:
        sys.stdout.write(f"{path} {'is not canonical Turtle: run make fmt' if check else 'rewritten'}\n")
    return 1 if check and changed else 0


if __name__ == "__main__":
    raise SystemExit(main())
