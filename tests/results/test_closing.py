"""Closing cuts the link between person and answer, and changes nothing else."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from digibarometer.exercises.assessment.models import Opening, Rating
from digibarometer.live.models import LatestAction
from digibarometer.reports.open_data import as_json
from digibarometer.results.closing import CannotClose, close, close_overdue_workshops
from digibarometer.results.models import Closing, Release
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, release_check_out, release_questions
from digibarometer.workshops.models import Attendance, ClosingAnswer, Participant, PhaseReady, State
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended():
    made = a_rated_room.workshop(state=State.ENDED)
    a_rated_room.rate(made)
    a_rated_room.agree(made)
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    for person in Participant.objects.filter(workshop=made):
        ClosingAnswer.objects.create(workshop=made, participant=person, question="talked", answer=3)
        PhaseReady.objects.create(workshop=made, participant=person, phase=here.phases[0])
    release_check_out(made)
    LatestAction.objects.accept_if_newer(made.pk, "p1", "assessment.rate:1", 1)
    return made


def test_the_result_is_the_same_before_and_after(ended):
    before: Any = as_json(workshop_result(ended))
    close(ended, None, "Samhällsbyggnadsnämnden", "2026/1", "Beslut 7")
    after: Any = as_json(workshop_result(ended))
    assert before["workshop"].pop("state") == "ended"
    assert after["workshop"].pop("state") == "closed"
    assert before == after


def test_nobody_is_left(ended):
    close(ended, None, "", "", "Beslut 7")
    for rows in (Participant, Attendance, ClosingAnswer, PhaseReady, Rating, Opening, LatestAction):
        assert not rows.objects.filter(workshop=ended.pk).exists(), rows
    ended.refresh_from_db()
    assert (ended.state, ended.code, ended.disposal_reference) == (State.CLOSED, None, "Beslut 7")
    kept = Closing.objects.get(workshop=ended)
    assert kept.attendance == {
        "people": 24,
        "roles": {"politician": None, "manager": None, "official": 15, "leading": 9},
    }
    assert kept.check_out["talked"] == [0, 0, 24]


def test_it_leaves_a_log_line_without_names(ended, caplog):
    with caplog.at_level(logging.INFO, "digibarometer.results.closing"):
        close(ended, None, "", "", "Beslut 7")
    (line,) = [record.getMessage() for record in caplog.records if "closed" in record.getMessage()]
    assert "Beslut 7" in line and "Namn" not in line


@pytest.mark.parametrize(("state", "decision"), [(State.OPEN, "Beslut 7"), (State.ENDED, "  "), (State.CLOSED, "x")])
def test_it_is_refused(ended, state, decision):
    ended.state = state
    ended.save()
    with pytest.raises(CannotClose):
        close(ended, None, "", "", decision)
    assert Rating.objects.exists()


def test_late_answers_come_into_the_last_release():
    made = a_rated_room.workshop(state=State.ENDED)
    a_rated_room.rate(made)
    close(made, None, "", "", "Beslut 7")
    assert Release.objects.filter(workshop=made, area=None).count() == len(a_rated_room.fresh(made).questions)


def test_what_is_due_closes_by_itself_and_the_rest_does_not(ended):
    today = timezone.localdate()
    close_overdue_workshops()
    assert not Closing.objects.exists()
    ended.closes_on, ended.disposal_reference = today + timedelta(days=1), "Beslut 7"
    ended.save()
    close_overdue_workshops()
    assert not Closing.objects.exists()
    ended.closes_on = today
    ended.save()
    close_overdue_workshops()
    close_overdue_workshops()
    assert Closing.objects.get().disposal_reference == "Beslut 7"


def test_a_date_without_a_decision_closes_nothing(ended):
    ended.closes_on = timezone.localdate()
    ended.save()
    close_overdue_workshops()
    assert Rating.objects.exists()


def test_the_next_room_is_untouched(ended):
    other = a_rated_room.workshop()
    a_rated_room.rate(other)
    close(ended, None, "", "", "Beslut 7")
    assert Rating.objects.filter(workshop=other).exists()
    assert Participant.objects.filter(workshop=other).count() == 24
