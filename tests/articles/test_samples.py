"""The sample articles through the real pipeline: what must be found, and what must never be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests.articles.facts_of import Facts, facts_of

from kg.model import ZoneKind
from kg.pipeline import ingest_all, open_workspace
from kg.reading import read_article

FURNITURE = (
    "Nomain",
    "Verlinghem", "Bazemont", "Coignières", "Mornac", "Nersac", "Montgivray", "Creuzier", "Rots", "Lion-sur-Mer",
    "Sarras", "Soyons", "Bonnelles", "Combrit", "Froges", "Blavozy", "Vals-près-le-Puy", "Suze-la-Rousse", "Montélier",
)  # fmt: skip
"""Places that stand in the furniture of the samples only."""


@pytest.fixture(scope="module")
def facts(samples: Path, nlp: Any) -> Facts:
    with open_workspace("memory") as workspace:
        ingest_all([str(samples)], workspace, nlp)
        return facts_of(workspace.store)


FOUND: tuple[dict[str, str], ...] = (
    {"predicate": "^member$", "subject": "/pimm/layrac", "objectName": "Clairac", "modality": "asserted"},
    {"predicate": "^member$", "subject": "/ght/", "subjectName": "Trois Étangs", "objectName": "Pomarez"},
    {"predicate": "^member$", "subject": "/gcs/", "objectName": "Mauzé"},
    {"predicate": "^member$", "subject": "/gie/", "objectName": "Chalindrey"},
    {"predicate": "equipment", "subject": "/pimm/layrac", "object": "/IRM$", "modality": "asserted"},
    {"predicate": "equipment", "subjectName": "Grignan", "object": "/IRM$", "date": "2023-11-20"},
    {"predicate": "opened", "subject": "/msp/", "date": "2021-09-06"},
    {"predicate": "^role$", "subjectName": "Chambon", "objectName": "SISA", "title": "présidente"},
    {"predicate": "^role$", "subjectName": "Calvez", "objectName": "Carantec", "title": "directeur médical"},
    {"predicate": "successor_of", "subjectName": "Deux-Sucs", "objectName": "Saint-Paulien"},
    {"predicate": "signed", "subject": "/agreement/", "date": "2014-03-17"},
    {"predicate": "created", "subject": "/cpts/", "date": "2020-11"},
    {"predicate": "funded_by", "subjectName": "Grignan", "objectName": "Région", "amount": "^300000"},
    {"predicate": "^member$", "subject": "/cls/", "objectName": "Morbier"},
)  # fmt: skip


@pytest.mark.parametrize("wanted", FOUND, ids=lambda wanted: " ".join(wanted.values()))
def test_a_fact_is_found(facts: Facts, wanted: dict[str, str]) -> None:
    assert facts.having(**wanted)


ABSENT: tuple[dict[str, str], ...] = (
    {"predicate": "^member$", "subject": "/pimm/", "objectName": "Agen", "modality": "asserted"},
    {"predicate": "^member$", "subject": "/pimm/", "objectName": "Saint-Roch", "modality": "asserted"},
    {"predicate": "^member$", "subject": "/gcs/", "objectName": "Nueil", "modality": "asserted"},
    {"predicate": "^member$", "subject": "/cpts/", "objectName": "Vendat", "modality": "asserted"},
    {"predicate": "successor_of", "objectName": "Saubion|Angresse|Espaly", "modality": "asserted"},
    {"predicate": "equipment", "article": "Trois hôpitaux", "object": "/MAMMOGRAPHE$", "modality": "asserted"},
    {"predicate": "equipment", "subject": "/gie/", "object": "/IRM$", "modality": "asserted"},
    {"article": "téléconsultations"},
)


@pytest.mark.parametrize("unwanted", ABSENT, ids=lambda unwanted: " ".join(unwanted.values()))
def test_what_is_denied_planned_or_generic_is_not_asserted(facts: Facts, unwanted: dict[str, str]) -> None:
    assert not facts.having(**unwanted)


@pytest.mark.parametrize("place", FURNITURE)
def test_furniture_yields_no_fact(facts: Facts, place: str) -> None:
    assert not [row for row in facts.rows if re.search(rf"\b{place}\b", " ".join(row.values()))]


@pytest.mark.parametrize("place", FURNITURE)
def test_furniture_is_a_zone_of_its_own(samples: Path, place: str) -> None:
    article = next(a for a in map(read_article, sorted(samples.iterdir())) if place in a.text)
    assert article.zone_at(article.text.rindex(place)) is ZoneKind.FURNITURE
