"""Where the knowledge lies: ontology, shapes, queries and samples, in a checkout and in the installed wheel alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `ontology`, `shapes`, `queries` or `samples`.

    The wheel carries them inside the package (`kg/_knowledge/NAME`, see pyproject.toml); a checkout has them at its
    top level, or for samples in the package itself.
    """
    for candidate in (PACKAGE / name, PACKAGE / "_knowledge" / name, PACKAGE.parent.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the folder {name} is missing from the installation of kg")
