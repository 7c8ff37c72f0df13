"""Who has the result link reads nothing of a step before the room has seen it together."""

from django.test import Client

from digibarometer.exercises.assessment.models import GroupRating
from digibarometer.exercises.horizon.models import Signal
from digibarometer.workshops.models import Move
from tests.results.a_rated_room import fresh, hang_notes, workshop


def read_by_link(made):
    """All that the page and its figures say."""
    link = f"/r/{fresh(made).workshop.result_secret}/"
    return "".join(Client().get(link + more).content.decode() for more in ("", "result.json"))


def go(made, step, *phases):
    """The room is moved to these phases of the step, by their places in it."""
    for place in phases:
        Move.objects.create(workshop=made, phase=fresh(made).phases_of(step)[place], what="to")
    made.update_and_bump_version()


def step_of(made, kind):
    return next(step for step in fresh(made).steps if step.kind == kind)


def test_of_a_wall_it_tells_once_the_plenary_has_begun(db):
    made = workshop()
    hang_notes(made, "Bara min", 3)
    go(made, step_of(made, "swot"), 0, 1)
    assert "Bara min" not in read_by_link(made), "alone and in groups"
    go(made, step_of(made, "swot"), 2)
    assert "Bara min" in read_by_link(made)


def test_of_the_horizon_the_introduction_opens_nothing_that_is_written_after_it(db):
    made = workshop()
    step = step_of(made, "horizon")
    Signal.objects.create(workshop=made, step=step, title="Bara min")
    go(made, step, 0, 1, 2)
    assert [phase.kind for phase in fresh(made).phases_of(step)] == ["plenary", "alone", "groups", "plenary"]
    assert "Bara min" not in read_by_link(made)
    go(made, step, 3)
    assert "Bara min" in read_by_link(made)


def test_of_an_area_the_groups_levels_and_why_come_with_its_own_plenary_or_the_picture_of_today(db):
    made = workshop()
    here = fresh(made)
    first, second = (area.pk for area in here.areas[:2])
    for area, why in ((first, "Halvt skrivet"), (second, "Annat utkast")):
        GroupRating.objects.create(
            workshop=made, group_id=min(here.groups), question=here.questions_of(area)[0], level=2, reason=why
        )
    step = next(step for step in here.steps if step.area_id == first)
    go(made, step, 0, 1)
    assert "Halvt skrivet" not in read_by_link(made)
    go(made, step, 2)
    told = read_by_link(made)
    assert "Halvt skrivet" in told
    assert "Annat utkast" not in told
    go(made, step_of(made, "today"), 0)
    assert "Annat utkast" in read_by_link(made)


def test_when_the_workshop_is_over_it_tells_all(db):
    made = workshop(state="ended")
    hang_notes(made, "Bara min", 3)
    assert "Bara min" in read_by_link(made)
