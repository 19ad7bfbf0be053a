"""The pipeline as a whole: assembled from its config, the same twice, honest about offsets, furniture and size."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.errors import MissingToolError
from kg.extraction import extract, load_pipeline
from kg.extraction.edges import Edge, aligned
from kg.extraction.nlp import MODEL, extractor_of
from kg.extraction.zones import lines
from kg.model import Article, Extraction, Zone, ZoneKind

SENTENCES = (
    "Le GHT Sud Ardennes réunit le CH de Rethel et la clinique du Moulin depuis 2019.",
    "Anne Petit, directrice du CH de Rethel, s'en félicite.",
    "La maison de santé des Cèdres a coûté 1,2 M€.",
    "L'établissement exploite une IRM et deux scanners.",
    "Les centres hospitaliers de Foix, de Pamiers et d'Albi ont signé une convention le 3 mars.",
    "L'ARS Grand Est a autorisé le GIE Les Saules.",
    "Lire aussi : la clinique Pasteur (Ariège) change de mains",
    "S'abonner à partir de 1 €",
    "– le CH de Rethel ;",
    "The hospital opened in March.",
    "Le centre hospi-\ntalier de Rethel a investi 300 000 € et recrute, dit sa direc-\ntrice.",
    "LE CENTRE HOSPITALIER DE RETHEL QUITTE LE GROUPEMENT",
    "Publié le 3 mars 2021 – Par Luc Morel",
    "",
)
LAYOUTS = st.lists(st.sampled_from(SENTENCES), max_size=8)
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def article(text: str, zones: tuple[Zone, ...] = ()) -> Article:
    """An article of this text, published on a Thursday."""
    return Article("made", text, zones, published="2023-11-16")


def zoned(rows: list[str], kinds: list[ZoneKind]) -> Article:
    """An article whose lines have these kinds."""
    text = "\n".join(rows)
    spans = list(lines(text))
    return article(text, tuple(Zone(a, b, kind) for (a, b), kind in zip(spans, kinds, strict=False)))


def honest(text: str, extraction: Extraction) -> bool:
    """Every quote is what stands at its offsets, every fact has one, every end is an entity."""
    ids = {e.id for e in extraction.entities}
    return all(
        f.evidence
        and f.subject in ids
        and (f.object is None or f.object in ids)
        and (f.object is None) != (f.value is None)
        and 0 <= f.confidence <= 1
        and round(f.confidence, 2) == f.confidence
        and all(text[e.start : e.end] == e.text and 0 < len(e.text) <= 300 for e in f.evidence)
        for f in extraction.facts
    ) and all(0 <= m.start < m.end <= len(text) for e in extraction.entities for m in e.mentions)


def test_the_config_names_the_parts_of_the_rules(rules: Language) -> None:
    assert rules.pipe_names == ["zones", "values", "mentions", "relations", "entities", "facts"]


def test_the_extractor_says_which_voice_spoke(rules: Language) -> None:
    assert extractor_of(rules).startswith("sante-kg/")
    assert extractor_of(rules).endswith("rules")


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingToolError, match="no trained net"):
        load_pipeline(str(tmp_path))


def test_nets_that_read_together_are_named_with_colons_between(tmp_path: Path) -> None:
    if not MODEL.joinpath("reader.onnx").exists():
        pytest.skip("the weights are not here")
    both = load_pipeline(os.pathsep.join(["net", str(MODEL)]))
    assert extractor_of(both).endswith(" 2 nets")
    with pytest.raises(MissingToolError, match=f"no trained net in {tmp_path}"):
        load_pipeline(os.pathsep.join(["net", str(tmp_path)]))


@pytest.fixture
def guest(tmp_path: Path) -> str:
    """A spaCy pipeline on disk, as a downloaded one lies there, that knows one person and one town."""
    nlp = spacy.blank("fr")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "le bon Zé"}, {"label": "ORG", "pattern": "Zybrex"}])
    nlp.to_disk(tmp_path / "zorro")
    return str(tmp_path / "zorro")


def test_another_pipeline_proposes_the_persons_it_knows(guest: str) -> None:
    text = "La fanfare de Zybrex a joué pour le bon Zé hier au soir.\n"
    alone, beside = extract(article(text), load_pipeline()), extract(article(text), load_pipeline(guest))
    assert "le bon Zé" not in {e.name for e in alone.entities}
    assert [e.type for e in beside.entities if "Zé" in e.name] == ["PERSON"]
    assert beside.extractor.endswith("net zorro")


def test_a_pipeline_that_names_nothing_is_refused(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "mute")
    with pytest.raises(MissingToolError, match="names no entities"):
        load_pipeline(str(tmp_path / "mute"))


def test_a_broken_pipeline_says_why_in_one_line(guest: str) -> None:
    (Path(guest) / "config.cfg").write_text('[nlp]\nlang = "zz"\n', encoding="utf-8")
    with pytest.raises(MissingToolError, match=r"cannot be loaded: \S"):
        load_pipeline(guest)


def test_an_article_is_read(rules: Language) -> None:
    extraction = extract(article(SENTENCES[0] + "\n" + SENTENCES[1]), rules)
    names = {e.id: e.name for e in extraction.entities}
    said = {(names[f.subject], f.predicate, names.get(f.object or "", f.value)) for f in extraction.facts}
    assert {
        ("GHT Sud Ardennes", "member", "CH de Rethel"),
        ("GHT Sud Ardennes", "member", "clinique du Moulin"),
        ("Anne Petit", "role", "CH de Rethel"),
        ("CH de Rethel", "located_in", "Rethel"),
    } <= said


@given(LAYOUTS, st.lists(st.sampled_from(list(ZoneKind)), min_size=8, max_size=8))
@SLOW
def test_any_layout_is_read_honestly_and_twice_the_same(
    voice: Language, rows: list[str], kinds: list[ZoneKind]
) -> None:
    made = zoned(rows, kinds)
    extraction = extract(made, voice)
    assert honest(made.text, extraction)
    assert extract(made, voice) == extraction


@given(LAYOUTS, st.lists(st.sampled_from(list(ZoneKind)), min_size=8, max_size=8))
@SLOW
def test_furniture_gives_no_mention_and_no_quote(voice: Language, rows: list[str], kinds: list[ZoneKind]) -> None:
    made = zoned(rows, kinds)
    furniture = {i for z in made.zones if z.kind is ZoneKind.FURNITURE for i in range(z.start, z.end)}
    extraction = extract(made, voice)
    quoted = [(e.start, e.end) for f in extraction.facts for e in f.evidence]
    said = [(m.start, m.end) for e in extraction.entities for m in e.mentions]
    assert not any(furniture & set(range(a, b)) for a, b in [*quoted, *said])


@given(st.text(max_size=300))
@SLOW
def test_no_text_is_too_strange(voice: Language, text: str) -> None:
    assert honest(text, extract(article(text), voice))


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda s: s.replace("é", "e").replace("É", "E")])
def test_capitals_and_lost_accents_do_no_harm(voice: Language, change: object) -> None:
    text = "\n".join(map(change, SENTENCES))  # type: ignore[arg-type]
    assert honest(text, extract(article(text), voice))


def test_names_in_capitals_are_still_found(rules: Language) -> None:
    extraction = extract(article("LE CENTRE HOSPITALIER DE RETHEL RECRUTE"), rules)
    assert [e.type for e in extraction.entities] == ["CH"]


def test_an_empty_body_has_nothing(voice: Language) -> None:
    extraction = extract(article(""), voice)
    assert (extraction.entities, extraction.facts) == ((), ())


def test_a_text_without_health_has_nothing(voice: Language) -> None:
    assert extract(article("The quick brown fox jumps over the lazy dog."), voice).entities == ()


def test_a_megabyte_is_read_in_bounded_time(rules: Language) -> None:
    chance = random.Random(7)
    rows = [chance.choice(SENTENCES).replace("Moulin", f"Moulin-{chance.randrange(400)}") for _ in range(17_000)]
    text = "\n".join(rows)
    start = time.process_time()
    extraction = extract(article(text[:1_000_000]), rules)
    assert time.process_time() - start < 120
    assert extraction.facts


def test_an_edge_moves_to_the_span_that_holds_it(rules: Language) -> None:
    doc = rules.make_doc("Le prix : 1,2 M€.")
    span = doc.char_span(10, 16, alignment_mode="expand")
    assert span is not None
    (edge,) = aligned([Edge((0, 2), (10, 16), "cost")], [span])
    assert edge.tail == (span.start_char, span.end_char)
