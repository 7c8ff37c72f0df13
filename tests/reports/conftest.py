"""The tests of reports use the same small workshop as those of results, and the demo's finished rounds."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def made_in_2024(django_db_setup, django_db_blocker):
    """Made once for a file; what a test does with it is taken back."""
    from digibarometer.demo import seed_municipality
    from digibarometer.places.importer import load_places

    with django_db_blocker.unblock(), transaction.atomic():
        load_places()
        leader = seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "a long password"))[
            seed_municipality.EVA
        ]
        yield seed_municipality.finished_round(2024, 1, leader)
        transaction.set_rollback(True)


@pytest.fixture
def round_of_2024(made_in_2024, db):
    """The demo's second round, closed, with its SWOT, horizon scan and plan."""
    return type(made_in_2024).objects.get(pk=made_in_2024.pk)
