"""Train the net: `python -m training.train`. A checkpoint each epoch, from which the same command goes on.

First without the authors of one fold, on whom honest figures are taken; then on everything.

Same seed, same data, same kind of processor, same number of threads: same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import nn

from training.corpus import FOLDS, OWN, ROOT, data_folder, read_corpus
from training.documents import Document
from training.drawing import Chances, drawn
from training.export import SETTINGS, bare_settings, export
from training.net import Net, fresh
from training.targets import Example, collate


@dataclass(frozen=True)
class Plan:
    """What decides the weights, apart from the data."""

    epochs: int = 10
    pieces: int = 2_200  # of a batch, padding counted
    rate: float = 2e-4  # of the encoder's upmost layer
    decay: float = 0.9  # from each layer to the one below
    heads_rate: float = 1e-3
    warm: float = 0.1
    varied: float = 0.75  # share of the documents that are read as a variant
    together: float = 0.5  # share of the passages that are read in twos to fours as one document
    layers: int = 6
    seed: int = 1
    half: bool = True  # 16-bit arithmetic where it is safe: twice as fast on processors that have it


FINISH = Plan(epochs=1, rate=1e-4, heads_rate=5e-4)
"""The last epoch, on all of the data, from the weights of the net that held a fold out."""

RUNS = ROOT / "training" / "runs"
SHIPPED = ROOT / "src" / "kg" / "extraction" / "model"


def batches(examples: Sequence[Example], plan: Plan, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of documents of like length, in random order."""
    order = list(examples)
    chance.shuffle(order)
    made: list[list[Example]] = []
    for start in range(0, len(order), 400):
        batch: list[Example] = []
        for e in sorted(order[start : start + 400], key=lambda e: e.length):
            windows = sum(len(x.windows) for x in batch) + len(e.windows)
            if batch and windows * (e.length + 2) > plan.pieces:
                made.append(batch)
                batch = []
            batch.append(e)
        made.append(batch)
    chance.shuffle(made)
    yield from made


def parameter_groups(net: Net, plan: Plan) -> list[dict[str, object]]:
    """The encoder's lower layers learn more slowly than its upper ones, all of them than the heads."""
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    prefix = "reader.encoder."
    for name, parameter in net.named_parameters():
        rate = plan.heads_rate
        if name.startswith(prefix):
            inside = name.removeprefix(prefix)
            depth = int(inside.split(".")[1]) + 1 if inside.startswith("layers.") else 0
            rate = plan.rate * plan.decay ** (plan.layers - depth)
        groups.setdefault((rate, 0.01 if parameter.ndim > 1 else 0.0), []).append(parameter)
    return [{"params": p, "lr": rate, "weight_decay": decay} for (rate, decay), p in groups.items()]


def slope(done: float, warm: float) -> float:
    """Share of the learning rate when a share `done` of the steps is done."""
    return done / warm if done < warm else max(0.0, (1 - done) / (1 - warm))


def train(net: Net, documents: Sequence[Document], tokenizer: Tokenizer, plan: Plan, out: Path) -> Net:
    """Train, or go on from the checkpoint in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    checkpoint = out / "checkpoint.pt"
    optimizer = torch.optim.AdamW(parameter_groups(net, plan), fused=True)  # type: ignore[arg-type]
    rates = [group["lr"] for group in optimizer.param_groups]
    done = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=False)
        if saved["plan"] != asdict(plan):
            raise ValueError(f"{checkpoint} belongs to another plan: {saved['plan']}")
        net.load_state_dict(saved["net"])
        optimizer.load_state_dict(saved["optimizer"])
        done = saved["epochs"]
    chances, epochs = Chances(plan.seed, plan.varied, plan.together), range(done, plan.epochs)
    began = time.monotonic()
    for epoch, examples in zip(epochs, drawn(documents, tokenizer, chances, epochs), strict=True):
        torch.manual_seed(1_000 * plan.seed + epoch)
        losses: Counter[str] = Counter()
        made = list(batches(examples, plan, random.Random(1_000 * plan.seed + epoch)))
        net.train()
        for step, batch in enumerate(made):
            share = slope((epoch + (step + 1) / len(made)) / plan.epochs, plan.warm)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            with torch.autocast("cpu", torch.bfloat16, enabled=plan.half):
                parts = net(collate(batch))
            optimizer.zero_grad()
            torch.stack(list(parts.values())).sum().backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            losses.update({name: part.item() for name, part in parts.items()})
        state = {
            "net": net.state_dict(),
            "optimizer": optimizer.state_dict(),
            "epochs": epoch + 1,
            "plan": asdict(plan),
        }
        torch.save(state, out / "checkpoint.new")
        (out / "checkpoint.new").replace(checkpoint)
        told = " ".join(f"{name} {total / len(made):.3f}" for name, total in losses.items())
        print(
            f"epoch {epoch + 1}/{plan.epochs} {time.monotonic() - began:.0f} s, {len(made)} batches: {told}", flush=True
        )
        began = time.monotonic()
    return net


def first(authors: str, plan: Plan, share: float, out: Path) -> tuple[Net, Tokenizer]:
    """A net that has not seen some authors: honest figures are taken on them."""
    documents = read_corpus(data_folder(), authors).train
    documents = random.Random(0).sample(documents, round(share * len(documents)))
    net, tokenizer = fresh(plan.seed, plan.layers)
    weights = sum(p.numel() for p in net.parameters()) / 1e6
    print(f"{authors} held out: {len(documents)} documents, {weights:.1f} million weights", flush=True)
    return train(net, documents, tokenizer, plan, out), tokenizer


def finish(net: Net, tokenizer: Tokenizer, authors: str, plan: Plan, out: Path) -> Net:
    """Show the net all documents, those of the authors that were held out twice an epoch."""
    corpus = read_corpus(data_folder(), authors)
    documents = corpus.train + 2 * corpus.held
    print(f"all folds: {len(corpus.train) + len(corpus.held)} documents", flush=True)
    return train(net, documents, tokenizer, plan, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fold", type=int, help="hold out this fold (0 to 4) and stop; else fold 0, then all of them")
    parser.add_argument("--runs", type=Path, default=RUNS, help="where checkpoints lie")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--seed", type=int, default=Plan().seed)
    parser.add_argument("--share", type=float, default=1.0, help="of the documents: a point of the learning curve")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--ship", action="store_true", help="write the net into the product, not beside the checkpoint")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    whole = options.fold is None
    # what is shipped learns from our own articles from the start: they stand in no figure but the first fold's
    authors = FOLDS[0].replace(OWN, "") if whole else FOLDS[options.fold]
    out = options.runs / ("first" if whole else f"fold{options.fold}")
    net, tokenizer = first(authors, Plan(epochs=options.epochs, seed=options.seed), options.share, out)
    export(net, tokenizer, out / "model", bare_settings())
    if whole:
        out = options.runs / "all"
        net = finish(net, tokenizer, authors, replace(FINISH, seed=options.seed), out)
        settings = json.loads(SETTINGS.read_text(encoding="utf-8"))
        export(net, tokenizer, SHIPPED if options.ship else out / "model", settings)


if __name__ == "__main__":
    main()
