"""The rules' voice on every twentieth article of the shared corpus: read, extracted, scored by the contract."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from spacy.language import Language

from kg.export import document_store, facts
from kg.export.facts import as_jsonl
from kg.extraction import extract
from kg.reading import read_article


def test_the_rules_stand_above_their_floors(rules: Language, shared: Path, tmp_path: Path) -> None:
    gold, said = tmp_path / "gold", tmp_path / "said"
    gold.mkdir()
    said.mkdir()
    for path in sorted((shared / "articles" / "gold").glob("*.jsonl"))[::20]:
        (gold / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        source = next((shared / "articles" / "text").glob(path.stem + ".*"))
        article = read_article(source)
        (said / path.name).write_text(
            as_jsonl(facts(document_store(article, extract(article, rules)))), encoding="utf-8"
        )
    score = [sys.executable, str(shared / "eval" / "score.py"), str(gold), str(said), "--json"]
    figures = json.loads(subprocess.run(score, capture_output=True, text=True, check=True).stdout)
    assert figures["entities (name+type)"]["f"] >= 0.45
    assert figures["facts"]["f"] >= 0.25
