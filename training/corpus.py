"""Where the annotated data lies, which part of it is held out, and how it is read."""

from __future__ import annotations

import csv
import hashlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.documents import SOURCES, Document, read_article, read_passages
from training.weak import read_weak_article

ROOT = Path(__file__).resolve().parent.parent
FOLDS = ("aefq150", "bcgr46", "dhmnswy7", "ijotu238", "klpvxz9")
"""Authors held out together: first letters of the names of passages and articles (0: written in this repository)."""
OWN = "0"
KEPT = ROOT / "training" / "corpus"


def data_folder() -> Path:
    """All of the data where it lies beside the repository, else what the repository keeps."""
    beside = ROOT.parent / "shared"
    return beside if (beside / "passages").is_dir() else KEPT


@cache
def own_articles() -> Path:
    """The folder of the articles written in this repository, compiled from `corpus/markup/own/`: text, gold, spans.

    Compiled once for each state of the markup; git ignores the folder. Raises ValueError where the markup has a fault.
    """
    compiler = KEPT / "markup" / "compile.py"
    sources = sorted((KEPT / "markup" / "own").glob("*.txt"))
    state = hashlib.sha256(b"".join(path.read_bytes() for path in (compiler, *sources))).hexdigest()[:16]
    made = KEPT / "compiled" / state
    if not made.is_dir():
        made.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=made.parent) as scratch:
            for source in sources:
                command = [sys.executable, str(compiler), str(source), "--articles", f"{scratch}/articles"]
                told = subprocess.run(command, capture_output=True, text=True)
                if told.returncode:
                    raise ValueError(told.stdout.strip() or told.stderr.strip())
            try:
                Path(scratch, "articles").rename(made)
            except OSError:  # another process was first
                if not made.is_dir():
                    raise
    return made


def article_files(folder: Path) -> dict[str, Path]:
    """Name → gold of every article in `folder`, and of those written in this repository; text and spans lie beside."""
    golds = (folder / "articles" / "gold", own_articles() / "gold")
    return {path.stem: path for gold in golds for path in sorted(gold.glob("*.jsonl"))}


def text_of(gold: Path) -> Path:
    """The text, or the page, of the article with this gold."""
    found = sorted((gold.parent.parent / "text").glob(f"{gold.stem}.*"))
    return next(p for p in found if p.suffix in {".html", ".htm", ".txt"})


@dataclass(frozen=True)
class Corpus:
    """What is trained on, and what is kept apart to be measured on."""

    train: list[Document]
    held: list[Document]


def read_corpus(folder: Path, held_out: str = "") -> Corpus:
    """All of `folder`; the authors in `held_out` apart, the source articles in neither part."""
    documents = [d for path in sorted((folder / "passages").glob("*.jsonl")) for d in read_passages(path)]
    for name, gold in article_files(folder).items():
        articles = gold.parent.parent
        if (articles / "spans" / f"{name}.json").exists():
            documents.append(read_article(name, articles))
        else:
            documents.append(read_weak_article(text_of(gold), gold))
    documents = [d for d in documents if d.name not in SOURCES]
    return Corpus(
        [d for d in documents if d.author not in held_out],
        [d for d in documents if d.author in held_out],
    )


def invented(folder: Path) -> list[str]:
    """Names of the articles that may be kept in the repository."""
    with (folder / "articles" / "origin.csv").open(encoding="utf-8", newline="") as lines:
        return [row["name"] for row in csv.DictReader(lines, delimiter=";") if row["origin"] == "invented"]
