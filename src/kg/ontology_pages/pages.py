"""Builds the pages: one folder a language, one page a module, one for the codes, one for the law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.ontology_pages import diagrams
from kg.ontology_pages.diagrams import Box
from kg.ontology_pages.uses import PUBLISHED_BASE, questions_by_term, shapes_by_term
from kg.ontology_pages.words import WORDS
from kg.resources import PACKAGE, folder
from kg.settings import BASE
from kg.vocabulary import CODE, FACT_SHAPES, ID, PREFIXES, SANTE

LANGUAGES = ("fr", "en")
_TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_APART = frozenset({"kg", "codes", "alignments"})
_ALIGNED = {"closeMatch": SKOS.closeMatch, "relatedMatch": SKOS.relatedMatch}


@dataclass(frozen=True, slots=True)
class Link:
    """Words that may lead somewhere."""

    label: str
    href: str = ""


def write_pages(place: Path) -> list[Path]:
    """Write the documentation of the ontology below `place` (made when absent); the files written, sorted.

    `fr/` and `en/` hold the same pages, `index.html` leads to both. Nothing is loaded from elsewhere.
    """
    environment = Environment(
        loader=FileSystemLoader(PACKAGE / "web" / "templates" / "ontology"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    written = []
    for language in LANGUAGES:
        (place / language).mkdir(parents=True, exist_ok=True)
        for file, template, values in _Site(language).pages():
            path = place / language / file
            path.write_text(environment.get_template(template).render(values) + "\n", encoding="utf-8")
            written.append(path)
    door = place / "index.html"
    door.write_text(
        '<!doctype html>\n<html lang="fr">\n<head><meta charset="utf-8"><title>sante-kg</title></head>\n<body>\n'
        '<p><a href="fr/index.html">L\'ontologie en français</a></p>\n'
        '<p lang="en"><a href="en/index.html">The ontology in English</a></p>\n</body>\n</html>\n',
        encoding="utf-8",
    )
    return sorted([*written, door])


class _Site:
    """The pages of one language."""

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
            if name not in _APART
            for kind in _TERMS
            for term in module.subjects(RDF.type, kind)
            if isinstance(term, URIRef) and term.startswith(str(SANTE))
        }

    def pages(self) -> Iterable[tuple[str, str, dict[str, Any]]]:
        """File, template and values of each page."""
        names = [name for name in self.modules if name not in _APART]
        tops = [{"file": f"{name}.html", "title": self._title(self.modules[name])} for name in names]
        tops += [
            {"file": "codes.html", "title": self.words["codes"]},
            {"file": "texts.html", "title": self.words["law"]},
        ]

        def shared(file: str, title: str) -> dict[str, Any]:
            known = {"language": self.language, "other": self.other, "words": self.words, "pages": tops}
            return known | {"file": file, "title": title}

        root = self.modules["kg"]
        yield "index.html", "index.html", shared("index.html", self._title(root)) | self._index(root)
        for name in names:
            file = f"{name}.html"
            yield file, "module.html", shared(file, self._title(self.modules[name])) | self._module(name)
        yield "codes.html", "codes.html", shared("codes.html", self.words["codes"]) | {"schemes": self._schemes()}
        yield "texts.html", "texts.html", shared("texts.html", self.words["law"]) | {"texts": self._texts()}

    # -- the start page ------------------------------------------------------------------------------------------

    def _index(self, root: Graph) -> dict[str, Any]:
        header = root.value(None, RDF.type, OWL.Ontology)
        properties = sum(1 for term in self.home if (term, RDF.type, OWL.Class) not in self.graph)
        schemes = self._schemes()
        return {
            "iri": str(header),
            "description": self._text(header, DCTERMS.description),
            "version": str(root.value(header, OWL.versionInfo)),
            "counts": {
                "classes": len(self.home) - properties,
                "properties": properties,
                "schemes": len(schemes),
                "concepts": sum(len(scheme["concepts"]) for scheme in schemes),
            },
            "axes": [
                {"label": self._label(axis), "terms": self._links(self.graph.subjects(SANTE.axis, axis))}
                for axis in sorted(self.graph.subjects(SKOS.inScheme, CODE["axis"]), key=str)
            ],
            "facts": [self._fact(predicate) for predicate in FACT_SHAPES],
            "tree": self._tree(),
            "schemes": schemes,
        }

    def _fact(self, predicate: str) -> dict[str, str]:
        shape = FACT_SHAPES[predicate]
        box = {p: Box(self._label(p), self._href(p)) for p in (shape.cls, shape.subject, shape.object) if p is not None}
        value: Node | None = self.graph.value(shape.object, RDFS.range) if shape.object else None
        subject = self.graph.value(shape.subject, RDFS.range)
        svg = diagrams.fact(
            Box(self._label(subject), self._href(subject)),
            box[shape.subject],
            box[shape.cls],
            box[shape.object] if shape.object else Box(""),
            Box(self._label(value), self._href(value)) if value is not None else Box(self.words["value"]),
            f"{self._label(shape.cls)} : {predicate}",
        )
        return {"svg": svg, "href": self._href(shape.cls), "label": self._label(shape.cls), "code": predicate}

    def _tree(self) -> list[dict[str, Any]]:
        classes = {term for term in self.home if (term, RDF.type, OWL.Class) in self.graph}
        wider = {c: [w for w in self._wider(c) if w in classes] for c in classes}

        def branch(cls: URIRef) -> dict[str, Any]:
            below = sorted((c for c in classes if cls in wider[c]), key=self._order)
            return {"label": self._label(cls), "href": self._href(cls), "children": [branch(c) for c in below]}

        return [branch(cls) for cls in sorted((c for c in classes if not wider[c]), key=self._order)]

    # -- a module ------------------------------------------------------------------------------------------------

    def _module(self, name: str) -> dict[str, Any]:
        here = [term for term, page in self.home.items() if page == f"{name}.html"]
        kinds: dict[str, list[URIRef]] = {"classes": [], "properties": [], "annotations": []}
        for term in sorted(here, key=self._order):
            types = set(self.graph.objects(term, RDF.type))
            key = (
                "classes" if OWL.Class in types else "annotations" if OWL.AnnotationProperty in types else "properties"
            )
            kinds[key].append(term)
        groups = [
            {"title": self.words[key], "terms": [self._term(term) for term in terms]} for key, terms in kinds.items()
        ]
        near = {w for cls in kinds["classes"] for w in self._wider(cls) if w in self.home} | set(kinds["classes"])
        boxes = {str(cls): Box(self._label(cls), self._href(cls)) for cls in near}
        wider = {str(cls): [str(w) for w in self._wider(cls)] for cls in near}
        title = self._title(self.modules[name])
        return {"groups": groups, "diagram": diagrams.tree(boxes, wider, title)}

    def _term(self, term: URIRef) -> dict[str, Any]:
        graph, words = self.graph, self.words
        yes = [Link(words["yes"])]
        narrower = {*graph.subjects(RDFS.subClassOf, term), *graph.subjects(RDFS.subPropertyOf, term)}
        inverse = {*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)}
        disjoint = {*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)}
        matches = [match for name in _ALIGNED for match in graph.objects(term, _ALIGNED[name])]
        foreign = [w for w in self._wider(term) if w not in self.home]
        ours = [w for w in self._wider(term) if w in self.home]
        chains = sorted(
            " → ".join(self._label(step) for step in graph.items(chain))
            for chain in graph.objects(term, OWL.propertyChainAxiom)
        )
        rows = [
            ("wider", self._links(ours)),
            ("narrower", self._links(n for n in narrower if isinstance(n, URIRef))),
            ("domain", self._links(graph.objects(term, RDFS.domain))),
            ("range", self._links(graph.objects(term, RDFS.range))),
            ("inverse", self._links(inverse)),
            ("chain", [Link(chain) for chain in chains]),
            ("transitive", yes if (term, RDF.type, OWL.TransitiveProperty) in graph else []),
            ("symmetric", yes if (term, RDF.type, OWL.SymmetricProperty) in graph else []),
            ("disjoint", self._links(disjoint)),
            ("used_by", self._links({*graph.subjects(RDFS.domain, term), *graph.subjects(RDFS.range, term)})),
            ("axis", self._links(graph.objects(term, SANTE.axis))),
            ("contract", [Link(code) for code in sorted(map(str, graph.objects(term, SANTE.contractCode)))]),
            ("basis", self._links(graph.objects(term, SANTE.legalBasis))),
            ("aligned", self._links([*foreign, *matches]) + self._also(term)),
            ("example", [Link(example) for example in sorted(map(str, graph.objects(term, SKOS.example)))]),
            ("shapes", [Link(f"{use.text(self.language)} ({use.file})") for use in self.shapes.get(term, [])]),
            ("questions", [Link(f"{use.text(self.language)} ({use.file})") for use in self.questions.get(term, [])]),
            ("replaced", self._links(graph.objects(term, DCTERMS.isReplacedBy))),
        ]
        sentences = {"shapes", "questions", "example"}
        return {
            "anchor": _anchor(term),
            "iri": str(term),
            "label": self._label(term),
            "other_label": self._text(term, RDFS.label, self.other),
            "definition": self._text(term, SKOS.definition),
            "deprecated": (term, OWL.deprecated, Literal(True)) in graph,
            "rows": [
                {"name": words[key], "links": links, "between": " · " if key in sentences else ", "}
                for key, links in rows
                if links
            ],
        }

    # -- codes and law -------------------------------------------------------------------------------------------

    def _schemes(self) -> list[dict[str, Any]]:
        schemes = sorted(self.graph.subjects(RDF.type, SKOS.ConceptScheme), key=self._order)
        return [
            {
                "anchor": _anchor(scheme),
                "iri": str(scheme),
                "label": self._label(scheme),
                "definition": self._text(scheme, SKOS.definition),
                "concepts": [self._concept(c) for c in sorted(self.graph.subjects(SKOS.inScheme, scheme), key=str)],
            }
            for scheme in schemes
        ]

    def _concept(self, concept: Node) -> dict[str, Any]:
        relations = (
            ("broader", SKOS.broader),
            ("close", SKOS.closeMatch),
            ("class", SKOS.relatedMatch),
            ("sector", SANTE.sectorOfStatus),
        )
        names = [o for o in self.graph.objects(concept, SKOS.altLabel) if isinstance(o, Literal)]
        links = [
            {"name": self.words[key], "label": link.label, "href": link.href}
            for key, predicate in relations
            for link in self._links(self.graph.objects(concept, predicate))
        ]
        links += [
            {"name": "", "label": link.label, "href": link.href}
            for link in self._links(self.graph.objects(concept, SANTE.legalBasis))
        ]
        return {
            "anchor": _anchor(concept),
            "code": str(concept).rsplit("/", 1)[1],
            "label": self._label(concept),
            "names": sorted(str(name) for name in names if name.language == self.language),
            "example": self._text(concept, SKOS.example, "fr"),
            "links": links,
        }

    def _texts(self) -> list[dict[str, Any]]:
        law = self.modules["law"]
        kinds = (SANTE.LegalCode, SANTE.LawArticle, SANTE.LegalAct)
        texts = [text for kind in kinds for text in sorted(law.subjects(RDF.type, kind), key=str)]
        return [
            {
                "anchor": _anchor(text),
                "iri": str(text),
                "label": self._label(text),
                "note": self._text(text, SKOS.note),
                "versions": [
                    {
                        "anchor": _anchor(version),
                        "date": str(law.value(version, SANTE.inForceFrom)),
                        "note": self._text(version, SKOS.note),
                    }
                    for version in sorted(law.subjects(SANTE.versionOf, text), key=str)
                ],
                "links": self._links(
                    user
                    for cited in (text, *law.subjects(SANTE.versionOf, text))
                    for user in self.graph.subjects(SANTE.legalBasis, cited)
                ),
            }
            for text in texts
        ]

    # -- words and links -----------------------------------------------------------------------------------------

    def _title(self, module: Graph) -> str:
        return self._text(module.value(None, RDF.type, OWL.Ontology), DCTERMS.title)

    def _text(self, node: Node | None, predicate: URIRef, language: str = "") -> str:
        wanted = language or self.language
        texts = [o for o in self.graph.objects(node, predicate) if isinstance(o, Literal) and o.language == wanted]
        return str(min(texts)) if texts else ""

    def _label(self, node: Node | None) -> str:
        label = self._text(node, RDFS.label) or self._text(node, SKOS.prefLabel)
        if label or node is None:
            return label
        for name, iri in sorted(PREFIXES.items(), key=lambda item: -len(item[1])):
            if str(node).startswith(iri):
                return f"{name}:{str(node)[len(iri) :]}"
        return str(node)

    def _order(self, node: Node) -> str:
        return f"{self._label(node).casefold()}\0{node}"

    def _wider(self, term: URIRef) -> Sequence[URIRef]:
        found = {*self.graph.objects(term, RDFS.subClassOf), *self.graph.objects(term, RDFS.subPropertyOf)}
        return sorted((w for w in found if isinstance(w, URIRef)), key=self._order)

    def _links(self, nodes: Iterable[Node]) -> list[Link]:
        named = {node for node in nodes if not isinstance(node, BNode)}
        return [Link(self._label(node), self._href(node)) for node in sorted(named, key=self._order)]

    def _also(self, term: URIRef) -> list[Link]:
        """What the standards of the field call it, where they give no IRI."""
        text = self._text(term, RDFS.seeAlso)
        return [Link(text)] if text else []

    def _href(self, node: Node | None) -> str:
        if node in self.home:
            return f"{self.home[URIRef(str(node))]}#{_anchor(node)}"
        text = str(node)
        if text.startswith(str(CODE)):
            return f"codes.html#{_anchor(node)}"
        if text.startswith(ID + "law/"):
            return f"texts.html#{_anchor(node)}"
        return text if text.startswith(("http://", "https://")) else ""


def _anchor(node: Node | None) -> str:
    text = str(node)
    for start in (str(SANTE), str(CODE), ID + "law/"):
        if text.startswith(start):
            return text[len(start) :].replace("/", "-")
    return text
