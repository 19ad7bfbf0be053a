"""Builds the pages: one folder a language, one page a module, one for the codes, one for the law."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from kg.ontology_pages import diagrams
from kg.ontology_pages.diagrams import Box
from kg.ontology_pages.names import APART, Link, Names, anchor
from kg.resources import PACKAGE
from kg.vocabulary import CODE, FACT_SHAPES, SANTE

LANGUAGES = ("fr", "en")
_ALIGNED = {"closeMatch": SKOS.closeMatch, "relatedMatch": SKOS.relatedMatch}


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


class _Site(Names):
    """The pages of one language."""

    def pages(self) -> Iterable[tuple[str, str, dict[str, Any]]]:
        """File, template and values of each page."""
        names = [name for name in self.modules if name not in APART]
        tops = [{"file": f"{name}.html", "title": self.title(self.modules[name])} for name in names]
        tops += [
            {"file": "codes.html", "title": self.words["codes"]},
            {"file": "texts.html", "title": self.words["law"]},
        ]

        def shared(file: str, title: str) -> dict[str, Any]:
            known = {"language": self.language, "other": self.other, "words": self.words, "pages": tops}
            return known | {"file": file, "title": title}

        root = self.modules["kg"]
        yield "index.html", "index.html", shared("index.html", self.title(root)) | self._index(root)
        for name in names:
            file = f"{name}.html"
            yield file, "module.html", shared(file, self.title(self.modules[name])) | self._module(name)
        yield "codes.html", "codes.html", shared("codes.html", self.words["codes"]) | {"schemes": self._schemes()}
        yield "texts.html", "texts.html", shared("texts.html", self.words["law"]) | {"texts": self._texts()}

    # -- the start page ------------------------------------------------------------------------------------------

    def _index(self, root: Graph) -> dict[str, Any]:
        header = root.value(None, RDF.type, OWL.Ontology)
        properties = sum(1 for term in self.home if (term, RDF.type, OWL.Class) not in self.graph)
        schemes = self._schemes()
        return {
            "iri": str(header),
            "description": self.text(header, DCTERMS.description),
            "version": str(root.value(header, OWL.versionInfo)),
            "counts": {
                "classes": len(self.home) - properties,
                "properties": properties,
                "schemes": len(schemes),
                "concepts": sum(len(scheme["concepts"]) for scheme in schemes),
            },
            "axes": [
                {"label": self.label(axis), "terms": self.links(self.graph.subjects(SANTE.axis, axis))}
                for axis in sorted(self.graph.subjects(SKOS.inScheme, CODE["axis"]), key=str)
            ],
            "facts": [self._fact(predicate) for predicate in FACT_SHAPES],
            "tree": self._tree(),
            "schemes": schemes,
        }

    def _fact(self, predicate: str) -> dict[str, str]:
        shape = FACT_SHAPES[predicate]
        box = {p: Box(self.label(p), self.href(p)) for p in (shape.cls, shape.subject, shape.object) if p is not None}
        value: Node | None = self.graph.value(shape.object, RDFS.range) if shape.object else None
        subject = self.graph.value(shape.subject, RDFS.range)
        svg = diagrams.fact(
            Box(self.label(subject), self.href(subject)),
            box[shape.subject],
            box[shape.cls],
            box[shape.object] if shape.object else Box(""),
            Box(self.label(value), self.href(value)) if value is not None else Box(self.words["value"]),
            f"{self.label(shape.cls)} : {predicate}",
        )
        return {"svg": svg, "href": self.href(shape.cls), "label": self.label(shape.cls), "code": predicate}

    def _tree(self) -> list[dict[str, Any]]:
        classes = {term for term in self.home if (term, RDF.type, OWL.Class) in self.graph}
        wider = {c: [w for w in self.wider(c) if w in classes] for c in classes}

        def branch(cls: URIRef) -> dict[str, Any]:
            below = sorted((c for c in classes if cls in wider[c]), key=self.order)
            return {"label": self.label(cls), "href": self.href(cls), "children": [branch(c) for c in below]}

        return [branch(cls) for cls in sorted((c for c in classes if not wider[c]), key=self.order)]

    # -- a module ------------------------------------------------------------------------------------------------

    def _module(self, name: str) -> dict[str, Any]:
        here = [term for term, page in self.home.items() if page == f"{name}.html"]
        kinds: dict[str, list[URIRef]] = {"classes": [], "properties": [], "annotations": []}
        for term in sorted(here, key=self.order):
            types = set(self.graph.objects(term, RDF.type))
            key = (
                "classes" if OWL.Class in types else "annotations" if OWL.AnnotationProperty in types else "properties"
            )
            kinds[key].append(term)
        groups = [
            {"title": self.words[key], "terms": [self._term(term) for term in terms]} for key, terms in kinds.items()
        ]
        near = {w for cls in kinds["classes"] for w in self.wider(cls) if w in self.home} | set(kinds["classes"])
        boxes = {str(cls): Box(self.label(cls), self.href(cls)) for cls in sorted(near, key=self.order)}
        wider = {str(cls): [str(w) for w in self.wider(cls)] for cls in near}
        title = self.title(self.modules[name])
        return {"groups": groups, "diagram": diagrams.tree(boxes, wider, title)}

    def _term(self, term: URIRef) -> dict[str, Any]:
        graph, words = self.graph, self.words
        yes = [Link(words["yes"])]
        narrower = {*graph.subjects(RDFS.subClassOf, term), *graph.subjects(RDFS.subPropertyOf, term)}
        inverse = {*graph.objects(term, OWL.inverseOf), *graph.subjects(OWL.inverseOf, term)}
        disjoint = {*graph.objects(term, OWL.disjointWith), *graph.subjects(OWL.disjointWith, term)}
        matches = [match for name in _ALIGNED for match in graph.objects(term, _ALIGNED[name])]
        foreign = [w for w in self.wider(term) if w not in self.home]
        ours = [w for w in self.wider(term) if w in self.home]
        chains = sorted(
            " → ".join(self.label(step) for step in graph.items(chain))
            for chain in graph.objects(term, OWL.propertyChainAxiom)
        )
        rows = [
            ("wider", self.links(ours)),
            ("narrower", self.links(n for n in narrower if isinstance(n, URIRef))),
            ("domain", self.links(graph.objects(term, RDFS.domain))),
            ("range", self.links(graph.objects(term, RDFS.range))),
            ("inverse", self.links(inverse)),
            ("chain", [Link(chain) for chain in chains]),
            ("transitive", yes if (term, RDF.type, OWL.TransitiveProperty) in graph else []),
            ("symmetric", yes if (term, RDF.type, OWL.SymmetricProperty) in graph else []),
            ("disjoint", self.links(disjoint)),
            ("used_by", self.links({*graph.subjects(RDFS.domain, term), *graph.subjects(RDFS.range, term)})),
            ("axis", self.links(graph.objects(term, SANTE.axis))),
            ("contract", [Link(code) for code in sorted(map(str, graph.objects(term, SANTE.contractCode)))]),
            ("basis", self.links(graph.objects(term, SANTE.legalBasis))),
            ("aligned", self.links([*foreign, *matches]) + self.also(term)),
            ("example", [Link(example) for example in sorted(map(str, graph.objects(term, SKOS.example)))]),
            ("shapes", [Link(f"{use.text(self.language)} ({use.file})") for use in self.shapes.get(term, [])]),
            ("questions", [Link(f"{use.text(self.language)} ({use.file})") for use in self.questions.get(term, [])]),
            ("replaced", self.links(graph.objects(term, DCTERMS.isReplacedBy))),
        ]
        sentences = {"shapes", "questions", "example"}
        return {
            "anchor": anchor(term),
            "iri": str(term),
            "label": self.label(term),
            "other_label": self.text(term, RDFS.label, self.other),
            "definition": self.text(term, SKOS.definition),
            "deprecated": (term, OWL.deprecated, Literal(True)) in graph,
            "rows": [
                {"name": words[key], "links": links, "between": " · " if key in sentences else ", "}
                for key, links in rows
                if links
            ],
        }

    # -- codes and law -------------------------------------------------------------------------------------------

    def _schemes(self) -> list[dict[str, Any]]:
        schemes = sorted(self.graph.subjects(RDF.type, SKOS.ConceptScheme), key=self.order)
        return [
            {
                "anchor": anchor(scheme),
                "iri": str(scheme),
                "label": self.label(scheme),
                "definition": self.text(scheme, SKOS.definition),
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
        names = [
            o
            for predicate in (SKOS.altLabel, SKOS.hiddenLabel)
            for o in self.graph.objects(concept, predicate)
            if isinstance(o, Literal)
        ]
        links = [
            {"name": self.words[key], "label": link.label, "href": link.href}
            for key, predicate in relations
            for link in self.links(self.graph.objects(concept, predicate))
        ]
        links += [
            {"name": "", "label": link.label, "href": link.href}
            for link in self.links(self.graph.objects(concept, SANTE.legalBasis))
        ]
        return {
            "anchor": anchor(concept),
            "code": str(concept).rsplit("/", 1)[1],
            "label": self.label(concept),
            "names": sorted(str(name) for name in names if name.language == self.language),
            "example": self.text(concept, SKOS.example, "fr"),
            "links": links,
        }

    def _texts(self) -> list[dict[str, Any]]:
        law = self.modules["law"]
        kinds = (SANTE.LegalCode, SANTE.LawArticle, SANTE.LegalAct)
        texts = [text for kind in kinds for text in sorted(law.subjects(RDF.type, kind), key=str)]
        return [
            {
                "anchor": anchor(text),
                "iri": str(text),
                "label": self.label(text),
                "note": self.text(text, SKOS.note),
                "versions": [
                    {
                        "anchor": anchor(version),
                        "date": str(law.value(version, SANTE.inForceFrom)),
                        "note": self.text(version, SKOS.note),
                    }
                    for version in sorted(law.subjects(SANTE.versionOf, text), key=str)
                ],
                "links": self.links(
                    user
                    for cited in (text, *law.subjects(SANTE.versionOf, text))
                    for user in self.graph.subjects(SANTE.legalBasis, cited)
                ),
            }
            for text in texts
        ]
