"""What each transaction removed and added, when, why, because of which documents: the memory of the graph.

Write-ahead: the entry is on disk before the store changes; the store's one atomic update also moves a marker, the last
entry applied. On opening, marker and journal are compared, what is missing is done again, a torn last entry is cut.
So replaying the journal always gives the store, whenever the process was killed.
"""

from kg.journal.entries import Change, Entry
from kg.journal.journal import Difference, Journal, instant
from kg.store import Patch

__all__ = ["Change", "Difference", "Entry", "Journal", "Patch", "instant"]
