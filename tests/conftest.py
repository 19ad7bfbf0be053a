"""What every room's tests may ask for: the shared material where it is there, the samples, one loaded pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True)
def _away_from_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A test that forgets `--store` writes in its own folder, never in the checkout."""
    monkeypatch.setattr("kg.settings.STORE", str(tmp_path / "kg-store"))
    monkeypatch.setattr("kg.settings.STATE", str(tmp_path / "kg-state"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that lies beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of our own sample articles."""
    return ROOT / "src" / "kg" / "samples"


@pytest.fixture(scope="session")
def nlp() -> object:
    """The extraction pipeline, loaded once for all tests."""
    from kg.extraction import load_pipeline

    return load_pipeline()
