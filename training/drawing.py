"""What each epoch reads: variants of the documents, drawn in a process of its own while the epoch before is learnt."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from tokenizers import Tokenizer

from training.augment import Augmenter
from training.documents import Document
from training.targets import Example, example

FEW = 300  # documents that are drawn at once, without a process


@dataclass(frozen=True)
class Chances:
    """How the documents of an epoch are drawn."""

    seed: int
    varied: float  # share of the documents that are read as a variant
    together: float  # share of the passages that are read in twos to fours as one document


class Draw:
    """The examples of any epoch; the same seed and epoch give the same ones."""

    def __init__(self, documents: Sequence[Document], tokenizer: str, chances: Chances) -> None:
        self.documents, self.chances = documents, chances
        self.tokenizer = Tokenizer.from_str(tokenizer)
        self.plain = {id(d): example(self.tokenizer, d) for d in documents}

    def epoch(self, number: int) -> list[Example]:
        seed = 1_000 * self.chances.seed + number
        chance, augment = random.Random(seed), Augmenter(self.documents, seed)
        varied = [augment.vary(d) if chance.random() < self.chances.varied else d for d in self.documents]
        read = augment.together(varied, self.chances.together)
        examples = (self.plain[id(d)] if id(d) in self.plain else example(self.tokenizer, d) for d in read)
        return [e for e in examples if len(e.pieces)]


_draws: list[Draw] = []  # of the other process: its own, made once


def _begin(documents: Sequence[Document], tokenizer: str, chances: Chances) -> None:
    _draws[:] = [Draw(documents, tokenizer, chances)]


def _epoch(number: int) -> list[Example]:
    return _draws[0].epoch(number)


def drawn(
    documents: Sequence[Document], tokenizer: Tokenizer, chances: Chances, epochs: range
) -> Iterator[list[Example]]:
    """The examples of each of the epochs, in order."""
    given = (list(documents), tokenizer.to_str(), chances)
    if len(documents) < FEW:
        draw = Draw(*given)
        yield from map(draw.epoch, epochs)
        return
    with ProcessPoolExecutor(1, get_context("spawn"), _begin, given) as other:
        ahead = [other.submit(_epoch, number) for number in epochs[:1]]
        for number in epochs:
            examples = ahead.pop().result()
            ahead = [other.submit(_epoch, number + 1)] if number + 1 in epochs else []
            yield examples
