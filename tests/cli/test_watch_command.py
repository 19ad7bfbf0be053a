"""`kg watch` as it is called: what it tells, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.extraction.oracle import Oracle, Reply, facts
from tests.pipeline.newsstand import Newsstand, Page
from typer.testing import CliRunner, Result

from kg.cli.app import app

OPTIONS = ("--model", "rules", "--allow-private", "--pause", "0")


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    site = Newsstand()
    yield site
    site.close()


def watch(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["watch", *arguments, *OPTIONS, "--once", "--store", str(store)])


def test_a_round_tells_what_was_read_and_what_was_not_and_why(stand: Newsstand, tmp_path: Path) -> None:
    stand.article("irm", "Le centre hospitalier de Grignan a rejoint le GHT du Tricastin en mars 2021.")
    stand.article("prive")
    stand.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /prive\n", "text/plain")
    feed = stand.feed("irm", "prive", "absent")
    done = watch(tmp_path / "store", feed)
    assert done.exit_code == 20
    assert "Flux : 1 lu." in done.stdout
    assert "0 traité auparavant, 3 à lire" in done.stdout
    assert "1 document : 1 nouveau." in done.stdout
    assert "Articles non lus : 1 refusé (robots.txt ou adresse), 1 en échec." in done.stdout
    assert "/absent : répond 404" in done.stderr
    again = watch(tmp_path / "store", feed, "--lang", "en")
    assert (again.exit_code, "3 done before, 0 to be read" in again.stdout) == (0, True)
    found = CliRunner().invoke(app, ["find", "Grignan", "--store", str(tmp_path / "store")])
    assert "centre hospitalier de Grignan" in found.stdout


def test_one_feed_that_fails_ends_with_its_own_code(stand: Newsstand, tmp_path: Path) -> None:
    assert watch(tmp_path / "store", f"{stand.url}/absent").exit_code == 7


def test_a_busy_feed_ends_with_the_code_of_busy_sites(stand: Newsstand, tmp_path: Path) -> None:
    stand.pages["/feed"] = Page(status=429)
    assert watch(tmp_path / "store", f"{stand.url}/feed").exit_code == 15


def test_a_saved_feed_is_not_followed(tmp_path: Path) -> None:
    done = watch(tmp_path / "store", "flux.xml")
    assert done.exit_code == 6
    assert "kg ingest" in done.stderr


def test_a_language_model_may_read_what_feeds_announce(stand: Newsstand, tmp_path: Path) -> None:
    oracle = Oracle(facts([], [{"subject": "e1", "predicate": "member", "object": "e2", "quote": "Rien de tel."}]))
    stand.article("irm")
    options = ("--llm", oracle.url, "--allow-private", "--pause", "0", "--once", "--store", str(tmp_path / "store"))
    done = CliRunner().invoke(app, ["watch", stand.feed("irm"), *options])
    oracle.close()
    assert (done.exit_code, len(oracle.asked)) == (0, 1)
    assert "1 entité absente du texte ou inconnue" in done.stderr


def test_an_article_waits_for_a_language_model_that_fails(stand: Newsstand, tmp_path: Path) -> None:
    oracle = Oracle(Reply("jamais"), Reply("jamais"), facts([], []))
    stand.article("irm")
    options = ("--llm", oracle.url, "--allow-private", "--pause", "0", "--once", "--store", str(tmp_path / "store"))
    first, second = (CliRunner().invoke(app, ["watch", stand.feed("irm"), *options]) for _ in range(2))
    oracle.close()
    assert (first.exit_code, "1 remis au prochain passage" in first.stdout) == (16, True)
    assert (second.exit_code, "1 nouveau." in second.stdout) == (0, True)


def test_ctrl_c_tells_what_was_done_and_ends(stand: Newsstand, tmp_path: Path) -> None:
    for name in ("irm", "tep"):
        stand.article(name)
    stand.pages["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 30\n", "text/plain")
    command = [sys.executable, "-m", "kg.cli", "watch", stand.feed("irm", "tep"), *OPTIONS, "--store", "store"]
    heard = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    run = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heard,
    )  # fmt: skip
    deadline = time.monotonic() + 120
    while not stand.asked("/robots.txt") and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.5)
    os.killpg(run.pid, signal.SIGINT)
    out, told = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in told
    assert "2 à lire" in out
