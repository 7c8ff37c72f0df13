"""A leader sees to phones, double seats and colleagues."""

import pytest

from digibarometer.workshops.attendance import join
from digibarometer.workshops.models import Attendance, LeaderRole, Participant, State


@pytest.fixture
def cilla(workshop):
    return join(workshop, "official", "Plan", "Cilla")


def test_the_list_shows_who_has_come(eva, signed_in, workshop, cilla):
    assert "Cilla" in signed_in(eva).get(f"/w/{workshop.pk}/people/").content.decode()


def test_a_personal_link_moves_the_seat_to_another_phone(eva, signed_in, client, workshop, cilla):
    page = f"/w/{workshop.pk}/people/{cilla.pk}/"
    assert not signed_in(eva).get(page).context["link"], "not before it is asked for"
    signed_in(eva).post(f"{page}phone/move/")
    link = signed_in(eva).get(page).context["link"]
    came = client.post(link.partition("8000")[2])
    assert came.status_code == 302
    cilla.refresh_from_db()
    assert cilla.epoch == 2


def test_two_seats_of_one_person_become_one(eva, signed_in, workshop, cilla):
    twice = join(workshop, "official", "Plan", "Cilla")
    page = f"/w/{workshop.pk}/people/{cilla.pk}/"
    signed_in(eva).post(f"{page}merge/", {"goes": twice.pk})
    assert list(Participant.objects.all()) == [cilla]
    assert signed_in(eva).post(f"{page}merge/", {"goes": cilla.pk}).context["form"].errors


def test_someone_goes_home_and_comes_back(eva, signed_in, workshop, cilla):
    page = f"/w/{workshop.pk}/people/{cilla.pk}/"
    signed_in(eva).post(f"{page}mark-as-left/")
    assert Attendance.objects.get().left_at
    signed_in(eva).post(f"{page}mark-as-here/")
    assert Attendance.objects.get().left_at is None


def test_a_participant_of_another_workshop_is_not_here(eva, dag, signed_in, workshop, cilla, question_set):
    from digibarometer.questions.agenda_templates.schema import find_template
    from digibarometer.workshops.factory import create_workshop

    other = create_workshop(workshop.municipality, "Another", question_set, find_template("heldag"), eva)
    assert signed_in(eva).get(f"/w/{other.pk}/people/{cilla.pk}/").status_code == 404


def test_nobody_is_moved_once_the_workshop_has_ended(eva, signed_in, workshop, cilla):
    workshop.update_and_bump_version(state=State.ENDED)
    signed_in(eva).post(f"/w/{workshop.pk}/people/{cilla.pk}/mark-as-left/")
    assert Attendance.objects.get().left_at is None


def test_a_colleague_is_added_and_a_stranger_is_not(eva, bo, dag, signed_in, workshop):
    page = f"/w/{workshop.pk}/people/"
    assert signed_in(eva).post(page, {"user": dag.pk, "kind": "leader"}).context["form"].errors
    signed_in(eva).post(page, {"user": bo.pk, "kind": "co_leader"})
    assert workshop.leadings.get(user=bo).kind == LeaderRole.Kind.CO_LEADER


def test_somebody_always_leads(eva, bo, signed_in, workshop):
    LeaderRole.objects.create(workshop=workshop, user=bo, kind=LeaderRole.Kind.COACH)
    signed_in(eva).post(f"/w/{workshop.pk}/people/leading/{workshop.leadings.get(user=eva).pk}/stop/")
    assert workshop.leadings.filter(user=eva).exists()
