"""The staircase: read → extract → build → check → consolidate → store, and the ways back down."""

from kg.pipeline.belief import known_at, known_then
from kg.pipeline.ingest import ingest, ingest_all, ingest_each, ingest_extractions
from kg.pipeline.outcome import Outcome, Total, total
from kg.pipeline.patterns import Explained, Reason, explain
from kg.pipeline.preparation import Prepared, prepare
from kg.pipeline.quarantine import Aside, quarantine_list, quarantine_retry, quarantine_show
from kg.pipeline.relinking import redirect_of, relink
from kg.pipeline.reviewing import decide, readings, reviewed, reviews_of, take_back
from kg.pipeline.taking_back import forget, withdraw
from kg.pipeline.valid_time import as_of
from kg.pipeline.why import Ground, why
from kg.pipeline.workspace import Workspace, open_workspace

__all__ = [
    "Aside",
    "Explained",
    "Ground",
    "Outcome",
    "Prepared",
    "Reason",
    "Total",
    "Workspace",
    "as_of",
    "decide",
    "explain",
    "forget",
    "ingest",
    "ingest_all",
    "ingest_each",
    "ingest_extractions",
    "known_at",
    "known_then",
    "open_workspace",
    "prepare",
    "quarantine_list",
    "quarantine_retry",
    "quarantine_show",
    "readings",
    "redirect_of",
    "relink",
    "reviewed",
    "reviews_of",
    "take_back",
    "total",
    "why",
    "withdraw",
]
