"""Answers in XML that every reader of XML reads: RDF/XML of our own, and what the engine's results leave raw.

XML 1.0 has no word for most control characters, and a predicate is the name of an element: what it cannot tell is
refused with the formats that can. A carriage return is written `&#13;`, or readers would make a line feed of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from kg.errors import NotAcceptableError
from kg.model import Term

Triple = tuple[Term, Term, Term]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SYNTAX = frozenset(
    _RDF + word
    for word in (
        "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "Description", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0131"
_SPLIT = re.compile(rf"(?P<space>[\x21-\x7e]*?)(?P<name>[{_LETTERS}_][{_LETTERS}_0-9.\-]*)")
_TAKEN = ("http://www.w3.org/2000/xmlns/", "http://www.w3.org/XML/1998/namespace")
_UNTOLD = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf]")


def sound(body: bytes, others: str) -> bytes:
    """The same XML with its carriage returns kept; NotAcceptableError where it holds what XML cannot tell."""
    found = _UNTOLD.search(body)
    if found:
        raise NotAcceptableError(f"XML cannot tell the character U+{ord(found[0].decode('utf-8', 'replace')[0]):04X} "
                                 "of the answer", cure=f"one of {others}")  # fmt: skip
    return body.replace(b"\r", b"&#13;")


def rdfxml(triples: Iterable[Triple], prefixes: Mapping[str, str], others: str) -> bytes:
    """RDF/XML, one element a run of triples of one subject; NotAcceptableError where RDF/XML cannot tell a triple."""
    spaces = {"rdf": _RDF, **prefixes}
    declared = "".join(f' xmlns:{prefix}="{_quoted(iri)}"' for prefix, iri in sorted(spaces.items()))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<rdf:RDF{declared}>"]
    lines += _elements(triples, {iri: prefix for prefix, iri in spaces.items()}, others)
    lines.append("</rdf:RDF>\n")
    return sound("\n".join(lines).encode(), others)


def _elements(triples: Iterable[Triple], known: Mapping[str, str], others: str) -> Iterator[str]:
    blank: dict[str, str] = {}
    names: dict[str, tuple[str, str]] = {}
    open_subject: Term | None = None
    for subject, predicate, value in triples:
        if subject != open_subject:
            if open_subject is not None:
                yield "\t</rdf:Description>"
            open_subject = subject
            yield f"\t<rdf:Description {_node(subject, 'about', blank)}>"
        if predicate.value not in names:
            names[predicate.value] = _named(predicate.value, known, others)
        name, declared = names[predicate.value]
        if value.kind == "literal":
            kind = f' xml:lang="{value.language}"' if value.language else ""
            kind += f' rdf:datatype="{_quoted(value.datatype)}"' if value.datatype else ""
            yield f"\t\t<{name}{declared}{kind}>{escape(value.value)}</{name}>"
        elif value.kind in ("iri", "bnode"):
            yield f"\t\t<{name}{declared} {_node(value, 'resource', blank)}/>"
        else:
            raise NotAcceptableError("RDF/XML cannot tell a quoted triple", cure=f"one of {others}")
    if open_subject is not None:
        yield "\t</rdf:Description>"


def _named(predicate: str, known: Mapping[str, str], others: str) -> tuple[str, str]:
    """The element of a predicate and the declaration of its namespace, where it has no prefix yet."""
    split = _SPLIT.fullmatch(predicate)
    if split is None or not split["space"] or split["space"] in _TAKEN or predicate in _SYNTAX:
        raise NotAcceptableError(f"RDF/XML cannot tell the predicate <{predicate}>", cure=f"one of {others}")
    prefix = known.get(split["space"])
    if prefix is not None:
        return f"{prefix}:{split['name']}", ""
    return split["name"], f' xmlns="{_quoted(split["space"])}"'


def _node(term: Term, attribute: str, blank: dict[str, str]) -> str:
    if term.kind == "bnode":
        return f'rdf:nodeID="{blank.setdefault(term.value, f"b{len(blank)}")}"'
    return f'rdf:{attribute}="{_quoted(term.value)}"'


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})
