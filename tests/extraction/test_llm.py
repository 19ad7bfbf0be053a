"""A language model may speak, but only what stands in the article and fits the contract is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.extraction.oracle import Oracle, Reply, facts

from kg import settings
from kg.errors import DeadlineError, InputError, ModelError
from kg.extraction import Llm, extract, extractor_of, load_pipeline, refusals
from kg.extraction.llm import chat, voice
from kg.extraction.llm.answers import Answers
from kg.extraction.llm.chat import Chat, read_json
from kg.extraction.llm.finding import Finder
from kg.extraction.patterns import types
from kg.extraction.patterns.equipment import EQUIPMENT
from kg.model import Article, Extraction, Modality, Zone, ZoneKind

TEXT = """La Gazette de Valmorte
Le centre hospitalier de Valmorte et la clinique des Tilleuls ont créé en mars 2021 le GIE « IRM\u00a0des deux rives ».
L’appareil, qui a coûté 1,2 million d’euros, servira 40 000 habitants. Un second scanner est espéré.
Lire aussi : le GHT de la Rive accueille l'hôpital de Pérignac
"""
GIE = {"id": "a", "type": "GIE", "name": "GIE « IRM des deux rives »", "mentions": ["GIE « IRM des deux rives »"]}
CH = {"id": "b", "type": "CH", "name": "centre hospitalier de Valmorte", "mentions": ["centre hospitalier de Valmorte"]}
CLINIC = {"id": "c", "type": "CLINIC", "name": "clinique des Tilleuls", "mentions": ["la clinique des Tilleuls"]}
QUOTE = (
    'Le centre hospitalier de Valmorte et la clinique des Tilleuls ont créé en mars 2021 le GIE "IRM des deux rives".'
)


def article() -> Article:
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", TEXT)]
    kinds = [ZoneKind.FURNITURE, ZoneKind.BODY, ZoneKind.BODY, ZoneKind.FURNITURE]
    zones = tuple(Zone(start, end, kind) for (start, end), kind in zip(lines, kinds, strict=True))
    return Article("valmorte", TEXT, zones, published="2024-06-04")


def fact(predicate: str = "member", **named: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"subject": "a", "predicate": predicate, "quote": QUOTE, "confidence": 0.9}
    if not {"object", "value"} & set(named):
        named["object"] = "b"
    return told | named


def kept(*told: dict[str, Any], entities: tuple[dict[str, Any], ...] = (GIE, CH, CLINIC)) -> tuple[Extraction, Any]:
    answers = Answers(article())
    answers.take({"entities": list(entities), "facts": list(told)}, 0, len(TEXT))
    found, stated = answers.extracted()
    return Extraction(found, tuple(f for f in stated if f.basis is None)), +answers.refused


# -- what is kept ------------------------------------------------------------------------------------------------


def test_a_fact_keeps_its_quote_as_the_text_has_it() -> None:
    found, refused = kept(fact(qualifiers={"role": "founder", "since": "2021-03"}))
    (only,) = found.facts
    assert (found.entity(only.subject).type, found.entity(str(only.object)).type) == ("GIE", "CH")
    assert dict(only.qualifiers) == {"role": "founder", "since": "2021-03"}
    (evidence,) = only.evidence
    assert evidence.text == TEXT[evidence.start : evidence.end]
    assert evidence.text.endswith("le GIE « IRM\u00a0des deux rives ».")
    assert not refused


def test_entities_have_ids_mentions_and_aliases_from_the_text() -> None:
    found, _ = kept()
    assert [(e.id, e.type) for e in found.entities] == [("e1", "CH"), ("e2", "CLINIC"), ("e3", "GIE")]
    assert all(TEXT[m.start : m.end].strip() for e in found.entities for m in e.mentions)


def test_an_invented_quote_is_refused_and_counted() -> None:
    found, refused = kept(fact(quote="Le centre hospitalier de Valmorte a rejoint le GIE en 2019."), fact(object="c"))
    assert (len(found.facts), refused) == (1, {"quote": 1})


@pytest.mark.parametrize("quote", [None, "", "   ", 12, ["a"], "…", "."])
def test_a_fact_without_a_quote_is_refused(quote: object) -> None:
    assert kept(fact(quote=quote))[1] == {"quote": 1}


def test_a_quote_from_furniture_is_refused() -> None:
    assert kept(fact(quote="le GHT de la Rive accueille l'hôpital de Pérignac"))[1] == {"furniture": 1}


def test_an_entity_that_stands_in_furniture_alone_is_refused_with_its_facts() -> None:
    ght = {"id": "d", "type": "GHT", "name": "GHT de la Rive", "mentions": ["GHT de la Rive"]}
    found, refused = kept(fact(object="d"), entities=(GIE, CH, ght))
    assert [e.type for e in found.entities] == ["CH", "GIE"]
    assert (found.facts, refused) == ((), {"entity": 2})


def test_a_quote_that_leaves_words_out_has_several_stretches() -> None:
    found, _ = kept(fact(quote="L'appareil [...] servira 40 000 habitants", predicate="population", value=40000))
    assert [e.text == TEXT[e.start : e.end] for f in found.facts for e in f.evidence] == [True]
    finder = Finder(TEXT, article().zones)
    assert len(finder.quote("L'appareil (...) 40 000 habitants", 0, len(TEXT))) == 2
    assert finder.quote("L'appareil (...) 50 000 habitants", 0, len(TEXT)) == []


def test_a_shortened_or_composed_name_stands_where_its_words_do() -> None:
    agreement = {"id": "d", "type": "AGREEMENT", "name": "convention entre Valmorte et les Tilleuls", "mentions": []}
    other = {"id": "f", "type": "AGREEMENT", "name": "convention entre Valmorte et Pérignac", "mentions": []}
    found, refused = kept(entities=(agreement, other))
    assert [e.name for e in found.entities] == ["convention entre Valmorte et les Tilleuls"]
    assert refused == {"entity": 1}


def test_a_title_or_discipline_may_be_inflected_but_not_invented() -> None:
    text = "Le docteur Paul Aubert, qui préside le GIE Alpha, y a fait venir des médecins nucléaires."
    person = {"id": "p", "type": "PERSON", "name": "Paul Aubert", "mentions": ["Paul Aubert"]}
    gie = {"id": "a", "type": "GIE", "name": "GIE Alpha", "mentions": ["GIE Alpha"]}
    role = {"subject": "p", "predicate": "role", "object": "a", "quote": text, "qualifiers": {"title": "président"}}
    disciplines = [fact("discipline", value=name, quote=text) for name in ("médecine nucléaire", "gériatrie")]
    answers = Answers(Article("alpha", text))
    answers.take({"entities": [person, gie], "facts": [role, *disciplines]}, 0, len(text))
    stated = answers.extracted()[1]
    assert sorted(str(f.value or f.qualifiers["title"]) for f in stated) == ["médecine nucléaire", "président"]


def test_no_quote_is_longer_than_the_shapes_allow() -> None:
    long = "Le GIE Alpha réunit " + "des praticiens de la vallée, " * 20 + "et le centre hospitalier de Valmorte."
    answers = Answers(Article("long", long))
    gie = {"id": "a", "type": "GIE", "name": "GIE Alpha", "mentions": ["GIE Alpha"]}
    answers.take({"entities": [gie, CH], "facts": [fact(quote=long)]}, 0, len(long))
    (only,) = [f for f in answers.extracted()[1] if f.basis is None]
    assert len(only.evidence) == 2
    assert all(len(e.text) <= 300 and e.text == long[e.start : e.end] for e in only.evidence)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (fact("owns"), "predicate"),
        (fact("role"), "type"),
        (fact("member", object=None), "type"),
        (fact("member", object="a"), "type"),
        (fact("member", object="z"), "entity"),
        (fact("member", subject="z"), "entity"),
        (fact("created", value="mars 2021"), "value"),
        (fact("created", value="1854"), "value"),
        (fact("created", value="2021-13"), "value"),
        (fact("equipment", value="BISTOURI"), "value"),
        (fact("cost", value=-3, quote="L'appareil, qui a coûté 1,2 million d'euros"), "value"),
        (fact("cost", value=900000, quote="L'appareil, qui a coûté 1,2 million d'euros"), "value"),
        (fact("population", value=1.5), "value"),
        (fact("discipline", value="neurochirurgie"), "value"),
        (fact(qualifiers={"role": "boss"}), "qualifier"),
        (fact(qualifiers={"since": "2021", "colour": "blue"}), "qualifier"),
        (fact(qualifiers={"since": "hier"}), "qualifier"),
    ],
)
def test_what_does_not_fit_the_contract_or_the_text_is_refused(told: dict[str, Any], reason: str) -> None:
    assert kept(told)[1] == {reason: 1}


@pytest.mark.parametrize(
    ("told", "value"),
    [
        (fact("cost", value="1200000", quote="L'appareil, qui a coûté 1,2 million d'euros"), 1200000),
        (fact("population", value=40000, quote="servira 40 000 habitants"), 40000),
        (fact("created", value="2021-03"), "2021-03"),
        (fact("equipment", value="scanner", quote="Un second scanner est espéré."), "SCANNER"),
    ],
)
def test_values_are_written_as_the_contract_has_them(told: dict[str, Any], value: object) -> None:
    assert [f.value for f in kept(told)[0].facts] == [value]


@pytest.mark.parametrize(
    ("said", "bounded"), [(7, 0.95), (1.0, 0.95), (-1, 0.05), (None, 0.7), ("high", 0.05), (0.5, 0.5)]
)
def test_confidence_is_bounded(said: object, bounded: float) -> None:
    assert [f.confidence for f in kept(fact(confidence=said))[0].facts] == [bounded]


def test_modality_is_kept_and_equipment_follows_it() -> None:
    told = fact("equipment", value="SCANNER", quote="Un second scanner est espéré.", modality="hoped")
    (only,) = kept(told)[0].facts
    assert (only.modality, only.qualifiers["status"]) == (Modality.HOPED, "planned")


def test_an_unknown_type_is_refused() -> None:
    assert kept(entities=({**CH, "type": "HOSPITAL"},))[1] == {"type": 1}


@pytest.mark.parametrize(
    "answer", [{}, {"facts": "none"}, {"entities": [1, None, "x", []], "facts": [[]]}, {"entities": {}}]
)
def test_an_answer_of_another_shape_is_no_crash(answer: dict[str, Any]) -> None:
    answers = Answers(article())
    answers.take(answer, 0, len(TEXT))
    assert answers.extracted() == ((), ())


def test_the_prompt_names_every_type_predicate_and_machine() -> None:
    words = set(re.findall(r"\w+", voice.prompt()))
    assert words >= types.TYPES | set(types.SUBJECTS) | set(EQUIPMENT) | {str(m) for m in Modality}


# -- how it is asked ---------------------------------------------------------------------------------------------

Serve = Callable[..., Oracle]


@pytest.fixture
def serve() -> Iterator[Serve]:
    opened: list[Oracle] = []

    def start(*replies: Reply, **named: Any) -> Oracle:
        opened.append(Oracle(*replies, **named))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def asking(oracle: Oracle, **named: Any) -> tuple[Chat, list[float]]:
    slept: list[float] = []
    return Chat(Llm(oracle.url, "petit-modele", **named), slept.append), slept


def good() -> Reply:
    return facts([GIE, CH, CLINIC], [fact(), fact(object="c")])


def test_an_article_is_extracted_and_the_model_is_named(serve: Serve) -> None:
    oracle = serve(good())
    nlp = load_pipeline(llm=Llm(oracle.url, key="secret"))
    found = extract(article(), nlp)
    assert found.extractor == extractor_of(nlp)
    assert found.extractor.endswith(" llm petit-modele")
    assert sum(f.predicate == "member" for f in found.facts) == 2
    assert oracle.keys == ["Bearer secret"]
    assert oracle.asked[0]["path"] == "/v1/chat/completions"
    told = oracle.asked[0]["messages"][1]["content"]
    assert "Published: 2024-06-04" in told
    assert "Lire aussi" not in told


def test_two_models_and_no_name_is_told(serve: Serve) -> None:
    with pytest.raises(InputError, match="2 models: a, b"):
        load_pipeline(llm=Llm(serve(good(), models=("a", "b")).url))


def test_an_answer_that_is_no_json_is_sent_back_once(serve: Serve) -> None:
    oracle = serve(Reply("Voici : les faits"), good())
    nlp = load_pipeline(llm=Llm(oracle.url))
    assert extract(article(), nlp).facts
    assert (len(oracle.asked), refusals(nlp)) == (2, {"json": 1})
    assert refusals(nlp) == {}


def test_a_model_that_never_answers_with_json_is_an_error(serve: Serve) -> None:
    with pytest.raises(ModelError, match="valmorte: the model petit-modele answers with no JSON"):
        extract(article(), load_pipeline(llm=Llm(serve(Reply('{"entities": [')).url)))


@pytest.mark.parametrize("said", ['```json\n{"a": 1}\n```', '<think>{"b"}</think> {"a": 1}', 'Voici {"a": 1}.'])
def test_json_is_found_among_other_words(said: str) -> None:
    assert read_json(said) == {"a": 1}


@pytest.mark.parametrize("said", ["", "[]", "{", "}{", "{]}", "[" * 100_000, '{"a":' * 50_000 + "}"])
def test_what_holds_no_json_is_told(said: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(said)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_after_the_pause_that_it_names(serve: Serve, status: int) -> None:
    oracle = serve(Reply(status=status, headers={"Retry-After": "7"}), Reply(status=status), Reply("{}"))
    model, slept = asking(oracle)
    assert model.ask([]) == "{}"
    assert slept == [7.0, 4.0]


def test_a_server_that_stays_busy_is_given_up(serve: Serve) -> None:
    oracle = serve(Reply(status=429))
    model, slept = asking(oracle, tries=3)
    with pytest.raises(ModelError, match="429"):
        model.ask([])
    assert (len(oracle.asked), len(slept)) == (3, 2)
    with pytest.raises(ModelError):
        model.ask([])
    assert len(oracle.asked) == 4


def test_a_late_answer_is_waited_for_no_longer_than_said(serve: Serve) -> None:
    model, slept = asking(serve(Reply("{}", wait=1.0)), seconds=0.2, tries=2)
    with pytest.raises(DeadlineError, match=r"within 0\.2 s"):
        model.ask([])
    assert slept == [2.0]


def test_a_wrong_key_is_not_tried_again_nor_shown(serve: Serve) -> None:
    oracle = serve(Reply(status=401, body=b"no such key"))
    model, _ = asking(oracle, key="secret")
    with pytest.raises(ModelError, match="401") as caught:
        model.ask([])
    assert len(oracle.asked) == 1
    assert "secret" not in str(caught.value) + repr(model.llm)


def test_a_server_without_json_mode_is_asked_without_it(serve: Serve) -> None:
    oracle = serve(Reply(status=400, body=b"response_format is not supported"), Reply("{}"))
    model, slept = asking(oracle)
    assert model.ask([]) == "{}"
    assert ["response_format" in asked for asked in oracle.asked] == [True, False]
    assert not slept


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"choices": []}', b'{"choices": "x"}', b""])
def test_a_server_of_another_kind_is_told(serve: Serve, body: bytes) -> None:
    model, _ = asking(serve(Reply(body=body)))
    with pytest.raises(ModelError):
        model.ask([])


def test_an_endless_answer_is_cut_off(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "_BYTES", 1000)
    model, _ = asking(serve(Reply("x" * 5000)))
    with pytest.raises(ModelError, match="more than 1000 bytes"):
        model.ask([])


def test_a_port_where_nobody_listens_is_told(serve: Serve) -> None:
    oracle = serve(good())
    oracle.close()
    model, slept = asking(oracle, tries=2)
    with pytest.raises(ModelError, match="no answer"):
        model.ask([])
    assert len(slept) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://x/", "nonsense", "http://", "http://key@host/v1"])
def test_another_kind_of_address_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        Chat(Llm(url, "m"))


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://localhost:8000", "http://localhost:8000/v1"),
        ("http://localhost:8000/v1/", "http://localhost:8000/v1"),
        ("https://host/api/v1/chat/completions?x=1", "https://host/api/v1"),
    ],
)
def test_the_base_of_the_api_is_found(url: str, base: str) -> None:
    assert Chat(Llm(url, "m")).base == base


def long_article() -> Article:
    sentence = "Le centre hospitalier de Valmorte a rejoint le GHT de la Rive en mars 2021."
    return Article("long", "\n".join(f"{sentence} Paragraphe {n}." for n in range(40)))


def test_a_long_article_is_asked_about_in_pieces_that_share_entities(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "LLM_CHARACTERS", 1000)
    ght = {"id": "e2", "type": "GHT", "name": "GHT de la Rive", "mentions": ["GHT de la Rive"]}
    quote = "Le centre hospitalier de Valmorte a rejoint le GHT de la Rive en mars 2021."
    member = {"subject": "e2", "predicate": "member", "object": "e1", "quote": quote, "confidence": 0.8}
    oracle = serve(facts([{**CH, "id": "e1"}, ght], [member]), facts([], [member]))
    found = extract(long_article(), load_pipeline(llm=Llm(oracle.url)))
    assert len(oracle.asked) == 4
    assert '"id": "e2", "type": "GHT"' in oracle.asked[1]["messages"][1]["content"]
    assert [e.type for e in found.entities] == ["CH", "GHT"]
    assert len(found.entities[0].mentions) == 40
    assert sum(f.predicate == "member" for f in found.facts) == 1


def test_every_word_is_put_before_the_model_once() -> None:
    read = long_article()
    cut = list(voice.pieces(read, 700))
    assert "".join(read.text[start:end] for start, end in cut) == read.text
    assert all(end - start <= 700 for start, end in cut)


def test_an_answer_that_grows_too_long_halves_the_piece(serve: Serve) -> None:
    oracle = serve(Reply('{"entities": [', finish="length"), Reply(json.dumps({"entities": [CH], "facts": []})))
    found = extract(long_article(), load_pipeline(llm=Llm(oracle.url)))
    sizes = [len(asked["messages"][1]["content"]) for asked in oracle.asked]
    assert max(sizes[1:]) < sizes[0] * 0.6
    assert [e.type for e in found.entities] == ["CH"]
