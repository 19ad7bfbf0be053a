"""What the markup of a page says about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says of itself outside its text: meta elements, JSON-LD, times, links, marked authors."""

    meta: tuple[tuple[str, str], ...] = ()
    json_ld: tuple[str, ...] = ()
    times: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    title: str = ""
    heading: str = ""
    canonical: str = ""
    language: str = ""
