"""Reading keeps up with a newsroom's archive on one core (processor time, so that neighbours do not count)."""

from __future__ import annotations

import time

import pytest

from kg.reading import read_text


@pytest.mark.long
@pytest.mark.parametrize(("form", "floor"), [("pasted", 100), ("page", 40)])
def test_articles_a_second(request: pytest.FixtureRequest, form: str, floor: int) -> None:
    text: str = request.getfixturevalue(form)
    read_text(text)
    began = time.process_time()
    for _ in range(100):
        read_text(text)
    assert 100 / (time.process_time() - began) >= floor
