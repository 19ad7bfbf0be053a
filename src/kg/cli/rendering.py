"""What is made of one extraction: text in a format. Functions of their own, so that other processes can run them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model import Article, Extraction


def _render(format: str, article: Article, extraction: Extraction) -> str:
    from kg.export import extraction_as

    return extraction_as(article, extraction, format)


def _render_table(article: Article, extraction: Extraction) -> str:
    """`rows` (subject, predicate, object or value, qualifiers, confidence, quote), and how many statements of which
    modality they leave out."""
    from kg.export import document_store, facts, left_out

    with closing(document_store(article, extraction)) as document:
        lines, unsaid = facts(document), left_out(document)
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
    return json.dumps({"rows": rows, "left_out": unsaid}, ensure_ascii=False)


def _render_validation(article: Article, extraction: Extraction) -> str:
    from kg.graph import build
    from kg.validate import check

    report = check(build(article, extraction), text=article.text)
    return json.dumps([{"fr": each.message_fr, "en": each.message_en} for each in report.malformed], ensure_ascii=False)


RENDER: dict[str, Callable[[Article, Extraction], str]] = {
    **{format: partial(_render, format) for format in ("facts", "turtle", "trig", "jsonld")},
    "table": _render_table,
    "validation": _render_validation,
}
