"""Content negotiation: which representation a request asks for (RFC 9110, section 12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

RESULTS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
"""Formats of SELECT and ASK answers → media types, the first one is what is sent; the best format comes first."""

GRAPHS: Mapping[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/x-turtle", "application/turtle", "text/n3", "application/n3", "text/rdf+n3"),
    "ntriples": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "jsonld": ("application/ld+json", "application/json"),
}
"""Formats of graphs → media types."""

PAGE: Mapping[str, tuple[str, ...]] = {"html": ("text/html", "application/xhtml+xml")}

_SHORT = {
    "ttl": "turtle",
    "n3": "turtle",
    "nt": "ntriples",
    "rdf": "rdfxml",
    "rdf+xml": "rdfxml",
    "json-ld": "jsonld",
    "ld+json": "jsonld",
}


def accepted(lines: Iterable[str]) -> list[tuple[str, float]]:
    """The media ranges of all Accept lines with their weights; what cannot be read is passed over."""
    ranges: list[tuple[str, float]] = []
    for part in ",".join(lines).split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    weight = float(value.strip().strip('"'))
                except ValueError:
                    weight = 0.0
        if media.count("/") == 1:
            ranges.append((media.lower(), min(max(weight, 0.0), 1.0)))
    return ranges


def weight_of(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight that the most specific range gives to a media type; 0 when none matches."""
    kind = media.partition("/")[0]
    for pattern in (media, f"{kind}/*", "*/*"):
        weights = [weight for found, weight in ranges if found == pattern]
        if weights:
            return max(weights)
    return 0.0


def choose(lines: Sequence[str], offered: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The format and media type to send, or None (406). Of equal weights the one offered first.

    >>> choose(["text/csv;q=0.5, application/json"], RESULTS)
    ('json', 'application/json')
    >>> choose(["text/html"], RESULTS) is None
    True
    """
    ranges = accepted(lines)
    if not any(line.strip() for line in lines):
        first = next(iter(offered))
        return first, offered[first][0]
    best: tuple[float, str, str] | None = None
    for name, types in offered.items():
        for media in types:
            weight = weight_of(media, ranges)
            # an alias (application/json, text/plain) is sent only to those who name it
            if weight > 0 and media != types[0] and not any(found == media for found, _ in ranges):
                continue
            if weight > 0 and (best is None or weight > best[0]):
                best = (weight, name, media)
    return best[1:] if best else None


def named(format: str, offered: Mapping[str, tuple[str, ...]]) -> tuple[str, str] | None:
    """The format that `format=` or `output=` asks for, by short name or media type; None when it is not offered."""
    wanted = format.strip().lower()
    wanted = _SHORT.get(wanted, wanted)
    for name, types in offered.items():
        if wanted == name:
            return name, types[0]
        if wanted in types:
            return name, wanted
    return None
