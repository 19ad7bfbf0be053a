"""`Article` → `Extraction`: a spaCy pipeline assembled from `config.cfg`.

Two voices, rules and a trained net, fill the same seam (`edges.py`); entities and facts are built from it by the
same components. A third one, by choice, is a language model (`llm/`), whose every word is checked.
"""

from kg.extraction.llm import Llm
from kg.extraction.nlp import extract, extractor_of, load_pipeline, refusals

__all__ = ["Llm", "extract", "extractor_of", "load_pipeline", "refusals"]
