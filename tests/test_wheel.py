"""The wheel alone is the whole product: it carries all knowledge, and works in a bare environment without network."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WHEELHOUSE = ROOT / "wheelhouse"
MEBIBYTE = 1024 * 1024


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("sante_kg-*.whl"))


@pytest.fixture(scope="module")
def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", ["ontology", "shapes", "queries"])
def test_the_wheel_carries_knowledge(members: set[str], folder: str) -> None:
    here = {
        f"kg/_knowledge/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".ttl", ".rq", ".csv")
    }
    assert here
    assert here <= members


def test_the_wheel_carries_what_lies_in_the_package(members: set[str]) -> None:
    package = ROOT / "src" / "kg"
    inside = [path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    assert {f"kg/{path.relative_to(package).as_posix()}" for path in inside} <= members


def test_the_wheel_carries_the_licences(members: set[str]) -> None:
    names = {Path(member).name for member in members if ".dist-info/licenses/" in member}
    assert {"LICENSE", "CC-BY-4.0.txt", "THIRD_PARTY.md"} <= names


def test_the_wheel_stays_small(wheel: Path) -> None:
    assert wheel.stat().st_size < 60 * MEBIBYTE


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in a bare virtual environment, with what the wheelhouse holds and nothing from the network."""
    if not WHEELHOUSE.is_dir():
        pytest.skip("no wheelhouse/: `make setup` fills it")
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--no-index", "--find-links"]
    subprocess.run([*pip, str(WHEELHOUSE), str(wheel)], check=True, env=bare())
    return folder / "bin" / "kg"


def bare() -> dict[str, str]:
    kept = ("PATH", "HOME", "LANG", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PIP_CONFIG_FILE": os.devnull}


def run(kg: Path, *arguments: str, cwd: Path) -> str:
    done = subprocess.run([kg, *arguments], cwd=cwd, env=bare(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_installed_wheel_does_the_whole_job(installed: Path, tmp_path: Path) -> None:
    assert "Rodez" not in run(installed, "--help", cwd=tmp_path)
    assert "members-of-structure" in run(installed, "query", cwd=tmp_path)
    assert "PIMM" in run(installed, "demo", "--store", "store", cwd=tmp_path)
    assert "GHT" in run(installed, "find", "Trois Étangs", "--store", "store", cwd=tmp_path)
