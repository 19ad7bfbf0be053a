"""Whatever comes in whatever order, article by article: the default graph is what reading everything at once gives."""

from __future__ import annotations

import io
import random

import pytest
from tests.consolidate.conftest import put
from tests.consolidate.press import ENTITIES, document, equipment, fact

from kg.model import Entity, Fact, Modality
from kg.store import Store, open_store

PEOPLE = (*ENTITIES, Entity("p1", "PERSON", "Olivier Pontiès"), Entity("p2", "PERSON", "Odile Chambon"))


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
        return equipment("IRM", status=drawn.choice(["installed", "planned"]), count=drawn.randrange(1, 3))
    if kind == 4:
        title = drawn.choice(["directeur", "chef de service"])
        return fact("role", subject=drawn.choice(["p1", "p2"]), title=title, modality=modality, **since)
    return fact("created", object=None, value=drawn.choice(["2020", "2020", "2020-03"]), modality=modality)


def some_documents(drawn: random.Random, count: int) -> list[tuple[str, list[str]]]:
    found = []
    for number in range(count):
        facts = {str(f): f for f in (some_fact(drawn) for _ in range(drawn.randrange(1, 5)))}
        published = drawn.choice([None, "2021", f"2023-0{drawn.randrange(1, 9)}-1{drawn.randrange(9)}"])
        names = tuple(
            Entity(e.id, drawn.choice([e.type] * 5 + ["ORG"]) if e.type == "CH" else e.type, e.name, e.aliases[:1])
            for e in PEOPLE
        )
        text = drawn.choice(["", "La même dépêche."])
        found.append(
            document(f"d{number}", published, *facts.values(), entities=names, text=text, url=f"https://a.fr/{number}")
        )
    return found


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
