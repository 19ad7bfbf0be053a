"""The service description of the endpoint (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF

from kg.vocabulary import PREFIXES

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
_WRITERS = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
_SENT = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "RDF_XML", "JSON-LD",
)  # fmt: skip


def description(address: str, format: str) -> bytes:
    """What the endpoint at this address is and offers, in a graph format."""
    graph = Graph()
    for prefix in ("dcterms", "sante"):
        graph.bind(prefix, PREFIXES[prefix])
    graph.bind("sd", SD)
    service, dataset, default = URIRef(address), BNode(), BNode()
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    graph.add((service, DCTERMS.title, Literal("sante-kg: organisations de santé françaises", lang="fr")))
    graph.add((service, DCTERMS.title, Literal("sante-kg: French healthcare organisations", lang="en")))
    for name in _SENT:
        graph.add((service, SD.resultFormat, FORMATS[name]))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    return graph.serialize(format=_WRITERS[format], encoding="utf-8")
