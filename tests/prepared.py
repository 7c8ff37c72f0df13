"""What servers and test databases begin with, made once and copied: forty migrations take longer than most tests.

Kept beside pytest's other memories, by a hash of what it was made of; workers that want it at once wait for the first.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = ROOT / "digibarometer"
KEPT = ROOT / ".pytest_cache" / "d" / "prepared"
DAY = 24 * 3600
FILE = "digibarometer.sqlite3"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "digibarometer.settings"}
NAME, PASSWORD = "eva@kommun.example", "en-lang-hemlighet-for-eva"

BEGIN = "import django; django.setup()\n"
END = "\nfrom django.db import connections; connections.close_all()"
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
FILL = "from digibarometer.running.serve import prepare; prepare()"
ACCOUNT = f"""
from digibarometer.accounts.models import Membership, User
from digibarometer.places.models import Municipality
eva = User.objects.create_user("{NAME}", "{PASSWORD}", name="Eva")
Membership.objects.create(user=eva, municipality=Municipality.objects.get(code="1880"))
"""
WORKSHOP = "from tests.faults import a_server; a_server.make_here()"  # prints its numbers


def migrated():
    """A data folder whose database has every table and nothing in them."""
    tables = [file for file in PRODUCT.rglob("*.py") if "migrations" in file.parts or file.stem == "models"]
    return _once("migrated", [*tables, PRODUCT / "settings.py"], lambda folder: _run(folder, MIGRATE))


def with_what_ships():
    """A data folder as a server that has been started once leaves it: places, questions and cards; static files."""
    return _once("ships", _product(), lambda folder: (_copy(migrated(), folder), _run(folder, FILL)))


def with_eva():
    """The same and Eva's account."""
    return _once("eva", _product(), lambda folder: (_copy(with_what_ships(), folder), _run(folder, ACCOUNT)))


def with_a_workshop():
    """What ships and one workshop: (the data folder, the workshop's numbers)."""

    def make(folder):
        _copy(with_what_ships(), folder)
        (folder / "numbers.json").write_text(_run(folder, WORKSHOP))

    folder = _once("workshop", [*_product(), ROOT / "tests" / "faults" / "a_server.py"], make)
    return folder, json.loads((folder / "numbers.json").read_text())


def copy_to(folder, of):
    """A data folder of one's own, as one that was prepared."""
    _copy(of, Path(folder))


def on_postgres(address):
    """The name of a database on that server with every table and nothing in them, for CREATE DATABASE … TEMPLATE."""
    given, name = urlsplit(address), f"prepared_{migrated().name.rsplit('-')[-1]}"
    always_there = urlunsplit(given._replace(path="/postgres"))
    with closing(psycopg.connect(always_there, autocommit=True)) as there:
        there.execute("SELECT pg_advisory_lock(290)")
        if not there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            there.execute(f"DROP DATABASE IF EXISTS {name}_making")
            there.execute(f"CREATE DATABASE {name}_making")
            _run(KEPT, MIGRATE, DATABASE_URL=urlunsplit(given._replace(path=f"/{name}_making")), SECRET_KEY="k" * 50)
            there.execute(f"ALTER DATABASE {name}_making RENAME TO {name}")
    return name


def _product():
    """All that the product is made of, and the day: who is signed in is so for a while."""
    files = [file for file in PRODUCT.rglob("*") if file.is_file() and file.suffix not in {".pyc", ".po", ".html"}]
    return [*files, date.today().isoformat()]


def _once(name, inputs, make):
    state = hashlib.sha256(f"{django.__version__} {sys.version}".encode())
    for one in sorted(inputs, key=str):
        state.update(str(one).encode() + (one.read_bytes() if isinstance(one, Path) else b""))
    folder, making = KEPT / f"{name}-{state.hexdigest()[:16]}", KEPT / f"making-{name}"
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            for old in KEPT.glob(f"{name}-*"):
                if time.time() - old.stat().st_mtime > DAY:  # a younger one may be in use
                    shutil.rmtree(old)
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            make(making)
            making.rename(folder)
    return folder


def _copy(of, to):
    shutil.copytree(of, to, dirs_exist_ok=True)


def _run(folder, program, **environment):
    left_out = {"DATABASE_URL", "BUS_URL", "BASE_URL", "EMAIL_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + program + END],
        cwd=ROOT,
        env={**kept, **SETTINGS, "DIGIBAROMETER_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
