"""One article, read and extracted → the graphs that are to be stored: what is published and what is set aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from kg.graph import build, document_graph, document_iri
from kg.model import Article, Extraction, ZoneKind
from kg.pipeline.copies import marks
from kg.store import canonical
from kg.validate import check, split
from kg.vocabulary import CLASS_OF_TYPE, SANTE

_ORGANISATIONS = {iri for code, iri in CLASS_OF_TYPE.items() if code != "PERSON"}
_NO_BODY = (ZoneKind.FURNITURE, ZoneKind.BYLINE, ZoneKind.CAPTION)


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article ready to be stored: `lines` and `aside` are canonical N-Quads lines of two named graphs.

    `digest` is the address of the text.
    """

    article: Article
    extraction: Extraction
    digest: str
    document: str
    graph: str
    lines: tuple[str, ...]
    aside_graph: str
    aside: tuple[str, ...]
    organisations: int
    people: int
    facts: dict[str, int] = field(default_factory=dict)
    set_aside: int = 0
    messages: tuple[tuple[str, str], ...] = ()
    doubted: int = 0

    def with_line(self, line: str) -> Prepared:
        """The same with one more line in its graph."""
        return replace(self, lines=tuple(sorted({*self.lines, line})))


def prepare(article: Article, extraction: Extraction) -> Prepared:
    """Build the document's graph, check its form, and part what is malformed from what is published."""
    document = document_iri(article)
    built = build(article, extraction)
    for mark in marks(body(article)):
        built.add((document, SANTE.fingerprint, Literal(mark)))
    report = check(built, text=article.text)
    published, aside = split(built, report)
    graph = str(document_graph(document))
    aside_graph = str(aside.identifier)
    statements = set(published.subjects(RDF.type, SANTE.Statement))
    modalities = Counter(str(published.value(s, SANTE.modality)).rpartition("/")[2] for s in statements)
    kinds: dict[URIRef, int] = Counter(kind for kind in published.objects(None, RDF.type) if isinstance(kind, URIRef))
    return Prepared(
        article,
        extraction,
        article.digest,
        str(document),
        graph,
        _lines(published, graph),
        aside_graph,
        () if report.conforms else _lines(aside, aside_graph),
        sum(number for kind, number in kinds.items() if kind in _ORGANISATIONS),
        kinds.get(SANTE.Person, 0),
        dict(sorted(modalities.items())),
        len(report.statements),
        tuple((result.message_fr, result.message_en) for result in report.malformed),
        extraction.doubted,
    )


def body(article: Article) -> str:
    """The words of the article itself: without furniture, byline and captions."""
    if not article.zones:
        return article.text
    kept, at = [], 0
    for zone in sorted(article.zones, key=lambda zone: zone.start):
        if zone.kind in _NO_BODY:
            kept.append(article.text[at : zone.start])
            at = max(at, zone.end)
    return " ".join([*kept, article.text[at:]])


def _lines(graph: Graph, name: str) -> tuple[str, ...]:
    return tuple(canonical(graph.serialize(format="nt", encoding="utf-8"), "ntriples", name))
