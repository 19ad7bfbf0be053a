"""What a real server answers is well-formed in every format, and every format says the same."""

from __future__ import annotations

import csv
import io
import json
import re

import httpx
import pytest
from lxml import etree
from rdflib import BNode, Literal, URIRef
from tests.conformance.conftest import triples

pytestmark = pytest.mark.long

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
HOSTILE = "http://hostile.example/"
TERMS = f"""SELECT ?p ?o FROM <https://w3id.org/sante-kg/graph/document/terms>
WHERE {{ <{HOSTILE}s> ?p ?o }} ORDER BY ?p"""
EXPECTED: dict[str, tuple[str, str, str]] = {
    # name: (text, language, datatype)
    "plain": ("plain", "", ""),
    "lang": ("été", "fr", ""),
    "region": ("colour", "en-gb", ""),
    "integer": ("42", "", f"{XSD}integer"),
    "decimal": ("1.25", "", f"{XSD}decimal"),
    "double": ("15000000000", "", f"{XSD}double"),
    "boolean": ("true", "", f"{XSD}boolean"),
    "date": ("2024-02-29", "", f"{XSD}date"),
    "year": ("2022", "", f"{XSD}gYear"),
    "other": ("5,5", "", f"{HOSTILE}datatype"),
    "iri": (f"{HOSTILE}é?a=1&b=2#c", "", "IRI"),
    "quotes": ("say \"no\", 'never'", "", ""),
    "lines": ("one\ntwo\r\nthree\rfour", "", ""),
    "tab": ("a\tb", "", ""),
    "backslash": ("a\\b", "", ""),
    "comma": ("a,b;c", "", ""),
    "markup": ("<b>&amp;</b> ]]>", "", ""),
    "empty": ("", "", ""),
    "spaces": ("  a  ", "", ""),
    "emoji": ("🏥", "", ""),
    "nbsp": ("a\u00a0b", "", ""),
    "separator": ("a\u2028b", "", ""),
    "formula": ("=1+1", "", ""),
}
PARSERS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
CONTROLS = "\\u0001\\u0008\\u000B\\u001F"


def asked(client: httpx.Client, query: str, format: str) -> bytes:
    answer = client.post("/sparql", data={"query": query, "format": format})
    assert answer.status_code == 200, answer.text
    assert int(answer.headers["content-length"]) == len(answer.content)
    return answer.content


def name(iri: str) -> str:
    return iri.removeprefix(HOSTILE)


def from_xml(content: bytes) -> list[list[tuple[str, str, str] | None]]:
    """Rows of an XML answer: (text, language, datatype) or None for what is unbound; the kind stands as datatype."""
    root = etree.fromstring(content)
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    variables = [each.get("name") for each in root.findall("s:head/s:variable", space)]
    rows = []
    for result in root.findall("s:results/s:result", space):
        row: dict[str, tuple[str, str, str]] = {}
        for binding in result:
            term = binding[0]
            kind = {"uri": "IRI", "bnode": "bnode"}.get(etree.QName(term).localname, term.get("datatype") or "")
            language = term.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
            row[binding.get("name")] = (term.text or "", language.lower(), kind)
        rows.append([row.get(str(each)) for each in variables])
    return rows


# -- every term ------------------------------------------------------------------------------------------------------


def test_json_tells_every_term(client: httpx.Client) -> None:
    answer = json.loads(asked(client, TERMS, "json"))
    found = {}
    for row in answer["results"]["bindings"]:
        term = row["o"]
        datatype = "IRI" if term["type"] == "uri" else term.get("datatype", "")
        found[name(row["p"]["value"])] = (term["value"], term.get("xml:lang", "").lower(), datatype)
    assert answer["head"]["vars"] == ["p", "o"]
    assert numbers(found) == numbers(EXPECTED)


def test_xml_tells_every_term(client: httpx.Client) -> None:
    found = {name(p[0]): o for p, o in from_xml(asked(client, TERMS, "xml")) if p and o}
    assert without_lines(found) == without_lines(EXPECTED)


def test_xml_tells_the_ends_of_lines(client: httpx.Client) -> None:
    found = {name(p[0]): o for p, o in from_xml(asked(client, TERMS, "xml")) if p and o}
    assert found["lines"] == EXPECTED["lines"]


def test_csv_tells_the_text_of_every_term(client: httpx.Client) -> None:
    text = asked(client, TERMS, "csv").decode()
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert head == ["p", "o"]
    found = {name(p): o for p, o in rows}
    assert float(found.pop("double")) == 1.5e10
    assert found == {key: value[0] for key, value in EXPECTED.items() if key != "double"}


def test_csv_ends_its_lines_with_cr_and_lf(client: httpx.Client) -> None:
    assert asked(client, "SELECT ?x { VALUES ?x { 1 2 } }", "csv") == b"x\r\n1\r\n2\r\n"


def test_tsv_tells_every_term_in_turtle_syntax(client: httpx.Client) -> None:
    head, *rows = asked(client, TERMS, "tsv").decode().removesuffix("\n").split("\n")
    assert head == "?p\t?o"
    assert len(rows) == len(EXPECTED)
    document = "".join(f"<a:s> {row.replace(chr(9), ' ')} .\n" for row in rows)
    found = {
        name(str(p)): (
            str(o),
            (o.language or "").lower() if isinstance(o, Literal) else "",
            "IRI" if isinstance(o, URIRef) else str(getattr(o, "datatype", None) or ""),
        )
        for _, p, o in triples(document, "turtle")
    }
    assert numbers(found) == numbers(EXPECTED)


def graph_terms(client: httpx.Client, format: str) -> dict[str, tuple[str, str, str]]:
    query = TERMS.replace("SELECT ?p ?o", f"CONSTRUCT {{ <{HOSTILE}s> ?p ?o }}")
    found = {}
    for _, p, o in triples(asked(client, query, format).decode(), PARSERS[format]):
        language = (o.language or "").lower() if isinstance(o, Literal) else ""
        datatype = "IRI" if isinstance(o, URIRef) else str(getattr(o, "datatype", None) or "")
        found[name(str(p))] = (str(o), language, datatype)
    return found


@pytest.mark.parametrize("format", PARSERS)
def test_a_graph_tells_every_term(client: httpx.Client, format: str) -> None:
    assert without_lines(graph_terms(client, format)) == without_lines(EXPECTED)


@pytest.mark.parametrize("format", PARSERS)
def test_a_graph_tells_the_ends_of_lines(client: httpx.Client, format: str) -> None:
    assert graph_terms(client, format)["lines"] == EXPECTED["lines"]


def without_lines(found: dict[str, tuple[str, str, str]]) -> dict[str, tuple[str, str, str]]:
    return numbers({key: value for key, value in found.items() if key != "lines"})


def numbers(found: dict[str, tuple[str, str, str]]) -> dict[str, tuple[str, str, str]]:
    """The same with numbers in one spelling, and the datatype of a string left out."""
    told = {}
    for key, (text, language, datatype) in found.items():
        if datatype in (f"{XSD}double", f"{XSD}decimal"):
            text = repr(float(text))
        plain = datatype == f"{XSD}string" or datatype.endswith("langString")
        told[key] = (text, language, "" if plain else datatype)
    return told


# -- what is unbound, empty, blank -----------------------------------------------------------------------------------

GAPS = "SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1 UNDEF 3) (UNDEF UNDEF UNDEF) (UNDEF '' UNDEF) } }"
NONE = "SELECT ?a ?b { VALUES (?a ?b) { } }"


def test_json_leaves_out_what_is_unbound(client: httpx.Client) -> None:
    rows = json.loads(asked(client, GAPS, "json"))["results"]["bindings"]
    assert [sorted(row) for row in rows] == [["a", "c"], [], ["b"]]


def test_xml_leaves_out_what_is_unbound(client: httpx.Client) -> None:
    rows = from_xml(asked(client, GAPS, "xml"))
    assert [[cell is not None for cell in row] for row in rows] == [[1, 0, 1], [0, 0, 0], [0, 1, 0]]


def test_csv_leaves_a_field_empty_for_what_is_unbound(client: httpx.Client) -> None:
    assert asked(client, GAPS, "csv") in (b"a,b,c\r\n1,,3\r\n,,\r\n,,\r\n", b'a,b,c\r\n1,,3\r\n,,\r\n,"",\r\n')


def test_tsv_tells_an_empty_text_from_what_is_unbound(client: httpx.Client) -> None:
    assert asked(client, GAPS, "tsv") == b'?a\t?b\t?c\n1\t\t3\n\t\t\n\t""\t\n'


def test_no_rows_are_told_with_their_variables(client: httpx.Client) -> None:
    answer = json.loads(asked(client, NONE, "json"))
    assert (answer["head"]["vars"], answer["results"]["bindings"]) == (["a", "b"], [])
    assert from_xml(asked(client, NONE, "xml")) == []
    assert asked(client, NONE, "csv") == b"a,b\r\n"
    assert asked(client, NONE, "tsv") == b"?a\t?b\n"


@pytest.mark.parametrize("format", PARSERS)
def test_an_empty_graph_is_well_formed(client: httpx.Client, format: str) -> None:
    content = asked(client, "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(false) }", format)
    assert triples(content.decode(), PARSERS[format]) == []


def test_blank_nodes_are_told_apart_and_recognised(client: httpx.Client) -> None:
    query = "SELECT ?x ?y ?z { BIND(BNODE() AS ?x) BIND(?x AS ?y) BIND(BNODE() AS ?z) }"
    (row,) = json.loads(asked(client, query, "json"))["results"]["bindings"]
    assert row["x"] == row["y"] != row["z"]
    assert {term["type"] for term in row.values()} == {"bnode"}
    assert re.fullmatch(r"_:(\S+),_:\1,_:(?!\1,)\S+", asked(client, query, "csv").decode().splitlines()[1])


@pytest.mark.parametrize("format", PARSERS)
def test_blank_nodes_of_a_graph_stay_joined(client: httpx.Client, format: str) -> None:
    content = asked(client, "CONSTRUCT { _:a <http://a/p> _:b . _:b <http://a/p> 1 } WHERE { }", format)
    found = triples(content.decode(), PARSERS[format])
    assert len(found) == 2
    assert {s for s, _, _ in found if isinstance(s, BNode)} >= {o for _, _, o in found if isinstance(o, BNode)}


@pytest.mark.parametrize(("query", "truth"), [("ASK { }", True), ("ASK { FILTER(false) }", False)])
def test_an_ask_is_told_in_every_format(client: httpx.Client, query: str, truth: bool) -> None:
    assert json.loads(asked(client, query, "json"))["boolean"] is truth
    root = etree.fromstring(asked(client, query, "xml"))
    assert root.findtext("{http://www.w3.org/2005/sparql-results#}boolean") == str(truth).lower()
    for format in ("csv", "tsv"):
        assert asked(client, query, format).decode().strip().lower() == str(truth).lower()


def test_variables_keep_their_order(client: httpx.Client) -> None:
    query = "SELECT ?z ?a ?m { VALUES (?a ?m ?z) { (1 2 3) } }"
    assert asked(client, query, "csv") == b"z,a,m\r\n3,1,2\r\n"


# -- control characters ----------------------------------------------------------------------------------------------

CONTROL_ROWS = f'SELECT ?x {{ BIND("a{CONTROLS}b" AS ?x) }}'
CONTROL_GRAPH = f'CONSTRUCT {{ <http://a/s> <http://a/p> "a{CONTROLS}b" }} WHERE {{ }}'
CONTROL_TEXT = "a\x01\x08\x0b\x1fb"


def test_json_tells_control_characters(client: httpx.Client) -> None:
    (row,) = json.loads(asked(client, CONTROL_ROWS, "json"))["results"]["bindings"]
    assert row["x"]["value"] == CONTROL_TEXT


def test_xml_is_well_formed_or_refused_where_xml_cannot_tell_a_character(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": CONTROL_ROWS, "format": "xml"})
    if answer.status_code == 200:
        etree.fromstring(answer.content)
    else:
        assert answer.status_code in (400, 406, 422)


def test_csv_and_tsv_tell_control_characters(client: httpx.Client) -> None:
    assert CONTROL_TEXT in asked(client, CONTROL_ROWS, "csv").decode()
    line = asked(client, CONTROL_ROWS, "tsv").decode().split("\n")[1]
    assert json.loads(re.sub(r"[\x00-\x1f]", lambda found: f"\\u{ord(found[0]):04x}", line)) == CONTROL_TEXT


@pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld"])
def test_a_graph_tells_control_characters(client: httpx.Client, format: str) -> None:
    ((_, _, value),) = triples(asked(client, CONTROL_GRAPH, format).decode(), PARSERS[format])
    assert str(value) == CONTROL_TEXT


def test_rdfxml_is_well_formed_or_refused_where_xml_cannot_tell_a_character(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": CONTROL_GRAPH, "format": "rdfxml"})
    if answer.status_code == 200:
        etree.fromstring(answer.content)
    else:
        assert answer.status_code in (400, 406, 422)


@pytest.mark.parametrize(
    "predicate", ["http://a/b#c-d.e", "http://a/é", "http://a/12a", "http://a/123", "http://a/", "urn:x:1", f"{RDF}li"]
)
def test_rdfxml_is_true_or_refused_for_any_predicate(client: httpx.Client, predicate: str) -> None:
    query = f"CONSTRUCT {{ <http://a/s> <{predicate}> 1 }} WHERE {{ }}"
    answer = client.post("/sparql", data={"query": query, "format": "rdfxml"})
    if answer.status_code == 200:
        assert [str(p) for _, p, _ in triples(answer.text, "xml")] == [predicate]
    else:
        assert answer.status_code in (400, 406, 422)


# -- graphs of our own data ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", [
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s a sante:Membership ; ?p ?o }",
    "CONSTRUCT WHERE { ?s skos:prefLabel ?o }",
    "DESCRIBE <https://w3id.org/sante-kg/id/org/ght/hostile>",
    "DESCRIBE ?s WHERE { ?s a sante:GHT }",
])  # fmt: skip
def test_four_formats_tell_the_same_graph(client: httpx.Client, query: str) -> None:
    told = {
        format: {(str(s), str(p), str(o)) for s, p, o in triples(asked(client, query, format).decode(), parser)}
        for format, parser in PARSERS.items()
    }
    assert told["ntriples"]
    assert told["turtle"] == told["rdfxml"] == told["jsonld"] == told["ntriples"]


def test_four_formats_tell_the_same_rows(client: httpx.Client) -> None:
    query = "SELECT ?s ?o WHERE { ?s skos:prefLabel ?o } ORDER BY ?s ?o"
    rows = json.loads(asked(client, query, "json"))["results"]["bindings"]
    told = [[row["s"]["value"], row["o"]["value"]] for row in rows]
    assert len(told) > 10
    assert [[cell[0] for cell in row if cell] for row in from_xml(asked(client, query, "xml"))] == told
    assert list(csv.reader(io.StringIO(asked(client, query, "csv").decode(), newline="")))[1:] == told
    assert len(asked(client, query, "tsv").decode().splitlines()) == len(told) + 1


def test_a_description_of_what_is_not_there_is_empty(client: httpx.Client) -> None:
    assert triples(asked(client, "DESCRIBE <http://nowhere.example/>", "turtle").decode(), "turtle") == []


def test_the_same_question_gets_the_same_bytes(client: httpx.Client) -> None:
    query = "SELECT * WHERE { ?s a ?t } ORDER BY ?s ?t"
    assert asked(client, query, "json") == asked(client, query, "json")
