"""The names and places of terms in one language: labels, texts, links."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.ontology_pages.uses import PUBLISHED_BASE, questions_by_term, shapes_by_term
from kg.ontology_pages.words import WORDS
from kg.resources import folder
from kg.settings import BASE
from kg.vocabulary import CODE, ID, PREFIXES, SANTE

TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
"""The kinds of term that have a description of their own."""

APART = frozenset({"kg", "codes", "alignments"})
"""The modules without a page of terms."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere."""

    label: str
    href: str = ""


class Names:
    """What the ontology is called in one language, and where the pages describe it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.other = "en" if language == "fr" else "fr"
        self.words = WORDS[language]
        self.modules: dict[str, Graph] = {}
        for path in sorted(folder("ontology").glob("*.ttl")):
            text = path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
            self.modules[path.stem] = Graph(bind_namespaces="none").parse(data=text, format="turtle")
        self.graph = Graph(bind_namespaces="none")
        for module in self.modules.values():
            self.graph += module
        self.shapes, self.questions = shapes_by_term(), questions_by_term()

    @cached_property
    def home(self) -> dict[URIRef, str]:
        """Term → the page that describes it."""
        return {
            term: f"{name}.html"
            for name, module in self.modules.items()
            if name not in APART
            for kind in TERMS
            for term in module.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(str(SANTE))
        }

    def title(self, module: Graph) -> str:
        """The title of a module."""
        return self.text(module.value(None, RDF.type, OWL.Ontology), DCTERMS.title)

    def text(self, node: Node | None, predicate: URIRef, language: str = "") -> str:
        """The value of a property in one language (this one unless another is named); empty when there is none."""
        wanted = language or self.language
        texts = [o for o in self.graph.objects(node, predicate) if isinstance(o, Literal) and o.language == wanted]
        return str(min(texts)) if texts else ""

    def label(self, node: Node | None) -> str:
        """The label of a term, else its short name."""
        label = self.text(node, RDFS.label) or self.text(node, SKOS.prefLabel)
        if label or node is None:
            return label
        for name, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if str(node).startswith(iri):
                return f"{name}:{str(node)[len(iri) :]}"
        return str(node)

    def order(self, node: Node) -> str:
        """By what terms are sorted: their label without accents, then their IRI."""
        plain = unicodedata.normalize("NFKD", self.label(node).casefold())
        return f"{''.join(c for c in plain if not unicodedata.combining(c))}\0{node}"

    def wider(self, term: URIRef) -> Sequence[URIRef]:
        """The terms that a term is a kind of."""
        found = {*self.graph.objects(term, RDFS.subClassOf), *self.graph.objects(term, RDFS.subPropertyOf)}
        return sorted((w for w in found if isinstance(w, URIRef)), key=self.order)

    def links(self, nodes: Iterable[Node]) -> list[Link]:
        """Links to terms, sorted."""
        named = {node for node in nodes if not isinstance(node, BNode)}
        return [Link(self.label(node), self.href(node)) for node in sorted(named, key=self.order)]

    def also(self, term: URIRef) -> list[Link]:
        """What the standards of the field call it, where they give no IRI."""
        text = self.text(term, RDFS.seeAlso)
        return [Link(text)] if text else []

    def href(self, node: Node | None) -> str:
        """Where a term is described: a page of this site, its own address, or nowhere."""
        if node in self.home:
            return f"{self.home[URIRef(str(node))]}#{anchor(node)}"
        text = str(node)
        if text.startswith(str(CODE)):
            return f"codes.html#{anchor(node)}"
        if text.startswith(ID + "law/"):
            return f"texts.html#{anchor(node)}"
        return text if text.startswith(("http://", "https://")) else ""


def anchor(node: Node | None) -> str:
    """The anchor of a term on its page."""
    text = str(node)
    for start in (str(SANTE), str(CODE), ID + "law/"):
        if text.startswith(start):
            return text[len(start) :].replace("/", "-")
    return text
