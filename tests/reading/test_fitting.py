"""The weights of the zones can be made again from annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from kg.model import ZoneKind
from kg.reading import fitting
from kg.reading.features import features
from kg.reading.lines import split
from kg.reading.zones import KINDS, chain

TOWNS = ("Lorne", "Valmorte", "Corbeuil", "Pérignac", "Sauvens", "Brisol")


def annotated(folder: Path, town: str) -> tuple[Path, Path]:
    rows = [
        ("furniture", f"{town} Matin | Sports | Sorties"),
        ("title", f"À {town}, le scanner est arrivé"),
        ("byline", "Par Anne Solier, publié le 3 mai 2021"),
        ("body", f"Le centre hospitalier de {town} a mis en service lundi un scanner qui a coûté un million. " * 3),
        ("furniture", "Lire aussi"),
        ("furniture", "Une clinique recrute six infirmiers"),
        ("furniture", f"© {town} Matin - Mentions légales"),
    ]
    text = "\n".join(line.strip() for _, line in rows) + "\n"
    zones = [
        {"start": text.index(line.strip()), "end": text.index(line.strip()) + len(line.strip()), "zone": kind}
        for kind, line in rows
    ]
    (folder / f"{town}.txt").write_text(text, encoding="utf-8")
    (folder / f"{town}.json").write_text(json.dumps({"zones": zones}), encoding="utf-8")
    return folder / f"{town}.txt", folder / f"{town}.json"


def test_fitting_learns_what_it_is_shown_and_is_the_same_twice(tmp_path: Path) -> None:
    articles = [fitting.load(*annotated(tmp_path, town)) for town in TOWNS]
    first, second = fitting.fit(articles), fitting.fit(articles)
    assert np.array_equal(first.weights, second.weights)
    lines, gold = articles[0]
    assert first.marginals(first.scores(features(lines))).argmax(axis=1).tolist() == gold


def test_the_written_weights_are_those_that_are_read(tmp_path: Path) -> None:
    for town in TOWNS:
        annotated(tmp_path, town)
    fitting.main([str(tmp_path), str(tmp_path), str(tmp_path / "weights.json")])
    data = json.loads((tmp_path / "weights.json").read_text(encoding="utf-8"))
    assert data["kinds"] == [str(kind) for kind in KINDS]
    assert all(len(row) == len(KINDS) for row in data["features"].values())


def test_the_weights_in_the_package_know_every_kind() -> None:
    found = features(list(split("Lire aussi\nLe centre hospitalier de Lorne a ouvert un scanner lundi.\n")))
    assert chain().scores(found).shape == (2, len(ZoneKind))
