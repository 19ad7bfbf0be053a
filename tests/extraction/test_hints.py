"""What the net is told: rules' mentions, values, words of predicates and moods, and the kind of each line."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.hints import CHANNELS, MENTION, MOOD, TRIGGER, VALUE, ZONE, Hint, know, tell
from kg.extraction.pieces import Pieces, lay_out
from kg.model import Zone, ZoneKind

TEXT = "Le CH de Foix fait partie du GHT des Pyrénées.\nIl n'a pas de scanner depuis 2019."
LABELS = dict.fromkeys(CHANNELS, ("CH", "GHT", "body", "part_of", "negated", "EQUIPMENT:SCANNER", "DATE"))


def pieces(text: str) -> Pieces:
    found, at = [], 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        found.append((start, at))
    return lay_out(text, range(len(found)), found)


def zones(text: str, kind: ZoneKind = ZoneKind.BODY) -> list[Zone]:
    first, second = text.split("\n")
    return [Zone(0, len(first), kind), Zone(len(first) + 1, len(first) + 1 + len(second), kind)]


def said(channel: str) -> list[tuple[str, str]]:
    return [(TEXT[h.start : h.end], h.label) for h in know(TEXT, zones(TEXT)).hints if h.channel == channel]


def test_each_channel_says_what_its_rules_find() -> None:
    assert ("CH de Foix", "CH") in said(MENTION)
    assert ("GHT des Pyrénées", "GHT") in said(MENTION)
    assert ("2019", "DATE") in [(word[-4:], label) for word, label in said(VALUE)]
    assert "EQUIPMENT:SCANNER" in [label for _, label in said(VALUE)]
    assert "negated" in [label for _, label in said(MOOD)]
    assert [label for _, label in said(ZONE)] == ["body", "body"]
    assert said(TRIGGER)


def test_of_furniture_only_its_kind_is_told() -> None:
    hints = know(TEXT, zones(TEXT, ZoneKind.FURNITURE)).hints
    assert {h.channel for h in hints} == {ZONE}


def test_a_piece_is_told_whether_a_label_begins_or_goes_on() -> None:
    table = tell(pieces(TEXT), [Hint(3, 13, MENTION, "CH")], LABELS)
    column = CHANNELS.index(MENTION)
    assert table[:5, column].tolist() == [0, 1, 2, 2, 0]


def test_a_label_that_the_net_does_not_know_is_not_told() -> None:
    assert not tell(pieces(TEXT), [Hint(3, 13, MENTION, "MSP")], LABELS).any()


@given(st.text(alphabet="aé CH de\n2019,.", min_size=1, max_size=80))
def test_any_text_can_be_told(text: str) -> None:
    known = know(text, [Zone(0, len(text), ZoneKind.BODY)])
    table = tell(pieces(text), known.hints, LABELS)
    assert table.shape[1] == len(CHANNELS)
    assert np.all(table <= 2 * max(len(labels) for labels in LABELS.values()))
