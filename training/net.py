"""The net: one encoder; heads for bounds of mentions and values, zones, types and kinds of spans, edges, modality.

Three stages, exported one by one: pieces -> vectors (`Reader`), vectors -> spans (`SpanStage`), pairs of spans -> edges
(`EdgeStage`). Spans of one document see each other before edges are asked of their pairs, so that an edge may join two
windows.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.extraction.pieces import FEATURE_SIZES
from training import encoder
from training.encoder import Dropout, Encoder
from training.labels import EDGES, ENTITY_TYPES, HINTS, KINDS, MODALITIES, SPAN_TYPES, ZONES
from training.targets import SKIP, Batch

WIDTH = 256
RARITY = (1.0, 2.0, 3.0, 3.0, 2.5)
"""Weight of each modality in the loss: four statements in five are asserted, and the others must be heard."""
DEPTH_BUCKETS = 64  # of 32 pieces each: where in the document a span stands


class Reader(nn.Module):
    """Windows of pieces, with what rules and lists know of each -> a vector a piece, and what is said of each piece."""

    def __init__(self, encoder: Encoder, dropout: float, deaf: float = 0.1) -> None:
        super().__init__()
        self.deaf = deaf  # share of the windows to which a channel of hints is not told while training
        self.hints = nn.ModuleList(nn.Embedding(1 + 2 * len(labels), encoder.hidden) for labels in HINTS.values())
        for table in self.hints:
            nn.init.zeros_(table.weight)
        self.encoder, self.dropout = encoder, Dropout(dropout)
        self.mention, self.value = nn.Linear(encoder.hidden, 3), nn.Linear(encoder.hidden, 3)
        self.furniture, self.zone = nn.Linear(encoder.hidden, 2), nn.Linear(encoder.hidden, len(ZONES))

    def forward(self, ids: Tensor, breaks: Tensor, hints: Tensor, mask: Tensor | None = None) -> tuple[Tensor, ...]:
        if self.training:
            heard = torch.rand(hints.shape[0], 1, hints.shape[2], device=hints.device) >= self.deaf
            hints = hints * heard
        told = torch.stack([table(hints[..., i]) for i, table in enumerate(self.hints)]).sum(0)
        vectors = self.encoder(ids, breaks, told, mask)
        seen = self.dropout(vectors)
        return vectors, self.mention(seen), self.value(seen), self.furniture(seen), self.zone(seen)


class Meeting(nn.Module):
    """A layer in which the spans of a document attend to each other; normalised before each half."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, Dropout(dropout)
        self.before, self.between = nn.LayerNorm(width), nn.LayerNorm(width)
        self.ask, self.mix = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.widen, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        count, width = x.shape
        query, key, value = (
            part.view(1, count, self.heads, width // self.heads).transpose(1, 2)
            for part in self.ask(self.before(x)).chunk(3, dim=-1)
        )
        seen = F.scaled_dot_product_attention(query, key, value, attn_mask=mask[None, None])
        x = x + self.dropout(self.mix(seen.transpose(1, 2).reshape(count, width)))
        return x + self.dropout(self.narrow(F.gelu(self.widen(self.between(x)))))


class SpanStage(nn.Module):
    """Spans -> types, kinds, and the vectors that edges are read from."""

    def __init__(self, hidden: int, width: int, dropout: float, layers: int = 2) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        self.span, self.group, self.depth = (
            nn.Linear(3 * hidden, width),
            nn.Embedding(2, width),
            nn.Embedding(DEPTH_BUCKETS, width),
        )
        self.layers = nn.ModuleList(Meeting(width, 4, 0.1) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.type_head, self.kind_head = nn.Linear(width, len(SPAN_TYPES)), nn.Linear(width, len(KINDS))
        self.head_type, self.tail_type = nn.Embedding(len(SPAN_TYPES), width), nn.Embedding(len(SPAN_TYPES), width)
        self.head, self.tail = nn.Linear(width, width), nn.Linear(width, width)
        self.head_factor, self.tail_factor = nn.Linear(width, width), nn.Linear(width, width)
        self.between = nn.Linear(hidden, width)
        allowed = torch.zeros(2, len(SPAN_TYPES))
        allowed[0, : len(ENTITY_TYPES)] = allowed[1, len(ENTITY_TYPES) :] = -1e4
        self.register_buffer("allowed", allowed, persistent=False)

    def describe(
        self, vectors: Tensor, first: Tensor, last: Tensor, mention: Tensor, depth: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """A vector a span (from its first piece, its last, their mean, and the other spans), type and kind."""
        sums = torch.cat([vectors.new_zeros(1, vectors.shape[1]), vectors.cumsum(0)])
        mean = (sums[last + 1] - sums[first]) / (last - first + 1)[:, None]
        x = F.gelu(self.span(torch.cat([vectors[first], vectors[last], mean], dim=-1)))
        x = self.dropout(x) + self.group(mention) + self.depth((depth // 32).clamp(max=DEPTH_BUCKETS - 1))
        for layer in self.layers:
            x = layer(x, mask)
        x = self.dropout(self.norm(x))
        return x, self.type_head(x) + self.allowed[mention], self.kind_head(x)

    def sides(self, x: Tensor, type_: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What a span brings to a pair as its head and as its tail."""
        return (
            self.head(x) + self.head_type(type_),
            self.tail(x) + self.tail_type(type_),
            self.head_factor(x),
            self.tail_factor(x),
        )

    def running(self, vectors: Tensor) -> Tensor:
        """Running sums of the pieces, from which the mean of what stands between two spans is read."""
        between = self.between(vectors).float()
        return torch.cat([between.new_zeros(1, between.shape[1]), between.cumsum(0)])

    def forward(
        self, vectors: Tensor, first: Tensor, last: Tensor, mention: Tensor, depth: Tensor, mask: Tensor
    ) -> tuple[Tensor, ...]:
        """As exported: types are the likeliest ones."""
        x, type_, kind = self.describe(vectors, first, last, mention, depth, mask)
        return (type_, kind, *self.sides(x, type_.argmax(-1)), self.running(vectors))


class EdgeStage(nn.Module):
    """Pairs of spans -> labels and modality."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dropout = Dropout(dropout)
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in FEATURE_SIZES)
        self.join, self.label, self.modality = (
            nn.Linear(2 * width, width),
            nn.Linear(width, len(EDGES)),
            nn.Linear(width, len(MODALITIES)),
        )
        nn.init.constant_(self.label.bias, -4.0)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.2)

    def forward(
        self,
        head: Tensor,
        tail: Tensor,
        head_factor: Tensor,
        tail_factor: Tensor,
        running: Tensor,
        first: Tensor,
        last: Tensor,
        pairs: Tensor,
        features: Tensor,
    ) -> tuple[Tensor, Tensor]:
        heads, tails = pairs[:, 0], pairs[:, 1]
        start = torch.minimum(last[heads], last[tails]) + 1
        stop = torch.maximum(torch.maximum(first[heads], first[tails]), start)
        between = (running[stop] - running[start]) / (stop - start).clamp(min=1)[:, None]
        added = head[heads] + tail[tails] + between
        for column, table in enumerate(self.features):
            added = added + table(features[:, column])
        joined = self.join(torch.cat([F.gelu(added), head_factor[heads] * tail_factor[tails]], dim=-1))
        x = self.dropout(F.gelu(joined))
        return self.label(x), self.modality(x)


class Net(nn.Module):
    """The three stages together, and their loss."""

    def __init__(self, encoder: Encoder, width: int = WIDTH, dropout: float = 0.2) -> None:
        super().__init__()
        self.reader = Reader(encoder, dropout)
        self.spans = SpanStage(encoder.hidden, width, dropout)
        self.edges = EdgeStage(width, dropout)

    def forward(self, batch: Batch, mislead: float = 0.1) -> dict[str, Tensor]:
        """Losses by part. A share `mislead` of the spans' types is hidden from the edges."""
        said = self.reader(batch.ids, batch.breaks, batch.hints, batch.mask)
        vectors, mention, value, furniture, zone = (x.flatten(0, 1)[batch.flat].float() for x in said)
        losses = {
            "mention": 3.0 * _choice(mention, batch.mention_tags),
            "value": 2.1 * _choice(value, batch.value_tags),
            "furniture": _choice(furniture, batch.furniture),
            "zone": 0.3 * _choice(zone, batch.zones),
        }
        if not len(batch.spans):
            return losses
        first, last, type_, kind, of_entity = batch.spans.unbind(1)
        mask = batch.owner[:, None] == batch.owner[None]
        x, types, kinds = self.spans.describe(vectors, first, last, of_entity, batch.depth, mask)
        losses["type"] = 0.7 * _choice(types, type_)
        losses["kind"] = 0.2 * _choice(kinds, kind)
        if not len(batch.pairs):
            return losses
        hidden = torch.rand(len(type_), device=type_.device) < mislead
        given = torch.where(hidden, types.argmax(-1), type_) if self.training else type_
        labels, moods = self.edges(
            *self.spans.sides(x, given), self.spans.running(vectors), first, last, batch.pairs, batch.features
        )
        each = F.binary_cross_entropy_with_logits(labels.float(), batch.wanted, reduction="none") * batch.counted
        same, facts = each[:, :1].sum(), each[:, 1:].sum()
        losses["same"] = 0.5 * same / batch.wanted[:, :1].sum().clamp(min=1)
        losses["facts"] = facts / batch.wanted[:, 1:].sum().clamp(min=1)
        losses["modality"] = 1.0 * _choice(moods, batch.modality, moods.new_tensor(RARITY, dtype=torch.float32))
        return losses


def _choice(logits: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    if not bool((wanted != SKIP).any()):
        return logits.sum() * 0
    return F.cross_entropy(logits.float(), wanted, weight=weight, ignore_index=SKIP)


def fresh(seed: int, layers: int) -> tuple[Net, Tokenizer]:
    """The net before training, its encoder pretrained, and its tokenizer."""
    torch.manual_seed(seed)
    pretrained = encoder.read(encoder.package_file())
    rows = encoder.kept(pretrained)
    return Net(encoder.load(pretrained, rows, layers)), encoder.tokenizer(pretrained, rows)
