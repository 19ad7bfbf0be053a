"""What the checks on a language model's answers would refuse of a perfect answer: the gold, put in the model's mouth.

    python benchmarks/bench_llm_checks.py [../shared/articles] [--out OUT]

Each article's gold entities (with the mentions of `spans/`) and facts (with their quotes) are taken as the answer of a
model. Prints how many facts are refused, by reason; with --out the facts that are left, to be scored by `score.py`.
Then the same with one word of each quote exchanged: all of these should be refused.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

from kg.export import as_jsonl, document_store, facts
from kg.extraction.llm.answers import Answers
from kg.model import Article, Extraction
from kg.reading import read_article


def answer(gold: list[dict[str, Any]], spans: dict[str, Any], article: Article) -> dict[str, Any]:
    """The gold of an article as a model would tell it; places read from names are ours to find."""
    said: dict[str, list[str]] = {}
    for mention in spans.get("mentions", ()):
        if mention["kind"] != "pronoun":
            said.setdefault(mention["entity"], []).append(article.text[mention["start"] : mention["end"]])
    entities = [
        {"id": line["id"], "type": line["type"], "name": line["name"]}
        | {"mentions": said.get(line["id"], [line["name"], *line.get("aliases", ())])}
        for line in gold
        if line["kind"] == "entity"
    ]
    stated = []
    for line in gold:
        if line["kind"] == "fact" and line.get("basis") != "name" and line.get("evidence"):
            evidence = line["evidence"] if isinstance(line["evidence"], list) else [line["evidence"]]
            stated.append({**line, "quote": " … ".join(each["text"] for each in evidence), "confidence": 0.9})
    return {"entities": entities, "facts": stated}


def spoiled(fact: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The fact with one word of its quote exchanged for one that no article has."""
    words = list(re.finditer(r"\w{3,}", fact["quote"]))
    if not words:
        return {**fact, "quote": "xyzzy"}
    word = chance.choice(words)
    return {**fact, "quote": fact["quote"][: word.start()] + "xyzzy" + fact["quote"][word.end() :]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="?", type=Path, default=Path("../shared/articles"))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    told, refused, passed, chance = 0, Counter[str](), 0, random.Random(1)
    for path in sorted((given.articles / "gold").glob("*.jsonl")):
        article = read_article(next((given.articles / "text").glob(f"{path.stem}.*")))
        spans = given.articles / "spans" / f"{path.stem}.json"
        marked = json.loads(spans.read_text(encoding="utf-8")) if spans.exists() else {}
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        said = answer(gold, marked, article)
        answers = Answers(article)
        answers.take(said, 0, len(article.text))
        entities, kept = answers.extracted()
        refused += answers.refused
        told += len(said["facts"])
        lies = Answers(article)
        lies.take({**said, "facts": [spoiled(fact, chance) for fact in said["facts"]]}, 0, len(article.text))
        passed += sum(fact.basis is None and fact.confidence == 0.9 for fact in lies.extracted()[1])
        if given.out:
            given.out.mkdir(parents=True, exist_ok=True)
            lines = facts(document_store(article, Extraction(entities, kept, "gold")))
            (given.out / path.name).write_text(as_jsonl(lines), encoding="utf-8")
    print(f"{told} facts of the gold told; refused: {dict(refused)}")
    print(f"{passed} facts kept whose quote has one word exchanged")


if __name__ == "__main__":
    main()
