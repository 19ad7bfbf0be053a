"""`(Article, Extraction)` → the document's graph: IRIs, typed values, one named graph a document, no blank node."""

from kg.graph.build import Triple, build, write
from kg.graph.identity import document_graph, document_iri, entity_iri, fact_iri, place_iri

__all__ = ["Triple", "build", "document_graph", "document_iri", "entity_iri", "fact_iri", "place_iri", "write"]
