"""What the product finds, measured part by part: `python -m training.figures FOLDER… [--model M] [--jobs N]`.

A folder holds `text/` and `gold/`, as the articles and split passages do; annotations of mentions, zones and statements
are looked up by name in the corpus. Entities, facts, qualifiers and metadata are the scorer's; the others are counted
here: lines of furniture, zones, mentions, modality, dates, facts that rest on furniture, kept-out statements that leak.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

from training.corpus import article_files, data_folder
from training.evaluate import Count

Row = dict[str, Any]
DATED = frozenset(["created", "opened", "signed"])
DATES = frozenset(["since", "until", "date"])


@dataclass(frozen=True)
class Found:
    """One text as the product reads it: lines of the facts view, statements with modality, mentions, zones."""

    name: str
    lines: list[Row]
    entities: dict[str, Row]
    statements: list[Row]
    mentions: list[tuple[int, int, str]]
    zones: list[tuple[int, int, str]]


@dataclass(frozen=True)
class Annotated:
    """What the corpus says of a text beside its gold; offsets in the text as `gold/` and `text/` have it."""

    statements: list[Row]
    mentions: list[tuple[int, int, str]]
    zones: list[tuple[int, int, str]]


@dataclass
class Figures:
    """Counts over many texts."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    modality: Counter[bool] = field(default_factory=Counter)
    kept_out: int = 0
    leaked: int = 0
    on_furniture: int = 0
    texts: dict[str, float] = field(default_factory=dict)


def scorer(data: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", data / "eval" / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data / "eval" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@lru_cache(maxsize=1)
def _pipeline(model: str | None) -> Any:
    from kg.extraction import load_pipeline

    return load_pipeline(model)


def read(path: Path, model: str | None = None) -> Found:
    """One text through the product."""
    from kg.export import document_store, facts
    from kg.extraction import extract
    from kg.reading import read_article

    article = read_article(path)
    extraction = extract(article, _pipeline(model))
    entities = {e.id: {"name": e.name, "aliases": list(e.aliases), "type": e.type} for e in extraction.entities}
    statements = [
        {
            "subject": f.subject,
            "predicate": f.predicate,
            "object": f.object,
            "value": f.value,
            "modality": str(f.modality),
        }
        for f in extraction.facts
    ]
    mentions = [(m.start, m.end, e.type) for e in extraction.entities for m in e.mentions]
    zones = [(z.start, z.end, str(z.kind)) for z in article.zones]
    return Found(path.stem, facts(document_store(article, extraction)), entities, statements, mentions, zones)


def annotated(data: Path) -> dict[str, Annotated]:
    """By name: every annotated article and passage of the corpus."""
    found = {}
    for name, gold in article_files(data).items():
        spans = gold.parent.parent / "spans" / f"{name}.json"
        if spans.exists():
            types = _types(gold)
            said = json.loads(spans.read_text(encoding="utf-8"))
            mentions = [(m["start"], m["end"], types[m["entity"]]) for m in said["mentions"]]
            zones = [(z["start"], z["end"], z["zone"]) for z in said["zones"]]
            found[name] = Annotated(said["statements"], mentions, zones)
    for path in sorted((data / "passages").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            day = row.get("published") or ""
            shift = len("Publié le 01/01/2001\n\n") if len(day) == 10 else 0  # the line that split_passages.py adds
            mentions = [
                (m["start"] + shift, m["end"] + shift, e["type"]) for e in row["entities"] for m in e["mentions"]
            ]
            found[row["id"]] = Annotated(row["facts"], mentions, [])
    return found


def _types(gold: Path) -> dict[str, str]:
    rows = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row["type"] for row in rows if row["kind"] == "entity"}


def measure(folder: Path, model: str | None, jobs: int) -> Figures:
    """Figures of all texts of a folder."""
    data = data_folder()
    score, known, figures = scorer(data), annotated(data), Figures()
    paths = sorted(p for p in (folder / "text").iterdir() if (folder / "gold" / f"{p.stem}.jsonl").exists())
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for found in pool.map(partial(read, model=model), paths, chunksize=8):
            _, gold, wanted = score.load(folder / "gold" / f"{found.name}.jsonl")
            _count(figures, found, score, gold, wanted, known.get(found.name))
    return figures


def _count(
    figures: Figures, found: Found, score: ModuleType, gold: Row, wanted: list[Row], known: Annotated | None
) -> None:
    said = [line for line in found.lines if line["kind"] == "fact"]
    ids = {line["id"]: line for line in found.lines if line["kind"] == "entity"}
    counts, same = figures.counts, score.align(gold, ids)
    key = partial(score.key, m=lambda i: same.get(i, f"?{i}"))
    typed = sum(ids[i]["type"] == gold[j]["type"] for i, j in same.items())
    _tally(counts["entities (name+type)"], typed, len(ids), len(gold))
    gold_keys, keys = Counter(map(score.key, wanted)), Counter(map(key, said))
    right = sum((gold_keys & keys).values())
    _tally(counts["facts"], right, len(said), len(wanted))
    if wanted:
        figures.texts[found.name] = 2 * right / (len(said) + len(wanted))
    for predicate in {k[1] for k in chain(gold_keys, keys)}:
        of = partial(_only, predicate)
        _tally(counts[f"facts: {predicate}"], *(sum(of(c).values()) for c in (gold_keys & keys, keys, gold_keys)))
    counts["dates"].add(
        {d for f in wanted for d in _dates(f, score.key(f))}, {d for f in said for d in _dates(f, key(f))}
    )
    if known is None:
        return
    counts["mentions, bounds"].add({m[:2] for m in known.mentions}, {m[:2] for m in found.mentions})
    counts["mentions, typed"].add(set(known.mentions), set(found.mentions))
    furniture = [z[:2] for z in known.zones if z[2] == "furniture"]
    if known.zones:
        counts["zones"].add(set(known.zones), set(found.zones))
        counts["furniture lines"].add(set(furniture), {z[:2] for z in found.zones if z[2] == "furniture"})
    figures.on_furniture += sum(
        any(start <= e["start"] < end for start, end in furniture) for f in said for e in _spans(f["evidence"])
    )
    aligned = score.align(gold, found.entities)
    heard = {score.key(s, lambda i: aligned.get(i, f"?{i}")): s["modality"] for s in found.statements}
    for statement in known.statements:
        k = score.key(statement)
        if k in heard:
            figures.modality[heard[k] == statement["modality"]] += 1
        if statement["modality"] != "asserted" and k not in gold_keys:
            figures.kept_out += 1
            figures.leaked += k in keys


def _only(predicate: str, keys: Counter[Any]) -> Counter[Any]:
    return Counter({k: n for k, n in keys.items() if k[1] == predicate})


def _tally(count: Count, right: int, got: int, wanted: int) -> None:
    count.right += right
    count.wrong += got - right
    count.missed += wanted - right


def _spans(evidence: Row | list[Row]) -> list[Row]:
    return evidence if isinstance(evidence, list) else [evidence]


def _dates(fact: Row, key: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The dates that a fact gives, each with what it dates; a date that is the fact's value is not dated by itself."""
    if fact["predicate"] in DATED:
        yield (*key[:2], str(fact["value"]))
    for name in DATES & (fact.get("qualifiers") or {}).keys():
        yield (*key, name, str(fact["qualifiers"][name]))


def told(figures: Figures, worst: int = 0) -> str:
    """The figures as lines."""
    lines = [f"  {name:24s} {count}" for name, count in figures.counts.items() if not name.startswith("facts: ")]
    total = figures.modality.total()
    if total:
        lines.append(f"  {'modality':24s} right on {figures.modality[True] / total:.3f} of {total} statements found")
    if figures.kept_out:
        share = figures.leaked / figures.kept_out
        lines.append(f"  {'kept out, but stated':24s} {figures.leaked} of {figures.kept_out} ({share:.1%}; aim 3 %)")
    lines.append(f"  {'facts out of furniture':24s} {figures.on_furniture}")
    by_size = sorted(figures.counts.items(), key=lambda c: -(c[1].right + c[1].missed))
    lines += [f"    {name:22s} {count}" for name, count in by_size if name.startswith("facts: ")]
    if worst:
        low = sorted(figures.texts.items(), key=lambda t: (t[1], t[0]))[:worst]
        lines.append("  worst (facts F1): " + ", ".join(f"{name} {f1:.2f}" for name, f1 in low))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--model", help="another trained net, or `rules`")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--worst", type=int, default=10, help="so many of the worst texts are named")
    options = parser.parse_args(arguments)
    for folder in options.folders:
        figures = measure(folder, options.model, options.jobs)
        print(f"{folder} ({len(figures.texts)} texts with facts)\n{told(figures, options.worst)}", flush=True)


if __name__ == "__main__":
    main()
