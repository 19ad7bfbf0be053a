"""What is made of one extraction: text in a format. Functions of their own, so that other processes can run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article, Extraction


def _render_facts(article: Article, extraction: Extraction) -> str:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _facts(article, extraction))


def _facts(article: Article, extraction: Extraction) -> list[dict[str, object]]:
    from kg.export import facts
    from kg.graph import build

    return facts(build(article, extraction))


def _render_turtle(article: Article, extraction: Extraction) -> str:
    return _serialised(article, extraction, "turtle")


def _render_trig(article: Article, extraction: Extraction) -> str:
    return _serialised(article, extraction, "trig")


def _render_jsonld(article: Article, extraction: Extraction) -> str:
    return _serialised(article, extraction, "jsonld")


def _serialised(article: Article, extraction: Extraction, format: str) -> str:
    from kg.graph import build
    from kg.store import open_store

    graph = build(article, extraction)
    with closing(open_store("memory")) as store:
        named = str(graph.identifier) if format == "trig" else None
        store.load(graph.serialize(format="nt", encoding="utf-8"), "ntriples", named)
        out = BytesIO()
        store.dump(out, format)
    return out.getvalue().decode("utf-8")


def _render_table(article: Article, extraction: Extraction) -> str:
    """`rows` (subject, predicate, object or value, qualifiers, confidence, quote), and how many statements of which
    modality they leave out."""
    from kg.export import facts, left_out
    from kg.graph import build

    graph = build(article, extraction)
    lines = facts(graph)
    names = {line["id"]: str(line["name"]) for line in lines if line["kind"] == "entity"}
    rows = []
    for fact in (line for line in lines if line["kind"] == "fact"):
        evidence = fact.get("evidence")
        first = evidence[0] if isinstance(evidence, list) and evidence else evidence
        quote = str(first.get("text", "")) if isinstance(first, dict) else ""
        rows.append(
            (
                names.get(fact["subject"], str(fact["subject"])),
                str(fact["predicate"]),
                names.get(fact.get("object"), fact.get("value", "")),
                fact.get("qualifiers", {}),
                fact["confidence"],
                quote,
            )
        )
    return json.dumps({"rows": rows, "left_out": left_out(graph)}, ensure_ascii=False)


def _render_validation(article: Article, extraction: Extraction) -> str:
    from kg.graph import build
    from kg.validate import check

    report = check(build(article, extraction), text=article.text)
    return json.dumps([{"fr": each.message_fr, "en": each.message_en} for each in report.malformed], ensure_ascii=False)


RENDER: dict[str, Callable[[Article, Extraction], str]] = {
    "facts": _render_facts,
    "turtle": _render_turtle,
    "trig": _render_trig,
    "jsonld": _render_jsonld,
    "table": _render_table,
    "validation": _render_validation,
}
