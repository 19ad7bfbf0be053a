"""The examples in the documentation of graph, validation and dates give what they say."""

from __future__ import annotations

import doctest
import importlib

import pytest

MODULES = ["kg.dates", "kg.graph.identity", "kg.graph.names", "kg.validate.form"]


@pytest.mark.parametrize("name", MODULES)
def test_examples_give_what_they_say(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
