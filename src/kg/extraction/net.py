"""The trained net as a spaCy component: it reads a text and fills mentions, values and edges.

ONNX Runtime and tokenizers have their one room here. How the net is made: `training/`; its worth: `model/CARD.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Span
from tokenizers import Tokenizer

from kg.errors import InputError
from kg.extraction.bounds import Floats, Proposal, Stretch, joined, log_softmax, stretches
from kg.extraction.edges import MENTIONS, SAME, VALUE_LABELS, VALUES, ZONES, Edge, text_of
from kg.extraction.guest import Guest
from kg.extraction.hints import Hint, Known, know, tell
from kg.extraction.intervals import Intervals
from kg.extraction.pieces import REACH, WINDOW, Ints, Pieces, candidate_pairs, cut, lay_out, names, pair_features
from kg.extraction.refining import equipment_code, number_part
from kg.extraction.said import Found, Joined, Labels, Reading, seconded, shared
from kg.extraction.said import parts as parts_of
from kg.extraction.zones import zones_of
from kg.model import ZoneKind

MODEL = Path(__file__).with_name("model")
CHUNK = 24_000  # characters of one reading; spans of two readings do not meet
LONG_REACH = 800  # pieces that an edge may span in a text of several readings
MEETING = 400  # spans that see each other at once
PROPOSED = ["EQUIPMENT", "AMOUNT"]
LONE = 0.65  # score from which a name counts that the rules do not see …
TIED = 0.3  # … and where an edge of a fact ends at it that is as sure as
TIE = 0.8
PAIRS = 4_000  # pairs of spans asked at once

for _extension in ("furniture_scores", "zone_guesses"):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=())


class Net:
    """The three stages of the net in ONNX Runtime, and the tokenizer before them."""

    def __init__(self, folder: Path = MODEL, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        options.enable_mem_pattern = False
        self.labels = Labels.read(folder / "config.json")
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._stages = {
            stage: onnxruntime.InferenceSession(
                str(folder / f"{stage}.onnx"), options, providers=["CPUExecutionProvider"]
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
        self._nets = [self, *(Net(folder, threads) for folder in folders[1:])]
        for folder, net in zip(folders, self._nets, strict=True):
            if _outputs(net.labels) != _outputs(self.labels) or net.tokenizer.to_str() != self.tokenizer.to_str():
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


class NetComponent:
    """Fills `doc.spans["mentions"]`, `doc.spans["values"]`, `doc._.edges` and what the net says of each line.

    `proposed`: what the rules add to what the net finds (labels of values; `mentions` for names, whose types they
    settle). `lone`: the score from which a name counts that the rules do not see. `guest`: a pipeline that proposes
    more.
    """

    def __init__(self, net: Net, proposed: Iterable[str] = (), lone: float = 0.0, guest: Guest | None = None) -> None:
        self.net, self.proposed, self.lone, self.guest = net, frozenset(proposed), lone, guest

    def __call__(self, doc: Doc) -> Doc:
        text = text_of(doc)
        known = know(text, zones_of(doc._.article, text))
        proposals = [*self._proposals(known), *(self.guest.proposals(text) if self.guest else ())]
        reading = self.net.read(text, known.hints, proposals)
        silent, signed = (
            Intervals((s.start_char, s.end_char) for s in doc.spans.get(ZONES, ()) if s.label_ == kind)
            for kind in (ZoneKind.FURNITURE, ZoneKind.BYLINE)
        )
        seconded = Intervals(sorted((p.start, p.end) for p in proposals if p.kind))
        ties = _strongest(reading)
        placed = [
            _place(doc, text, f) if self._counts(f, tie, silent, signed, seconded) else None
            for f, tie in zip(reading.spans, ties, strict=True)
        ]
        seen: dict[tuple[int, int, str], Span] = {}
        for span in placed:
            if span is not None:
                seen.setdefault((span.start, span.end, span.label_), span)
        doc.spans[MENTIONS] = [s for s in seen.values() if s.label_ not in VALUE_LABELS]
        doc.spans[VALUES] = [s for s in seen.values() if s.label_ in VALUE_LABELS]
        doc._.edges = tuple(dict.fromkeys(_joined(reading.edges, placed)))
        doc._.furniture_scores = tuple((start, end, round(score, 2)) for start, end, score, _ in reading.lines)
        doc._.zone_guesses = tuple((start, end, zone) for start, end, _, zone in reading.lines)
        return doc

    def _counts(self, found: Found, tie: float, silent: Intervals, signed: Intervals, seconded: Intervals) -> bool:
        """Whether a span stands outside furniture and, if it is a name, is sure, tied, or seconded by the rules.

        Who signs an article is no person of it.
        """
        if silent.touch(found.start, found.start + 1):
            return False
        if found.type == "PERSON" and signed.touch(found.start, found.start + 1):
            return False
        named = found.kind in {"name", "elliptic"}
        sure = found.score >= (self.lone if tie < TIE else min(self.lone, TIED))
        return not named or sure or bool(seconded.touch(found.start, found.end))

    def _proposals(self, known: Known) -> Iterator[Proposal]:
        """What the rules find, of the labels that are asked of them."""
        for name in known.names if MENTIONS in self.proposed else ():
            if name.kind != "pronoun":
                yield Proposal(name.start, name.end, name.type, name.kind)
        for start, end, label, code in known.values:
            if label in self.proposed:
                yield Proposal(start, end, f"{label}:{code}" if code else label)


def _strongest(reading: Reading) -> list[float]:
    """For each span, the score of the surest edge of a fact at it."""
    ties = [0.0] * len(reading.spans)
    for e in reading.edges:
        if e.label != SAME:
            ties[e.head], ties[e.tail] = max(ties[e.head], e.score), max(ties[e.tail], e.score)
    return ties


def _place(doc: Doc, text: str, found: Found) -> Span | None:
    label, _, code = found.type.partition(":")
    start, end = found.start, found.end
    if label == "NUMBER":
        low, high = number_part(text[start:end])
        start, end = start + low, start + high
    span = doc.char_span(start, end, label=label, alignment_mode="expand")
    if span is not None:
        # attributes belong to the place: a value must not take the kind of a mention that stands there
        span._.score = found.score
        if found.kind:
            span._.kind = found.kind
        if code:
            span._.code = equipment_code(span.text) or code
    return span


def _joined(edges: Sequence[Joined], placed: Sequence[Span | None]) -> Iterator[Edge]:
    for e in edges:
        head, tail = placed[e.head], placed[e.tail]
        if head is not None and tail is not None and (head.start, head.end) != (tail.start, tail.end):
            one, other = (head.start_char, head.end_char), (tail.start_char, tail.end_char)
            yield Edge(one, other, e.label, e.score, e.modality)


@Language.factory(
    "sante_net",
    default_config={"model": None, "beside": [], "guest": None, "threads": 1, "proposed": PROPOSED, "lone": LONE},
    assigns=["doc.spans", "doc._.edges", "doc._.furniture_scores", "doc._.zone_guesses"],
)
def create(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    model: str | None,
    beside: list[str],
    guest: str | None,
    threads: int,
    proposed: list[str],
    lone: float,
) -> NetComponent:
    """The component for a pipeline's config.

    `model` is a folder like `model/`, `beside` others that are read with it, `guest` a spaCy pipeline.
    """
    folders = [Path(model) if model else MODEL, *map(Path, beside)]
    net = Together(folders, threads) if beside else Net(folders[0], threads)
    return NetComponent(net, proposed, lone, Guest(guest) if guest else None)
