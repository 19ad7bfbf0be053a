"""What the terms of the ontology and the codes are called, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from kg.places import places
from kg.resources import folder
from kg.store import open_store
from kg.vocabulary import ID

_PLACE = f"{ID}place/"
_NAMES = """
SELECT ?term ?label WHERE {
  ?term rdfs:label|skos:prefLabel ?label
  FILTER(LANG(?label) = "%s")
}
"""


@lru_cache(maxsize=2)
def labels(language: str) -> Mapping[str, str]:
    """IRI → label of every term in `ontology/`, in `fr` or `en`; read once (some 40 ms)."""
    store = open_store("memory")
    for module in sorted(folder("ontology").glob("*.ttl")):
        store.load(module.read_bytes(), "turtle")
    found = store.select(_NAMES % ("en" if language == "en" else "fr"))
    return MappingProxyType({row["term"].value: row["label"].value for row in found})


def label(iri: str, language: str = "fr") -> str:
    """The label of a term, of a code, or of a place of the official code; empty for what nobody declares."""
    if iri.startswith(_PLACE):
        level, _, code = iri.removeprefix(_PLACE).partition("/")
        found = places().get(level, code)
        return found.name if found else ""
    return labels(language).get(iri, "")
