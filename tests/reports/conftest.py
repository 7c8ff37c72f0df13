"""The tests of reports use the same small workshop as those of results, and the demo's finished rounds."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "results"))


@pytest.fixture
def round_of_2024(db):
    """The demo's second round, closed, with its SWOT, horizon scan and plan."""
    from digibarometer.demo import exempelby
    from digibarometer.places.load import load_places

    load_places()
    leader = exempelby.accounts(dict.fromkeys(exempelby.ACCOUNTS, "a long password"))[exempelby.EVA]
    made = exempelby.finished_round(2024, 1, leader)
    made.refresh_from_db()
    return made
