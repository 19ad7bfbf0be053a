"""Many documents through extraction: one after the other, or in several processes; always in order."""

from __future__ import annotations

import signal
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.cli.rendering import RENDER
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.extraction import Llm
    from kg.model import Article


@dataclass(frozen=True, slots=True)
class Done:
    """A document: its name, its text and what was made of it, or why it could not be read.

    `left_out` are the facts too unsure to be believed; where it is `undated`, « mardi » is no day.
    """

    source: str
    name: str = ""
    text: str = ""
    result: str = ""
    error: KgError | None = None
    refused: dict[str, int] | None = None
    left_out: int = 0
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """How documents are read and extracted, and what is made of each (a name in `RENDER`)."""

    render: str
    model: str | None = None
    allow_private: bool = False
    llm: Llm | None = None
    least: float = 0.0
    published: str | None = None


def is_url(source: str) -> bool:
    """Whether an input names something to fetch."""
    return "://" in source


def read(source: str, allow_private: bool) -> Article:
    """The article behind a path or a URL."""
    from kg.reading import read_article, read_url

    if is_url(source):
        return read_url(source, allow_private=allow_private)
    return read_article(Path(source))


def extract_all(sources: Iterable[str], way: Way, jobs: int = 1) -> Iterator[Done]:
    """Each document as the way says, in the order given. A fault stands in its `Done`, the others go on."""
    if jobs <= 1:
        for source in sources:
            yield _one(source, way)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _deaf_to_interrupts) as pool:
        try:
            yield from pool.map(_one, sources, repeat(way))
        except BrokenProcessPool as error:
            raise KgError("a process that extracts was killed", cure="fewer --jobs need less memory") from error
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@lru_cache(maxsize=1)
def pipeline(model: str | None, llm: Llm | None = None) -> Any:
    """The extraction pipeline, loaded once a process, when the first document could be read."""
    from kg.extraction import load_pipeline

    return load_pipeline(model, llm)


def _one(source: str, way: Way) -> Done:
    try:
        article = read(source, way.allow_private).dated(way.published)
        nlp = pipeline(way.model, way.llm)
        from kg.extraction import extract, refusals

        extraction = replace(extract(article, nlp), least=way.least)
        rendered = RENDER[way.render](article, extraction)
        return Done(
            source,
            article.name,
            article.text,
            rendered,
            refused=refusals(nlp),
            left_out=extraction.doubted,
            undated=article.said_on is None,
        )
    except KgError as error:
        return Done(source, error=error)
    except Exception as error:  # a fault of ours must not take the rest of the batch with it
        where = traceback.extract_tb(error.__traceback__)[-1]
        told = f"{source}: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
        return Done(source, error=KgError(told, cure="a fault of kg, please report it"))


def _deaf_to_interrupts() -> None:
    """Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
