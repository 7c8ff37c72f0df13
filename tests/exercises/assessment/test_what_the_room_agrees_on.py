"""What the room agrees on leaves a trace that leaders see, and the leader is asked before questions are left behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from digibarometer.exercises.assessment.models import MotivationChange, PlenaryRating
from digibarometer.live.rendering import PanelRenderer


def desk(room, panel, *args):
    """A panel of the desk as it is drawn now."""
    drawer = PanelRenderer(room.registry)
    touches = {touch.id: touch for touch in room.registry.screen_panels(room.seat("eva"))}
    return drawer.html(touches["-".join([panel, *map(str, args)])], "sv")


@pytest.fixture
def question(room):
    """The first question, all together."""
    room.go("plenary")
    return room.questions[0]


def write(room, who, question, text):
    room.act(who, "assessment.write_motivation", question=question, motivation=text)


def test_a_motivation_leaves_a_trace_with_who_and_what_it_was(room, question):
    write(room, "eva", question, "Vi har rutiner")
    MotivationChange.objects.update(at=timezone.now() - timedelta(minutes=20))
    write(room, "eva", question, "Vi har rutiner, men inte överallt")
    first, second = MotivationChange.objects.order_by("pk")
    assert (first.before, first.motivation) == ("", "Vi har rutiner")
    assert (second.before, second.by_id) == ("Vi har rutiner", room.users["eva"].pk)
    shown = desk(room, "desk_plenary", question)
    assert "”Vi har rutiner”" in shown.replace("“", "”") and "inte överallt" in shown
    assert "Tillbaka till motiveringen före" in shown


def test_words_that_are_kept_while_they_are_written_are_one_change(room, question):
    for text in ("Vi", "Vi har", "Vi har rutiner"):
        write(room, "eva", question, text)
    change = MotivationChange.objects.get()
    assert (change.before, change.motivation) == ("", "Vi har rutiner")


def test_a_motivation_can_be_taken_back_and_that_is_kept_too(room, question):
    write(room, "eva", question, "Fel fråga")
    MotivationChange.objects.update(at=timezone.now() - timedelta(minutes=20))
    write(room, "eva", question, "")
    assert PlenaryRating.objects.get(question=question).motivation == ""
    assert MotivationChange.objects.count() == 2
    assert "motiveringen borttagen" in desk(room, "desk_plenary", question)


def test_the_leader_is_asked_before_leaving_questions_without_a_level(room, question):
    asked = len(room.questions)
    assert f"inte satt nivå på {asked} frågor" in desk(room, "desk_foot")
    for each in room.questions:
        touched = room.act("eva", "assessment.set_plenary_level", question=each, level=3)
        assert any(touch.id == "desk_foot" for touch in touched)
    assert "data-confirm" not in desk(room, "desk_foot")


@pytest.mark.parametrize("where", ["alone", "groups", "welcome", "swot_plenary"])
def test_the_leader_is_not_asked_while_there_is_more_to_do_in_the_area(room, where):
    room.go(where)
    assert "data-confirm" not in desk(room, "desk_foot")
