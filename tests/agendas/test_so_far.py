"""What a step came to is kept when the room leaves it, and told to those who come later: agreed things only."""

import pytest

from digibarometer.agendas import step_recaps
from digibarometer.agendas.models import StepRecap
from digibarometer.exercises.assessment.models import PlenaryRating
from digibarometer.workshops import attendance
from digibarometer.workshops.extension_points import components, no_panels
from digibarometer.workshops.models import Occasion, State, Step
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot


def go_on(room, where):
    room.act("eva", "room.move_to", to=room.phase(where).pk)
    drop_snapshots(None)


@pytest.fixture
def rated(room):
    """The room has agreed on a level for every question of the first area, and leaves it for the picture of today."""
    go_on(room, "plenary")
    for question in load_snapshot(room.pk).questions_of(room.phase("alone").step.area_id):
        PlenaryRating.objects.create(workshop_id=room.pk, question=question, level=3)
    go_on(room, "today")
    return room


def test_it_is_kept_when_all_others_have_closed_the_step():
    closing = [part.key for part in components() if part.on_step_closed is not no_panels]
    assert closing[-1] == "agendas" and {"notes", "activities", "results"} < set(closing)


def panels_of(room, name):
    return {touch.panel for touch in room.registry.screen_panels(room.seat(name))}


def test_the_agreed_level_is_told_and_nobodys_own(rated):
    told = StepRecap.objects.get(workshop=rated.pk, step=rated.phase("alone").step)
    assert [fact["sv"] for fact in told.facts] == ["Det vi enades om ger nivå 3 för Ledning och styrning."]
    assert told.facts[0]["en"].startswith("What we agreed on")


def test_left_again_it_tells_what_holds_then(rated):
    PlenaryRating.objects.filter(workshop=rated.pk).update(level=4)
    go_on(rated, "alone")
    go_on(rated, "today")
    told = StepRecap.objects.get(workshop=rated.pk, step=rated.phase("alone").step)
    assert "nivå 4" in told.facts[0]["sv"]


def test_who_comes_late_gets_what_was_missed_until_two_steps_on(rated):
    assert "agendas/room_catch_up" not in panels_of(rated, "anna"), "she was there"
    rated.people["new"] = attendance.join(load_snapshot(rated.pk).workshop, "official", "", "Nina").pk
    drop_snapshots(None)
    assert "agendas/room_catch_up" in panels_of(rated, "new")
    go_on(rated, "horizon_plenary")
    assert "agendas/room_catch_up" in panels_of(rated, "new")
    go_on(rated, "checkout")
    assert "agendas/room_catch_up" not in panels_of(rated, "new")


def test_when_another_occasion_begins_all_see_where_we_were(rated):
    first = Occasion.objects.get(workshop=rated.pk)
    second = Occasion.objects.create(workshop_id=rated.pk, order=2)
    horizon = next(step for step in load_snapshot(rated.pk).steps if step.kind == "horizon")
    Step.objects.filter(workshop=rated.pk, order__gte=horizon.order).update(occasion=second)
    load_snapshot(rated.pk).workshop.update_and_bump_version()
    drop_snapshots(None)
    rated.act("eva", "room.set_state", state="paused")
    drop_snapshots(None)
    assert StepRecap.objects.filter(workshop=rated.pk, step__kind="today").exists(), (
        "the step that was on when they stopped"
    )
    assert "agendas/room_so_far" in panels_of(rated, "anna")
    assert "agendas/desk_so_far" in panels_of(rated, "eva")
    go_on(rated, "horizon_alone")
    assert load_snapshot(rated.pk).occasion == second != first
    assert "agendas/room_so_far" in panels_of(rated, "anna")
    assert "agendas/board_so_far" in panels_of(rated, "board")
    go_on(rated, "checkout")
    assert "agendas/room_so_far" not in panels_of(rated, "anna")
    assert load_snapshot(rated.pk).workshop.state == State.OPEN


def test_breaks_are_not_told_of(rated):
    assert all(one.step.kind not in {"break", "lunch"} for one in step_recaps.finished_steps(load_snapshot(rated.pk)))
