"""What stays home: texts of articles by digest, and what was read in them. Never exported, never served."""

from kg.documents.readings import Reading
from kg.documents.texts import Documents

__all__ = ["Documents", "Reading"]
