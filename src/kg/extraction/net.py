"""The trained net, or several together: a text in, found spans, edges between them and readings of lines out.

ONNX Runtime and tokenizers have their one room here. How the net is made: `training/`; its worth: `model/CARD.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.errors import InputError
from kg.extraction.bounds import Floats, Proposal, Stretch, joined, log_softmax, stretches
from kg.extraction.edges import SAME
from kg.extraction.hints import Hint, tell
from kg.extraction.pieces import REACH, WINDOW, Ints, Pieces, candidate_pairs, cut, lay_out, names, pair_features
from kg.extraction.said import Found, Joined, Labels, Reading, seconded, shared
from kg.extraction.said import parts as parts_of

MODEL = Path(__file__).with_name("model")
SLOWER = ["SkipLayerNormFusion"]  # ONNX Runtime's one operator for « add and normalise » takes longer than the two
CHUNK = 24_000  # characters of one reading; spans of two readings do not meet
LONG_REACH = 800  # pieces that an edge may span in a text of several readings
MEETING = 400  # spans that see each other at once
PAIRS = 4_000  # pairs of spans asked at once


@cache
def _share_buffers() -> None:
    """Let all sessions of the process draw on one arena: stages run one after the other, each kept its own before."""
    kind, use = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, onnxruntime.OrtMemType.DEFAULT
    memory = onnxruntime.OrtMemoryInfo("Cpu", kind, 0, use)
    onnxruntime.create_and_register_allocator(memory, onnxruntime.OrtArenaCfg(0, 0, -1, -1))  # no limit, its own growth


class Net:
    """The three stages of the net in ONNX Runtime, and the tokenizer before them."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True  # buffers stay between windows: fresh pages cost more than the sums in them
        options.enable_mem_pattern = False
        _share_buffers()
        options.add_session_config_entry("session.use_env_allocators", "1")
        self.labels = Labels.read(folder / "config.json")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._stages = {
            stage: onnxruntime.InferenceSession(
                str(folder / f"{stage}.onnx"),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWER,
            )
            for stage in ("reader", "spans", "edges")
        }

    def _run(self, stage: str, **inputs: NDArray[Any]) -> list[NDArray[Any]]:
        out: list[NDArray[Any]] = self._stages[stage].run(None, inputs)
        return out

    def read(self, text: str, hints: Sequence[Hint] = (), proposals: Sequence[Proposal] = ()) -> Reading:
        """Spans, edges and lines of a text of any length, with what is known of it beside.

        What is proposed counts where the net finds nothing.
        """
        reading = Reading([], [], [])
        parts = list(parts_of(text, CHUNK))
        reach = REACH if len(parts) == 1 else LONG_REACH
        for (shift, part), told, inside in zip(parts, shared(hints, parts), shared(proposals, parts), strict=True):
            one = self._read_part(part, reach, told, inside)
            before = len(reading.spans)
            reading.spans.extend(Found(s.start + shift, s.end + shift, s.type, s.kind, s.score) for s in one.spans)
            reading.edges.extend(
                Joined(e.head + before, e.tail + before, e.label, e.score, e.modality) for e in one.edges
            )
            reading.lines.extend((start + shift, end + shift, score, zone) for start, end, score, zone in one.lines)
        return reading

    def _read_part(self, text: str, reach: int, hints: Sequence[Hint], proposals: Sequence[Proposal]) -> Reading:
        coded = self.tokenizer.encode(text, add_special_tokens=False)
        pieces = lay_out(text, coded.ids, coded.offsets)
        if not len(pieces):
            return Reading([], [], [])
        vectors, mention, value, furniture, zone = self._read_windows(pieces, tell(pieces, hints, self.labels.hints))
        lines = self._lines(pieces, furniture, zone)
        silent = {i for i, line in enumerate(lines) if line[2] > self.labels.furniture}
        found = self._bounds(text, pieces, mention, value, proposals, silent)
        if not found:
            return Reading([], [], lines)
        spans, sides = self._spans(vectors, found)
        return Reading(spans, self._edges(pieces, found, spans, sides, reach, text), lines)

    def _read_windows(self, pieces: Pieces, told: Ints) -> list[Floats]:
        """Vectors and scores of all pieces; one window at a time, so that each is read as if it stood alone."""
        out: list[list[Floats]] = []
        for start, stop in cut(pieces, WINDOW):
            ids = np.concatenate([[0], pieces.ids[start:stop], [2]])[None]
            breaks = np.concatenate([[0], pieces.breaks[start:stop], [0]])[None]
            hints = np.pad(told[start:stop], ((1, 1), (0, 0)))[None]
            said = self._run("reader", ids=ids, breaks=breaks, hints=hints)
            out.append([x[0, 1:-1] for x in said])
        return [np.concatenate(parts) for parts in zip(*out, strict=True)]

    def _lines(self, pieces: Pieces, furniture: Floats, zone: Floats) -> list[tuple[int, int, float, str]]:
        """First and last character of each line that is not blank, how surely it is furniture, its likeliest zone."""
        firsts = np.flatnonzero(pieces.breaks > 0)
        sizes = np.diff(np.append(firsts, len(pieces)))
        chance = np.add.reduceat(np.exp(log_softmax(furniture))[:, 1], firsts) / sizes
        zones = np.add.reduceat(log_softmax(zone), firsts).argmax(axis=1)
        return [
            (int(pieces.starts[first]), int(pieces.ends[first + size - 1]), float(score), self.labels.zones[z])
            for first, size, score, z in zip(firsts, sizes, chance, zones, strict=True)
        ]

    def _bounds(
        self,
        text: str,
        pieces: Pieces,
        mention: Floats,
        value: Floats,
        proposals: Sequence[Proposal],
        furniture: set[int],
    ) -> list[tuple[Stretch, bool]]:
        """Where mentions (True) and values (False) stand, in order; none in a line of furniture."""
        found: list[tuple[Stretch, bool]] = []
        for scores, is_mention, bias in (
            (mention, True, self.labels.outside[0]),
            (value, False, self.labels.outside[1]),
        ):
            shifted = log_softmax(scores + np.array([bias, 0, 0], np.float32))
            own = stretches(text, pieces, shifted, is_mention)
            others = [p for p in proposals if bool(p.kind) == is_mention]
            found += [(s, is_mention) for s in joined(pieces, own, others)]
        found = [f for f in found if int(pieces.lines[f[0].first]) - 1 not in furniture]
        return sorted(found, key=lambda f: (f[0].first, f[0].last, f[1]))

    def _spans(self, vectors: Floats, found: Sequence[tuple[Stretch, bool]]) -> tuple[list[Found], list[NDArray[Any]]]:
        """Types and kinds, and what the edges are read from."""
        first, last = (np.array([getattr(s, end) for s, _ in found], np.int64) for end in ("first", "last"))
        group = np.array([is_mention for _, is_mention in found], np.int64)
        block = np.arange(len(found)) // MEETING
        type_, kind, *sides = self._run(
            "spans",
            vectors=vectors,
            first=first,
            last=last,
            mention=group,
            depth=first,
            mask=block[:, None] == block[None],
        )
        chance, types = np.exp(log_softmax(type_)), type_.argmax(axis=1)
        kinds = kind.argmax(axis=1)
        spans = [
            Found(
                s.start,
                s.end,
                s.type or self.labels.types[types[i]],
                (s.kind or self.labels.kinds[kinds[i]]) if is_mention else None,
                round(s.score * float(chance[i, types[i]]), 2),
            )
            for i, (s, is_mention) in enumerate(found)
        ]
        return spans, sides

    def _edges(
        self,
        pieces: Pieces,
        found: Sequence[tuple[Stretch, bool]],
        spans: Sequence[Found],
        sides: Sequence[NDArray[Any]],
        reach: int,
        text: str,
    ) -> list[Joined]:
        ends = np.array([(s.first, s.last) for s, _ in found], np.int64)
        entity = np.array([is_mention for _, is_mention in found])
        equipment = np.array([s.type.startswith("EQUIPMENT:") for s in spans])
        dated = np.array([s.type in {"DATE", "PLACE"} for s in spans])
        named = names([text[s.start : s.end] for s in spans])
        pairs = candidate_pairs(ends, entity, equipment, dated, reach)
        edges: list[Joined] = []
        scored: dict[tuple[int, int, str], float] = {}
        for at in range(0, len(pairs), PAIRS):
            some = pairs[at : at + PAIRS]
            label, mood = self._run(
                "edges",
                **dict(zip(("head", "tail", "head_factor", "tail_factor", "running"), sides, strict=True)),
                first=ends[:, 0],
                last=ends[:, 1],
                pairs=some,
                features=pair_features(pieces, ends, entity, named, some),
            )
            chance = 1 / (1 + np.exp(-label))
            for row, column in np.argwhere(chance >= np.minimum(self.labels.thresholds, 0.05)):
                head, tail, name = int(some[row, 0]), int(some[row, 1]), self.labels.edges[column]
                heads, tails = self.labels.ends[name]
                if spans[head].type in heads and spans[tail].type in tails:
                    scored[head, tail, name] = float(chance[row, column])
                    edges.append(
                        Joined(head, tail, name, scored[head, tail, name], self.labels.modalities[mood[row].argmax()])
                    )
        return list(self._settled(edges, scored))

    def _settled(self, edges: Sequence[Joined], scored: dict[tuple[int, int, str], float]) -> Iterator[Joined]:
        """Edges that count: above their threshold, a symmetric one once with both ways' mean; and seconded ones."""
        least = dict(zip(self.labels.edges, self.labels.thresholds.tolist(), strict=True))
        for e in edges:
            score = e.score
            if e.label in self.labels.symmetric:
                other = scored.get((e.tail, e.head, e.label), 0.0)
                if e.head > e.tail and (e.tail, e.head, e.label) in scored:
                    continue
                score = (score + other) / 2
            if score >= least[e.label]:
                yield Joined(e.head, e.tail, e.label, round(score, 2), "asserted" if e.label == SAME else e.modality)
        yield from seconded(edges, least)


_SIDE_BY_SIDE = {"vectors", "head", "tail", "head_factor", "tail_factor", "running"}


class Together(Net):
    """Several nets that read as one: what counts is the mean of what they say, on the first's scale.

    Each goes on from its own vectors, which stand side by side between the stages. Raises InputError where the nets
    were not trained for the same labels.
    """

    def __init__(self, folders: Sequence[Path], threads: int = 1) -> None:
        super().__init__(folders[0], threads)
        self._nets: list[Net] = [self]
        pieces = self.tokenizer.to_str()
        for folder in folders[1:]:
            net = Net(folder, threads)
            self._nets.append(net)
            if _outputs(net.labels) != _outputs(self.labels) or net.tokenizer.to_str() != pieces:
                raise InputError(
                    f"the net in {folder} says other things than the one in {folders[0]}",
                    cure="train both with one version of sante-kg",
                )

    def _run(self, stage: str, **inputs: NDArray[Any]) -> list[NDArray[Any]]:
        shares = [dict[str, NDArray[Any]]() for _ in self._nets]
        for name, array in inputs.items():
            parts = np.split(array, len(shares), axis=-1) if name in _SIDE_BY_SIDE else [array] * len(shares)
            for share, part in zip(shares, parts, strict=True):
                share[name] = np.ascontiguousarray(part)
        said = [Net._run(net, stage, **share) for net, share in zip(self._nets, shares, strict=True)]
        names = [output.name for output in self._stages[stage].get_outputs()]
        return [
            np.concatenate(each, axis=-1) if name in _SIDE_BY_SIDE else np.mean(each, axis=0)
            for name, each in zip(names, zip(*said, strict=True), strict=True)
        ]


def _outputs(labels: Labels) -> tuple[object, ...]:
    return labels.types, labels.kinds, labels.edges, labels.modalities, labels.zones, labels.hints
