"""Database, bus and disk of real servers go away and come back while two rooms act: nothing is lost, all catch up."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY_MOUNT = os.geteuid() == 0 and shutil.which("mount") is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("postgres_fast", marks=pytest.mark.postgres),
        pytest.param("bus_gone", marks=pytest.mark.postgres),
        pytest.param("disk_full", marks=pytest.mark.skipif(not MAY_MOUNT, reason="wants a small disk of its own")),
        "locked_30",
    ],
)
def test_what_was_acknowledged_is_there_and_every_screen_shows_it(fault, tmp_path):
    state = tmp_path / "row.jsonl"
    command = [sys.executable, "-m", "bench.faults", "row", fault, "--rooms", "2", "--rate", "30", "--state", state]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    row = json.loads(state.read_text())
    assert row["acknowledged"] > 100
    wrong = {name: row[name] for name in ("lost", "doubled", "refused", "unanswered", "differ") if row[name]}
    assert not wrong, row
