"""Simulated people in a horizon scan: some write what they have seen, once; a group places each card, once."""

import random

import pytest

from digibarometer.exercises.horizon.simulated_behaviour import Observer, choosing, next_spot
from digibarometer.workshops.simulated_people import Character, ScreenModel

pytestmark = pytest.mark.django_db


def view_of(room, who):
    """What someone of the cast has before them, as a simulated person reads it."""
    touches = room.registry.screen_panels(room.seat(who))
    drawn = room.every_panel_for_every_audience()
    view = ScreenModel()
    view.show("".join(drawn[touch] for touch in touches))
    return view


def someone(name, role="official"):
    return Observer(Character(role, name, random.Random(1)))


def test_about_half_write_an_observation_that_the_room_takes_and_nobody_writes_twice(room):
    room.go("horizon_alone")
    view, people = view_of(room, "anna"), [someone(f"person {number}") for number in range(40)]
    acts = [(one, act) for one in people if (act := one.observe(view))]
    assert 10 <= len(acts) <= 30
    one, act = acts[0]
    room.act("anna", act.pop("do"), **act)
    one.did({"do": "horizon.write", **act}, is_refused=False)
    assert one.observe(view) is None


def test_a_group_places_every_card_and_then_has_nothing_more_to_say(room):
    room.go("horizon_groups")
    anna = someone("anna")
    for _ in range(30):
        if (act := anna.place(view_of(room, "anna"))) is None:
            break
        room.act("anna", act.pop("do"), **act)
    assert anna.place(view_of(room, "anna")) is None
    assert "2 av 2 placerade" in view_of(room, "anna").panel("group_placing")


def test_the_leader_takes_up_six_cards_of_different_kinds_unless_some_are_chosen(room):
    from digibarometer.questions.horizon_cards import load_cards

    load_cards()
    room.go("horizon_plenary")
    forms = choosing(view_of(room, "eva"), random.Random(1))
    assert len({form.data["card"] for form in forms}) == 6
    for form in forms:
        room.act("eva", form.do, step=int(form.data["step"]), card=int(form.data["card"]), chosen=True)
    assert choosing(view_of(room, "eva"), random.Random(1)) == []


def test_the_leader_shows_one_card_after_the_other_to_the_last(room):
    room.go("horizon_plenary")
    shown = []
    while (spot := next_spot(view_of(room, "eva"))) is not None:
        room.go("horizon_plenary", spot=spot)
        shown.append(spot)
    assert shown == [1, 2]
