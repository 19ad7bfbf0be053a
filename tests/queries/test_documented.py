"""What the documentation tells to paste runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.store import open_store

ROOT = Path(__file__).parents[2]
BLOCKS = [
    pytest.param(block, id=f"{page.stem}-{number}")
    for page in sorted((ROOT / "docs").glob("*.md"))
    for number, block in enumerate(re.findall(r"```sparql\n(.*?)```", page.read_text("utf-8"), re.DOTALL), 1)
]
MEMBERS = """
    <urn:m> a sante:Membership ; sante:organisation <urn:pimm> ; sante:member <urn:h> ;
        sante:modality code:modality\\/asserted ; sante:quote "q" . <urn:pimm> a sante:PIMM
"""


@pytest.mark.parametrize("block", BLOCKS)
def test_a_documented_query_is_valid(block: str) -> None:
    open_store("memory").select(block)


def test_the_members_of_every_pimm_take_at_most_eight_lines() -> None:
    (block,) = [given for case in BLOCKS for given in case.values if "sante:PIMM" in str(given)]
    assert len(str(block).strip().splitlines()) <= 8
    store = open_store("memory")
    store.update(f"INSERT DATA {{ {MEMBERS} }}")
    assert store.select(str(block)).column("quote")
