"""Why a fact is in the graph: its statements, their words and articles, and the reason of the preference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.queries import question
from kg.store import Store
from kg.store.lines import iri_term
from kg.vocabulary import SANTE


@dataclass(frozen=True, slots=True)
class Ground:
    """One statement that a fact rests on: who says it, how, in which words.

    `preferred`: the row is drawn from it, and `preference` (in French `preference_fr`) says why. `passages` are offsets
    (code points) in the text. `believed` is False for a suggestion: too unsure, or rejected; `verdict` (accepted,
    rejected, corrected), `reviewer`, `reviewed` and `note` are what someone decided on it.
    """

    fact: str
    statement: str
    modality: str
    confidence: float
    quote: str
    document: str
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str = ""
    extractor: str = ""
    preferred: bool = False
    preference: str = ""
    preference_fr: str = ""
    passages: tuple[tuple[int, int], ...] = ()
    believed: bool = True
    verdict: str = ""
    reviewer: str = ""
    reviewed: str = ""
    note: str = ""


def why(store: Store, facts: Iterable[str]) -> tuple[Ground, ...]:
    """The statements on these facts, the preferred one of each first, those that are not believed last.

    Raises InputError for what is no IRI.
    """
    wanted = sorted(set(facts))
    if not wanted:
        return ()
    reasons = _reasons(store, wanted)
    rows = [{name: str(t) for name, t in row.items()} for row in store.select(question("evidence").bind(fact=wanted))]
    passages = _passages(store, {row["statement"] for row in rows})
    found = {row["statement"]: _ground(row, reasons.get(row["statement"]), passages[row["statement"]]) for row in rows}
    return tuple(
        sorted(found.values(), key=lambda g: (g.fact, not g.believed, not g.preferred, g.published, g.statement))
    )


def _ground(said: dict[str, str], preference: tuple[str, str] | None, passages: list[tuple[int, int]]) -> Ground:
    return Ground(
        said["fact"],
        said["statement"],
        said["modality"].rpartition("/")[2],
        float(said.get("confidence", "1")),
        said.get("quote", ""),
        said["article"],
        said.get("articleLabel", ""),
        said.get("publisher", ""),
        said.get("published", ""),
        said.get("url", ""),
        said.get("extractor", ""),
        preference is not None,
        *(preference or ("", "")),
        tuple(passages),
        said["says"] == str(SANTE.states),
        said.get("verdict", "").rpartition("/")[2],
        said.get("reviewer", ""),
        said.get("reviewed", ""),
        said.get("note", ""),
    )


def _passages(store: Store, statements: set[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    if statements:
        for row in store.select(question("passages").bind(statement=sorted(statements))):
            found[str(row["statement"])].append((int(str(row["start"])), int(str(row["end"]))))
    return found


def _reasons(store: Store, facts: list[str]) -> dict[str, tuple[str, str]]:
    """Preferred statement → why it is preferred, in English and in French."""
    values = " ".join(map(iri_term, facts))
    pattern = f"?fact <{SANTE.preferredStatement}> ?statement "
    pattern += "".join(
        f' . ?fact <{SANTE.preference}> ?{name} FILTER(LANG(?{name}) = "{name}")' for name in ("en", "fr")
    )
    rows = store.select(f"SELECT ?statement ?en ?fr WHERE {{ VALUES ?fact {{ {values} }} {pattern} }}")
    return {str(row["statement"]): (str(row["en"]), str(row["fr"])) for row in rows}
