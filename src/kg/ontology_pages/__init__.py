"""The ontology as static pages in French and English: terms, hierarchy, diagrams, law, codes, shapes and questions."""

from kg.ontology_pages.pages import write_pages

__all__ = ["write_pages"]
