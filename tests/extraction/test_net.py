"""The net's reading: how a text is laid out, what its tags become, and what the component hands to the assembly."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction.bounds import Proposal, Stretch, joined, log_softmax, read_tags, trim
from kg.extraction.intervals import Intervals
from kg.extraction.net import MODEL, Net, Together
from kg.extraction.net_voice import NetComponent
from kg.extraction.pieces import candidate_pairs, cut, lay_out, names, pair_features
from kg.extraction.refining import equipment_code, number_part
from kg.extraction.said import Found, Joined, parts, seconded, shared

TEXT = """Accueil > Actualités

Le GHT du Val accueille un scanner

Le centre hospitalier de Saulnes, établissement support du GHT du Val, a ouvert en mars 2021 un scanner.
Sa directrice, Anne Mercier, l'a annoncé lundi.
"""


def words(text: str) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        out.append((at, at + len(word)))
        at += len(word)
    return out


def laid(text: str):  # type: ignore[no-untyped-def]
    offsets = words(text)
    return lay_out(text, range(len(offsets)), offsets)


@pytest.fixture(scope="module")
def net() -> Net:
    if not (MODEL / "reader.onnx").exists():
        pytest.skip("the weights are not here")
    return Net()


def test_lines_and_sentences_are_counted() -> None:
    pieces = laid("Un titre\n\nUne phrase. Une autre\nfin")
    assert pieces.breaks.tolist() == [2, 0, 2, 0, 0, 0, 1]
    assert pieces.sentences.tolist() == [1, 1, 2, 2, 3, 3, 4]


def test_a_stretch_of_characters_finds_its_pieces() -> None:
    pieces = laid("le CH de Rodez ouvre")
    assert pieces.cover(3, 14) == (1, 3)
    assert pieces.cover(2, 3) is None


@given(st.lists(st.text("ab. \n", min_size=1, max_size=12), max_size=60), st.integers(2, 30))
def test_windows_cover_every_piece_once_and_stay_within_the_limit(lines: list[str], limit: int) -> None:
    pieces = laid("\n".join(lines))
    windows = cut(pieces, limit)
    assert [i for start, stop in windows for i in range(start, stop)] == list(range(len(pieces)))
    assert all(stop - start <= limit for start, stop in windows)


def test_windows_are_cut_where_a_line_begins() -> None:
    pieces = laid("a b c d e f\ng h i j k")
    assert cut(pieces, 8) == [(0, 6), (6, 11)]


def test_names_are_alike_by_form_initials_and_words() -> None:
    spans = np.array([(0, 0), (1, 1), (2, 2), (3, 3)])
    surfaces = ["agence régionale de santé", "ARS", "Agence régionale de santé", "préfecture"]
    pairs = np.array([(0, 1), (0, 2), (0, 3)])
    features = pair_features(laid("a b c d"), spans, np.ones(4, bool), names(surfaces), pairs)
    assert features[:, 4].tolist() == [2, 1, 0]


def test_edges_are_asked_from_entities_and_from_dated_equipment() -> None:
    spans = np.array([(0, 0), (5, 5), (9, 9), (5_000, 5_000)])
    entity, equipment, dated = (np.array(x, bool) for x in ([1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]))
    pairs = candidate_pairs(spans, entity, equipment, dated, reach=4_000)
    assert {tuple(p) for p in pairs.tolist()} == {(0, 1), (0, 2), (1, 2)}


def test_inside_never_follows_outside() -> None:
    scores = log_softmax(np.array([[5, 0, 0], [0, 1, 2], [0, 0, 5], [5, 0, 0]], np.float32))
    assert [span[:2] for span in read_tags(scores)] == [(1, 2)]


@pytest.mark.parametrize(
    ("text", "found", "wanted"),
    [
        ("du CH de Rodez, hier", "CH de Rodez,", "CH de Rodez"),
        ("l'hôpital de Rodez", "l'hôpital de Rodez", "hôpital de Rodez"),
        ("GIE (Imagerie du Val) neuf", "GIE (Imagerie du Val", "GIE (Imagerie du Val)"),
        ("la clinique Bellevue", "clinique Bell", "clinique Bellevue"),
    ],
)
def test_spans_are_whole_words_and_nothing_loose(text: str, found: str, wanted: str) -> None:
    start = text.index(found)
    assert text[slice(*trim(text, start, start + len(found), determiner=True))] == wanted


@given(st.text("ab \n", max_size=300), st.integers(5, 40))
def test_parts_make_up_the_text(text: str, size: int) -> None:
    found = list(parts(text, size))
    assert "".join(part for _, part in found) == text
    assert all(text[start : start + len(part)] == part and len(part) <= size for start, part in found)


def test_a_sure_amount_speaks_for_the_best_edge_of_its_funder_where_none_counts() -> None:
    least = {"funded_by": 0.45, "role": 0.5, "q:funded_by:amount": 0.5, "q:role:title": 0.5}

    def joined_(head: int, tail: int, label: str, score: float) -> Joined:
        return Joined(head, tail, label, score, "asserted")

    weak = [joined_(0, 1, "funded_by", 0.26), joined_(2, 1, "funded_by", 0.31), joined_(0, 3, "funded_by", 0.3)]
    sure, unsure = joined_(1, 4, "q:funded_by:amount", 0.9), joined_(3, 5, "q:funded_by:amount", 0.6)
    title = [joined_(6, 7, "role", 0.3), joined_(6, 8, "q:role:title", 0.9)]
    assert list(seconded([*weak, sure, unsure, *title], least)) == [
        joined_(2, 1, "funded_by", 0.45),
        joined_(6, 7, "role", 0.5),
    ]
    assert list(seconded([*weak, sure, joined_(9, 1, "funded_by", 0.8)], least)) == []


def test_reading_twice_gives_the_same(net: Net) -> None:
    assert net.read(TEXT) == net.read(TEXT)


def test_one_thread_reads_as_two(net: Net) -> None:
    assert net.read(TEXT) == Net(threads=2).read(TEXT)


def test_a_net_beside_itself_reads_as_alone(net: Net) -> None:
    assert Together([MODEL, MODEL]).read(TEXT) == net.read(TEXT)


def test_of_nets_that_read_together_each_goes_on_from_its_own_vectors_and_the_mean_counts() -> None:
    def stage(factor: float) -> SimpleNamespace:
        def run(_: None, given: dict[str, np.ndarray]) -> list[np.ndarray]:
            return [given["vectors"] * factor, given["vectors"][:, :1] * factor + given["first"][:, None]]

        outputs = [SimpleNamespace(name="head"), SimpleNamespace(name="type")]
        return SimpleNamespace(run=run, get_outputs=lambda: outputs)

    both, other = Together.__new__(Together), Net.__new__(Net)
    both._stages, other._stages = {"spans": stage(1)}, {"spans": stage(10)}  # type: ignore[dict-item]
    both._nets = [both, other]
    head, type_ = both._run("spans", vectors=np.array([[1.0, 2.0, 3.0, 4.0]]), first=np.array([100]))
    assert head.tolist() == [[1, 2, 30, 40]]
    assert type_.tolist() == [[(1 + 30) / 2 + 100]]


@pytest.mark.usefixtures("net")
def test_nets_with_other_labels_do_not_read_together(tmp_path: Path) -> None:
    for path in MODEL.iterdir():
        (tmp_path / path.name).symlink_to(path)
    said = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").unlink()
    (tmp_path / "config.json").write_text(json.dumps(said | {"zones": said["zones"][::-1]}), encoding="utf-8")
    with pytest.raises(InputError, match="says other things"):
        Together([MODEL, tmp_path])


def test_the_component_fills_the_seam(net: Net) -> None:
    doc = NetComponent(net)(spacy.blank("fr").make_doc(TEXT))
    mentions, values = list(doc.spans["mentions"]), list(doc.spans["values"])
    assert {"centre hospitalier de Saulnes", "Anne Mercier"} <= {m.text for m in mentions}
    assert {m._.kind for m in mentions} <= {"name", "nominal", "pronoun", "elliptic"}
    assert ("EQUIPMENT", "SCANNER") in {(v.label_, v._.code) for v in values}
    places = {(s.start_char, s.end_char) for s in mentions + values}
    assert {e.label for e in doc._.edges} >= {"same", "member", "equipment"}
    assert all(e.head in places and e.tail in places for e in doc._.edges)
    assert all(0 <= e.score <= 1 and round(e.score, 2) == e.score for e in doc._.edges)


def test_furniture_holds_no_mention(net: Net) -> None:
    doc = NetComponent(net)(spacy.blank("fr").make_doc(TEXT))
    scores = {TEXT[start:end]: score for start, end, score in doc._.furniture_scores}
    assert scores["Accueil > Actualités"] > 0.5
    assert all(m.start_char > TEXT.index("Le GHT") - 1 for m in doc.spans["mentions"])


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b", "É" * 5_000, "x\n" * 3_000])
def test_strange_texts_are_read(net: Net, text: str) -> None:
    net.read(text)


def test_the_model_names_its_origin_and_licence() -> None:
    if not MODEL.is_dir():
        pytest.skip("the weights are not here")
    assert "MIT" in (MODEL / "NOTICE.md").read_text(encoding="utf-8")
    assert "Apache-2.0" in (MODEL / "CARD.md").read_text(encoding="utf-8")
    assert sum(p.stat().st_size for p in Path(MODEL).iterdir()) < 40e6


def test_the_voices_agree_on_a_span_with_the_rules_type_and_keep_what_one_finds_alone() -> None:
    pieces = laid("le plateau mutualisé du CH de Rodez ouvre lundi")
    found = [Stretch(1, 2, 3, 20, 0.9), Stretch(4, 6, 24, 35, 0.9)]
    proposals = [
        Proposal(3, 20, "PIMM", "name"),
        Proposal(36, 41, "UNIT", "nominal"),
        Proposal(30, 35, "COMMUNE", "name"),
    ]
    both = joined(pieces, found, proposals)
    assert [(s.start, s.end, s.type) for s in both] == [(3, 20, "PIMM"), (24, 35, ""), (36, 41, "UNIT")]


def test_a_span_ends_with_its_line_and_before_the_full_stop() -> None:
    inside = log_softmax(np.array([[0, 9, 0], [0, 0, 9], [0, 0, 9]], np.float32))
    assert [s[:2] for s in read_tags(inside, np.array([True, False, True]))] == [(0, 1), (2, 2)]
    assert "mars 2021."[slice(*trim("mars 2021.", 0, 10, determiner=False))] == "mars 2021"


@pytest.mark.parametrize(
    ("surface", "code"),
    [
        ("deux nouveaux scanners", "SCANNER"),
        ("un TEP-scan", "TEP"),
        ("le cyclotron", "CYCLOTRON"),
        ("deux mammo-\ngraphes", "MAMMOGRAPHE"),
        ("un Magnetom Sola de Siemens", "IRM"),
        ("un 64 barrettes", "SCANNER"),
        ("le robot", "ROBOT"),
        ("un robot de dispensation", None),
        ("un appareil", None),
    ],
)
def test_words_settle_the_equipment(surface: str, code: str | None) -> None:
    assert equipment_code(surface) == code


def test_the_number_stands_before_its_unit() -> None:
    surface = "quatorze radiologues"
    assert surface[slice(*number_part(surface))] == "quatorze"


@pytest.mark.parametrize(
    ("score", "tie", "seconded", "counts"),
    [
        (0.7, 0.0, (), True),
        (0.5, 0.0, (), False),
        (0.5, 0.9, (), True),
        (0.2, 0.9, (), False),
        (0.2, 0.0, ((0, 9),), True),
    ],
)
def test_a_name_counts_if_it_is_sure_or_tied_or_seconded(
    score: float, tie: float, seconded: tuple[tuple[int, int], ...], counts: bool
) -> None:
    component = NetComponent(None, lone=0.65)  # type: ignore[arg-type]
    found = Found(0, 9, "CH", "name", score)
    assert component._counts(found, tie, Intervals(), Intervals(), Intervals(seconded)) is counts


def test_nothing_in_furniture_counts() -> None:
    component = NetComponent(None)  # type: ignore[arg-type]
    assert not component._counts(Found(0, 9, "CH", "name", 1.0), 1.0, Intervals([(0, 20)]), Intervals(), Intervals())


def test_who_signs_an_article_is_no_person_of_it() -> None:
    component = NetComponent.__new__(NetComponent)
    component.lone = 0.5
    byline = Intervals([(0, 20)])
    for type_, counts in (("PERSON", False), ("CH", True)):
        found = Found(0, 9, type_, "name", 1.0)
        assert component._counts(found, 1.0, Intervals(), byline, Intervals()) is counts


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30)), max_size=20))
def test_what_is_known_of_a_text_is_known_of_its_parts(drawn: list[tuple[int, int]]) -> None:
    text = "".join(chr(ord("a") + i % 26) for i in range(240))
    cut = list(parts(text, 60))
    for (start, part), inside in zip(cut, shared([Proposal(a, a + n, "DATE") for a, n in drawn], cut), strict=True):
        whole = [(a, a + n) for a, n in drawn if start <= a < start + len(part) and a + n <= start + len(part)]
        assert [(p.start + start, p.end + start) for p in inside] == whole
