"""The graph as Python sees it: a store with the questions of `queries/` put to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType, TracebackType

from rdflib.namespace import RDF, RDFS, SKOS

from kg.errors import NotFoundError, QueryError
from kg.lookup.answers import Equipment, Evidence, FactRow, Found, Membership, Node, Passage, told, type_of
from kg.lookup.labels import label
from kg.lookup.names import likeness, patterns, words
from kg.model import Solutions, Term
from kg.queries import Question, question
from kg.store import Store
from kg.vocabulary import CODE, PREFIXES

Day = str | datetime.date
"""A day, `2023-11-16`."""

_SURE = 0.75
_TOO_MANY = 3000  # the LIMIT of find.rq
_BROAD = frozenset(["", "ORG", "Organisation", "Structure", "Establishment"])
_NOT_MEANT = frozenset(["Commune", "Departement", "Region", "Place", "Document"])


class KnowledgeGraph:
    """A store with the questions of `queries/` put to it. Usable as a context manager, which closes the store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> KnowledgeGraph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def ask(self, name: str, *, as_of: Day | None = None, **parameters: object) -> Solutions:
        """The rows of a ready question. Parameters are checked and bound as typed terms.

        An IRI parameter also takes a name that leads to one node (`structure="GHT du Val d'Or"`). `as_of` is the
        day that counts (valid time), for questions that have a `date`.
        """
        asked = question(name)
        if as_of is not None:
            if not any(parameter.name == "date" for parameter in asked.parameters):
                raise QueryError(f"{name} has no date, so that as_of has no meaning for it")
            parameters["date"] = as_of
        return self.store.select(asked.bind(**self.resolved(asked, parameters)))

    def resolved(self, asked: Question, parameters: Mapping[str, object]) -> dict[str, object]:
        """The parameters with names in the place of IRIs looked up."""
        iris = {each.name for each in asked.parameters if each.type == "iri" and each.name != "fact"}
        return {
            name: self.resolve(value) if name in iris and isinstance(value, str) else value
            for name, value in parameters.items()
        }

    def resolve(self, name: str) -> str:
        """The IRI that a name leads to; an IRI (also `id:…`) stays as it is.

        NotFoundError names the closest, QueryError the candidates when several are as good.
        """
        prefix, colon, rest = name.partition(":")
        if colon and " " not in name and (rest.startswith("//") or prefix in PREFIXES or prefix == "urn"):
            return PREFIXES[prefix] + rest if prefix in PREFIXES else name
        found = [each for each in self.find(name) if each.type not in ("Commune", "Departement", "Region", "Document")]
        if not found or found[0].score < _SURE:
            close = ", ".join(each.label for each in found[:3])
            raise NotFoundError(f"nothing is called {name!r}", cure=f"close: {close}" if close else "")
        best = [each for each in found if each.score == found[0].score]
        if len(best) > 1:
            raise QueryError(
                f"{name!r} may be several things", cure="; ".join(f"{each.label} <{each.iri}>" for each in best[:5])
            )
        return found[0].iri

    def find(self, name: str, type: str | None = None, limit: int = 10) -> tuple[Found, ...]:
        """Nodes whose label or alias is like this name, best first; accents, case and hyphens do not matter.

        `type` is a code of the contract (`GHT`, `CH`, …) or the IRI of a class.
        """
        carrying = words(name)
        if not carrying:
            return ()
        best: dict[str, Found] = {}
        for strict, pattern in enumerate(patterns(carrying)):
            rows = self._rows("find", pattern=pattern, type=type)
            if strict and len(rows) >= _TOO_MANY:
                continue  # a word that half of the names hold (« centre ») tells nothing by itself
            for row in rows:
                _keep(best, row, likeness(name, row["name"]))
            if any(each.score >= _SURE for each in best.values()):
                break
        ranked = sorted(best.values(), key=lambda found: (-found.score, len(found.label), found.label, found.iri))
        return tuple(ranked[:limit])

    def get(self, iri: str) -> Node:
        """A node with its properties and facts; NotFoundError when the consolidated layer does not know it."""
        iri = self.resolve(iri)
        properties: dict[str, list[Term]] = {}
        for row in self.store.select(question("node").bind(node=iri)):
            values = properties.setdefault(row["property"].value, [])
            if row["value"] not in values:
                values.append(row["value"])
        facts = self.facts_about(iri)
        if not properties and not facts:
            raise NotFoundError(f"the graph does not know {iri}")
        types = [type_of(term.value) for term in properties.get(str(RDF.type), [])]
        labels = [str(term) for key in (RDFS.label, SKOS.prefLabel) for term in properties.get(str(key), [])]
        return Node(
            iri=iri,
            type=next((each for each in types if each not in _BROAD), types[0] if types else ""),
            label=labels[0] if labels else iri.rsplit("/", 1)[-1],
            aliases=tuple(dict.fromkeys(str(term) for term in properties.get(str(SKOS.altLabel), []))),
            properties=MappingProxyType({key: tuple(values) for key, values in properties.items()}),
            facts=facts,
        )

    def facts_about(self, iri: str) -> tuple[FactRow, ...]:
        """The rows in which a node is subject or object, whatever their modality."""
        return tuple(told(FactRow, _spoken(row)) for row in self._rows("facts-about", node=iri))

    def members_of(self, structure: str, as_of: Day | None = None) -> tuple[Membership, ...]:
        """The members of a structure (IRI or name) today, or on the day `as_of`."""
        rows = self._rows("members-of-structure", structure=self.resolve(structure), date=as_of)
        return tuple(told(Membership, _spoken(row)) for row in rows)

    def memberships_of(self, organisation: str, as_of: Day | None = None) -> tuple[Membership, ...]:
        """The structures an organisation (IRI or name) is a member of today, or on the day `as_of`."""
        iri = self.resolve(organisation)
        rows = self._rows("structures-of-organisation", organisation=iri, date=as_of)
        return tuple(
            told(Membership, _spoken(row), member=row["organisation"], member_label=row.get("organisationLabel", ""))
            for row in rows
        )

    def equipment_of(self, organisation: str, as_of: Day | None = None) -> tuple[Equipment, ...]:
        """What an organisation (IRI or name) holds and plans; what is ended is left out."""
        rows = self._rows("equipment", organisation=self.resolve(organisation), date=as_of)
        return tuple(told(Equipment, _spoken(row)) for row in rows)

    def evidence_for(self, fact: str | Iterable[str]) -> tuple[Evidence, ...]:
        """Every statement of a fact (or of several): asserting, planning or denying it, oldest article first."""
        facts = [fact] if isinstance(fact, str) else sorted(set(fact))
        if not facts:
            return ()
        rows = self._rows("evidence", fact=facts)
        statements = sorted({row["statement"] for row in rows})
        passages: dict[str, list[Passage]] = {}
        for row in self._rows("passages", statement=statements) if statements else ():
            passages.setdefault(row["statement"], []).append(Passage(row["exact"], int(row["start"]), int(row["end"])))
        unique = {row["statement"]: row for row in rows}
        return tuple(
            told(Evidence, row, passages=tuple(passages.get(statement, ()))) for statement, row in unique.items()
        )

    def why(self, answer: Solutions) -> tuple[tuple[Evidence, ...], ...]:
        """For each row of an answer with a `fact` column the statements that it rests on."""
        if "fact" not in answer.variables:
            raise QueryError("this answer has no column fact, so that no evidence can be told for its rows")
        facts = answer.column("fact")
        every = self.evidence_for(each for each in facts if each)
        return tuple(tuple(each for each in every if each.fact == fact) for fact in facts)

    def _rows(self, name: str, **parameters: object) -> list[dict[str, str]]:
        solutions = self.store.select(question(name).bind(**parameters))
        return [{variable: term.value for variable, term in row.items()} for row in solutions]


def _keep(best: dict[str, Found], row: Mapping[str, str], score: float) -> None:
    """Remember a name of a node where it is the best so far, and the most telling of its types."""
    iri, kind = row["node"], type_of(row["type"])
    found = Found(iri, row.get("label", row["name"]), kind, score, row["name"])
    known = best.get(iri)
    if known is None:
        best[iri] = found
    else:
        better = found if score > known.score else known
        best[iri] = replace(better, type=kind if known.type in _BROAD else known.type)


def _spoken(row: dict[str, str]) -> dict[str, str]:
    """The row with the ontology's French labels for the codes in it."""
    codes = {name: label(iri) for name, iri in row.items() if iri.startswith(str(CODE))}
    return {**row, **{f"{name}Label": text for name, text in codes.items() if text}}
