"""Withdrawn articles give back what stood before them; what is forgotten is nowhere, and stays out."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.consolidate.press import DECAZEVILLE, PIMM, RODEZ, fact
from tests.pipeline.desk import dump, put, reading, without_marker

from kg.errors import InputError, IntegrityError, NotFoundError
from kg.model import Entity, Modality
from kg.pipeline import Workspace, forget, open_workspace, total, withdraw

PERSON = Entity("p1", "PERSON", "Olivier Pontiès", ("M. Pontiès",))
EVERYONE = (PIMM, RODEZ, DECAZEVILLE, PERSON)
POST = fact("role", subject="p1", title="directeur")
TEXT = "Olivier Pontiès dirige l'hôpital de Rodez. « C'est fait », dit M. Pontiès, né à Lunac."


def everything(folder: Path) -> str:
    """All that lies in the folder of a workspace, unpacked."""
    import zlib

    from kg.journal import entries

    parts = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            parts.append(gzip.decompress(data) if path.suffix == ".gz" else data)
            if path.suffix == ".patches":
                for entry in entries.read(path):
                    parts.append(zlib.decompress(data[entry.offset : entry.offset + entry.bytes]))
    return b"\n".join(parts).decode("utf-8", "replace")


def test_withdrawing_puts_back_what_stood_before(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(since="2022")))
    before = without_marker(dump(workspace.store))
    put(workspace, reading("b", fact(since="2022-06"), fact(object="e3"), published="2024-01-01"))
    entry = withdraw("b", workspace)
    assert without_marker(dump(workspace.store)) == before
    assert (entry.why, len(entry.documents)) == ("withdraw", 1)
    workspace.verify()


def test_the_journal_keeps_what_was_withdrawn(workspace: Workspace) -> None:
    (outcome,) = put(workspace, reading("a"))
    entry = withdraw("a", workspace)
    assert any(outcome.document in line for line in workspace.journal.change(entry).main.removed)


def test_a_withdrawn_article_may_come_again(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    withdraw("a", workspace)
    (outcome,) = put(workspace, reading("a"))
    assert outcome.status == "new"


def test_a_document_is_withdrawn_by_address_too(workspace: Workspace) -> None:
    put(workspace, reading("a", url="https://a.example/1"))
    withdraw("https://a.example/1", workspace)
    assert not workspace.store.ask("ASK { ?d a sante:Document }")


def test_withdrawing_what_is_not_there_says_so(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="no document 'x'"):
        withdraw("x", workspace)


def test_withdrawing_one_of_several_asks_which(workspace: Workspace) -> None:
    put(workspace, reading("a", url="https://a.example/1"), reading("a", url="https://a.example/2"))
    with pytest.raises(InputError, match="2 documents"):
        withdraw("a", workspace)


def test_a_forgotten_person_is_nowhere(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(), POST, entities=EVERYONE, text=TEXT, authors=("Olivier Pontiès",)))
    forget("Olivier Pontiès", workspace)
    assert workspace.store.ask("ASK { ?m a sante:Membership }")
    assert not workspace.store.ask("ASK { GRAPH ?g { ?p a sante:Person } }")
    workspace.verify()
    left = everything(workspace.folder / "journal") + everything(workspace.folder / "documents")
    left += dump(workspace.store).decode() + dump(workspace.side).decode()
    assert "Ponti" not in left
    assert "ponties" not in left


def test_a_forgotten_person_stays_out(workspace: Workspace) -> None:
    article = reading("a", fact(), POST, entities=EVERYONE, text=TEXT, authors=("Olivier Pontiès",))
    put(workspace, article)
    forget("Olivier Pontiès", workspace)
    before = dump(workspace.store)
    put(workspace, article)
    assert dump(workspace.store) == before
    put(workspace, reading("b", fact(object="e3"), POST, entities=EVERYONE, text="Selon M. Pontiès, tout va bien."))
    assert "Ponti" not in dump(workspace.store).decode()
    assert "Ponti" not in everything(workspace.folder / "documents")


def test_the_masked_text_keeps_its_offsets(workspace: Workspace) -> None:
    article, extraction = reading("a", fact(), POST, entities=EVERYONE, text=TEXT)
    put(workspace, (article, extraction))
    forget("Olivier Pontiès", workspace)
    kept = workspace.documents.get(article.digest)
    assert len(kept) == len(TEXT)
    assert kept.endswith("né à Lunac.")


def test_a_homonym_elsewhere_is_left_alone(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(), POST, entities=EVERYONE, text=TEXT))
    put(workspace, reading("b", fact(object="e3"), text="La rue Olivier Pontiès est fermée."))
    forget("Olivier Pontiès", workspace)
    assert "rue" in everything(workspace.folder / "documents")
    workspace.verify()


def test_a_forgotten_document_is_nowhere_and_stays_out(workspace: Workspace) -> None:
    secret = reading(
        "secret", fact(since="2022-06"), fact(object="e3", modality=Modality.NEGATED), text="Mot secret ici."
    )
    put(workspace, reading("a", fact(since="2022")), secret)
    forget("secret", workspace)
    workspace.verify()
    assert "secret" not in everything(workspace.folder / "documents") + dump(workspace.store).decode()
    assert "Mot secret" not in everything(workspace.folder / "journal")
    (outcome,) = put(workspace, reading("a", fact(since="2022")))
    assert outcome.status == "unchanged"
    (outcome,) = put(workspace, secret)
    assert (outcome.status, outcome.error, outcome.document) == ("kept-out", None, "")
    assert total([outcome]).statuses == {"kept-out": 1}


def test_the_journal_keeps_that_something_was_forgotten(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    forget("a", workspace)
    assert [entry.why for entry in workspace.journal.log()] == ["forget", "ingest"]
    assert all(not entry.documents for entry in workspace.journal.log())


def test_what_is_not_there_cannot_be_forgotten(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        forget("Personne Inconnue", workspace)


def test_what_was_withdrawn_before_is_forgotten_too(workspace: Workspace) -> None:
    put(workspace, reading("a", fact(), POST, entities=EVERYONE, text=TEXT), reading("b", fact(object="e3")))
    withdraw("a", workspace)
    forget("Olivier Pontiès", workspace)
    workspace.verify()
    assert "Ponti" not in everything(workspace.folder)
    forget("a", workspace)
    workspace.verify()
    assert "a7d0" not in everything(workspace.folder / "journal")


def test_the_other_statements_of_the_article_can_still_be_built_anew(workspace: Workspace) -> None:
    (outcome,) = put(workspace, reading("a", fact(), POST, entities=EVERYONE, text=TEXT))
    forget("Olivier Pontiès", workspace)
    kept = workspace.documents.reading(outcome.document)
    assert [f.predicate for f in kept.extraction.facts] == ["member"]
    assert "Ponti" not in str(kept)


def test_a_killed_forgetting_is_finished_on_opening(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    put(workspace, reading("a", fact(), POST, entities=EVERYONE, text=TEXT))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("kg.journal.Journal.rewrite", killed)
        with pytest.raises(KeyboardInterrupt):
            forget("Olivier Pontiès", workspace)
    workspace.close()
    with open_workspace(str(workspace.folder)) as again:
        again.verify()
        assert "Ponti" not in everything(again.folder)


def test_a_store_that_is_not_what_its_journal_tells_is_found(workspace: Workspace) -> None:
    put(workspace, reading("a"))
    workspace.verify()
    workspace.store.update("DELETE WHERE { ?s a sante:Document }")
    with pytest.raises(IntegrityError, match="not what its journal tells"):
        workspace.verify()
