"""The top of the projector says where the room is, how it works now and how long it has; a break says when it ends."""

import re
from datetime import UTC, datetime, time

import pytest
from django.conf import settings

from digibarometer.workshops import panels
from digibarometer.workshops.models import Occasion, Phase, Workshop
from digibarometer.workshops.snapshot import load_snapshot
from tests.ten_metres import drawn


def top(room):
    return panels.board_top.draw(load_snapshot(room.pk))


def test_the_top_says_which_area_of_how_many_and_the_way_of_working(room):
    room.go("groups")
    said = top(room)
    assert (said["about"], said["place"]) == ("Självskattning", "område 1 av 8")
    assert [name for name, is_on in said["ways"] if is_on] == ["I smågrupp"]


def test_of_a_question_on_the_projector_it_says_whose_it_is_and_its_number(room):
    asked = load_snapshot(room.pk)
    room.go("plenary", spot=asked.current_questions[1].pk)
    assert top(room)["place"].startswith("fråga 2 av ")


def test_a_step_without_work_names_no_way_of_working(room):
    Workshop.objects.filter(pk=room.pk).update(phase=room.snapshot.phases[0])
    assert top(room)["ways"] == []


def test_before_the_day_it_says_when_the_day_begins(room):
    Occasion.objects.filter(workshop=room.pk).update(begins=time(8, 30))
    Workshop.objects.filter(pk=room.pk).update(phase=None, state="planned")
    assert top(room)["begins"] == time(8, 30)


@pytest.mark.parametrize("kind", ["break", "lunch"])
def test_a_break_says_by_the_clock_on_the_wall_when_it_ends(room, kind):
    step = next(step for step in room.snapshot.steps if step.kind == kind)
    phase = room.snapshot.phases_of(step)[0]
    Phase.objects.filter(pk=phase.pk).update(minutes=10)
    began = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    Workshop.objects.filter(pk=room.pk).update(
        phase=phase, state="open", phase_began_at=began, paused_at=None, extra_minutes=5
    )
    assert settings.TIME_ZONE == "Europe/Stockholm"
    [back] = re.findall(r'<p class="back">Vi fortsätter <b class="num">([^<]+)</b>', drawn(room))
    assert back == "10.15"
