"""A workshop is closed on somebody's decision, now or on a day to come."""

from datetime import timedelta

import pytest
from django.utils import timezone

from digibarometer.workshops.attendance import join
from digibarometer.workshops.models import Participant, State

FILLED = {
    "committee": "Kommunstyrelsen",
    "reference": "KS 2027/12",
    "disposal_reference": "Gallringsplan § 4",
    "closes_on": "",
    "agreed": "on",
}


@pytest.fixture
def is_closed(workshop):
    join(workshop, "official")

    def asked():
        workshop.refresh_from_db()
        return workshop.state == State.CLOSED

    return asked


def test_an_ended_workshop_is_closed_with_its_decision(eva, signed_in, workshop, is_closed):
    workshop.update_and_bump_version(state=State.ENDED)
    signed_in(eva).post(f"/w/{workshop.pk}/close/", FILLED)
    assert is_closed()
    assert [workshop.committee, workshop.reference, workshop.disposal_reference] == list(FILLED.values())[:3]
    assert not Participant.objects.exists()
    assert "Gallringsplan" in signed_in(eva).get(f"/w/{workshop.pk}/close/").content.decode()


def test_only_an_ended_workshop_is_closed(eva, signed_in, workshop, is_closed):
    for state in (State.PLANNED, State.OPEN, State.PAUSED):
        workshop.update_and_bump_version(state=state)
        signed_in(eva).post(f"/w/{workshop.pk}/close/", FILLED)
    assert not is_closed()


@pytest.mark.parametrize("missing", ["committee", "reference", "disposal_reference", "agreed"])
def test_without_a_decision_and_a_confirmation_nothing_is_closed(eva, signed_in, workshop, is_closed, missing):
    workshop.update_and_bump_version(state=State.ENDED)
    page = signed_in(eva).post(f"/w/{workshop.pk}/close/", FILLED | {missing: ""})
    assert list(page.context["form"].errors) == [missing]
    assert not is_closed()


def test_a_day_to_come_is_kept_and_can_be_taken_back(eva, signed_in, workshop, is_closed):
    workshop.update_and_bump_version(state=State.ENDED)
    day = timezone.localdate() + timedelta(days=30)
    page = f"/w/{workshop.pk}/close/"
    assert signed_in(eva).post(page, FILLED | {"closes_on": "2020-01-01"}).context["form"].errors
    signed_in(eva).post(page, FILLED | {"closes_on": f"{day}"})
    workshop.refresh_from_db()
    assert (workshop.closes_on, workshop.disposal_reference) == (day, "Gallringsplan § 4")
    signed_in(eva).post(f"{page}keep-open/")
    workshop.refresh_from_db()
    assert workshop.closes_on is None
    assert not is_closed()
