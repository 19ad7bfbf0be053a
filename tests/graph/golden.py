"""Golden cases: `tests/articles/NAME/` names sample NAME.

`extraction.json` is what was extracted from it, `article.json` what it says of itself, `expected.ttl` its graph.
`python -m tests.graph.golden NAME…` writes the expected graphs anew; read the difference before you commit it.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

from rdflib import Graph

from kg.export import extraction_from_json
from kg.graph import build
from kg.model import Article
from kg.reading import read_article
from kg.store import canonical
from kg.vocabulary import PROV, SANTE

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "src" / "kg" / "samples"
CASES = sorted(path.parent for path in ROOT.glob("articles/*/extraction.json"))
_VARIES = (f" <{SANTE.confidence}> ", f" <{PROV.wasGeneratedBy}> ", "/id/run/")


def article_of(case: Path) -> Article:
    """The sample of a case with the metadata that the case fixes, so that better reading changes no golden graph."""
    sample = next(SAMPLES.glob(f"{case.name}.*"))
    given = json.loads((case / "article.json").read_text("utf-8"))
    authors = tuple(given.pop("authors", ()))
    return replace(Article(case.name, read_article(sample).text), authors=authors, **given)


def graph_of(case: Path) -> Graph:
    """The graph of a case, built now."""
    return build(article_of(case), extraction_from_json((case / "extraction.json").read_text("utf-8")))


def comparable(turtle: str) -> list[str]:
    """The triples of a graph as sorted lines, without confidence and run, which differ between processors."""
    return [line for line in canonical(turtle, "turtle") if not any(part in line for part in _VARIES)]


def main(names: list[str]) -> None:
    for case in CASES:
        if not names or case.name in names:
            (case / "expected.ttl").write_text(graph_of(case).serialize(format="turtle"), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
