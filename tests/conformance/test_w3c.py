"""The embedded store passes the W3C SPARQL 1.0 and 1.1 tests but for those that `accepted.txt` names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conformance import w3c

pytestmark = pytest.mark.long

GROUPS = w3c.groups() if w3c.ARCHIVE.is_file() else []
needs_archive = pytest.mark.skipif(not GROUPS, reason="the W3C tests lie in ../shared/conformance: not here")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return w3c.unpack(tmp_path_factory.mktemp("w3c"))


@needs_archive
@pytest.mark.parametrize("group", GROUPS or ["none"])
def test_only_the_accepted_tests_fail(root: Path, group: str) -> None:
    accepted = {name for name in w3c.accepted() if name.startswith(f"{group}#")}
    failed = {case.name: why for case in w3c.cases(root, group) if (why := w3c.outcome(case))}
    assert not {name: why for name, why in failed.items() if name not in accepted}, "failed and not accepted"
    assert not accepted - failed.keys(), "accepted and passed, or unknown: strike it from accepted.txt"


@needs_archive
def test_no_test_is_lost_on_the_way(root: Path) -> None:
    assert sum(len(w3c.cases(root, group)) for group in GROUPS) == 981


@needs_archive
def test_every_accepted_failure_belongs_to_a_group_and_has_a_reason() -> None:
    for name, reason in w3c.accepted().items():
        assert name.partition("#")[0] in GROUPS
        assert len(reason) > 20


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ([("_:a", "_:b"), ("_:b", "_:a")], [("_:x", "_:y"), ("_:y", "_:x")], True),
        ([("_:a", "_:a")], [("_:x", "_:y")], False),
        ([("_:a", "1"), ("_:b", "2")], [("_:x", "2"), ("_:y", "1")], True),
        ([("_:a", "1"), ("_:a", "2")], [("_:x", "2"), ("_:y", "1")], False),
        ([("1",), ("1",)], [("1",)], False),
    ],
)
def test_blank_nodes_are_compared_under_renaming(left: list[w3c.Terms], right: list[w3c.Terms], alike: bool) -> None:
    assert w3c.same(left, right) is alike
