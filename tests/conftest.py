"""What every test may ask for."""

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import deactivate

from digibarometer.questions.models import clear_cache
from digibarometer.serving import child_process
from digibarometer.workshops.snapshot import drop_snapshots
from tests import prepared

pytest_plugins = ["tests.members"]
DATA = tempfile.TemporaryDirectory(prefix="digibarometer-tests-")


def pytest_configure():
    """Passwords are hashed at once here; the real servers of the browser tests take their time over it.

    The data folder is this process's own, so that what one test process has locked is free in another.
    """
    settings.DATA = Path(DATA.name)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """The test database begins as a copy of one that was migrated; pytest-django makes it when a test asks for it."""
    settings_of_test = connection.settings_dict["TEST"]
    settings_of_test["MIGRATE"] = False
    if connection.vendor == "postgresql":
        settings_of_test["TEMPLATE"] = prepared.on_postgres(os.environ["DATABASE_URL"])
        yield
        return
    creation: Any = connection.creation
    here = sqlite3.connect(creation._get_test_db_name(), uri=True)  # in memory, for as long as it is open
    with closing(here):
        with closing(sqlite3.connect(prepared.migrated() / prepared.FILE)) as migrated:
            migrated.backup(here)
        yield


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What is kept in memory belongs to a database that the test before this one has rolled back."""
    drop_snapshots(None)
    clear_cache()
    deactivate()  # the language that the test before this one read in
    yield
    drop_snapshots(None)
    clear_cache()


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """A room that nothing has happened in yet, seated once for a file; what a test does with it is taken back."""
    from tests.people import Room

    with django_db_blocker.unblock(), transaction.atomic():
        yield Room()
        transaction.set_rollback(True)


@pytest.fixture
def room(cast, db):
    """The cast in their seats; the room is in the first assessment of an area, alone."""
    return cast.again()


@pytest.fixture(scope="module")
def children():
    """Children do what is heavy, as beside a server; they see no database of a test's."""
    child_process.start("digibarometer.running.child_template")
    yield
    child_process.stop()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A real server with one workshop, for the tests of a file: (the server, the workshop's numbers)."""
    from tests.faults.a_server import Server

    server = Server(tmp_path_factory.mktemp("served"))
    numbers = server.make_workshop()
    server.start()
    server.wait()
    yield server, numbers
    server.stop()


LONG = {"browser", "postgres", "html", "office", "slow"}
LONG_FOLDERS = {"faults", "laws", "reports", "seeds"}
WANTS = {"postgres": ("TEST_DATABASE_URL", "TEST_BUS_URL"), "html": ("DIGIBAROMETER_TEST_VNU",)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Some marked tests want what only bin/test gives: addresses of servers, the HTML checker.

    Files that take minutes come first, so that those which take moments fill the last one on every core.
    """
    for mark, names in WANTS.items():
        if all(name in os.environ for name in names):
            continue
        without = pytest.mark.skip(reason=f"wants {' and '.join(names)}: run bin/test")
        for item in items:
            if mark in item.keywords:
                item.add_marker(without)
    long = {item.path for item in items if LONG_FOLDERS & set(item.path.parts) or LONG & item.keywords.keys()}
    items.sort(key=lambda item: item.path not in long)
