"""Days of two rooms, in which anything may break, keep every promise; and a day can be had again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def seeds(*options):
    """What python -m bench.seeds says: a process of its own, since it replaces the clock and the database."""
    command = [sys.executable, "-m", "bench.seeds", *options]
    left_out = ("DATABASE_URL", "BUS_URL", "DIGIBAROMETER_DATA", "DJANGO_SETTINGS_MODULE")
    environment = {name: value for name, value in os.environ.items() if name not in left_out}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def days_keep_all_laws(first, last):
    ran = seeds("--seeds", f"{first}-{last}")
    assert ran.returncode == 0, ran.stdout[-6_000:] + ran.stderr[-2_000:]


def test_whatever_breaks_nothing_acknowledged_is_lost_and_every_screen_is_right_in_the_end():
    days_keep_all_laws(0, 49)


@pytest.mark.slow
def test_and_so_it_is_on_more_days():
    days_keep_all_laws(50, 219)


def test_a_seed_is_the_same_day_each_time():
    one, other = (seeds("--seed", "2").stdout for _ in range(2))
    assert "keeps all laws" in one
    assert one == other
