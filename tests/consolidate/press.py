"""Small press: hand-made articles and extractions, built into documents' graphs as the pipeline builds them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.graph import build, document_graph, document_iri
from kg.model import Article, Entity, Evidence, Extraction, Fact, Modality
from kg.store import canonical

PIMM = Entity("e1", "PIMM", "PIMM du centre hospitalier de Rodez", ("PIMM de Rodez",))
RODEZ = Entity("e2", "CH", "centre hospitalier de Rodez", ("hôpital de Rodez",))
DECAZEVILLE = Entity("e3", "CH", "centre hospitalier de Decazeville")
ENTITIES = (PIMM, RODEZ, DECAZEVILLE)


def fact(
    predicate: str = "member",
    *,
    subject: str = "e1",
    object: str | None = "e2",
    value: str | int | None = None,
    modality: Modality = Modality.ASSERTED,
    confidence: float = 0.9,
    basis: str | None = None,
    **qualifiers: str | int | float,
) -> Fact:
    """A fact of these articles; by default: the hospital of Rodez is a member of the PIMM."""
    quote = Evidence(0, 20, f"{predicate} {modality}")
    return Fact(
        subject,
        predicate,
        None if value is not None else object,
        value,
        qualifiers,
        (quote,),
        confidence,
        modality,
        basis,
    )


def equipment(code: str = "IRM", *, subject: str = "e2", **qualifiers: str | int) -> Fact:
    return fact("equipment", subject=subject, value=code, **qualifiers)


def article(name: str, published: str | None, text: str = "", url: str | None = None) -> Article:
    return Article(name, text or f"Texte de l'article {name}, {published}.", published=published, url=url)


def document(
    name: str, published: str | None, *facts: Fact, entities: Sequence[Entity] = ENTITIES, text: str = "", url: str = ""
) -> tuple[str, list[str]]:
    """The graph of a document: its IRI and its lines."""
    read = article(name, published, text, url or None)
    graph = build(read, Extraction(tuple(entities), facts, "test 1"))
    iri = str(document_graph(document_iri(read)))
    return iri, canonical(graph.serialize(format="nt", encoding="utf-8"), "ntriples", iri)
