"""Cross-validate in the five fixed folds of authors: `python -m training.crossval`, over as many sessions as it takes.

Each fold trains its net without its authors (resuming from its checkpoint), exports it in 8 bits, extracts the fold's
articles and passages with the product, and keeps the predictions and the scorer's table in `training/runs/foldN`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

import torch

from training.corpus import FOLDS, data_folder, read_corpus
from training.export import SETTINGS, export
from training.train import RUNS, Plan, first


def lay_texts(fold: int, data: Path, out: Path) -> list[Path]:
    """Texts and gold of the fold's articles and passages, as folders `kg extract` and the scorer read."""
    shutil.rmtree(out, ignore_errors=True)
    articles = out / "articles"
    for part in ("text", "gold"):
        (articles / part).mkdir(parents=True)
    for document in read_corpus(data, FOLDS[fold]).held:
        if document.article:
            text = next((data / "articles" / "text").glob(f"{document.name}.*"))
            shutil.copyfile(text, articles / "text" / text.name)
            gold = f"{document.name}.jsonl"
            shutil.copyfile(data / "articles" / "gold" / gold, articles / "gold" / gold)
    passages = [str(p) for p in sorted((data / "passages").glob("*.jsonl")) if p.stem in FOLDS[fold]]
    if passages:
        splitter = data / "eval" / "split_passages.py"
        subprocess.run([sys.executable, str(splitter), str(out / "passages"), *passages], check=True)
    return [folder for folder in (articles, out / "passages") if folder.is_dir()]


def score(model: Path, folder: Path, data: Path) -> str:
    """Extract the folder's texts with the product and score them; the predictions stay in `pred`."""
    predicted = folder / "pred"
    command = [sys.executable, "-m", "kg.cli", "extract", str(folder / "text"), "--format", "facts"]
    subprocess.run([*command, "--out", str(predicted), "--model", str(model)], check=True)
    scorer = [sys.executable, str(data / "eval" / "score.py"), str(folder / "gold"), str(predicted)]
    return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, action="append", help="this fold alone (may be given again); else all five")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    data, plan = data_folder(), Plan(epochs=options.epochs)
    for fold in options.fold or range(len(FOLDS)):
        out = RUNS / f"fold{fold}"
        export(*first(fold, plan, 1.0, out), out / "model", json.loads(SETTINGS.read_text(encoding="utf-8")))
        for folder in lay_texts(fold, data, out / "scored"):
            table = score(out / "model", folder, data)
            (out / f"{folder.name}.txt").write_text(table, encoding="utf-8")
            print(f"fold {fold}, {folder.name}\n{table}", flush=True)


if __name__ == "__main__":
    main()
