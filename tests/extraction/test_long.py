"""A very long text: 5 MB are extracted, and told as facts, under 1 GiB, held here on a quarter of it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kg.extraction.nlp import MODEL

SHARE = 4
MIB = 1024

MEASURE = """
import resource, sys
from importlib import resources
from kg.export import extraction_as
from kg.extraction import extract, load_pipeline
from kg.model import Article

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)

texts = [p.read_text("utf-8") for p in sorted(resources.files("kg.samples").iterdir()) if p.name.endswith(".txt")]
size = int(sys.argv[1])
number = -(-size // sum(map(len, texts)))
text = "\\n\\n".join(t.replace("Saint-", f"Saint-{n}-") for n in range(number) for t in texts)[:size]
nlp = load_pipeline()

def told(name, text):
    article = Article(name, text)
    return extraction_as(article, extract(article, nlp), "facts")

told("short", text[:50_000])
before = peak()
lines = told("long", text)
print(before, peak(), lines.count('"kind": "fact"'))
"""


@pytest.mark.long
@pytest.mark.skipif(not any(MODEL.glob("*.onnx")), reason="the weights are not here")
def test_a_very_long_text_is_extracted_within_a_gibibyte() -> None:
    command = [sys.executable, "-c", MEASURE, str(5_000_000 // SHARE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    before, after, facts = map(int, told)
    assert facts
    assert after - before <= (MIB - before) / SHARE
