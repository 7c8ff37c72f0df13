"""The demo's invented municipality: two rounds that were held, ended and closed."""

import pytest

from digibarometer.demo import seed_municipality
from digibarometer.places.importer import load_places
from digibarometer.results.models import Release
from digibarometer.results.receipt.text import current_receipt
from digibarometer.workshops.models import Participant, State
from digibarometer.workshops.snapshot import load_snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader():
    load_places()
    return seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "a long password"))[
        seed_municipality.EVA
    ]


def test_a_finished_round_is_closed_in_its_own_year_and_has_a_result(leader):
    made = seed_municipality.finished_round(2021, 0, leader)
    made.refresh_from_db()
    assert (made.state, made.is_example, made.ended_at.year) == (State.CLOSED, True, 2021)
    assert not Participant.objects.filter(workshop=made).exists()
    released = Release.objects.filter(workshop=made, question__isnull=False)
    assert released.count() == len(load_snapshot(made.pk).questions)
    assert {release.at.year for release in released} == {2021}


def test_the_accounts_are_made_once(leader):
    again = seed_municipality.accounts(dict.fromkeys(seed_municipality.ACCOUNTS, "another password"))[
        seed_municipality.EVA
    ]
    assert again == leader
    assert again.check_password("another password")
    assert again.memberships.get().is_administrator


def test_the_story_goes_forward_stands_still_and_goes_back():
    first, _, now = zip(*seed_municipality.WENT.values(), strict=True)
    steps = [after - before for before, after in zip(first, now, strict=True)]
    assert max(steps) > 1
    assert min(steps) < -0.3
    assert any(abs(step) <= 0.3 for step in steps)


def test_the_two_rounds_tell_a_mixed_story_in_the_comparison_and_on_the_receipt(leader):
    first, second = (
        seed_municipality.finished_round(year, turn, leader) for turn, year in enumerate(seed_municipality.ROUNDS)
    )
    for one in (first, second):
        one.refresh_from_db()
    facts, parts = current_receipt(second)
    steps = [one.step for one in facts.areas]
    assert min(steps) < 0 < max(steps) and 0 in steps
    assert {one.ratings for one in facts.areas} >= {"forward", "unclear"}
    assert {one.became for one in facts.activities} == {"done", "going", "not_done", "dropped"}
    assert any(one.led_to for one in facts.activities)
    assert [part.key for part in parts] == ["stated", "done", "ratings", "remains"]
    assert current_receipt(first) is None
