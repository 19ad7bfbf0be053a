"""`kg ingest`: articles into the graph, summed up in words that an analyst understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.console import fault, progress, write
from kg.cli.extracting import Inputs, Model, Private, found
from kg.cli.models import LlmKeyFile, LlmModel, LlmUrl, asked, tell_refused
from kg.cli.options import Lang, Language, MinConfidence, Published, Quiet, State, Store
from kg.cli.stores import location, workspace
from kg.cli.words import by_modality, say
from kg.errors import PartialError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extraction import Llm
    from kg.pipeline import Outcome, Workspace


def ingest(
    inputs: Inputs,
    store: Store = None,
    state: State = None,
    min_confidence: MinConfidence = None,
    published: Published = None,
    model: Model = None,
    llm: LlmUrl = None,
    llm_model: LlmModel = None,
    llm_key_file: LlmKeyFile = None,
    allow_private: Private = False,
    quiet: Quiet = False,
    lang: Language = Lang.FR,
) -> None:
    """Read articles into the graph. What is there already changes nothing; what cannot be read is told, the rest done.

    What is below --min-confidence is kept as a suggestion, not believed, and counted.

    Examples:

      kg ingest articles/

      kg ingest https://example.org/article --store ght.kg
    """
    sources = found(inputs)
    with workspace(store, state, make=True) as opened:
        speaker = asked(llm, llm_model, llm_key_file, model)
        outcomes = into(
            opened,
            sources,
            model=model,
            llm=speaker,
            allow_private=allow_private,
            quiet=quiet,
            min_confidence=min_confidence,
            published=published,
        )
    if not quiet:
        write(told(outcomes, location(store)))
    bad = [outcome for outcome in outcomes if outcome.status == "failed"]
    if len(outcomes) == 1 and bad and bad[0].error is not None:
        raise bad[0].error
    for outcome in bad:
        if outcome.error is not None:
            fault(outcome.error)
    if bad:
        raise PartialError(say("partial", bad=len(bad), total=len(outcomes)))


def into(
    opened: Workspace,
    sources: list[str],
    *,
    model: str | None = None,
    llm: Llm | None = None,
    allow_private: bool = False,
    quiet: bool = False,
    min_confidence: float | None = None,
    published: str | None = None,
) -> Sequence[Outcome]:
    """Store the sources, showing how far it is."""
    from kg.extraction import load_pipeline, refusals
    from kg.pipeline import ingest_all

    nlp = load_pipeline(model, llm)
    with progress(len(sources), quiet) as advance:
        outcomes = ingest_all(
            sources,
            opened,
            nlp,
            lambda outcome: advance(outcome.name or outcome.source),
            allow_private=allow_private,
            least=min_confidence,
            published=published,
        )
    tell_refused(refusals(nlp))
    return outcomes


def told(outcomes: Sequence[Outcome], place: str) -> str:
    """What became of the articles, in a few lines."""
    from kg.pipeline import total

    summed = total(outcomes)
    statuses = [say(f"status-{status}", n=number) for status, number in summed.statuses.items()]
    lines = [say("read", n=len(outcomes), statuses=", ".join(statuses))]
    statements = sum(summed.facts.values())
    if statements:
        lines.append(say("stored", documents=len(outcomes), people=summed.people, organisations=summed.organisations))
        lines.append(say("statements", n=statements, kinds=by_modality(summed.facts)))
    if summed.copies:
        lines.append(say("copies", n=summed.copies))
    if summed.doubted:
        lines.append(say("doubted", n=summed.doubted))
    if summed.set_aside:
        lines.append(say("aside", n=summed.set_aside))
    without = sum(1 for o in outcomes if o.status in ("new", "updated") and not sum(o.facts.values()))
    if without:
        lines.append(say("without", n=without))
    lines.append(say("where", place=place))
    return "\n".join(lines)
