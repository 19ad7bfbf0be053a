"""What a SPARQL text is, and what it must not do, decided on its tokens before any engine sees it.

pyoxigraph has no switch for SERVICE and LOAD (both make real requests) and a text nested or chained far enough kills
the process. Its grammar asks for no space between a keyword and a name (`SERVICEex:a{}` is a SERVICE clause), and reads
`<` as an operator inside an expression, so `?a<?b#>` hides the rest of a line from who reads an IRI there, and shows it
to who does not. So SERVICE and LOAD are sought in every reading of the text, and refused where any has them.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.errors import ForbiddenError, QueryError

MAX_CHARACTERS = 1_000_000
MAX_UPDATE_CHARACTERS = 64_000_000
MAX_DEPTH = 100
MAX_LINKS = 1_200
"""How many operators or clauses may stand in a row: engines make a level of their tree of each, and climb it."""

# the classes of characters of the SPARQL grammar, exactly: a character more or less and `\\#` is a comment
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FIRST = f"[{_BASE}_0-9]"
_LATER = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_CODE = r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|\\U(?!0000[dD][89a-fA-F])00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
_ESCAPE = rf"\\[tbnrf\"'\\]|{_CODE}"
_LOCAL_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKENS = re.compile(
    rf"""(?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_CODE})*+>)
      | (?P<string>\"\"\"(?:[^"\\]|{_ESCAPE}|"(?!""))*+\"\"\" | \'\'\'(?:[^'\\]|{_ESCAPE}|'(?!\'\'))*+\'\'\'
                 | "(?:[^"\\\n\r]|{_ESCAPE})*+" | '(?:[^'\\\n\r]|{_ESCAPE})*+')
      | (?P<comment>\#[^\n\r]*)
      | (?P<variable>[?$]{_FIRST}[{_LATER}]*)
      | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
      | (?P<name>(?:{_FIRST}[{_LATER}.\-]{{0,100}}+(?<!\.))?:
                 (?:(?:{_FIRST}|:|{_LOCAL_ESCAPE})(?:[{_LATER}:\-]|{_LOCAL_ESCAPE})*+
                    (?:\.++(?:[{_LATER}:\-]|{_LOCAL_ESCAPE})++)*)?)
      | (?P<word>\w+)
      | (?P<space>[ \t\r\n]+)
      | (?P<mark>\^\^|.)""",
    re.VERBOSE | re.DOTALL,
)
_SPACES = re.compile(r"(?:[ \t\r\n]+|#[^\n\r]*)*+")
_CODES = re.compile(_CODE)
_ESCAPES = re.compile(rf"{_ESCAPE}|{_LOCAL_ESCAPE}")
_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")


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
    """Raise ForbiddenError where the text, read in any way, would make the engine fetch something (SERVICE, LOAD)."""
    plain = _CODES.sub(lambda found: chr(int(found[0][2:], 16)), sparql) if "\\" in sparql else sparql
    for text in dict.fromkeys((sparql, plain)):  # engines differ on where they undo escapes
        lowered = text.lower()
        if "service" in lowered or "load" in lowered:
            _refuse_fetching(text)
            if "\\" in _ESCAPES.sub("", sparql):
                raise _forbidden("an escape that SPARQL does not know, beside the word service or load,")


def _refuse_fetching(sparql: str) -> None:
    """Follow every reading at once: at each place that a token may begin, what may stand before it, and how deep."""
    readings: dict[int, dict[str, int]] = {0: {"": 0}}
    places = [0]
    while places:
        start = heapq.heappop(places)
        befores = readings.pop(start)
        match = _TOKENS.match(sparql, start)
        if match is None:
            continue
        kind, text, end = match.lastgroup or "mark", match.group(), match.end()
        follows = [(end, befores)]
        if kind not in ("space", "comment"):
            if text == "/":  # two slashes in a row are no SPARQL, so `<http://a>` is no comparison
                befores = {before: depth for before, depth in befores.items() if before != "/"}
                if not befores:
                    continue
            keyword = _fetching(kind, text, befores, _next(sparql, end) if kind == "name" else "")
            if keyword:
                raise _forbidden(f"line {sparql.count(chr(10), 0, start) + 1}: {keyword}")
            follows = [(end, _after(kind, text, befores))]
            if kind == "iri":
                follows.append((start + 1, _after("mark", "<", befores)))
        for place, states in follows:
            known = readings.get(place)
            if known is None:
                readings[place] = dict(states)
                heapq.heappush(places, place)
            else:
                for before, depth in states.items():
                    known[before] = min(depth, known.get(before, depth))


def _next(sparql: str, end: int) -> str:
    """The first character behind spaces and comments."""
    gap = _SPACES.match(sparql, end)
    place = gap.end() if gap else end
    return sparql[place : place + 1]


def _after(kind: str, text: str, befores: dict[str, int]) -> dict[str, int]:
    """What a token leaves behind for the next one: its text where that matters, and the least depth of braces."""
    left = text.upper() if kind in ("word", "mark") else ""
    if left not in ("GRAPH", "PREFIX", "<", "/"):
        left = ""
    return {left: min(befores.values()) + (text == "{") - (text == "}")}


def _fetching(kind: str, text: str, befores: dict[str, int], following: str) -> str:
    """The fetching clause that a token is, or that an engine could read at its start; "" when harmless."""
    text = text.lower()
    if kind == "word" and not befores.keys() <= {"<", "/"}:
        return "SERVICE" if "service" in text else "LOAD" if "load" in text else ""
    if kind == "name" and not befores.keys() <= {"PREFIX"}:
        prefix = text.partition(":")[0]
        if "service" in prefix and following == "{" and not befores.keys() <= {"GRAPH", "PREFIX"}:
            return "SERVICE"
        if "load" in prefix and min(befores.values()) <= 0:
            return "LOAD"
    return ""


def _forbidden(what: str) -> ForbiddenError:
    return ForbiddenError(
        f"{what} would make the store send requests",
        cure="load the data with kg ingest, or ask the other endpoint itself",
    )


@dataclass(slots=True)
class _Level:
    """An open bracket: the links of its present chain, the longest chain in brackets of that, what it holds."""

    bracket: str = ""
    links: int = 0
    inside: int = 0
    before: int = 0  # the longest of the chains that a comma has ended
    having: bool = False  # each of its parentheses may be a condition, joined to the others
    data: bool = False  # its braces are graphs of quads, which are joined to nothing


def refuse_excess(sparql: str, characters: int = MAX_CHARACTERS) -> None:
    """Raise QueryError for a text that is too long, nested too deeply or chained too far for an engine to survive."""
    if len(sparql) > characters:
        raise QueryError(f"the query has {len(sparql)} characters, {characters} are allowed")
    levels = [_Level()]
    linked = 0  # in all open levels
    data = operand = False
    for token in tokens(sparql):
        signed, operand = not operand, token.kind != "mark" or token.text in ")]"
        level, text = levels[-1], token.text
        if token.kind == "word":
            word = text.upper()
            data = data or word == "DATA"
            level.having = level.having or word == "HAVING"
            added = int(word == "FILTER")
            if word == "AS" and len(levels) > 1:
                level, added = levels[-2], 1
        elif token.kind != "mark":
            continue
        elif text in "({[":
            added = int(not level.data) if text == "{" else int(text == "(" and level.having)
        elif text in ")}]":
            if len(levels) > 1:
                levels.pop()
                linked -= level.links
                levels[-1].inside = max(levels[-1].inside, level.before, level.links + level.inside)
                level = levels[-1]
            added = 0
        elif text == "," and level.bracket == "(":
            linked -= level.links
            level.before = max(level.before, level.links + level.inside)
            level.links = level.inside = added = 0
        else:
            following = sparql[token.start + 1 : token.start + 2]
            doubled = text in "|&" and following == text  # counted at its second character
            joins = text in ("|&!+-*/" if level.bracket == "(" else "|!/")
            sign = signed and text in "+-" and following.isdigit()
            added = int(joins and not doubled and not sign and (text, following) != ("!", "="))
        level.links += added
        linked += added
        if linked + levels[-1].inside > MAX_LINKS:
            raise QueryError(f"line {token.line}: more than {MAX_LINKS} operators or clauses in a row")
        if token.kind == "mark" and text in "({[":
            if len(levels) > MAX_DEPTH:
                raise QueryError(f"line {token.line}: nested more than {MAX_DEPTH} levels deep")
            levels.append(_Level(text, data=levels[-1].data or (text == "{" and data)))
            data = data and text != "{"
