"""Every consolidated fact of a graph as one flat row, to be asked by its words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.store import Store

QUERY = """
SELECT ?predicate ?subject ?subjectName ?object ?objectName ?modality ?since ?date ?amount ?value ?count ?status
       ?site ?role ?title ?quote ?article
WHERE {
  ?fact sante:predicate ?predicate ; sante:modality ?modality ; sante:quote ?quote .
  ?fact sante:source/dcterms:title ?article .
  OPTIONAL { ?fact sante:organisation ?organisation }
  OPTIONAL { ?fact sante:person ?person }
  BIND(COALESCE(?person, ?organisation) AS ?subject)
  OPTIONAL { ?subject rdfs:label ?subjectName }
  OPTIONAL {
    { ?fact ?end ?object . FILTER(?end IN (sante:member, sante:partner, sante:parent, sante:host, sante:operator,
        sante:authority, sante:funder, sante:predecessor, sante:place, sante:equipment, sante:discipline)) }
    UNION { ?fact a sante:Post ; sante:organisation ?object }
    OPTIONAL { ?object rdfs:label|skos:prefLabel ?objectName }
  }
  OPTIONAL { ?fact sante:since ?since } OPTIONAL { ?fact sante:date ?date } OPTIONAL { ?fact sante:amount ?amount }
  OPTIONAL { ?fact sante:value ?value } OPTIONAL { ?fact sante:count ?count }
  OPTIONAL { ?fact sante:equipmentStatus ?status } OPTIONAL { ?fact sante:site ?site }
  OPTIONAL { ?fact sante:role ?role } OPTIONAL { ?fact sante:title ?title }
}
"""


@dataclass(frozen=True, slots=True)
class Facts:
    """The rows of a graph; `having` keeps those whose cells match all patterns (case does not matter)."""

    rows: tuple[dict[str, str], ...]

    def having(self, **patterns: str) -> list[dict[str, str]]:
        """The rows in which each named cell matches its pattern."""
        return [
            row
            for row in self.rows
            if all(re.search(pattern, row.get(name, ""), re.IGNORECASE) for name, pattern in patterns.items())
        ]


def facts_of(store: Store) -> Facts:
    """All facts of a store's consolidated layer."""
    found = ({name: term.value for name, term in row.items()} for row in store.select(QUERY))
    rows = [
        row
        | {"subjectName": row.get("subjectName", row.get("subject", ""))}
        | {"objectName": row.get("objectName", row.get("object", "").rpartition("/")[2])}
        | {"modality": row["modality"].rpartition("/")[2]}
        for row in found
    ]
    return Facts(tuple(rows))
