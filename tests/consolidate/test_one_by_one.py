"""Whatever comes in whatever order, article by article: the default graph is what reading everything at once gives."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
from tests.consolidate.conftest import put
from tests.consolidate.press import ENTITIES, document, equipment, fact

from kg.consolidate import consolidate, touched_by
from kg.model import Entity, Fact, Link, Modality, Solutions
from kg.store import Store, open_store
from kg.store.embedded import EmbeddedStore

HOUSE = Entity("h1", "MSP", "maison de santé du Lac", link=Link("https://w3id.org/sante-kg/id/finess/1", 1.0))
PEOPLE = (*ENTITIES, HOUSE, Entity("p1", "PERSON", "Olivier Pontiès"), Entity("p2", "PERSON", "Odile Chambon"))


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


def some_fact(drawn: random.Random) -> Fact:
    """Facts from a small world, so that they meet; mostly asserted, mostly alike."""
    modality = drawn.choice([Modality.ASSERTED] * 9 + list(Modality))
    confidence = drawn.choice([0.9, 0.8, 0.4])
    kind = drawn.randrange(6)
    since = {"since": drawn.choice(["2022", "2022-06", "2021"])} if drawn.random() < 0.3 else {}
    if kind < 2:
        return fact(object=drawn.choice(["e2", "e3"]), modality=modality, confidence=confidence, **since)
    if kind == 2:
        basis = drawn.choice(["name", None])
        return fact("located_in", subject="e2", value="Rodez", basis=basis, modality=modality, confidence=confidence)
    if kind == 3:
        status, at = drawn.choice(["installed", "installed", "planned"]), drawn.choice([{}, {"at": "Rodez"}])
        return equipment("IRM", status=status, count=drawn.choice([2, 2, 3]), **at)
    if kind == 4:
        title = drawn.choice(["directeur", "chef de service"])
        return fact("role", subject=drawn.choice(["p1", "p2"]), title=title, modality=modality, **since)
    return fact("created", object=None, value=drawn.choice(["2020", "2020", "2020-03"]), modality=modality)


def some_document(drawn: random.Random, number: int) -> tuple[str, list[str]]:
    """Of a few days, so that statements tie; some with the same text; not of one mind on what the house is."""
    facts = {str(f): f for f in (some_fact(drawn) for _ in range(drawn.randrange(1, 5)))}
    published = drawn.choice([None, "2021", f"2023-0{drawn.randrange(1, 4)}-1{drawn.randrange(2)}"])
    kinds = {"MSP": ["MSP", "MSP", "HEALTH_CENTRE", "ORG", "PRACTICE"]}
    names = tuple(replace(e, type=drawn.choice(kinds.get(e.type, [e.type])), aliases=e.aliases[:1]) for e in PEOPLE)
    text = drawn.choice(["", "", "", "La même dépêche."])
    return document(f"d{number}", published, *facts.values(), entities=names, text=text, url=f"https://a.fr/{number}")


def some_documents(drawn: random.Random, count: int) -> list[tuple[str, list[str]]]:
    return [some_document(drawn, number) for number in range(count)]


@pytest.mark.parametrize("seed", range(25))
def test_one_by_one_equals_all_at_once(seed: int) -> None:
    drawn = random.Random(seed)
    documents = some_documents(drawn, 10)
    apart = open_store("memory")
    for each in drawn.sample(documents, len(documents)):
        put(apart, each)
    assert dump(apart) == dump(put(open_store("memory"), *documents))


@pytest.mark.parametrize("seed", range(25, 35))
def test_what_was_taken_back_leaves_no_trace(seed: int) -> None:
    drawn = random.Random(seed)
    documents = some_documents(drawn, 8)
    store = open_store("memory")
    for each in documents:
        put(store, each)
    for iri, _ in documents[:4]:
        put(store, (iri, []))
    assert dump(store) == dump(put(open_store("memory"), *documents[4:]))


@pytest.mark.parametrize("seed", range(40, 60))
def test_after_any_history_the_store_is_what_its_articles_give(seed: int) -> None:
    """Articles come alone or together, are written anew and taken back: only what is there in the end counts."""
    drawn = random.Random(seed)
    store, there = open_store("memory"), dict[str, list[str]]()
    for step in range(16):
        if there and drawn.random() < 0.2:
            changed = {drawn.choice(sorted(there)): list[str]()}
        else:
            changed = dict(some_document(drawn, drawn.randrange(step + 1)) for _ in range(drawn.choice([1, 1, 3])))
        put(store, *changed.items())
        there = {iri: lines for iri, lines in (there | changed).items() if lines}
    assert dump(store) == dump(put(open_store("memory"), *there.items()))


def alike(number: int) -> tuple[str, list[str]]:
    """One more article that says what many say; every other one takes the house for a health centre."""
    facts = (fact(), equipment("IRM", status="installed", count=2), fact("located_in", subject="e2", value="Rodez"))
    house = replace(HOUSE, type=("MSP", "HEALTH_CENTRE")[number % 2])
    day = f"20{10 + number // 12}-{1 + number % 12:02}-01"
    return document(f"a{number}", day, *facts, entities=(*ENTITIES, house), url=f"https://a.fr/{number}")


def rows_read(store: Store, monkeypatch: pytest.MonkeyPatch, iri: str, lines: list[str]) -> int:
    """How many rows the store answers while one further article is consolidated."""
    counts, select = list[int](), EmbeddedStore.select

    def counted(self: EmbeddedStore, sparql: str) -> Solutions:
        answer = select(self, sparql)
        counts.append(len(answer))
        return answer

    with monkeypatch.context() as patched:
        patched.setattr(EmbeddedStore, "select", counted)
        consolidate(store, touched_by(lines), {iri: lines})
    return sum(counts)


def test_one_more_source_that_agrees_reads_as_much_after_many_as_after_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    few = put(open_store("memory"), *map(alike, range(6)))
    many = put(open_store("memory"), *map(alike, range(60)))
    assert rows_read(few, monkeypatch, *alike(61)) == rows_read(many, monkeypatch, *alike(61)) < 300
