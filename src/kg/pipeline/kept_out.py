"""Keeping out what was forgotten: documents whole, persons wherever an article names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rdflib.namespace import DC, SKOS

from kg.documents.texts import masked
from kg.graph import document_iri
from kg.graph.identity import body_text
from kg.graph.names import digest, words
from kg.model import Article, Term
from kg.pipeline.forgotten import Forgotten
from kg.pipeline.preparation import Prepared
from kg.store.lines import Quad, lexical, ntriples, quad
from kg.vocabulary import ID, SANTE

_PERSON = f"<{ID['person/']}"
_NAMES = tuple(f"<{p}>" for p in (SKOS.prefLabel, SKOS.altLabel))
_CREATOR = f"<{DC.creator}>"
_SAYS = (f"<{SANTE.states}>", f"<{SANTE.suggests}>")
_PARTS = tuple(ID[kind] for kind in ("annotation/", "target/", "quote/", "position/"))
_STATEMENT = str(ID["statement/"])


def marks_of(article: Article) -> list[str]:
    """By what a forgotten document is known again: its IRI, its text, its words."""
    return [str(document_iri(article)), article.digest, "body " + digest(body_text(article), 64)]


def kept_out(article: Article, forgotten: Forgotten) -> bool:
    """Whether this article was forgotten as a document."""
    return bool(forgotten) and any(mark in forgotten for mark in marks_of(article))


def person_marks(iri: str, names: Iterable[str]) -> list[str]:
    """By what a forgotten person is known again: the IRI and every full name."""
    return [iri, *("name " + words(name) for name in names if len(words(name).split()) > 1)]


def without_forgotten(prepared: Prepared, forgotten: Forgotten) -> Prepared:
    """The article without the persons that were forgotten: not in its graphs, and blacked out in its text."""
    if not forgotten:
        return prepared
    quads = [quad(line) for line in (*prepared.lines, *prepared.aside)]
    persons, names = set(), set()
    for q in quads:
        if q.s.startswith(_PERSON) and q.p in _NAMES:
            if q.s[1:-1] in forgotten or any(m in forgotten for m in person_marks(q.s[1:-1], [lexical(q.o)])):
                persons.add(q.s)
        elif q.p == _CREATOR and "name " + words(lexical(q.o)) in forgotten:
            names.add(lexical(q.o))
    names |= {lexical(q.o) for q in quads if q.s in persons and q.p in _NAMES}
    if not persons and not names:
        return prepared
    text = masked(prepared.article.text, spellings(names))
    gone = {entity.id for entity in prepared.extraction.entities if entity.type == "PERSON" and entity.name in names}
    extraction = replace(
        prepared.extraction,
        entities=tuple(e for e in prepared.extraction.entities if e.id not in gone),
        facts=tuple(f for f in prepared.extraction.facts if f.subject not in gone and f.object not in gone),
    )
    authors = tuple(author for author in prepared.article.authors if author not in names)
    return replace(
        prepared,
        article=replace(prepared.article, text=text, authors=authors),
        extraction=extraction,
        lines=cleaned(prepared.lines, persons, names),
        aside=cleaned(prepared.aside, persons, names),
    )


def spellings(names: Iterable[str]) -> list[str]:
    """The names, and the last words of full names, as they may stand in a text."""
    found = set(names)
    found |= {name.split()[-1] for name in names if len(name.split()) > 1 and len(name.split()[-1]) > 2}
    return sorted(found)


def cleaned(lines: Iterable[str], persons: set[str], names: Iterable[str]) -> tuple[str, ...]:
    """The lines without these persons, without the facts and statements about them, and without their names."""
    quads = [quad(line) for line in lines]
    gone = condemned(quads, persons)
    blacked = spellings(names)
    kept = {
        Quad(q.s, q.p, _blacked(q.o, blacked), q.g).line()
        for q in quads
        if not ({q.s, q.o} & gone) and not (q.p == _CREATOR and lexical(q.o) in set(names))
    }
    return tuple(sorted(kept))


def condemned(quads: Iterable[Quad], persons: set[str]) -> set[str]:
    """The persons, the facts of which they are an end, and the statements and evidence on those."""
    known = list(quads)
    facts = {q.s for q in known if q.o in persons and q.s.startswith(f"<{ID['fact/']}")}
    statements = {q.s for q in known if q.p in _SAYS and q.o in facts}
    locals = {statement[1:-1].removeprefix(_STATEMENT) for statement in statements}
    evidence = {
        q.s for q in known for part in _PARTS if q.s.startswith(f"<{part}") and _local(q.s, str(part)) in locals
    }
    return persons | facts | statements | evidence


def _local(node: str, prefix: str) -> str:
    return node[1:-1].removeprefix(prefix).rpartition("-")[0]


def _blacked(term: str, names: list[str]) -> str:
    """A literal with names blacked out; escapes are undone before, so that `\\nDurand` is seen."""
    if not term.startswith('"'):
        return term
    value, tail = lexical(term), term[term.rindex('"') + 1 :]
    black = masked(value, names)
    return term if black == value else ntriples(Term("literal", black)) + tail
