"""What the room says of the workshop itself shows when it has ended, and no single answer shows by ending it again."""

import pytest

from digibarometer.accounts.models import User
from digibarometer.results.models import CheckOutRelease
from digibarometer.results.outcome import workshop_result
from digibarometer.workshops.actions import run_control
from digibarometer.workshops.models import Attendance, ClosingAnswer, Participant, State
from digibarometer.workshops.seats import LeaderSeat
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    made = a_rated_room.workshop()
    here = a_rated_room.fresh(made)
    made.update_and_bump_version(phase=here.phases[-1], state=State.OPEN)
    return made


def says(room, *answers, after=0):
    """The next people answer the first question; those before them have."""
    people = Participant.objects.filter(workshop=room).order_by("pk")[after:]
    for person, answer in zip(people, answers, strict=False):
        ClosingAnswer.objects.create(workshop=room, participant=person, question="talked", answer=answer)


def leader_says(room, state):
    user, _ = User.objects.get_or_create(email="leder@example.org")
    here = a_rated_room.fresh(room)
    wanted = run_control.SetState(id="1", number=1, version=here.version, state=state)
    run_control.set_state(wanted, LeaderSeat(here, user.pk, "L"))
    room.refresh_from_db()


def told(room):
    a_rated_room.fresh(room)
    return workshop_result(room).check_out["talked"]


def test_it_shows_when_the_workshop_has_ended_and_not_before(room):
    says(room, 3, 3, 2, 1, 3)
    assert told(room) is None
    leader_says(room, "ended")
    assert told(room) == [1, 1, 3]
    assert workshop_result(room).check_out["learned"] is None


def test_fewer_answers_than_the_threshold_never_show(room):
    says(room, *[3] * (room.threshold - 1))
    leader_says(room, "ended")
    assert told(room) is None
    assert not CheckOutRelease.objects.exists()


@pytest.mark.parametrize("late", [1, 4])
def test_those_who_answer_after_it_was_opened_again_cannot_be_told_by_subtraction(room, late):
    says(room, 3, 3, 2, 1, 3)
    leader_says(room, "ended")
    leader_says(room, "open")
    says(room, *[1] * late, after=5)
    assert told(room) == [1, 1, 3]
    leader_says(room, "ended")
    assert told(room) == [1, 1, 3]


def at_one_table(room, *places):
    """These people have no phone, and sit at one table."""
    people = list(Participant.objects.filter(workshop=room).order_by("pk"))
    of = Participant.objects.filter(pk__in=[people[place].pk for place in places])
    of.update(has_no_phone=True)
    Attendance.objects.filter(participant__in=of).update(group=room.groups.first())


def test_whoever_answers_for_newcomers_at_the_table_does_not_see_what_the_only_other_thought(room):
    at_one_table(room, *range(1, 8))
    says(room, 1, *[3] * 7)
    leader_says(room, "ended")
    assert told(room) is None


def test_four_with_phones_and_a_table_without_see_what_the_room_thought(room):
    at_one_table(room, 4, 5)
    says(room, *[3] * 6)
    leader_says(room, "ended")
    assert told(room) == [0, 0, 6]


def test_newcomers_at_a_table_do_not_show_what_one_thought_who_came_after_the_end(room):
    at_one_table(room, *range(6, 16))
    says(room, 3, 3, 2, 1, 3)
    leader_says(room, "ended")
    leader_says(room, "open")
    says(room, 1, *[3] * 10, after=5)
    leader_says(room, "ended")
    assert told(room) == [1, 1, 3]


def test_one_who_changes_an_answer_cannot_be_told_either(room):
    says(room, 3, 3, 2, 1, 3)
    leader_says(room, "ended")
    leader_says(room, "open")
    ClosingAnswer.objects.filter(answer=2).update(answer=1)
    leader_says(room, "ended")
    assert told(room) == [1, 1, 3]


def test_when_enough_have_answered_since_it_is_told_anew(room):
    says(room, 3, 3, 2, 1, 3)
    leader_says(room, "ended")
    leader_says(room, "open")
    says(room, *[2] * room.threshold, after=5)
    leader_says(room, "ended")
    assert told(room) == [1, 1 + room.threshold, 3]
