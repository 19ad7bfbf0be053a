"""A store on disk, filled from the golden extractions of the samples: no pipeline is loaded for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.graph.golden import CASES, article_of

from kg.export import extraction_from_json
from kg.pipeline import ingest_extractions, open_workspace


@pytest.fixture(scope="session")
def golden_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of all golden cases; read it only."""
    folder = tmp_path_factory.mktemp("golden") / "store"
    with open_workspace(str(folder)) as workspace:
        for case in CASES:
            extraction = extraction_from_json((case / "extraction.json").read_text(encoding="utf-8"))
            ingest_extractions([(article_of(case), extraction)], workspace)
    return folder


@pytest.fixture
def own_store(golden_store: Path, tmp_path: Path) -> str:
    """A copy of that store, to be changed."""
    folder = tmp_path / "store"
    shutil.copytree(golden_store, folder)
    return str(folder)
