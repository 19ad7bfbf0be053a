"""A very long text: 5 MB are extracted under 1 GiB, held here on a quarter of it."""

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
from kg.extraction import extract, load_pipeline
from kg.model import Article

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 * 1024 if sys.platform == "darwin" else 1024)

texts = [p.read_text("utf-8") for p in sorted(resources.files("kg.samples").iterdir()) if p.name.endswith(".txt")]
size = int(sys.argv[1])
number = -(-size // sum(map(len, texts)))
text = "\\n\\n".join(t.replace("Saint-", f"Saint-{n}-") for n in range(number) for t in texts)[:size]
nlp = load_pipeline()
extract(Article("short", text[:50_000]), nlp)
before = peak()
found = extract(Article("long", text), nlp)
print(before, peak(), len(found.facts))
"""


@pytest.mark.long
@pytest.mark.skipif(not any(MODEL.glob("*.onnx")), reason="the weights are not here")
def test_a_very_long_text_is_extracted_within_a_gibibyte() -> None:
    command = [sys.executable, "-c", MEASURE, str(5_000_000 // SHARE)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    before, after, facts = map(int, told)
    assert facts
    assert after - before <= (MIB - before) / SHARE
