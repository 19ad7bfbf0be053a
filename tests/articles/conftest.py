"""What extraction does not find yet: `not_found_yet.txt` holds one test a line, each a strict expected failure.

Once it is found the test fails until its line goes, so that the list stays honest.
"""

from __future__ import annotations

from pathlib import Path

import pytest

LIST = Path(__file__).with_name("not_found_yet.txt")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missed = {line for line in LIST.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    here = [item for item in items if item.path.parent == LIST.parent]
    for item in here:
        name = f"{item.path.stem}::{getattr(item, 'originalname', item.name)}"
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        told = " ".join(" ".join(p.values()) if isinstance(p, dict) else str(p) for p in parameters.values())
        if f"{name} {told}".strip() in missed:
            item.add_marker(pytest.mark.xfail(reason="extraction does not find it yet", strict=True))
