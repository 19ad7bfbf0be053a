"""What changed in the consolidated layer between two instants, as rows for a table."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from kg.cli.words import spoken
from kg.errors import NotFoundError

if TYPE_CHECKING:
    from kg.journal import Change, Journal
    from kg.lookup import FactRow, KnowledgeGraph

Row = tuple[str, str, str, str, str]


def told_between(journal: Journal, since: str, until: str) -> list[Row]:
    """One row a fact that came (`+`), went (`−`) or changed (`~`): sign, subject, relation, object, article."""
    from kg.lookup import KnowledgeGraph
    from kg.store.lines import quad
    from kg.vocabulary import ID

    patch = journal.diff(since, until).patch
    subjects = {quad(line).s[1:-1] for line in (*patch.removed, *patch.added) if not quad(line).g}
    facts = sorted(subject for subject in subjects if subject.startswith(f"{ID}fact/"))
    with closing(journal.replay(since)) as earlier, closing(journal.replay(until)) as later:
        before, after = KnowledgeGraph(earlier), KnowledgeGraph(later)
        rows = []
        for fact in facts:
            old, new = _row(before, fact), _row(after, fact)
            told = new or old
            if told is None or old == new:
                continue
            rows.append(("~" if old and new else "+" if new else "−", *_cells(told)))
    return sorted(rows, key=lambda row: (row[1], row[2], row[3]))


def document_names(change: Change) -> dict[str, str]:
    """IRI → file name of the documents whose graphs a transaction wrote or took away."""
    from kg.store.lines import quad
    from kg.vocabulary import SANTE

    named = {}
    for line in (*change.main.removed, *change.main.added):
        if f"<{SANTE.name}> " in line and (told := quad(line)).p == f"<{SANTE.name}>":
            named[told.s[1:-1]] = told.o.strip('"')
    return named


def _row(graph: KnowledgeGraph, fact: str) -> FactRow | None:
    """The row of a fact by way of its subject; None where the graph does not hold it."""
    from kg.vocabulary import SANTE

    try:
        properties = graph.get(fact).properties
    except NotFoundError:
        return None
    for end in (SANTE.person, SANTE.organisation):
        for subject in properties.get(str(end), ()):
            for row in graph.facts_about(str(subject)):
                if row.fact == fact:
                    return row
    return None


def _cells(row: FactRow) -> tuple[str, str, str, str]:
    from kg.web.tables import short

    thing = row.object_label or (short(row.object) if row.object else row.value)
    return row.subject_label or short(row.subject), spoken(row.predicate), thing, row.article_label
