"""French communes, départements and régions by name, and the places that stand in the name of an organisation."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from kg.places.in_names import Places
from kg.places.table import fold

__all__ = ["Places", "fold", "places"]


@cache
def places() -> Places:
    """The places of France, read once from the compiled table."""
    packed = resources.files("kg.extraction.gazetteers").joinpath("places.csv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    return Places([line for line in lines if not line.startswith("#")])
