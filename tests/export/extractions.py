"""Random extractions that say everything the contract can say: all types, predicates, qualifiers and modalities."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st

from kg.model import Article, Entity, Evidence, Extraction, Fact, Mention, Modality, PlaceRef
from kg.vocabulary import CLASS_OF_TYPE, DATE_PREDICATES, FACT_SHAPES

TEXT = (
    "Le GHT des Sarènes réunit l'hôpital de Lunac, le centre hospitalier d'Orbey et la clinique du Pré. "
    "« Créé en 2016, il sert 120 000 habitants », dit Anne Févre, sa directrice — depuis 2021.\n"
) * 3
CODES = ("IRM", "SCANNER", "TEP", "GAMMA_CAMERA", "MAMMOGRAPHE", "AUTRE")
ROLES = ("support", "lead", "founder", "party", "partner", "associate")

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=20).filter(
    lambda text: text.strip() == text
)
WORD = st.sampled_from(["Lunac", "Orbey", "Févre", "d'Été", "St-Cœur", "du", "Pré", "17", "Nord"])
NAMES = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
DATES = st.builds(
    lambda day, length: day.isoformat()[:length],
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)),
    st.sampled_from((4, 7, 10)),
)
AMOUNTS = st.one_of(st.integers(1, 10**9), st.integers(1, 10**8).map(lambda cents: cents / 100))
COUNTS = st.integers(1, 10**6)
PLACES = st.sampled_from(
    [
        PlaceRef("commune", "12202", "Rodez"),
        PlaceRef("departement", "12", "Aveyron"),
        PlaceRef("region", "76", "Occitanie"),
        None,
    ]
)

QUALIFIERS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "member": {"role": st.sampled_from(ROLES), "since": DATES, "until": DATES},
    "partner": {"since": DATES},
    "equipment": {
        "count": COUNTS, "status": st.sampled_from(["installed", "planned"]), "date": DATES,
        "brand": WORDS, "model": WORDS, "at": WORDS,
    },
    "authorised_by": {"date": DATES},
    "funded_by": {"amount": AMOUNTS, "purpose": WORDS},
    "cost": {"purpose": WORDS},
    "role": {"title": WORDS, "since": DATES, "until": DATES},
    "member_count": {"unit": WORDS},
    "successor_of": {"date": DATES},
}  # fmt: skip


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    start = draw(st.integers(0, len(TEXT) - 2))
    end = draw(st.integers(start + 1, min(len(TEXT), start + 280)))
    return Evidence(start, end, TEXT[start:end])


@st.composite
def facts(draw: st.DrawFn, ids: list[str]) -> Fact:
    predicate = draw(st.sampled_from(sorted(FACT_SHAPES)))
    subject = draw(st.sampled_from(ids))
    object = value = place = basis = None
    if predicate == "located_in":
        place = draw(PLACES)
        value = draw(WORDS)
        basis = draw(st.sampled_from([None, "name"]))
    elif predicate == "equipment":
        value = draw(st.sampled_from(CODES))
    elif predicate == "discipline":
        value = draw(WORDS)
    elif predicate in DATE_PREDICATES:
        value = draw(DATES)
    elif predicate == "cost":
        value = draw(AMOUNTS)
    elif predicate in ("member_count", "population"):
        value = draw(COUNTS)
    else:
        object = draw(st.sampled_from([id for id in ids if id != subject]))
    return Fact(
        subject=subject,
        predicate=predicate,
        object=object,
        value=value,
        qualifiers=draw(st.fixed_dictionaries({}, optional=QUALIFIERS.get(predicate, {}))),
        evidence=tuple(draw(st.lists(evidences(), min_size=1, max_size=3))),
        confidence=draw(st.integers(0, 100)) / 100,
        modality=draw(st.sampled_from(list(Modality))),
        basis=basis,
        place=place,
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    count = draw(st.integers(2, 5))
    entities = []
    for number in range(count):
        start = draw(st.integers(0, len(TEXT) - 5))
        entities.append(
            Entity(
                id=f"x{number}",
                type=draw(st.sampled_from(sorted(CLASS_OF_TYPE))),
                name=f"{draw(NAMES)} n{number}",  # names that tell the entities apart
                aliases=tuple(draw(st.lists(WORDS, max_size=2))),
                mentions=(Mention(start, start + 4),),
            )
        )
    found = draw(st.lists(facts([entity.id for entity in entities]), max_size=6))
    return Extraction(tuple(entities), tuple(found), "random 1")


ARTICLE = Article(
    "sarenes", TEXT, title="Un GHT", publisher="La Gazette", published="2022-05-03", authors=("A. B", "C. D")
)
