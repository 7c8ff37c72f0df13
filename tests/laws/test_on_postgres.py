"""The laws about what is kept hold on a real PostgreSQL too: the same files, run by a pytest of their own."""

import os
import secrets
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

pytestmark = pytest.mark.postgres

HERE = Path(__file__).parent
LAWS = (
    "touched",
    "twice_is_once",
    "late_and_out_of_order",
    "one_bad_in_a_batch",
    "the_machine_fails",
    "other_workshop",
)


@pytest.fixture(scope="module")
def database():
    """(address for the settings, address of the test database that pytest then makes and the laws share)."""
    given, name = urlsplit(os.environ["TEST_DATABASE_URL"]), f"laws_{secrets.token_hex(4)}"
    yield [urlunsplit(given._replace(path=f"/{one}")) for one in (name, f"test_{name}")]
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as there:
        there.execute(f"DROP DATABASE IF EXISTS test_{name} WITH (FORCE)")


def test_they_hold_on_postgresql(database):
    address, made = database
    laws = [str(HERE / f"test_{law}.py") for law in LAWS]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--reuse-db", "-m", "not slow", *laws]
    environment = {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(
        command, cwd=HERE.parents[1], env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    with psycopg.connect(made) as there:  # else they were run on something else
        assert there.execute("SELECT count(*) FROM django_migrations WHERE app = 'workshops'").fetchone()[0]
