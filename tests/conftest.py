"""What every test may ask for."""

import os

import pytest

from digibarometer.questions.shelf import empty_the_shelf
from digibarometer.workshops.now import forget


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What is kept in memory belongs to a database that the test before this one has rolled back."""
    forget(None)
    empty_the_shelf()
    yield
    forget(None)
    empty_the_shelf()


@pytest.fixture
def room(db):
    """The cast in their seats; the room is in the first assessment of an area, alone."""
    from people import Room

    return Room()


def pytest_collection_modifyitems(items):
    """Tests marked postgres want the addresses that bin/test gives."""
    if "TEST_DATABASE_URL" in os.environ and "TEST_BUS_URL" in os.environ:
        return
    without = pytest.mark.skip(reason="wants TEST_DATABASE_URL and TEST_BUS_URL: run bin/test")
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(without)
