"""SIGKILL in the middle of an ingestion leaves whole articles only; running it again completes it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline.desk import dump, without_marker
from tests.pipeline.ingesting import readings

from kg.pipeline import ingest_extractions, open_workspace

ROOT = Path(__file__).parent.parent.parent
COUNT = 40


ENVIRONMENT = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}


def command(location: Path) -> list[str]:
    return [sys.executable, "-m", "tests.pipeline.ingesting", str(location), str(COUNT)]


@pytest.mark.parametrize("after", [1, 17])
def test_a_killed_ingestion_is_completed_by_the_next(tmp_path: Path, after: int) -> None:
    with subprocess.Popen(command(tmp_path / "store"), cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(after):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    with open_workspace(str(tmp_path / "store")) as workspace:
        stored = len(workspace.store.select("SELECT ?d WHERE { ?d a sante:Document }"))
        assert after <= stored < COUNT
        assert stored % 16 == 0  # whole portions only
        statements = "SELECT ?g (COUNT(?s) AS ?n) WHERE { GRAPH ?g { ?s sante:states ?f } } GROUP BY ?g"
        assert set(workspace.store.select(statements).column("n")) == {"3"}
        assert dump(workspace.journal.replay()) == dump(workspace.store)
    subprocess.run(command(tmp_path / "store"), cwd=ROOT, env=ENVIRONMENT, check=True, capture_output=True)
    with open_workspace(str(tmp_path / "store")) as workspace, open_workspace("memory") as whole:
        ingest_extractions(readings(COUNT), whole)
        assert without_marker(dump(workspace.store)) == without_marker(dump(whole.store))
