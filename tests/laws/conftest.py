"""The cast is seated once for all laws of a file; what a law does with it is taken back."""

import pytest
from django.db import transaction
from people import Room

from digibarometer.workshops.now import forget


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """A room that nothing has happened in yet, in a transaction around those of the laws."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Room()
        transaction.set_rollback(True)


@pytest.fixture
def room(cast, db):
    """The cast in their seats; the room is in the first assessment of an area, alone."""
    forget(None)
    return cast.again()
