"""What stays home: texts of articles by digest, and what was read in them. Never exported, never served."""

from kg.documents.readings import Reading, extraction_in, extraction_out
from kg.documents.texts import Documents

__all__ = ["Documents", "Reading", "extraction_in", "extraction_out"]
