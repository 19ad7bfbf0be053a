"""The staircase: read → extract → build → check → consolidate → store, and the ways back down."""

from kg.pipeline.belief import Ground, as_of, known_at, known_then, why
from kg.pipeline.ingest import ingest, ingest_all, ingest_extractions
from kg.pipeline.outcome import Outcome, Total, total
from kg.pipeline.prepare import Prepared, prepare
from kg.pipeline.quarantine import Aside, quarantine_list, quarantine_retry, quarantine_show
from kg.pipeline.relinking import redirect_of, relink
from kg.pipeline.taking_back import forget, withdraw
from kg.pipeline.workspace import Workspace, open_workspace

__all__ = [
    "Aside",
    "Ground",
    "Outcome",
    "Prepared",
    "Total",
    "Workspace",
    "as_of",
    "forget",
    "ingest",
    "ingest_all",
    "ingest_extractions",
    "known_at",
    "known_then",
    "open_workspace",
    "prepare",
    "quarantine_list",
    "quarantine_retry",
    "quarantine_show",
    "redirect_of",
    "relink",
    "total",
    "why",
    "withdraw",
]
