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
LAWS = [
    ("one_bad_in_a_batch", "the_machine_fails", "late_and_out_of_order"),
    pytest.param(("touched", "twice_is_once", "other_workshop"), marks=pytest.mark.slow),
]


@pytest.fixture(scope="module")
def database():
    """(address for the settings, address of the test database that pytest then makes and the laws share)."""
    given, name = urlsplit(os.environ["TEST_DATABASE_URL"]), f"laws_{secrets.token_hex(4)}"
    yield [urlunsplit(given._replace(path=f"/{one}")) for one in (name, f"test_{name}")]
    with psycopg.connect(os.environ["TEST_DATABASE_URL"], autocommit=True) as there:
        there.execute(f"DROP DATABASE IF EXISTS test_{name} WITH (FORCE)")


@pytest.mark.parametrize("laws", LAWS)
def test_they_hold_on_postgresql(database, laws):
    address, made = database
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--reuse-db", "-m", "not slow"]
    command += [str(HERE / f"test_{law}.py") for law in laws]
    environment = {**os.environ, "DATABASE_URL": address}
    done = subprocess.run(
        command, cwd=HERE.parents[1], env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    with psycopg.connect(made) as there:  # else they were run on something else
        assert there.execute("SELECT count(*) FROM django_migrations WHERE app = 'workshops'").fetchone()[0]
