"""Where terms are used: the shapes and the questions that name them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from kg.resources import folder
from kg.settings import BASE
from kg.vocabulary import SANTE

PUBLISHED_BASE = "https://w3id.org/sante-kg/"
_TERM = re.compile(r"(?<![\w/.-])sante:([A-Za-z]\w*)")
_TITLE = re.compile(r"^#\+ title(@fr)?: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Use:
    """What uses a term: its file, and what it says in French and English."""

    file: str
    french: str
    english: str

    def text(self, language: str) -> str:
        """What it says, in one language."""
        return self.french if language == "fr" else self.english


def shapes_by_term() -> dict[URIRef, list[Use]]:
    """Term → the shapes that name it, with their messages."""
    uses: dict[URIRef, list[Use]] = defaultdict(list)
    for path in sorted(folder("shapes").glob("*.ttl")):
        text = path.read_text(encoding="utf-8").replace(PUBLISHED_BASE, BASE)
        graph = Graph(bind_namespaces="none").parse(data=text, format="turtle")
        for shape in sorted({s for s in graph.subjects() if isinstance(s, URIRef)}):
            terms, messages = _reach(graph, shape)
            if not messages:
                continue
            name = re.split(r"[#/]", shape)[-1]
            use = Use(f"shapes/{path.name}", messages.get("fr", name), messages.get("en", name))
            for term in sorted(terms):
                uses[term].append(use)
    return uses


def questions_by_term() -> dict[URIRef, list[Use]]:
    """Term → the questions that name it, with their titles."""
    uses: dict[URIRef, list[Use]] = defaultdict(list)
    for path in sorted((folder("queries") / "competency").glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        titles = dict(_TITLE.findall(text))
        use = Use(f"queries/competency/{path.name}", titles.get("@fr", path.stem), titles.get("", path.stem))
        for name in sorted(set(_TERM.findall(text))):
            uses[SANTE[name]].append(use)
    return uses


def _reach(graph: Graph, shape: URIRef) -> tuple[set[URIRef], dict[str, str]]:
    """The terms that a shape names, through its blank nodes, and its messages by language."""
    terms: set[URIRef] = set()
    messages: dict[str, str] = {}
    todo: list[Node] = [shape]
    seen: set[Node] = set()
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        for predicate, value in graph.predicate_objects(node):
            if predicate == SH.message and isinstance(value, Literal) and value.language:
                messages.setdefault(value.language, str(value))
            elif isinstance(value, BNode):
                todo.append(value)
            elif isinstance(value, URIRef) and value.startswith(str(SANTE)):
                terms.add(value)
    return terms, messages
