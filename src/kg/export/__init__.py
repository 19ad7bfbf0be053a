"""What leaves the house: the facts view of the contract, RDF in every syntax, tables. Never the text of an article."""

from kg.export.facts import as_jsonl, facts
from kg.export.interchange import extraction_from_json, extraction_to_json

__all__ = ["as_jsonl", "extraction_from_json", "extraction_to_json", "facts"]
