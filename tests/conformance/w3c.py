"""Reads the W3C SPARQL tests (manifests, data, expected results) and runs each through the verbs of a Store."""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import urljoin

import pyoxigraph as ox
from lxml import etree
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from kg.errors import InputError, KgError, StoreError
from kg.store import Store, open_store
from kg.store.safety import form

ARCHIVE = Path(__file__).parents[3] / "shared" / "conformance" / "w3c-sparql-tests.tar.gz"
ACCEPTED = Path(__file__).with_name("accepted.txt")
BASE = "https://w3c.github.io/rdf-tests/sparql/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_STRING = f"{XSD}string"
LEFT_OUT = {
    "entailment": "no entailment regime is claimed",
    "protocol": "test_protocol.py asks a real server",
    "graph-store-protocol": "no graph store is offered",
    "http-rdf-update": "no graph store is offered",
    "service-description": "test_protocol.py asks a real server",
}
_KINDS = {
    "QueryEvaluationTest", "CSVResultFormatTest", "UpdateEvaluationTest",
    "PositiveSyntaxTest", "PositiveSyntaxTest11", "NegativeSyntaxTest", "NegativeSyntaxTest11",
    "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11",
}  # fmt: skip
_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)

Terms = tuple[str, ...]
"""A row, a triple or a quad; terms in N-Triples syntax, `_:x` for blank nodes, "" for what is unbound."""


class MismatchError(Exception):
    """The answer is not the expected one."""


@dataclass(frozen=True)
class Results:
    """Rows of a SELECT (ordered or not), or the answer of an ASK (`boolean`), or triples (`variables` is None)."""

    variables: tuple[str, ...] | None
    rows: tuple[Terms, ...]
    ordered: bool = False
    boolean: bool | None = None


def groups() -> list[str]:
    """`sparql11/aggregates` and so on: the folders of the archive that hold tests of queries and updates."""
    with tarfile.open(ARCHIVE) as archive:
        folders = {Path(name).parent for name in archive.getnames() if name.endswith("/manifest.ttl")}
    return sorted(str(each.relative_to("sparql")) for each in folders if len(each.parts) == 3
                  and each.name not in LEFT_OUT)  # fmt: skip


def unpack(folder: Path) -> Path:
    """The archive, unpacked; the folder in which sparql10 and sparql11 lie."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder / "sparql"


def accepted() -> dict[str, str]:
    """Name of the test → why it may fail."""
    lines = ACCEPTED.read_text("utf-8").splitlines()
    parts = (line.split(None, 1) for line in lines if line.strip() and not line.startswith("#"))
    return dict(parts)


@dataclass(frozen=True)
class Case:
    """One test of a manifest."""

    root: Path
    manifest: Graph
    node: URIRef
    kind: str

    @property
    def name(self) -> str:
        folder = self.manifest.value(predicate=RDF.type, object=MF.Manifest)
        return f"{str(folder).removeprefix(BASE).removesuffix('/manifest.ttl')}#{self.node.rpartition('#')[2]}"

    def run(self) -> None:
        """Raises MismatchError, or what the store raised."""
        if "Syntax" in self.kind:
            self._syntax()
        elif self.kind == "UpdateEvaluationTest":
            self._update()
        else:
            self._query()

    def _syntax(self) -> None:
        action = self.manifest.value(self.node, MF.action)
        store = open_store("memory")
        try:
            text = self._based(action)
            if "Update" in self.kind:
                store.update(text)
            else:
                store.serialise(text, _format(text))
        except StoreError:
            pass  # it was read, and failed in its evaluation: a graph that is not there
        except InputError as error:
            if "custom function" not in str(error):  # else it was read too: a function that the engine does not have
                if self.kind.startswith("Positive"):
                    raise
                return
        if self.kind.startswith("Negative"):
            raise MismatchError("no syntax error was found")

    def _query(self) -> None:
        action = self.manifest.value(self.node, MF.action)
        request = self.manifest.value(action, QT.query)
        store = open_store("memory")
        for data in self.manifest.objects(action, QT.data):
            self._load(store, str(data), None)
        for data in self.manifest.objects(action, QT.graphData):
            self._load(store, str(data), str(data))
        text = self._based(request)
        given = any(self.manifest.objects(action, QT.data)) or any(self.manifest.objects(action, QT.graphData))
        for found in () if given else _FROM.findall(text):
            iri = urljoin(str(request), found)
            self._load(store, iri, iri)
        result = str(self.manifest.value(self.node, MF.result))
        suffix = result.rpartition(".")[2]
        if suffix in ("csv", "tsv"):
            _compare_text(store.serialise(text, suffix).decode(), self._read(result).decode(), suffix)
            return
        lax = self.manifest.value(self.node, MF.resultCardinality) == MF.LaxCardinality
        compare(answer(store, text), self._expected(result), lax=lax)

    def _update(self) -> None:
        action, result = (self.manifest.value(self.node, each) for each in (MF.action, MF.result))
        store, wanted = open_store("memory"), open_store("memory")
        self._fill(store, action)
        self._fill(wanted, result)
        store.update(self._based(self.manifest.value(action, UT.request)))
        if not same(_dumped(store), _dumped(wanted)):
            raise MismatchError("the dataset after the update is another")

    def _fill(self, store: Store, node: Node | None) -> None:
        for data in self.manifest.objects(node, UT.data):
            self._load(store, str(data), None)
        for each in self.manifest.objects(node, UT.graphData):
            self._load(store, str(self.manifest.value(each, UT.graph)), str(self.manifest.value(each, RDFS.label)))

    def _load(self, store: Store, iri: str, graph: str | None) -> None:
        target = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        quads = [ox.Quad(q.subject, q.predicate, q.object, target) for q in _parsed(self._read(iri), iri)]
        store.load(ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", "nquads")

    def _read(self, iri: str) -> bytes:
        return (self.root / iri.removeprefix(BASE)).read_bytes()

    def _based(self, iri: Node | None) -> str:
        return f"BASE <{iri}>\n{self._read(str(iri)).decode()}"

    def _expected(self, iri: str) -> Results:
        data = self._read(iri)
        if iri.endswith(".srj"):
            return from_json(data)
        if iri.endswith(".srx"):
            return from_xml(data, iri)
        triples = [(str(q.subject), str(q.predicate), _term(q.object)) for q in _parsed(data, iri)]
        if not any(object_ == f"<{RS.ResultSet}>" for _, _, object_ in triples):
            return Results(None, tuple(dict.fromkeys(triples)))
        return from_result_set(triples)


def cases(root: Path, group: str) -> list[Case]:
    """The approved or proposed tests of one manifest, in its order."""
    iri = f"{BASE}{group}/manifest.ttl"
    manifest = Graph()
    manifest.parse(data=(root / group / "manifest.ttl").read_text("utf-8"), format="turtle", publicID=iri)
    found = []
    for entries in manifest.objects(URIRef(iri), MF.entries):
        for node in Collection(manifest, entries):
            kind = str(manifest.value(node, RDF.type)).rpartition("#")[2]
            if kind in _KINDS:
                found.append(Case(root, manifest, URIRef(str(node)), kind))
    return found


# -- answers ---------------------------------------------------------------------------------------------------------


def answer(store: Store, query: str) -> Results:
    """What the store answers, read from its own JSON or N-Triples."""
    if _format(query) == "json":
        return from_json(store.serialise(query, "json"))
    quads = ox.parse(store.serialise(query, "ntriples"), ox.RdfFormat.N_TRIPLES)
    return Results(None, tuple((str(q.subject), str(q.predicate), _term(q.object)) for q in quads))


def from_json(data: bytes) -> Results:
    found = json.loads(data)
    if "boolean" in found:
        return Results((), (), boolean=found["boolean"])
    variables = tuple(found["head"].get("vars", []))
    return Results(
        variables,
        tuple(
            tuple(_json_term(row[name]) if name in row else "" for name in variables)
            for row in found["results"]["bindings"]
        ),
    )


def from_xml(data: bytes, iri: str) -> Results:
    root = etree.fromstring(data)
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    boolean = root.findtext("s:boolean", namespaces=space)
    if boolean is not None:
        return Results((), (), boolean=boolean.strip() == "true")
    variables = tuple(str(each.get("name")) for each in root.findall("s:head/s:variable", space))
    rows = []
    for result in root.findall("s:results/s:result", space):
        row = {str(b.get("name")): _xml_term(b[0], iri) for b in result.findall("s:binding", space)}
        rows.append(tuple(row.get(name, "") for name in variables))
    return Results(variables, tuple(rows))


def from_result_set(triples: Iterable[tuple[str, str, str]]) -> Results:
    """The vocabulary of the first working group: result sets as graphs."""
    by_subject: dict[str, list[tuple[str, str]]] = {}
    for s, p, o in triples:
        by_subject.setdefault(s, []).append((p, o))

    def values(subject: str, name: URIRef) -> list[str]:
        return [o for p, o in by_subject.get(subject, []) if p == f"<{name}>"]

    (head,) = (s for s, said in by_subject.items() if (f"<{RDF.type}>", f"<{RS.ResultSet}>") in said)
    for boolean in values(head, RS.boolean):
        return Results((), (), boolean=boolean.startswith('"true"'))
    variables = tuple(each.strip('"') for each in values(head, RS.resultVariable))
    rows = []
    for solution in values(head, RS.solution):
        row = {
            values(each, RS.variable)[0].strip('"'): values(each, RS.value)[0] for each in values(solution, RS.binding)
        }
        index = [int(re.sub(r"\D", "", each.partition("^")[0])) for each in values(solution, RS["index"])]
        rows.append((index, tuple(row.get(name, "") for name in variables)))
    rows.sort(key=lambda each: each[0])
    return Results(variables, tuple(row for _, row in rows), ordered=bool(rows) and all(index for index, _ in rows))


def compare(found: Results, wanted: Results, *, lax: bool = False) -> None:
    """Raises MismatchError unless the two say the same, blank nodes renamed."""
    if found.boolean is not wanted.boolean:
        raise MismatchError(f"answered {found.boolean}, expected {wanted.boolean}")
    if (found.variables is None) != (wanted.variables is None):
        raise MismatchError("rows and triples confused")
    if wanted.variables is not None and found.variables is not None:
        if set(found.variables) != set(wanted.variables):
            raise MismatchError(f"variables {found.variables}, expected {wanted.variables}")
        places = [found.variables.index(name) for name in wanted.variables]
        rows: Sequence[Terms] = [tuple(row[place] for place in places) for row in found.rows]
    else:
        rows = found.rows
    expected: Sequence[Terms] = wanted.rows
    if lax:
        if not len(set(expected)) <= len(rows) <= len(expected):
            raise MismatchError(f"{len(rows)} rows, expected {len(set(expected))} to {len(expected)}")
        rows, expected = sorted(set(rows)), sorted(set(expected))
    if wanted.ordered:
        rows, expected = _numbered(rows), _numbered(expected)
    if not same(rows, expected):
        raise MismatchError(f"answered {sorted(rows)[:6]}, expected {sorted(expected)[:6]}")


def same(left: Sequence[Terms], right: Sequence[Terms]) -> bool:
    """Whether two bags are equal under some renaming of blank nodes."""
    if len(left) != len(right):
        return False
    left_signs, right_signs = _signs(left), _signs(right)
    if Counter(left_signs.values()) != Counter(right_signs.values()):
        return False
    wanted = Counter(right)
    nodes = sorted(left_signs)

    def settle(place: int, names: dict[str, str]) -> bool:
        if place == len(nodes):
            return Counter(tuple(names.get(term, term) for term in row) for row in left) == wanted
        node = nodes[place]
        for other, sign in right_signs.items():
            if sign == left_signs[node] and other not in names.values() and settle(place + 1, {**names, node: other}):
                return True
        return False

    return settle(0, {})


def _signs(rows: Sequence[Terms]) -> dict[str, int]:
    """Blank node → a number that tells what it stands beside, alike on both sides."""
    signs = {term: 0 for row in rows for term in row if term.startswith("_:")}
    for _ in range(4):
        signs = {
            node: hash(tuple(sorted(
                tuple("this" if term == node else str(signs.get(term, term)) for term in row)
                for row in rows if node in row
            )))
            for node in signs
        }  # fmt: skip
    return signs


def _numbered(rows: Sequence[Terms]) -> list[Terms]:
    return [(str(number), *row) for number, row in enumerate(rows)]


def _compare_text(found: str, wanted: str, suffix: str) -> None:
    """CSV: fields as text. TSV: fields as terms, numbers as they may be written."""

    def results(text: str) -> Results:
        if suffix == "csv":
            head, *rows = [tuple(row) for row in csv.reader(io.StringIO(text))]
        else:
            head, *rows = [tuple(map(_tsv_term, line.split("\t"))) for line in text.removesuffix("\n").split("\n")]
        return Results(head, tuple(rows))

    compare(results(found), results(wanted))


# -- terms -----------------------------------------------------------------------------------------------------------


def _json_term(found: dict[str, str]) -> str:
    if found["type"] == "uri":
        return f"<{found['value']}>"
    if found["type"] == "bnode":
        return f"_:{found['value']}"
    return _literal(found["value"], found.get("datatype"), found.get("xml:lang"))


def _xml_term(element: etree._Element, iri: str) -> str:
    text = element.text or ""
    kind = etree.QName(element).localname
    if kind == "uri":
        return f"<{urljoin(iri, text)}>"
    if kind == "bnode":
        return f"_:{text}"
    return _literal(text, element.get("datatype"), element.get("{http://www.w3.org/XML/1998/namespace}lang"))


def _literal(text: str, datatype: str | None, language: str | None) -> str:
    if language:
        return str(ox.Literal(text, language=language.lower()))
    if datatype and datatype != XSD_STRING:
        text = _valued(text, datatype)
        return str(ox.Literal(text, datatype=ox.NamedNode(datatype)))
    return str(ox.Literal(text))


def _valued(text: str, datatype: str) -> str:
    """Numbers and truth values in one spelling: 1.0, 1.00 and +1.0 are the same answer."""
    kind = datatype.removeprefix(XSD)
    try:
        if kind in ("integer", "decimal"):
            return f"{Decimal(text).normalize():f}"
        if kind in ("double", "float"):
            return repr(float(text))
    except (InvalidOperation, ValueError):
        return text
    return {"1": "true", "0": "false"}.get(text, text) if kind == "boolean" else text


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value, term.language)
    return str(term)


def _tsv_term(field: str) -> str:
    if re.fullmatch(r"[+-]?\d+", field):
        return _literal(field, f"{XSD}integer", None)
    if re.fullmatch(r"[+-]?\d*\.\d+", field):
        return _literal(field, f"{XSD}decimal", None)
    if re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)[eE][+-]?\d+", field):
        return _literal(field, f"{XSD}double", None)
    typed = re.fullmatch(r'"(.*)"\^\^<(.*)>', field)
    return _literal(typed[1], typed[2], None) if typed else field


# -- reading ---------------------------------------------------------------------------------------------------------


def _format(query: str) -> str:
    return "ntriples" if form(query) in ("CONSTRUCT", "DESCRIBE") else "json"


def _parsed(data: bytes, iri: str) -> Iterator[ox.Quad]:
    suffix = iri.rpartition(".")[2]
    kind = {"ttl": ox.RdfFormat.TURTLE, "rdf": ox.RdfFormat.RDF_XML, "nt": ox.RdfFormat.N_TRIPLES}[suffix]
    return iter(ox.parse(data, kind, base_iri=iri, rename_blank_nodes=True))


def _dumped(store: Store) -> list[Terms]:
    out = io.BytesIO()
    store.dump(out)
    quads = ox.parse(out.getvalue(), ox.RdfFormat.N_QUADS)
    return [(str(q.subject), str(q.predicate), _term(q.object), str(q.graph_name)) for q in quads]


def outcome(case: Case) -> str:
    """ "" when the test passes, else why not."""
    try:
        case.run()
    except (KgError, MismatchError) as error:
        return f"{type(error).__name__}: {error}"[:600]
    return ""
