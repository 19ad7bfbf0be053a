"""`Article` → `Extraction`: a spaCy pipeline assembled from `config.cfg`.

Two voices, rules and a trained net, fill the same seam (`edges.py`); entities and facts are built from it by the
same components.
"""

from kg.extraction.nlp import extract, extractor_of, load_pipeline

__all__ = ["extract", "extractor_of", "load_pipeline"]
