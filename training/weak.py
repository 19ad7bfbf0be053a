"""Articles without spans (the HTML pages): mentions found by their names, facts by the words of their quotes."""

from __future__ import annotations

import html
import re
from pathlib import Path

from training.documents import Document, Row, annotate, read_gold

_HIDDEN = re.compile(r"(?is)<(script|style|noscript|head)\b.*?</\1>")
_BLOCK = re.compile(r"(?i)<(br|/p|/div|/li|/h\d|/tr|/ul|/section|/article|/header|/footer|/nav)[^>]*>")


def visible_text(source: str) -> str:
    """The text of an HTML page, a line for each block."""
    text = html.unescape(re.sub(r"(?s)<[^>]+>", " ", _BLOCK.sub("\n", _HIDDEN.sub(" ", source))))
    return re.sub(r"\s*\n\s*", "\n", re.sub(r"[ \t\r]+", " ", text)).strip()


def read_weak_article(path: Path, gold: Path) -> Document:
    """The page at `path`, labelled as far as the words of its gold annotation are found in it."""
    raw = path.read_bytes()
    try:
        source = raw.decode("utf-8")
    except UnicodeDecodeError:
        source = raw.decode("cp1252", errors="replace")
    text = visible_text(source)
    rows = read_gold(gold)
    graph = annotate(text, _found_mentions(text, rows), _found_facts(text, rows), {})
    return Document(
        path.stem,
        path.stem[0],
        text,
        tuple(graph.spans),
        tuple(graph.links),
        frozenset(graph.ignored),
        article=True,
        weak=True,
    )


def _found_mentions(text: str, rows: list[Row]) -> list[Row]:
    entities = {r["id"]: {**r, "mentions": []} for r in rows if r["kind"] == "entity"}
    forms = {(form, e["id"]) for e in entities.values() for form in (e["name"], *e["aliases"]) if len(form) > 2}
    taken: list[tuple[int, int]] = []
    for form, entity in sorted(forms, key=lambda f: (-len(f[0]), f)):
        pattern = re.sub(r"['’]", "['’]", re.escape(form))
        for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", text):
            start, end = found.span()
            if all(end <= s or start >= e for s, e in taken):
                taken.append((start, end))
                entities[entity]["mentions"].append({"start": start, "end": end, "kind": "name"})
    return list(entities.values())


def _found_facts(text: str, rows: list[Row]) -> list[Row]:
    facts = []
    for row in rows:
        if row["kind"] != "fact" or "evidence" not in row:
            continue
        quotes = row["evidence"] if isinstance(row["evidence"], list) else [row["evidence"]]
        places = [(text.find(q["text"]), len(q["text"])) for q in quotes]
        evidence = [{"start": at, "end": at + size} for at, size in places if at >= 0]
        if evidence:
            planned = row.get("qualifiers", {}).get("status") == "planned"
            facts.append({**row, "evidence": evidence, "modality": "planned" if planned else "asserted"})
    return facts
