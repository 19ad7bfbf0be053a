"""The journal remembers each transaction, and gives back any day."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.errors import InputError, IntegrityError, QueryError
from kg.journal import Change, Journal, Patch, entries, instant
from kg.store import Store, open_store

A, B, C = (f'<http://example.org/{name}> <http://example.org/p> "é\\n" <http://example.org/g> .' for name in "abc")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "journal", write=True)


@pytest.fixture
def stores() -> tuple[Store, Store]:
    return open_store("memory"), open_store("memory")


def main(removed: tuple[str, ...], added: tuple[str, ...]) -> Change:
    return Change(Patch(removed, added))


def dump(store: Store) -> bytes:
    out = io.BytesIO()
    store.dump(out)
    return out.getvalue()


def test_a_transaction_is_applied_and_logged(journal: Journal, stores: tuple[Store, Store]) -> None:
    journal.commit(*stores, main((), (A, B)), "ingest", ["http://example.org/doc"], user="ana")
    (entry,) = journal.log()
    assert (entry.id, entry.why, entry.documents, entry.user, entry.added) == (
        1,
        "ingest",
        ("http://example.org/doc",),
        "ana",
        2,
    )
    assert journal.change(entry) == main((), (A, B))
    assert stores[0].size() == 3  # two lines and the marker


def test_nothing_to_change_leaves_no_entry(journal: Journal, stores: tuple[Store, Store]) -> None:
    assert journal.commit(*stores, Change(), "ingest") is None
    assert journal.log() == []


def test_replaying_gives_the_store(journal: Journal, stores: tuple[Store, Store]) -> None:
    for number in range(250):
        line = A.replace("/a>", f"/{number}>")
        journal.commit(*stores, main((A.replace("/a>", f"/{number - 1}>"),) if number % 3 == 1 else (), (line,)), "t")
    assert dump(journal.replay()) == dump(stores[0])


def test_a_reopened_journal_goes_on(journal: Journal, stores: tuple[Store, Store]) -> None:
    journal.commit(*stores, main((), (A,)), "ingest")
    again = Journal(journal.folder, write=True)
    again.commit(*stores, main((A,), (B,)), "ingest")
    assert [entry.id for entry in again.entries()] == [1, 2]
    assert again.recover(*stores) == 0


def test_an_earlier_day_is_replayed(journal: Journal) -> None:
    journal.append(main((), (A,)), "ingest", time="2024-03-05T10:00:00.000000Z")
    journal.append(main((A,), (B,)), "ingest", time="2024-06-05T10:00:00.000000Z")
    assert journal.replay("2024-03").ask("ASK { GRAPH ?g { <http://example.org/a> ?p ?o } }")
    assert journal.replay("2024-02").size() == 0
    assert journal.replay("2024-06-05T12:00:00Z").ask("ASK { GRAPH ?g { <http://example.org/b> ?p ?o } }")


def test_two_days_are_compared(journal: Journal) -> None:
    journal.append(main((), (A,)), "ingest", time="2024-03-05T10:00:00.000000Z")
    journal.append(main((A,), (B,)), "ingest", time="2024-06-05T10:00:00.000000Z")
    journal.append(main((B,), (C,)), "withdraw", time="2024-06-06T10:00:00.000000Z")
    difference = journal.diff("2024-03", "2024-12")
    assert difference.patch == Patch((A,), (C,))
    assert [entry.why for entry in difference.entries] == ["ingest", "withdraw"]


def test_a_torn_end_is_cut_by_the_writer_only(journal: Journal) -> None:
    journal.append(main((), (A,)), "ingest")
    (segment,) = entries.segments(journal.folder)
    whole = segment.stat().st_size
    with segment.open("ab") as file:
        file.write(b'{"id": 2, "time"')
    assert len(list(Journal(journal.folder).entries())) == 1
    assert segment.stat().st_size > whole
    assert len(list(Journal(journal.folder, write=True).entries())) == 1
    assert segment.stat().st_size == whole


def test_a_damaged_patch_is_found(journal: Journal) -> None:
    journal.append(main((), (A,)), "ingest")
    (segment,) = entries.segments(journal.folder)
    data = bytearray(segment.read_bytes())
    data[-5] ^= 0xFF
    segment.write_bytes(data)
    with pytest.raises(IntegrityError, match="entry 1"):
        journal.replay()


def test_a_refused_update_leaves_no_entry(journal: Journal, stores: tuple[Store, Store]) -> None:
    journal.commit(*stores, main((), (A,)), "ingest")
    with pytest.raises(QueryError):
        journal.commit(*stores, main((), ("<http://example.org/a> <b c> <d> .",)), "ingest")
    assert [entry.id for entry in journal.entries()] == [1]
    journal.commit(*stores, main((), (B,)), "ingest")
    assert dump(journal.replay()) == dump(stores[0])


def test_a_store_of_another_journal_is_refused(journal: Journal, stores: tuple[Store, Store], tmp_path: Path) -> None:
    journal.commit(*stores, main((), (A,)), "ingest")
    other = Journal(tmp_path / "other", write=True)
    other.append(main((), (B,)), "ingest", time="2024-03-05T10:00:00.000000Z")
    with pytest.raises(IntegrityError, match="another journal"):
        other.recover(*stores)


def test_files_are_kept_small(journal: Journal, stores: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "SEGMENT_BYTES", 600)
    for number in range(10):
        journal.commit(*stores, main((), (A.replace("/a>", f"/{number}>"),)), "ingest")
    assert len(entries.segments(journal.folder)) > 2
    assert [entry.id for entry, _ in journal.since(7)] == [8, 9, 10]
    assert Journal(journal.folder, write=True).last == journal.last
    assert dump(journal.replay()) == dump(stores[0])


def test_rewriting_forgets_and_keeps_that_it_happened(journal: Journal, stores: tuple[Store, Store]) -> None:
    journal.commit(*stores, main((), (A, B)), "ingest")
    journal.commit(*stores, main((A,), ()), "forget")
    journal.rewrite(lambda line: None if line == A else line)
    assert journal.replay().size() == 2
    assert [entry.why for entry in journal.entries()] == ["ingest", "forget"]
    assert b"example.org/a" not in b"".join(e for e in [dump(journal.replay())])
    assert journal.recover(*stores) == 0
    assert dump(journal.replay()) == dump(stores[0])


@pytest.mark.parametrize(
    ("date", "last"),
    [
        ("2024", "2024-12-31T23:59:59.999999Z"),
        ("2024-02", "2024-02-29T23:59:59.999999Z"),
        ("2024-02-05", "2024-02-05T23:59:59.999999Z"),
        ("2024-02-05T10:00:00Z", "2024-02-05T10:00:00.000000Z"),
        ("2024-02-05 10:00", "2024-02-05T10:00:00.000000Z"),
    ],
)
def test_a_date_stands_for_its_last_instant(date: str, last: str) -> None:
    assert instant(date) == last


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(InputError):
        instant("hier")
