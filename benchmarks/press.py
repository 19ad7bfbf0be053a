"""A synthetic press, by template: as many documents' graphs as asked for, in the shape of docs/graph-model.md.

Organisations are drawn with a heavy tail, as in the real press: a few are in every tenth article, most in a handful.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from rdflib import DC, DCTERMS, PROV, RDF, SKOS, XSD, URIRef

from kg.graph import document_graph, fact_iri
from kg.graph.names import digest
from kg.vocabulary import CODE, FACT_SHAPES, ID, OA, SANTE

_DAY = f"^^<{XSD.date}>"
_INTEGER = f"^^<{XSD.integer}>"


def documents(count: int, organisations: int, seed: int = 1, facts: int = 12) -> Iterator[tuple[str, list[str]]]:
    """So many documents: graph IRI and N-Quads lines. Equal arguments give equal documents."""
    drawn = random.Random(seed)
    for number in range(count):
        yield document(f"{seed}-{number}", organisations, drawn, facts)


def document(name: str, organisations: int, drawn: random.Random, facts: int) -> tuple[str, list[str]]:
    """One document with its facts on organisations of a heavy-tailed distribution."""
    iri = ID["document/" + digest(name)]
    graph = document_graph(iri)
    day = f"20{drawn.randrange(10, 26)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}"
    triples = [
        f"<{iri}> <{RDF.type}> <{SANTE.Document}>",
        f'<{iri}> <{SANTE.name}> "{name}"',
        f'<{iri}> <{DCTERMS.issued}> "{day}"{_DAY}',
        f'<{iri}> <{DC.publisher}> "Journal {drawn.randrange(40)}"',
        f'<{iri}> <{DCTERMS.title}> "Titre {name}"@fr',
        f'<{iri}> <{SANTE.bodyDigest}> "{digest(name, 64)}"',
        *(f'<{iri}> <{SANTE.fingerprint}> "{band}-{digest(name + str(band), 16)}"' for band in range(8)),
    ]
    chosen = sorted({_rank(organisations, drawn) for _ in range(8)})
    for each in chosen:
        kind = ("PublicHospital", "GHT", "PrivateClinic")[each % 3]
        org = _organisation(each)
        triples.append(f"<{org}> <{RDF.type}> <{SANTE[kind]}>")
        triples.append(f'<{org}> <{SKOS.prefLabel}> "organisation {each}"@fr')
        if drawn.random() < 0.3:
            triples.append(f'<{org}> <{SKOS.altLabel}> "o. {each} {drawn.randrange(3)}"@fr')
    for order in range(facts):
        triples += _fact(iri, order, drawn.choice(chosen), chosen, drawn)
    return str(graph), sorted({f"{triple} <{graph}> ." for triple in triples})


def _rank(organisations: int, drawn: random.Random) -> int:
    """A number from 0, small ones often (Zipf-like)."""
    return min(organisations - 1, int(organisations * drawn.random() ** 3))


def _organisation(number: int) -> URIRef:
    return ID[f"org/synthetic/{number}"]


def _fact(iri: URIRef, order: int, subject: int, chosen: list[int], drawn: random.Random) -> list[str]:
    predicate = drawn.choice(("member", "located_in", "located_in", "partner", "equipment", "created", "discipline"))
    shape = FACT_SHAPES[predicate]
    org = _organisation(subject)
    others = {
        "member": _organisation(drawn.choice(chosen)),
        "partner": _organisation(drawn.choice(chosen)),
        "located_in": ID[f"place/commune/{subject:05}"],
        "equipment": CODE["equipment/" + drawn.choice(("IRM", "SCANNER", "TEP"))],
        "discipline": CODE[f"discipline/d{subject % 50}"],
    }
    object = others.get(predicate)
    fact = fact_iri(predicate, org, object, {})
    statement = ID["statement/" + digest(f"{iri} {fact} {order}")]
    local = str(statement).rpartition("/")[2] + "-1"
    ends = [f"<{fact}> <{shape.subject}> <{org}>"]
    if predicate == "partner" and object is not None:
        first, second = sorted((org, object))
        ends = [f"<{fact}> <{shape.subject}> <{first}>", f"<{fact}> <{shape.object}> <{second}>"]
    elif object is not None:
        ends.append(f"<{fact}> <{shape.object}> <{object}>")
    claimed = []
    if predicate == "created":
        claimed.append(f'<{statement}> <{SANTE.date}> "{1990 + subject % 30}"^^<{XSD.gYear}>')
    elif predicate == "member" and drawn.random() < 0.2:
        claimed.append(f'<{statement}> <{SANTE.since}> "{2000 + subject % 20}"^^<{XSD.gYear}>')
    start = 100 * order
    return [
        f"<{fact}> <{RDF.type}> <{shape.cls}>",
        f'<{fact}> <{SANTE.predicate}> "{predicate}"',
        *ends,
        *claimed,
        f"<{statement}> <{RDF.type}> <{SANTE.Statement}>",
        f"<{statement}> <{SANTE.states}> <{fact}>",
        f"<{statement}> <{SANTE.modality}> <{CODE['modality/asserted']}>",
        f'<{statement}> <{SANTE.confidence}> "0.{drawn.randrange(6, 10)}"^^<{XSD.decimal}>',
        f'<{statement}> <{SANTE.quote}> "une phrase de l\'article, numéro {order}"@fr',
        f'<{statement}> <{SANTE.order}> "{order}"{_INTEGER}',
        f"<{statement}> <{PROV.hadPrimarySource}> <{iri}>",
        f"<{ID['annotation/' + local]}> <{OA.hasBody}> <{statement}>",
        f"<{ID['annotation/' + local]}> <{OA.hasTarget}> <{ID['target/' + local]}>",
        f"<{ID['target/' + local]}> <{OA.hasSelector}> <{ID['position/' + local]}>",
        f'<{ID["position/" + local]}> <{OA.start}> "{start}"{_INTEGER}',
        f'<{ID["position/" + local]}> <{OA.end}> "{start + 50}"{_INTEGER}',
    ]
