"""Reviewed documents as gold: text, facts and spans in the shape of the annotated corpus, to train with.

Such gold holds what the reviewed graph believes, each fact marked as reviewed or not. It does not hold what nobody
found: a reviewer sees what the machine proposed. Mentions, zones and values are the machine's own. It holds the text of
the article, and stays where that may be (`gold.md` says so in the folder).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.export.document import document_store
from kg.export.facts import Line, as_jsonl, facts
from kg.graph import document_iri, entity_iri
from kg.model import Article, Evidence, Extraction, Fact, Verdict, ZoneKind

_HEADER = "name;origin;reviewed;unreviewed;rejected;complete"
_README = Path(__file__).with_name("gold.md")


@dataclass(frozen=True, slots=True)
class Gold:
    """One document: its name, its text, the lines of the contract, its spans, and how much of it was reviewed."""

    name: str
    text: str
    lines: tuple[Line, ...]
    spans: dict[str, Any]
    reviewed: int
    unreviewed: int
    rejected: int


def gold(article: Article, extraction: Extraction) -> Gold:
    """The gold of one article, of an extraction that bears the decisions of people."""
    ids = _ids(article, extraction)
    believed = [fact for fact in extraction.facts if extraction.believes(fact)]
    told = [_statement(fact, ids) for fact in believed]
    refused = [
        _statement(fact, ids) for fact in extraction.facts if fact.review and fact.review.verdict is Verdict.REJECTED
    ]
    reviewed = sum(1 for fact in believed if fact.review)
    spans = _spans(article, extraction, ids) | {"statements": told, "rejected": refused}
    lines = tuple(_lines(article, extraction, [each for each in told if each["reviewed"]]))
    return Gold(article.name, article.text, lines, spans, reviewed, len(told) - reviewed, len(refused))


def write_gold(documents: Iterable[Gold], folder: Path) -> list[str]:
    """Write gold as the corpus has it; the names of the files. Raises StoreError where the folder cannot be written."""
    rows, taken = [], set[str]()
    try:
        for part in ("text", "gold", "spans"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        for each in documents:
            name = _free(each.name, taken)
            (folder / "text" / f"{name}.txt").write_bytes(each.text.encode("utf-8"))
            (folder / "gold" / f"{name}.jsonl").write_text(as_jsonl(each.lines), encoding="utf-8")
            spans = json.dumps(each.spans, ensure_ascii=False, indent=1) + "\n"
            (folder / "spans" / f"{name}.json").write_text(spans, encoding="utf-8")
            complete = "yes" if each.unreviewed == 0 else "no"
            rows.append(f"{name};reviewed;{each.reviewed};{each.unreviewed};{each.rejected};{complete}")
        (folder / "origin.csv").write_text("\n".join([_HEADER, *rows]) + "\n", encoding="utf-8")
        (folder / "README.md").write_bytes(_README.read_bytes())
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}") from error
    return sorted(taken)


def _free(name: str, taken: set[str]) -> str:
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name).strip("-.") or "article"
    free, number = plain, 2
    while free in taken:
        free, number = f"{plain}-{number}", number + 1
    taken.add(free)
    return free


def _ids(article: Article, extraction: Extraction) -> dict[str, str]:
    """Entity → its id in the facts view: entities in the order of the text, those of one IRI once."""
    document = document_iri(article)
    ordered = sorted(extraction.entities, key=lambda e: min((m.start for m in e.mentions), default=1 << 62))
    numbers: dict[str, str] = {}
    found = {}
    for entity in ordered:
        iri = str(entity_iri(entity, extraction, document))
        found[entity.id] = numbers.setdefault(iri, f"e{len(numbers) + 1}")
    return found


def _statement(fact: Fact, ids: dict[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {"subject": ids[fact.subject], "predicate": fact.predicate}
    said |= {"object": ids[fact.object]} if fact.object is not None else {"value": fact.value}
    if fact.qualifiers:
        said["qualifiers"] = dict(fact.qualifiers)
    if fact.basis:
        said["basis"] = fact.basis
    reviewed = {"reviewed": fact.review is not None}
    return {**said, "modality": str(fact.modality), "evidence": [_quote(e) for e in fact.evidence], **reviewed}


def _quote(evidence: Evidence) -> dict[str, Any]:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}


def _lines(article: Article, extraction: Extraction, reviewed: list[dict[str, Any]]) -> Iterator[Line]:
    """The facts view, each fact with whether someone has decided on it."""
    known = {(*_ends(each), e["start"]) for each in reviewed for e in each["evidence"]}
    for line in facts(document_store(article, extraction)):
        if line["kind"] == "fact":
            evidence = line.get("evidence", [])
            places: list[Any] = evidence if isinstance(evidence, list) else [evidence]
            line = {**line, "reviewed": any((*_ends(line), e["start"]) in known for e in places)}
        yield line


def _ends(said: Line) -> tuple[str, ...]:
    ends = [str(said[key]) for key in ("subject", "object") if key in said]
    if said["predicate"] == "partner":
        ends.sort()
    return (str(said["predicate"]), *ends)


def _spans(article: Article, extraction: Extraction, ids: dict[str, str]) -> dict[str, Any]:
    from kg.extraction.offered import offered

    found: dict[str, Any] = {
        "zones": [{"start": zone.start, "end": zone.end, "zone": str(zone.kind)} for zone in article.zones],
        **{kind: [] for kind in ("dates", "amounts", "places", "equipment")},
    }
    for each in offered(article):
        list_, key = _VALUES.get(each.kind, ("", ""))
        if list_:
            found[list_].append({"start": each.start, "end": each.end, key: each.value})
    mentions = [
        {"entity": ids[entity.id], "start": m.start, "end": m.end, "kind": str(m.kind)}
        for entity in extraction.entities
        for m in entity.mentions
        if article.zone_at(m.start) is not ZoneKind.FURNITURE
    ]
    return found | {"mentions": sorted(mentions, key=lambda m: (m["start"], m["end"]))}


_VALUES = {
    "DATE": ("dates", "value"),
    "AMOUNT": ("amounts", "value"),
    "PLACE": ("places", "name"),
    "EQUIPMENT": ("equipment", "code"),
}
"""Kind of a value → the list of the spans that holds it, and the key of what it says."""
