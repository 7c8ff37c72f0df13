"""What is released, when, and what it hides."""

import a_rated_room
import pytest

from digibarometer.exercises.assessment.models import Rating
from digibarometer.results.models import Release
from digibarometer.results.outcome import outcome
from digibarometer.results.releasing import everything, phase_begun, release, step_closed
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import Me

pytestmark = pytest.mark.django_db


def first(made):
    return a_rated_room.fresh(made).questions[0]


def test_four_answers_show_nothing():
    made = a_rated_room.workshop()
    a_rated_room.rate(made, people=4)
    here = a_rated_room.fresh(made)
    assert release(here, everything(here)) == []
    assert outcome(made).questions[0].counts == ()
    assert all(area.half_levels is None for area in outcome(made).areas)


def test_five_answers_show_the_room_and_no_role():
    made = a_rated_room.workshop({"politician": 2, "official": 3})
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    assert release(here, everything(here))
    found = outcome(made).questions[0]
    assert sum(found.counts) == 5
    assert found.level_of("official") is None
    assert found.level_of("politician") is None


def test_a_small_role_is_hidden_where_a_large_one_shows():
    made = a_rated_room.workshop()
    a_rated_room.rate(made, level=3)
    here = a_rated_room.fresh(made)
    release(here, everything(here))
    found = outcome(made).questions[0]
    assert found.level_of("official") is not None
    assert found.level_of("leading") is not None
    assert found.level_of("politician") is None  # three people
    assert found.level_of("manager") is None  # or the politicians would follow by subtraction


def test_nothing_new_is_released_before_enough_new_answers():
    made = a_rated_room.workshop()
    question = first(made)
    a_rated_room.rate(made, [question], people=10, level=3)
    assert release(a_rated_room.fresh(made), [question.pk])
    a_rated_room.rate(made, [question], people=14, level=3)
    assert release(a_rated_room.fresh(made), [question.pk]) == []
    assert sum(outcome(made).questions[0].counts) == 10
    a_rated_room.rate(made, [question], people=15, level=3)
    assert release(a_rated_room.fresh(made), [question.pk])
    assert sum(outcome(made).questions[0].counts) == 15


def test_a_changed_mind_alone_releases_nothing():
    made = a_rated_room.workshop()
    question = first(made)
    a_rated_room.rate(made, [question], level=3)
    assert release(a_rated_room.fresh(made), [question.pk])
    a_rated_room.rate(made, [question], people=5, level=1)
    assert release(a_rated_room.fresh(made), [question.pk]) == []


def test_the_trial_question_is_never_released():
    made = a_rated_room.workshop()
    trial = a_rated_room.fresh(made).questions_of(None)
    a_rated_room.rate(made, trial, level=2)
    assert release(a_rated_room.fresh(made), [question.pk for question in trial]) == []
    assert not Release.objects.exists()


def test_opening_an_area_in_plenary_releases_that_area_only():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    step = next(step for step in here.steps if step.kind == "assessment" and step.area_id)
    alone, *_, plenary = here.phases_of(step)
    assert (alone.kind, plenary.kind) == (PhaseKind.ALONE, PhaseKind.PLENARY)
    phase_begun(here, alone)
    assert not Release.objects.exists()
    phase_begun(here, plenary)
    areas = set(Release.objects.exclude(question=None).values_list("question__area", flat=True))
    assert areas == {step.area_id}


def test_a_step_that_closes_releases_what_has_been_and_today_the_whole():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    first_step = next(step for step in here.steps if step.kind == "assessment" and step.area_id)
    step_closed(here, first_step)
    assert Release.objects.filter(area=None).count() == len(here.questions_of(first_step.area_id))
    today = next(step for step in here.steps if step.kind == "today")
    phase_begun(here, here.phases_of(today)[0])
    assert Release.objects.filter(area=None).count() == len(here.questions)
    assert Release.objects.filter(question=None).count() == len(here.areas)


def test_two_rooms_never_meet():
    ours, theirs = a_rated_room.workshop(), a_rated_room.workshop()
    a_rated_room.rate(theirs)
    release(a_rated_room.fresh(theirs), everything(a_rated_room.fresh(theirs)))
    assert release(a_rated_room.fresh(ours), everything(a_rated_room.fresh(ours))) == []
    assert outcome(ours).released_at is None


def test_no_row_of_a_release_says_who():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    release(here, everything(here))
    assert Rating.objects.exists()
    kept = {name for row in Release.objects.all() for name in row.data}
    assert kept == {"threshold", "raters", "counts", "dont_know", "roles", "leading", "gap", "half_levels"}


def rate(made, question, levels):
    """People by their place in the room say a level; then the picture is opened."""
    people = list(made.participants.order_by("pk"))
    for place, level in levels.items():
        Rating.objects.keep(made.pk, Me(people[place].pk, people[place].sitting), None, question.pk, level)
    return release(a_rated_room.fresh(made), [question.pk])


def test_a_question_is_shown_by_role_once_so_that_no_newcomer_is_shown():
    made = a_rated_room.workshop({"manager": 16, "official": 13}, groups=1)
    question = first(made)
    managers = {place: 2 + place % 3 for place in range(12)}
    officials = {place: 1 + place % 4 for place in range(16, 28)}
    assert rate(made, question, {**managers, **officials})
    before = outcome(made).questions[0].tally
    assert before.roles["official"].counts == (3, 3, 3, 3, 0)
    assert rate(made, question, {**dict.fromkeys(range(12, 16), 3), 28: 5})
    after = outcome(made).questions[0].tally
    assert sum(after.counts) == 29
    assert (after.roles, after.leading, after.gap) == (before.roles, before.leading, before.gap)


def test_an_areas_histogram_waits_until_all_its_questions_are_renewed_with_it():
    made = a_rated_room.workshop()
    here = a_rated_room.fresh(made)
    area = here.areas[0]
    one, *others = here.questions_of(area.pk)
    a_rated_room.rate(made, [one, *others], people=12)
    release(a_rated_room.fresh(made), [question.pk for question in (one, *others)])
    a_rated_room.rate(made, [one], people=20)
    assert release(a_rated_room.fresh(made), [one.pk])
    assert sum(outcome(made).areas[0].half_levels) == 12
    a_rated_room.rate(made, others, people=20)
    assert len(release(a_rated_room.fresh(made), [question.pk for question in others])) == len(others)
    assert sum(outcome(made).areas[0].half_levels) == 12  # the first question was renewed before


def test_a_small_group_cannot_take_its_own_spread_from_the_rooms():
    made = a_rated_room.workshop({"official": 9}, groups=2)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert release(a_rated_room.fresh(made), [question.pk]) == []  # five in one group, four in the other
    made.threshold = 4
    made.save()
    assert release(a_rated_room.fresh(made), [question.pk])
