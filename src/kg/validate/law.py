"""The verdict of law: rules over structures and time, one SPARQL file each (`queries/law/`), giving findings as data.

A rule selects `?about` (what the finding is about) and `?fact`, `?otherFact`… (the rows it rests on). Its header gives
rule number, severity, article of law, validity, and the message in two languages: `{name}` is the variable `?name`.
Findings depend on the consolidated layer alone, not on the order in which its sources came. They never block.

The cost of a rule follows the nodes asked about, not the store. The engine may join a VALUES, an OPTIONAL or a FILTER
EXISTS of several patterns by reading all that match in the store: so a rule binds from `?about` one triple after the
other, chooses by FILTER … IN, and holds one pattern in each OPTIONAL and EXISTS, the next nested in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import PROV, RDF

from kg.errors import InputError
from kg.model import Solutions, Term
from kg.resources import folder
from kg.settings import BASE
from kg.validate.form import PUBLISHED_BASE
from kg.vocabulary import ID, SANTE

SEVERITIES = ("violation", "warning", "info")
_AT_ONCE = 400
_HEADER = re.compile(r"#\+ ([\w@]+): (.*)")
_SLOT = re.compile(r"\{(\w+)\}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


class Answers(Protocol):
    """What the rules ask of a store."""

    def select(self, sparql: str) -> Solutions:
        """The rows of a SELECT."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law and the query that finds what breaks it. `number` is that of the domain's list."""

    name: str
    query: str
    number: str
    severity: str
    message_fr: str
    message_en: str
    law: str = ""
    valid_from: str = ""
    valid_until: str = ""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The rules of `queries/law/`, by name."""
    found = []
    for path in sorted((folder("queries") / "law").glob("*.rq")):
        text = path.read_text("utf-8").replace(PUBLISHED_BASE, BASE)
        header = dict(_HEADER.findall(text))
        try:
            rule = Rule(
                name=path.stem,
                query=text,
                number=header["rule"],
                severity=header["severity"],
                message_fr=header["message@fr"],
                message_en=header["message"],
                law=header.get("law", ""),
                valid_from=header.get("from", ""),
                valid_until=header.get("until", ""),
            )
        except KeyError as error:
            raise InputError(f"{path.name}: the header lacks {error}") from None
        found.append(rule)
    return tuple(found)


def findings(store: Answers, touched: Iterable[str] | None = None, alone: Iterable[str] = ()) -> Graph:
    """The findings about the touched entities, their structures and their members; about all where None is given.

    About those in `alone` without looking around them.
    """
    graph = Graph()
    for batch in _batches(store, touched, alone):
        for rule in rules():
            for row in store.select(_about(rule.query, batch)):
                node = _identity(rule, row)
                if (node, RDF.type, SANTE.Finding) not in graph:
                    for property, value in _finding(rule, row):
                        graph.add((node, property, value))
    return graph


def standing(store: Answers, touched: Iterable[str] | None = None, alone: Iterable[str] = ()) -> Graph:
    """The findings that the store holds about the same nodes: what `findings` replaces."""
    graph = Graph()
    query = f"SELECT ?s ?p ?o WHERE {{ ?s <{SANTE.about}> ?about ; a <{SANTE.Finding}> ; ?p ?o }}"
    for batch in _batches(store, touched, alone):
        for row in store.select(_about(query, batch)):
            graph.add((URIRef(row["s"].value), URIRef(row["p"].value), _node(row["o"])))
    return graph


def _batches(store: Answers, touched: Iterable[str] | None, alone: Iterable[str]) -> Iterator[Sequence[str] | None]:
    """The nodes to ask about, some at a time: a change of one end of a membership may concern the other."""
    if touched is None:
        yield None
        return
    ends = ((SANTE.organisation, SANTE.member), (SANTE.member, SANTE.organisation))
    whole = {iri for iri in touched if _IRI.fullmatch(iri)}
    for batch in _cut(sorted(whole)):
        for one, other in ends:
            near = f"SELECT DISTINCT ?near WHERE {{ ?fact <{one}> ?about ; a <{SANTE.Membership}> ; <{other}> ?near }}"
            whole |= {str(iri) for iri in store.select(_about(near, batch)).column("near")}
    yield from _cut(sorted(whole.union(iri for iri in alone if _IRI.fullmatch(iri))))


def _cut(iris: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(iris), _AT_ONCE):
        yield iris[start : start + _AT_ONCE]


def _about(query: str, iris: Sequence[str] | None) -> str:
    """A query whose `?about` is one of these nodes."""
    if iris is None:
        return query
    values = " ".join(f"<{iri}>" for iri in iris)
    return re.sub(r"WHERE \{", lambda found: f"{found[0]} VALUES ?about {{ {values} }}", query, count=1)


def _facts(row: dict[str, Term]) -> list[str]:
    return sorted(term.value for name, term in row.items() if name.lower().endswith("fact"))


def _identity(rule: Rule, row: dict[str, Term]) -> URIRef:
    """A finding is known by its rule, what it is about, and the facts it rests on."""
    parts = [rule.name, row["about"].value, *_facts(row)]
    return ID["finding/" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]]


def _finding(rule: Rule, row: dict[str, Term]) -> Iterator[tuple[URIRef, URIRef | Literal]]:
    yield RDF.type, SANTE.Finding
    yield SANTE.rule, Literal(rule.name)
    yield SANTE.severity, Literal(row["severity"].value if "severity" in row else rule.severity)
    yield SANTE.about, URIRef(row["about"].value)
    yield SANTE.message, Literal(_filled(rule.message_fr, row), lang="fr")
    yield SANTE.message, Literal(_filled(rule.message_en, row), lang="en")
    if rule.law:
        yield SANTE.lawArticle, ID["law/" + rule.law]
    for fact in _facts(row):
        yield PROV.wasDerivedFrom, URIRef(fact)


def _filled(message: str, row: dict[str, Term]) -> str:
    """A message with the values of the row; what has no name is shown by the end of its IRI."""
    about = row["about"].value.rpartition("/")[2]

    def value(slot: re.Match[str]) -> str:
        return row[slot[1]].value if slot[1] in row else about if slot[1] == "aboutName" else "…"

    return _SLOT.sub(value, message)


def _node(term: Term) -> URIRef | Literal:
    if term.kind == "iri":
        return URIRef(term.value)
    datatype = URIRef(term.datatype) if term.datatype else None
    return Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
