"""An inconsistency in words: Pellet's explanation read back, with the labels of the graph."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from kg.reasoning.ontology import load_ontology
from kg.vocabulary import ID

_STEP = re.compile(r"^\s*\d+\)\s*")
_VERBS = {
    "type": ("est de type", "is of type"),
    "range": ("a pour valeurs des", "has values of type"),
    "domain": ("s'applique à des", "applies to"),
    "subClassOf": ("est une sorte de", "is a kind of"),
    "subPropertyOf": ("implique", "implies"),
    "inverseOf": ("est l'inverse de", "is the inverse of"),
    "equivalentTo": ("équivaut à", "is equivalent to"),
}
_DISJOINT = ("n'ont aucun membre en commun", "have no member in common")


@dataclass(frozen=True, slots=True)
class Explanation:
    """One minimal set of axioms that contradict each other.

    `axioms` are Pellet's lines, `individuals` the IRIs of the graph that they name, `french` and `english` the lines
    in words.
    """

    axioms: tuple[str, ...]
    individuals: tuple[URIRef, ...]
    french: tuple[str, ...]
    english: tuple[str, ...]

    def text(self, language: str = "fr") -> str:
        """One line an axiom."""
        return "\n".join(f"  – {line}" for line in (self.french if language == "fr" else self.english))


def explain(message: str, logic: Graph, graph: Graph) -> tuple[Explanation, ...]:
    """The explanations in a message of Pellet; `logic` is what it was fed, `graph` holds the labels of the facts."""
    _, found, text = message.partition("Explanation(s):")
    if not found:
        return ()
    names = _names(logic)
    facts = {term for triple in graph for term in (triple[0], triple[2]) if isinstance(term, URIRef)}
    explanations = []
    for block in re.split(r"\n\s*\n", text.strip()):
        axioms = _axioms(block)
        if axioms:
            explanations.append(_explanation(axioms, names, facts, graph))
    return tuple(explanations)


def _axioms(block: str) -> list[str]:
    """One line an axiom: the lines of a broken `DisjointClasses( … )` are joined."""
    axioms: list[str] = []
    open_ = 0
    for line in block.splitlines():
        text = _STEP.sub("", line).strip()
        if not text or text.startswith("WARNING"):
            continue
        if open_ and axioms:
            axioms[-1] += " " + text
        else:
            axioms.append(text)
        open_ = axioms[-1].count("(") - axioms[-1].count(")")
    return axioms


def _names(logic: Graph) -> dict[str, list[URIRef]]:
    """Local name → IRIs, as Pellet shortens them."""
    names: dict[str, list[URIRef]] = {}
    for term in {term for triple in logic for term in triple if isinstance(term, URIRef)}:
        names.setdefault(re.split(r"[#/]", term.rstrip("#/"))[-1], []).append(term)
    return names


def _explanation(axioms: list[str], names: dict[str, list[URIRef]], facts: set[URIRef], graph: Graph) -> Explanation:
    words = {word for axiom in axioms for word in re.findall(r"[^\s()]+", axiom)}
    individuals = sorted(iri for word in words for iri in names.get(word, []) if iri in facts and _is_individual(iri))
    french = tuple(_sentence(axiom, names, graph, 0) for axiom in axioms)
    english = tuple(_sentence(axiom, names, graph, 1) for axiom in axioms)
    return Explanation(tuple(axioms), tuple(individuals), french, english)


def _is_individual(iri: URIRef) -> bool:
    return "/ontology" not in iri and not iri.startswith("http://www.w3.org/")


def _sentence(axiom: str, names: dict[str, list[URIRef]], graph: Graph, language: int) -> str:
    tag = ("fr", "en")[language]
    if disjoint := re.fullmatch(r"DisjointClasses\((.*)\)", axiom):
        labels = [_label(word, names, graph, tag) for word in disjoint[1].split()]
        return f"{', '.join(labels)} {_DISJOINT[language]}"
    parts = axiom.split(None, 2)
    if len(parts) == 3 and parts[1] == "disjointWith":
        return f"{_label(parts[0], names, graph, tag)}, {_label(parts[2], names, graph, tag)} {_DISJOINT[language]}"
    if len(parts) == 3 and not parts[2].startswith("("):
        verb = _VERBS[parts[1]][language] if parts[1] in _VERBS else f"[{_label(parts[1], names, graph, tag)}]"
        return f"{_label(parts[0], names, graph, tag)} {verb} {_label(parts[2], names, graph, tag)}"
    return axiom


def _label(word: str, names: dict[str, list[URIRef]], graph: Graph, tag: str) -> str:
    """« label » in the language, else what is known of a node (its class, the end of its IRI), else the word."""
    candidates = names.get(word, [])
    for iri in candidates:
        label = _said(iri, graph, tag)
        if label:
            return f"« {label} »" if tag == "fr" else f'"{label}"'
    for iri in candidates:
        if iri.startswith(str(ID)):
            kinds = sorted(_said(URIRef(str(kind)), graph, tag) for kind in graph.objects(iri, RDF.type))
            return f"{kinds[0]} {iri[len(ID) :]}".strip() if kinds else iri[len(ID) :]
    return word


def _said(iri: URIRef, graph: Graph, tag: str) -> str:
    for source in (graph, load_ontology()):
        for predicate in (RDFS.label, SKOS.prefLabel):
            labels = sorted(o for o in source.objects(iri, predicate) if isinstance(o, Literal))
            best = next((o for o in labels if o.language == tag), labels[0] if labels else None)
            if best is not None:
                return str(best)
    return ""
