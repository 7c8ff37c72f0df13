"""A small group sees its own spread, while it talks, and only where that tells nobody what single people answered."""

import pytest

from digibarometer.exercises.assessment.models import Opening, Rating
from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.models import Participant


@pytest.fixture
def question(room):
    """A question that nobody has answered."""
    return room.questions[2]


def rate(room, question, *names):
    for name in names:
        Rating.objects.set_rating(room.pk, room.viewer(name), room.groups["a"], question, 3)


def is_open(room, question):
    return Opening.objects.filter(group=room.groups["a"], question=question).exists()


def test_nobody_opens_a_spread_while_everyone_rates_alone(room):
    """Who asks again and again would see the first answers as they come."""
    room.go("alone")
    with pytest.raises(ActionRefused):
        room.act("anna", "assessment.open_spread", question=room.questions[0])
    assert not is_open(room, room.questions[0])


def test_a_spread_is_opened_while_the_groups_talk(room):
    room.go("groups")
    room.act("anna", "assessment.open_spread", question=room.questions[0])
    assert is_open(room, room.questions[0])


def test_an_extra_seat_does_not_show_what_the_third_one_answered(room, question):
    """Anna has Bo's seat too, in another window: three answers would leave one that she does not know."""
    room.go("groups")
    rate(room, question, "anna", "bo", "gun")
    with pytest.raises(ActionRefused):
        room.act("anna", "assessment.open_spread", question=question)
    rate(room, question, "hans")
    room.act("anna", "assessment.open_spread", question=question)
    assert is_open(room, question)


def test_seats_made_at_the_table_screen_are_one_hand(room, question):
    """Anybody at the table can make them, so together they count as one of the four."""
    room.go("groups")
    Participant.objects.filter(pk__in=[room.people["bo"], room.people["hans"]]).update(has_no_phone=True)
    rate(room, question, "anna", "bo", "gun", "hans")
    with pytest.raises(ActionRefused):
        room.act("anna", "assessment.open_spread", question=question)
    room.act("eva", "room.place", participant=room.people["ivar"], group=room.groups["a"])
    rate(room, question, "ivar")
    room.act("anna", "assessment.open_spread", question=question)
    assert is_open(room, question)


def test_whom_the_table_lets_in_has_no_phone(room):
    room.act("table", "room.hand_over", role="official", first_name="Nils")
    assert Participant.objects.get(first_name="Nils").has_no_phone


def test_a_leader_cannot_make_a_group_small_enough_to_see_one(room, question):
    """The two who have not answered are moved away, and then all who are left have."""
    room.act("eva", "room.place", participant=room.people["ivar"], group=room.groups["a"])
    room.go("groups")
    rate(room, question, "anna", "bo", "gun")
    for name in ("hans", "ivar"):
        room.act("eva", "room.place", participant=room.people[name], group=room.groups["b"])
    assert not is_open(room, question)


def test_a_group_is_told_why_it_talks_without_figures(room, question):
    """Made anew of people whose answers their former group has seen."""
    room.go("groups")
    rate(room, question, "anna", "bo", "gun", "hans")
    room.act("anna", "assessment.open_spread", question=question)
    for name in ("anna", "bo", "gun", "hans"):
        room.act("eva", "room.place", participant=room.people[name], group=room.groups["b"])
        Rating.objects.filter(participant=room.people[name]).update(group=room.groups["b"])
    for name in ("cilla", "ivar"):
        Rating.objects.set_rating(room.pk, room.viewer(name), room.groups["b"], question, 2)
    with pytest.raises(ActionRefused):
        room.act("cilla", "assessment.open_spread", question=question)
    drawn = room.every_panel_for_every_audience()
    assert any("samtalar utan siffror" in html for touch, html in drawn.items() if touch.id.endswith(f"-{question}"))
