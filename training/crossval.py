"""Cross-validate in the five fixed folds of authors: `python -m training.crossval`, over as many sessions as it takes.

Each fold trains its net without its authors (resuming from its checkpoint), exports it in 8 bits, extracts the fold's
articles and passages with the product, and keeps predictions and figures in `training/runs/foldN`. `--first` scores the
first part of `make train` in the same way: the first fold held out but for our own articles, which it learns from. The
table of what has been run stands in `crossval.txt`, with date and commit.
"""

from __future__ import annotations

import argparse
import datetime
import json
import shutil
import subprocess
import sys
from pathlib import Path

import torch

from training.corpus import FOLDS, OWN, ROOT, article_files, data_folder, read_corpus, text_of
from training.export import bare_settings, export
from training.train import RUNS, Plan, first

TABLE = ROOT / "training" / "crossval.txt"
FIGURES = ("entities (name+type)", "facts", "facts but located_in", "qualifiers")


def lay_texts(authors: str, data: Path, out: Path) -> list[Path]:
    """Texts and gold of the authors' articles and passages, as folders that `kg extract` and the scorer read."""
    shutil.rmtree(out, ignore_errors=True)
    articles, own = out / "articles", out / "own"
    golds = article_files(data)
    for document in read_corpus(data, authors).held:
        if document.article:
            folder, gold = own if document.author == OWN else articles, golds[document.name]
            for part, file in (("text", text_of(gold)), ("gold", gold)):
                (folder / part).mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, folder / part / file.name)
    passages = [str(p) for p in sorted((data / "passages").glob("*.jsonl")) if p.stem in authors]
    if passages:
        splitter = data / "eval" / "split_passages.py"
        subprocess.run([sys.executable, str(splitter), str(out / "passages"), *passages], check=True)
    return [folder for folder in (articles, own, out / "passages") if folder.is_dir()]


def score(model: Path, folder: Path, data: Path) -> str:
    """Extract the folder's texts with the product and score them (JSON); the predictions stay in `pred`."""
    predicted = folder / "pred"
    command = [sys.executable, "-m", "kg.cli", "extract", str(folder / "text"), "--format", "facts", "--jobs", "2"]
    subprocess.run([*command, "--out", str(predicted), "--model", str(model)], check=True)
    scorer = [sys.executable, str(data / "eval" / "score.py"), str(folder / "gold"), str(predicted), "--json"]
    return subprocess.run(scorer, check=True, capture_output=True, text=True).stdout


def score_run(out: Path, authors: str, data: Path) -> None:
    """Figures of the run in `out` on its held-out authors, one file a folder of texts."""
    for folder in lay_texts(authors, data, out / "scored"):
        (out / f"{folder.name}.json").write_text(score(out / "model", folder, data), encoding="utf-8")


def table(runs: Path) -> str:
    """The figures of all runs that were scored, with date and commit."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True).stdout
    when = f"{datetime.date.today()}, {commit.strip()}"
    lines = [
        f"On authors never seen, through the whole product, 8-bit nets ({when}), F1:",
        f"{'held out':22s}{'texts':>16s}  " + "  ".join(f"{name:>20s}" for name in (*FIGURES, "metadata")),
    ]
    for run, authors in (("first", FOLDS[0].replace(OWN, "")), *((f"fold{i}", a) for i, a in enumerate(FOLDS))):
        for path in sorted((runs / run).glob("*.json")):
            figures = json.loads(path.read_text(encoding="utf-8"))
            shown = [*(figures[name]["f"] for name in FIGURES), figures["metadata"]]
            texts = f"{figures['articles']} {path.stem}"
            lines.append(f"{run + ' ' + authors:22s}{texts:>16s}  " + "  ".join(f"{value:20.3f}" for value in shown))
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, action="append", help="this fold alone (may be given again); else all five")
    parser.add_argument("--first", action="store_true", help="score the first part of `make train`, train nothing")
    parser.add_argument("--runs", type=Path, default=RUNS)
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    data, plan = data_folder(), Plan(epochs=options.epochs)
    if options.first:
        score_run(options.runs / "first", FOLDS[0].replace(OWN, ""), data)
    for fold in () if options.first else options.fold or range(len(FOLDS)):
        out = options.runs / f"fold{fold}"
        export(*first(FOLDS[fold], plan, 1.0, out), out / "model", bare_settings())
        score_run(out, FOLDS[fold], data)
    TABLE.write_text(table(options.runs), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
