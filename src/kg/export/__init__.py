"""What leaves the house: the facts view of the contract, RDF in every syntax, tables. Never the text of an article."""

from kg.export.document import document_store
from kg.export.facts import as_jsonl, facts, left_out
from kg.export.gold import Gold, gold, write_gold
from kg.export.interchange import extraction_from_json, extraction_to_json
from kg.export.writers import as_csv, as_rows, as_table, export, export_tables, extraction_as

__all__ = [
    "Gold",
    "as_csv",
    "as_jsonl",
    "as_rows",
    "as_table",
    "document_store",
    "export",
    "export_tables",
    "extraction_as",
    "extraction_from_json",
    "extraction_to_json",
    "facts",
    "gold",
    "left_out",
    "write_gold",
]
