"""The net's voice: the spaCy component that fills mentions, values and edges with what the net says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.bounds import Proposal
from kg.extraction.edges import MENTIONS, SAME, VALUE_LABELS, VALUES, ZONES, Edge, text_of
from kg.extraction.guest import Guest
from kg.extraction.hints import Known, know
from kg.extraction.intervals import Intervals
from kg.extraction.net import MODEL, Net, Together
from kg.extraction.refining import equipment_code, number_part
from kg.extraction.said import Found, Joined, Reading
from kg.extraction.zones import zones_of
from kg.model import ZoneKind
from kg.places import places

PROPOSED = ["EQUIPMENT", "AMOUNT"]
LONE = 0.65  # score from which a name counts that the rules do not see …
TIED = 0.3  # … and where an edge of a fact ends at it that is as sure as
TIE = 0.8
_NAMED = frozenset(["name", "elliptic"])

for _extension in ("furniture_scores", "zone_guesses"):
    if not Doc.has_extension(_extension):
        Doc.set_extension(_extension, default=())


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
        reading, seconded = self._read(doc, text)
        silent, signed = (
            Intervals((s.start_char, s.end_char) for s in doc.spans.get(ZONES, ()) if s.label_ == kind)
            for kind in (ZoneKind.FURNITURE, ZoneKind.BYLINE)
        )
        ties = _strongest(reading)
        placed = [
            _place(doc, text, f) if self._counts(f, tie, silent, signed, seconded) else None
            for f, tie in zip(reading.spans, ties, strict=True)
        ]
        _leave_inside(placed, reading.spans)
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

    def _read(self, doc: Doc, text: str) -> tuple[Reading, Intervals]:
        """What the net says, and where the rules see a mention; all else that they know of a long text ends here."""
        known = know(text, zones_of(doc._.article, text))
        proposals = [*self._proposals(known), *(self.guest.proposals(text) if self.guest else ())]
        return self.net.read(text, known.hints, proposals), Intervals((p.start, p.end) for p in proposals if p.kind)

    def _counts(self, found: Found, tie: float, silent: Intervals, signed: Intervals, seconded: Intervals) -> bool:
        """Whether a span stands outside furniture and, if it is a name, is sure, tied, or seconded by the rules.

        Who signs an article is no person of it.
        """
        if silent.touch(found.start, found.start + 1):
            return False
        if found.type == "PERSON" and signed.touch(found.start, found.start + 1):
            return False
        named = found.kind in _NAMED
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
    if label == "PLACE" or found.kind in _NAMED:
        end = places().grown(text, start, end)
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


def _leave_inside(placed: list[Span | None], found: Sequence[Found]) -> None:
    """Take out the spans that lie in what another was lengthened by: « Sarthe-Daumeray » after « Morannes sur »."""
    tails = Intervals(
        (f.end, s.end_char) for s, f in zip(placed, found, strict=True) if s is not None and s.end_char > f.end
    )
    for at, span in enumerate(placed):
        if span is not None and tails.touch(span.start_char, span.start_char + 1):
            placed[at] = None


def _joined(edges: Sequence[Joined], placed: Sequence[Span | None]) -> Iterator[Edge]:
    ends = [(span.start_char, span.end_char) if span is not None else None for span in placed]  # one for many edges
    for e in edges:
        head, tail = ends[e.head], ends[e.tail]
        if head is not None and tail is not None and head != tail:
            yield Edge(head, tail, e.label, e.score, e.modality)


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
