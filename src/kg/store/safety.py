"""What a SPARQL text is, and what it must not do, decided on its tokens before any engine sees it.

pyoxigraph has no switch for SERVICE and LOAD (both make real requests) and a text nested deeply enough kills the
process. Its grammar asks for no space between a keyword and a name (`SERVICEex:a{}` is a SERVICE clause), and reads
`<` as an operator inside an expression, so `?a<?b)SERVICE#>` hides one: where readings differ, the text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from kg.errors import ForbiddenError, QueryError

MAX_CHARACTERS = 1_000_000
MAX_UPDATE_CHARACTERS = 64_000_000
MAX_DEPTH = 100

_TOKENS = re.compile(
    r"""(?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
      | (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]\w+)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:\w(?:[\w.\-·]*[\w\-·])?)?:(?:\\.|%[0-9A-Fa-f]{2}|[\w:·\-]|\.(?=[\w:.\-%\\]))*)
      | (?P<word>\w+)
      | (?P<space>\s+)
      | (?P<mark>.)""",  # noqa: E501
    re.VERBOSE | re.DOTALL,
)
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
_HIDDEN = re.compile(r"[)\]}].*(?:service|load)", re.IGNORECASE | re.DOTALL)


class Token(NamedTuple):
    """One token: `kind` is iri, string, variable, tag, name, word or mark; `line` counts from 1, `start` from 0."""

    kind: str
    text: str
    line: int
    start: int = 0


def tokens(sparql: str) -> Iterator[Token]:
    """The tokens of a query or update, without spaces and comments."""
    line = 1
    for match in _TOKENS.finditer(sparql):
        kind, text = match.lastgroup or "mark", match.group()
        if kind not in ("space", "comment"):
            yield Token(kind, text, line, match.start())
        line += text.count("\n")


def form(sparql: str) -> str:
    """SELECT, ASK, CONSTRUCT, DESCRIBE or UPDATE; "" for what is none of them (an empty text, a syntax error)."""
    previous = ""
    for token in tokens(sparql):
        word = token.text.upper()
        if token.kind == "word" and previous != "PREFIX":
            if word in _FORMS:
                return word
            if word in _UPDATES:
                return "UPDATE"
        previous = word
    return ""


def refuse_federation(sparql: str) -> None:
    """Raise ForbiddenError where the text would make the engine fetch something (SERVICE, LOAD)."""
    lowered = sparql.lower()
    if "service" not in lowered and "load" not in lowered:
        return
    depth = 0
    before = Token("mark", ";", 1)
    found = list(tokens(sparql))
    for token, after in zip_longest(found, found[1:], fillvalue=Token("mark", "", 1)):
        if token.kind == "mark":
            depth += (token.text == "{") - (token.text == "}")
        keyword = _fetching(token, before, after, depth)
        if keyword:
            raise ForbiddenError(
                f"line {token.line}: {keyword} would make the store send requests",
                cure="load the data with kg ingest, or ask the other endpoint itself",
            )
        before = token


def _fetching(token: Token, before: Token, after: Token, depth: int) -> str:
    """The fetching clause that this token is, or that an engine could read at its start; "" when harmless."""
    text = token.text.lower()
    if token.kind == "iri" and _HIDDEN.search(text):
        return "a hidden clause"
    if token.kind == "word":
        return "SERVICE" if "service" in text else "LOAD" if "load" in text else ""
    if token.kind == "name" and before.text.upper() != "PREFIX":
        prefix = text.partition(":")[0]
        if "service" in prefix and after.text == "{" and before.text.upper() != "GRAPH":
            return "SERVICE"
        if "load" in prefix and depth == 0:
            return "LOAD"
    return ""


def refuse_excess(sparql: str, characters: int = MAX_CHARACTERS) -> None:
    """Raise QueryError for a text that is too long or nested too deeply for an engine to survive."""
    if len(sparql) > characters:
        raise QueryError(f"the query has {len(sparql)} characters, {characters} are allowed")
    depth = 0
    for token in tokens(sparql):
        if token.kind == "mark" and token.text in "({[":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(f"line {token.line}: nested more than {MAX_DEPTH} levels deep")
        elif token.kind == "mark" and token.text in ")}]":
            depth -= 1
