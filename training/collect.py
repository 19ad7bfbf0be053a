"""Copy into `training/corpus/` what may be kept: `python -m training.collect`. Needs `../shared` beside the repository.

Passages, lexicon, the articles marked « invented », the scorer, the splitter of passages, and the compiler of markup.
The articles written in this repository are not touched: `training.corpus` compiles them from their markup.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from training.corpus import KEPT, ROOT, data_folder, invented

COPIED = (
    "passages/*.jsonl",
    "lexicon/*",
    "eval/score.py",
    "eval/split_passages.py",
    "markup/compile.py",
)


def collect(source: Path, target: Path) -> int:
    """Copy, and say how many files. What stood in the target and is kept no more is removed; its README stays."""
    files = [p for pattern in COPIED for p in sorted(source.glob(pattern))]
    names = sorted(invented(source))
    for name in names:
        found = [
            p for part in ("text", "gold", "spans") for p in sorted((source / "articles" / part).glob(f"{name}.*"))
        ]
        files += [p for p in found if p.stem == name]
    for folder in ("passages", "lexicon", "eval", "articles"):
        shutil.rmtree(target / folder, ignore_errors=True)
    for path in files:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    rows = "".join(f"{name};invented\n" for name in names)
    (target / "articles" / "origin.csv").write_text(f"name;origin\n{rows}", encoding="utf-8")
    return len(files)


def main() -> None:
    if data_folder() == KEPT:
        raise SystemExit("there is no ../shared beside the repository to copy from")
    print(f"{collect(data_folder(), KEPT)} files in {KEPT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
