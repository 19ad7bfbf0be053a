"""Articles into the graph: read → extract → build → check → consolidate → store, several articles a transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg import settings
from kg.documents import Reading
from kg.errors import InputError, KgError, StoreError, UnreadableError
from kg.model import Article, Extraction
from kg.pipeline import versions
from kg.pipeline.kept_out import kept_out, without_forgotten
from kg.pipeline.links import Links
from kg.pipeline.outcome import Outcome
from kg.pipeline.preparation import Prepared, prepare
from kg.pipeline.review.decisions import REVIEWS, Reviews
from kg.pipeline.workspace import Workspace
from kg.vocabulary import GRAPH, ID

if TYPE_CHECKING:
    from spacy.language import Language

Progress = Callable[[Outcome], None]
TOGETHER = 16
_FOLLOWED = 512


def ingest(
    article: Article, workspace: Workspace, nlp: Language, *, user: str = "", least: float | None = None
) -> Outcome:
    """Store one article; the same article again changes nothing.

    Facts are believed from the confidence `least` on (default: `KG_MIN_CONFIDENCE`).
    Raises StoreError when the store fails; what the article holds never raises.
    """
    (outcome,) = _Intake(workspace, nlp, user, least=least).all([(article.name, lambda: article)])
    if outcome.error is not None:
        raise outcome.error
    return outcome


def ingest_all(
    inputs: Sequence[str],
    workspace: Workspace,
    nlp: Language,
    on_progress: Progress | None = None,
    *,
    allow_private: bool = False,
    together: int = TOGETHER,
    user: str = "",
    least: float | None = None,
    published: str | None = None,
) -> tuple[Outcome, ...]:
    """Store all documents of files, folders and URLs; one that fails stands in its outcome, the others go on.

    `on_progress` hears each outcome once it is safely stored. A killed run is completed by running it again: what is
    there already costs no extraction. Facts are believed from the confidence `least` on (default:
    `KG_MIN_CONFIDENCE`); articles that state no date were `published` then. Raises StoreError when the store itself
    fails.
    """

    from kg.reading import find_documents, read_article, read_url

    def read(source: str) -> Article:
        return read_url(source, allow_private=allow_private) if "://" in source else read_article(Path(source))

    def reader(source: str) -> Callable[[], Article]:
        return lambda: read(source).dated(published)

    intake = _Intake(workspace, nlp, user, on_progress, together, least=least)
    return intake.all((source, reader(source)) for source in find_documents(inputs))


def ingest_each(
    sources: Iterable[tuple[str, Callable[[], Article]]],
    workspace: Workspace,
    nlp: Language,
    on_progress: Progress | None = None,
    *,
    together: int = TOGETHER,
) -> tuple[Outcome, ...]:
    """Store articles that come one by one, each as its name and what reads it (from feeds, from a queue)."""
    return _Intake(workspace, nlp, "", on_progress, together).all(sources)


def ingest_extractions(
    readings: Iterable[tuple[Article, Extraction]],
    workspace: Workspace,
    on_progress: Progress | None = None,
    *,
    why: str = "ingest",
    user: str = "",
) -> tuple[Outcome, ...]:
    """Store articles that were extracted elsewhere (in other processes, by a scheduler, by hand), or read before.

    `why` is what the journal says of it; the threshold is that of each extraction.
    """
    intake = _Intake(workspace, None, user, on_progress, why=why)
    for article, extraction in readings:
        intake.take(article.name, article, extraction)
    intake.flush()
    workspace.follow(user)
    return tuple(intake.outcomes)


class _Intake:
    """Gathers prepared articles and stores them in portions."""

    def __init__(
        self,
        workspace: Workspace,
        nlp: Language | None,
        user: str,
        on_progress: Progress | None = None,
        together: int = TOGETHER,
        *,
        least: float | None = None,
        why: str = "ingest",
    ) -> None:
        self.workspace = workspace
        self.least = settings.MIN_CONFIDENCE if least is None else least
        self.why = why
        self.nlp = nlp
        self.user = user
        self.extractor = ""
        if nlp is not None:
            from kg.extraction import extractor_of  # spaCy takes seconds to import: not for who extracts elsewhere

            self.extractor = extractor_of(nlp)
        self.links = Links(workspace.folder)
        self.reviews = Reviews(workspace.folder / REVIEWS)
        self.on_progress = on_progress
        self.together = together
        self.outcomes: list[Outcome] = []
        self.stored = 0
        self.waiting: list[tuple[str, Prepared, versions.Place]] = []

    def all(self, sources: Iterable[tuple[str, Callable[[], Article]]]) -> tuple[Outcome, ...]:
        """Read, extract and store each source, in order."""
        for source, read in sources:
            try:
                self.take(source, read(), None)
            except StoreError:
                raise
            except KgError as error:
                self.tell(Outcome(source, status="failed", error=error))
            except Exception as error:
                fault = UnreadableError(f"{source}: {type(error).__name__} while it was read: {error}")
                fault.__cause__ = error
                self.tell(Outcome(source, status="failed", error=fault))
        self.flush()
        self.workspace.follow(self.user)
        return tuple(self.outcomes)

    def take(self, source: str, article: Article, extraction: Extraction | None) -> None:
        """Prepare one article and let it wait for its portion; or tell at once that there is nothing to do."""
        workspace = self.workspace
        if kept_out(article, workspace.forgotten):
            self.tell(Outcome(source, status="kept-out"))
            return
        if extraction is None and (
            (done := versions.unchanged(workspace, article, self.extractor, self.least)) is not None
        ):
            self.tell(Outcome(source, article.name, done, "unchanged"))
            return
        if extraction is None:
            from kg.extraction import extract

            assert self.nlp is not None
            extraction = replace(extract(article, self.nlp), least=self.least)
        decided = self.links.applied(article, self.reviews.applied(article, extraction))
        prepared = replace(prepare(article, decided), extraction=extraction)
        prepared = without_forgotten(prepared, workspace.forgotten)
        if any(versions.meet(prepared, other) for _, other, _ in self.waiting):
            self.flush()
        place = versions.place(workspace, prepared)
        if place.superseded:
            self.tell(Outcome(source, article.name, prepared.document, "superseded"))
            return
        for earlier in place.replaces:
            prepared = prepared.with_line(versions.replaces_line(prepared, earlier))
        self.waiting.append((source, prepared, place))
        if len(self.waiting) >= self.together:
            self.flush()

    def flush(self) -> None:
        """Store what waits, in one transaction; one by one where that is refused."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        try:
            self.store(waiting)
        except InputError as error:
            if len(waiting) == 1:
                source, prepared, _ = waiting[0]
                self.tell(Outcome(source, prepared.article.name, prepared.document, "failed", error=error))
                return
            for each in waiting:
                self.waiting = [each]
                self.flush()

    def store(self, waiting: Sequence[tuple[str, Prepared, versions.Place]]) -> None:
        """One transaction: the graphs of these articles, what is set aside, and earlier versions to the archive."""
        workspace = self.workspace
        graphs: dict[str, Sequence[str]] = {}
        side: dict[str, Sequence[str]] = {}
        for _, prepared, place in waiting:
            for earlier in place.earlier:
                lines = workspace.lines(earlier.graph)
                side |= versions.archived(earlier, lines)
                if earlier.document != prepared.document:
                    graphs[earlier.graph] = ()
                    side[_quarantine(earlier.document)] = ()
        for _, prepared, _ in waiting:
            graphs[prepared.graph] = prepared.lines
            side[prepared.aside_graph] = prepared.aside
            workspace.documents.put(prepared.article.text, prepared.digest)
        before = {prepared.graph: workspace.lines(prepared.graph) for _, prepared, _ in waiting}
        workspace.replace(
            graphs, self.why, side=side, documents=[prepared.document for _, prepared, _ in waiting], user=self.user
        )
        self.stored += len(waiting)
        if self.stored >= _FOLLOWED:
            self.stored = 0
            workspace.follow(self.user)
        for source, prepared, place in waiting:
            reading = Reading(prepared.article, prepared.extraction, prepared.digest)
            workspace.documents.keep(prepared.document, reading)
            for earlier in place.earlier:
                if earlier.document != prepared.document:
                    workspace.documents.drop(earlier.document)
            same = list(prepared.lines) == before[prepared.graph] and not place.earlier
            status = "unchanged" if same else "updated" if before[prepared.graph] or place.earlier else "new"
            self.tell(
                Outcome(
                    source,
                    prepared.article.name,
                    prepared.document,
                    status,
                    prepared.organisations,
                    prepared.people,
                    prepared.facts,
                    prepared.set_aside,
                    prepared.messages,
                    tuple(earlier.document for earlier in place.earlier),
                    place.copies,
                    doubted=prepared.doubted,
                )
            )

    def tell(self, outcome: Outcome) -> None:
        """An outcome is known."""
        self.outcomes.append(outcome)
        if self.on_progress is not None:
            self.on_progress(outcome)


def _quarantine(document: str) -> str:
    return str(GRAPH["quarantine/" + document.removeprefix(str(ID["document/"]))])
