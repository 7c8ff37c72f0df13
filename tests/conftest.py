"""What every test may ask for."""

import os

import pytest
from django.utils.translation import deactivate

from digibarometer.questions.shelf import empty_the_shelf
from digibarometer.workshops.now import forget


@pytest.fixture(autouse=True)
def nothing_remembered():
    """What is kept in memory belongs to a database that the test before this one has rolled back."""
    forget(None)
    empty_the_shelf()
    deactivate()  # the language that the test before this one read in
    yield
    forget(None)
    empty_the_shelf()


@pytest.fixture
def room(db):
    """The cast in their seats; the room is in the first assessment of an area, alone."""
    from people import Room

    return Room()


WANTS = {"postgres": ("TEST_DATABASE_URL", "TEST_BUS_URL"), "html": ("DIGIBAROMETER_TEST_VNU",)}


def pytest_collection_modifyitems(items):
    """Some marked tests want what only bin/test gives: addresses of servers, the HTML checker."""
    for mark, names in WANTS.items():
        if all(name in os.environ for name in names):
            continue
        without = pytest.mark.skip(reason=f"wants {' and '.join(names)}: run bin/test")
        for item in items:
            if mark in item.keywords:
                item.add_marker(without)
