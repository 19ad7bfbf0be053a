"""The questions of `queries/**`: one file a question, read with its header, bound as typed terms, never as text.

A file is plain SPARQL that pastes anywhere; its header is comments that only kg reads:

```sparql
#+ title: Members of a structure, with roles and dates
#+ title@fr: Les membres d'une structure, avec rôles et dates
#+ tags: [composition, star]
#+ parameters:
#+   structure: {type: iri, example: "https://w3id.org/sante-kg/id/ght/OCC-12"}
#+   date: {type: date, optional: true}
```

A parameter is a variable of the query. `Question.bind` puts a `VALUES` block for the given ones at the start of the
outer group, or at each line `#@ structure date` that names them (inside a GRAPH or UNION, where an engine cannot see
the outer block before it has read everything); an `inline` one is written in the place of its variable. Without them
the query runs over all values, which is why the files can be pasted as they are.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from kg.errors import NotFoundError, QueryError
from kg.model import Term
from kg.places import places
from kg.resources import folder
from kg.settings import BASE
from kg.vocabulary import CLASS_OF_TYPE, CODE, ID, PREFIXES

PUBLISHED_BASE = "https://w3id.org/sante-kg/"
"""The base that the files are written with; `KG_BASE` replaces it on reading."""

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_PREFIXED = re.compile(r"([a-z]+):([^\s/][^\s]*)")
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PLACE_CODE = re.compile(r"(?:(\d{5}|2[AB]\d{3})|(\d{2}|2[AB]|97\d))", re.IGNORECASE)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}


# -- terms -------------------------------------------------------------------------------------------------------


def serialise(term: Term) -> str:
    """A term as SPARQL writes it; what cannot be a term is refused, so that nothing else can slip in."""
    if term.kind == "iri":
        if not _IRI.fullmatch(term.value):
            raise QueryError(f"not an IRI: {term.value[:80]!r}")
        return f"<{term.value}>"
    if term.kind != "literal":
        raise QueryError("a blank node cannot be a parameter")
    text = '"' + "".join(_ESCAPES.get(char, char) for char in term.value) + '"'
    if term.language:
        if not _LANGUAGE.fullmatch(term.language):
            raise QueryError(f"not a language tag: {term.language[:40]!r}")
        return f"{text}@{term.language}"
    return f"{text}^^{serialise(Term('iri', term.datatype))}" if term.datatype else text


def _literal(value: str, datatype: str) -> Term:
    return Term("literal", value, PREFIXES["xsd"] + datatype)


def _iri(value: object, _: Parameter) -> Term:
    text = value.value if isinstance(value, Term) else str(value)
    prefixed = _PREFIXED.fullmatch(text)
    if prefixed and prefixed[1] in PREFIXES:
        text = PREFIXES[prefixed[1]] + prefixed[2]
    if not _IRI.fullmatch(text):
        raise ValueError("an IRI")
    return Term("iri", text)


def _string(value: object, _: Parameter) -> Term:
    text = str(value)
    if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValueError("a text without NUL and lone surrogates")
    return _literal(text, "string")


def _date(value: object, _: Parameter) -> Term:
    if isinstance(value, datetime.datetime):
        value = value.date()
    try:
        day = value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("a date, YYYY-MM-DD") from None
    return _literal(day.isoformat(), "date")


def _integer(value: object, _: Parameter) -> Term:
    if not re.fullmatch(r"[+-]?\d{1,18}", str(value)):
        raise ValueError("a whole number")
    return _literal(str(int(str(value))), "integer")


def _decimal(value: object, _: Parameter) -> Term:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError("a number") from None
    if not number.is_finite():
        raise ValueError("a number")
    return _literal(format(number, "f"), "decimal")


def _class(value: object, parameter: Parameter) -> Term:
    known = CLASS_OF_TYPE.get(str(value).upper())
    if known is not None:
        return Term("iri", str(known))
    try:
        return _iri(value, parameter)
    except ValueError:
        close = get_close_matches(str(value).upper(), CLASS_OF_TYPE, 3)
        raise ValueError("a type such as " + ", ".join(close or ("GHT", "PIMM", "CH"))) from None


def _code(value: object, parameter: Parameter) -> Term:
    text = str(value)
    if ":" in text:
        return _iri(text, parameter)
    if not parameter.scheme or not re.fullmatch(r"[\w-]+", text):
        raise ValueError(f"a code of {parameter.scheme or 'a scheme'}")
    return Term("iri", f"{CODE}{parameter.scheme}/{text}")


def _place(value: object, parameter: Parameter) -> Term:
    """A place by IRI, by official code (`12`, `12202`, `region/76`) or by name."""
    text = str(value).strip()
    if re.fullmatch(r"(commune|departement|region)/\w+", text):
        return Term("iri", f"{ID}place/{text}")
    code = _PLACE_CODE.fullmatch(text.upper())
    if code:
        return Term("iri", f"{ID}place/commune/{code[1]}" if code[1] else f"{ID}place/departement/{code[2]}")
    if ":" in text:
        return _iri(text, parameter)
    found = places().find(text)
    if found is None:
        raise ValueError("a commune, département or région, by name, code (12, 12202, region/76) or IRI")
    return Term("iri", f"{ID}place/{found.level}/{found.code}")


TYPES: dict[str, Callable[[object, Parameter], Term]] = {
    "iri": _iri,
    "string": _string,
    "date": _date,
    "integer": _integer,
    "decimal": _decimal,
    "class": _class,
    "code": _code,
    "place": _place,
}
"""Type of a parameter → how a value becomes a term (ValueError says what it should have been)."""


# -- questions ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a question that the asker fills. `scheme` is the SKOS scheme of a code (`role`, `equipment`)."""

    name: str
    type: str
    optional: bool = False
    example: str = ""
    default: str = ""
    scheme: str = ""
    inline: bool = False
    title: str = ""
    title_fr: str = ""

    def term(self, value: object) -> Term:
        """The value as a typed term; QueryError says what was expected, with an example."""
        try:
            return TYPES[self.type](value, self)
        except ValueError as error:
            raise QueryError(f"the parameter {self.name} is {error}, not {str(value)[:80]!r}", cure=self.cure) from None

    @property
    def cure(self) -> str:
        """How to give it, for messages."""
        return f"for example {self.name}={self.example}" if self.example else ""


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question: SPARQL text, and what its header says about it."""

    name: str
    text: str
    folder: str = ""
    title: str = ""
    title_fr: str = ""
    description: str = ""
    description_fr: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict)

    def heading(self, language: str = "en") -> str:
        """The title in French or English; the name where there is none."""
        return (self.title_fr if language == "fr" else self.title) or self.title or self.name

    @property
    def example(self) -> dict[str, str]:
        """The parameters of the header's example, required ones only."""
        return {p.name: p.example for p in self.parameters if p.example and not p.optional}

    def parameter(self, name: str) -> Parameter:
        """The parameter of that name; QueryError names the close ones."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        known = ", ".join(p.name for p in self.parameters)
        cure = f"its parameters: {known}" if known else "it takes none"
        raise QueryError(f"{self.name} has no parameter {name!r}", cure=cure)

    def bind(self, **parameters: object) -> str:
        """The query with these parameters as typed terms.

        A value is a Python value, its text, or a `Term`; a list gives several values. `None` leaves it open.
        """
        given = self._given(parameters)
        for parameter in self.parameters:
            if not (parameter.optional or parameter.default or parameter.name in given):
                raise QueryError(f"{self.name} needs the parameter {parameter.name}", cure=parameter.cure)
        return self.draft(**given)

    def draft(self, **parameters: object) -> str:
        """The query as `bind` gives it, but a required parameter that is not given stays a variable."""
        given = self._given(parameters)
        blocks: dict[str, str] = {}
        inlined: dict[str, str] = {}
        for parameter in self.parameters:
            value = given.get(parameter.name, parameter.default or None)
            if value is None:
                continue
            if parameter.inline:
                inlined[parameter.name] = serialise(parameter.term(value))
                continue
            values = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
            if not values:
                raise QueryError(f"the parameter {parameter.name} is empty", cure=parameter.cure)
            blocks[parameter.name] = _values(parameter, [parameter.term(each) for each in values])
        return _filled(self.text, self.name, blocks, inlined)

    def _given(self, parameters: Mapping[str, object]) -> dict[str, object]:
        return {self.parameter(name).name: value for name, value in parameters.items() if value is not None}


def _filled(text: str, name: str, blocks: Mapping[str, str], inlined: Mapping[str, str]) -> str:
    """The text with `VALUES` blocks where they belong and inline terms for their variables."""
    placed: set[str] = set()
    parts: list[str] = []
    start: int | None = None
    at = 0
    for match in _TOKEN.finditer(text):
        if match["where"] and start is None:
            parts.append(text[at : match.end()])
            start, at = len(parts), match.end()
        elif match["here"]:
            here = [each for each in match["here"].split() if each in blocks]
            parts.append(text[at : match.end()] + "".join(f"\n{blocks[each]}" for each in here))
            placed.update(here)
            at = match.end()
        elif match["variable"] and match["variable"] in inlined:
            parts.append(text[at : match.start()] + inlined[match["variable"]])
            at = match.end()
    parts.append(text[at:])
    outer = [block for each, block in blocks.items() if each not in placed]
    if outer:
        if start is None:
            raise QueryError(f"the query {name} takes parameters but has no WHERE {{")
        parts.insert(start, f" {' '.join(outer)}")
    return "".join(parts)


def _values(parameter: Parameter, terms: list[Term]) -> str:
    return f"VALUES ?{parameter.name} {{ {' '.join(map(serialise, terms))} }}"


_TOKEN = re.compile(
    r"""<[^\x00-\x20<>"{}|\\^`]*> | \#@(?P<here>[^\n]*) | \#[^\n]* | \"{3}.*?\"{3} | '{3}.*?'{3}
      | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | \?(?P<variable>\w+) | (?P<where>\bWHERE\s*\{)""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


# -- files -------------------------------------------------------------------------------------------------------

_SCALARS = ("title", "title@fr", "description", "description@fr")
_ENTRY = re.compile(r"\s*([\w@-]+)\s*:\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^,{}\"]*?))\s*(?:,|$)")


def _mapping(text: str) -> dict[str, str]:
    """`{key: value, key: "value"}`, flat; ValueError on anything else."""
    if not (text.startswith("{") and text.endswith("}")):
        raise ValueError("expected {key: value, …}")
    body, at, found = text[1:-1].strip(), 0, {}
    while at < len(body):
        match = _ENTRY.match(body, at)
        if not match:
            raise ValueError(f"cannot read {body[at : at + 40]!r}")
        found[match[1]] = match[3] if match[2] is None else re.sub(r"\\(.)", r"\1", match[2])
        at = match.end()
    return found


def _parameter(name: str, text: str) -> Parameter:
    given = _mapping(text)
    kind = given.pop("type", "")
    if kind not in TYPES:
        raise ValueError(f"the type of {name} is one of {', '.join(TYPES)}")
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of a variable: {name!r}")
    optional, inline = (given.pop(key, "false") == "true" for key in ("optional", "inline"))
    title_fr = given.pop("title@fr", "")
    unknown = set(given) - {"example", "default", "scheme", "title"}
    if unknown:
        raise ValueError(f"unknown keys of {name}: {', '.join(sorted(unknown))}")
    return Parameter(name, kind, optional or "default" in given, inline=inline, title_fr=title_fr, **given)


def parse_question(text: str, name: str, folder: str = "") -> Question:
    """A question from the text of its file; QueryError names the line of the header that cannot be read."""
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    key = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            continue
        content = line[2:].rstrip()
        entry = re.fullmatch(r"(\s*)([\w@-]+):\s*(.*)", content)
        try:
            if entry and len(entry[1]) <= 1:
                key = entry[2]
                header[key] = entry[3]
            elif key == "parameters" and entry:
                parameters.append(_parameter(entry[2], entry[3]))
            elif key and content.strip():
                header[key] = f"{header[key]} {content.strip()}".strip()
        except ValueError as error:
            raise QueryError(f"{name}.rq, line {number}: {error}") from None
    tags = tuple(tag.strip() for tag in header.pop("tags", "").strip("[]").split(",") if tag.strip())
    header.pop("parameters", None)
    title, title_fr, description, description_fr = (header.pop(each, "") for each in _SCALARS)
    return Question(name, text, folder, title, title_fr, description, description_fr, tags, tuple(parameters), header)


def read_questions(files: Iterable[Path]) -> dict[str, Question]:
    """The questions of these files by name (the stem); a name that two files share is refused."""
    found: dict[str, Question] = {}
    for path in files:
        text = path.read_text("utf-8").replace(PUBLISHED_BASE, BASE)
        if path.stem in found:
            raise QueryError(f"two queries are named {path.stem}")
        found[path.stem] = parse_question(text, path.stem, path.parent.name)
    return found


@lru_cache(maxsize=1)
def _all() -> dict[str, Question]:
    root = folder("queries")
    return read_questions(sorted(root.glob("**/*.rq"), key=lambda path: (path.parent.name, path.stem)))


def load_questions(folder: str | None = None) -> dict[str, Question]:
    """The questions of `queries/`, or of one of its folders (`competency`, `lookup`, `checks`, `export`), by name."""
    return {name: question for name, question in _all().items() if folder in (None, question.folder)}


def question(name: str) -> Question:
    """The question of that name; NotFoundError names the close ones."""
    known = _all()
    if name in known:
        return known[name]
    close = get_close_matches(name, known, 3, 0.5)
    cure = f"close: {', '.join(close)}" if close else "kg query --list names them all"
    raise NotFoundError(f"there is no query named {name!r}", cure=cure)
