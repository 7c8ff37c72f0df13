"""What is released, when, and what it hides."""

import pytest

from digibarometer.accounts.models import User
from digibarometer.exercises.assessment import publication_log
from digibarometer.exercises.assessment.actions.small_groups import save_opening
from digibarometer.exercises.assessment.lifecycle import delete_at_closing as close_assessment
from digibarometer.exercises.assessment.models import Opening, PublishedFigure, Rating
from digibarometer.exercises.assessment.publication_log import keep_readers
from digibarometer.measures.release_figures import ExactCell
from digibarometer.results.models import Release
from digibarometer.results.outcome import workshop_result
from digibarometer.results.releases import all_question_ids, phase_begun, release_questions, step_closed
from digibarometer.workshops.actions.groups import MakeGroups, Place, make_groups, place
from digibarometer.workshops.attendance import merge_seats as merge_people
from digibarometer.workshops.models import Group, Participant, PhaseKind
from digibarometer.workshops.seats import LeaderSeat, Viewer
from tests.results import a_rated_room

pytestmark = pytest.mark.django_db


def first(made):
    return a_rated_room.fresh(made).questions[0]


def test_four_answers_show_nothing():
    made = a_rated_room.workshop()
    a_rated_room.rate(made, people=4)
    here = a_rated_room.fresh(made)
    assert release_questions(here, all_question_ids(here)) == []
    assert workshop_result(made).questions[0].counts == ()
    assert all(area.half_levels is None for area in workshop_result(made).areas)


def test_people_made_up_at_a_table_do_not_show_the_only_other_and_those_of_keyed_in_cards_count_each():
    made = a_rated_room.workshop({"official": 5}, groups=1)
    a_rated_room.rate(made)
    people = Participant.objects.filter(workshop=made)
    people.filter(pk__in=[one.pk for one in people[:4]]).update(has_no_phone=True)
    here = a_rated_room.fresh(made)
    assert release_questions(here, all_question_ids(here)) == []
    leader = User.objects.create_user("eva@example.se", None)
    Rating.objects.filter(workshop=made, participant__has_no_phone=True).update(entered_by=leader, sitting=None)
    assert release_questions(here, all_question_ids(here)), (
        "who leads keys in what stands on paper, and is trusted with that"
    )


def test_five_answers_show_the_room_and_no_role():
    made = a_rated_room.workshop({"politician": 2, "official": 3})
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    assert release_questions(here, all_question_ids(here))
    found = workshop_result(made).questions[0]
    assert sum(found.counts) == 5
    assert found.level_of("official") is None
    assert found.level_of("politician") is None


def test_a_small_role_is_hidden_where_a_large_one_shows():
    made = a_rated_room.workshop()
    a_rated_room.rate(made, level=3)
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    found = workshop_result(made).questions[0]
    assert found.level_of("official") is not None
    assert found.level_of("leading") is not None
    assert found.level_of("politician") is None  # three people
    assert found.level_of("manager") is None  # or the politicians would follow by subtraction


def test_nothing_new_is_released_before_enough_new_answers():
    made = a_rated_room.workshop()
    question = first(made)
    a_rated_room.rate(made, [question], people=10, level=3)
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    a_rated_room.rate(made, [question], people=14, level=3)
    assert release_questions(a_rated_room.fresh(made), [question.pk]) == []
    assert sum(workshop_result(made).questions[0].counts) == 10
    a_rated_room.rate(made, [question], people=15, level=3)
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    assert sum(workshop_result(made).questions[0].counts) == 15


def test_a_changed_mind_alone_releases_nothing():
    made = a_rated_room.workshop()
    question = first(made)
    a_rated_room.rate(made, [question], level=3)
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    a_rated_room.rate(made, [question], people=5, level=1)
    assert release_questions(a_rated_room.fresh(made), [question.pk]) == []


def test_the_trial_question_is_never_released():
    made = a_rated_room.workshop()
    trial = a_rated_room.fresh(made).questions_of(None)
    a_rated_room.rate(made, trial, level=2)
    assert release_questions(a_rated_room.fresh(made), [question.pk for question in trial]) == []
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
    release_questions(a_rated_room.fresh(theirs), all_question_ids(a_rated_room.fresh(theirs)))
    assert release_questions(a_rated_room.fresh(ours), all_question_ids(a_rated_room.fresh(ours))) == []
    assert workshop_result(ours).released_at is None


def test_no_row_of_a_release_says_who():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    here = a_rated_room.fresh(made)
    release_questions(here, all_question_ids(here))
    assert Rating.objects.exists()
    kept = {name for row in Release.objects.all() for name in row.data}
    assert kept == {"threshold", "raters", "counts", "dont_know", "roles", "leading", "gap", "half_levels"}


def rate(made, question, levels):
    """People by their place in the room say a level; then the picture is opened."""
    people = list(made.participants.order_by("pk"))
    for at, level in levels.items():
        Rating.objects.set_rating(made.pk, Viewer(people[at].pk, people[at].sitting), None, question.pk, level)
    return release_questions(a_rated_room.fresh(made), [question.pk])


def test_a_question_is_shown_by_role_once_so_that_no_newcomer_is_shown():
    made = a_rated_room.workshop({"manager": 16, "official": 13}, groups=1)
    question = first(made)
    managers = {place: 2 + place % 3 for place in range(12)}
    officials = {place: 1 + place % 4 for place in range(16, 28)}
    assert rate(made, question, {**managers, **officials})
    before = workshop_result(made).questions[0].tally
    official = before.roles["official"]
    assert isinstance(official, ExactCell) and official.counts == (3, 3, 3, 3, 0)
    assert rate(made, question, {**dict.fromkeys(range(12, 16), 3), 28: 5})
    after = workshop_result(made).questions[0].tally
    assert sum(after.counts) == 29
    assert (after.roles, after.leading, after.gap) == (before.roles, before.leading, before.gap)


def test_an_areas_histogram_waits_until_all_its_questions_are_renewed_with_it():
    made = a_rated_room.workshop()
    here = a_rated_room.fresh(made)
    area = here.areas[0]
    one, *others = here.questions_of(area.pk)
    a_rated_room.rate(made, [one, *others], people=12)
    release_questions(a_rated_room.fresh(made), [question.pk for question in (one, *others)])
    a_rated_room.rate(made, [one], people=20)
    assert release_questions(a_rated_room.fresh(made), [one.pk])
    assert sum(workshop_result(made).areas[0].half_levels) == 12
    a_rated_room.rate(made, others, people=20)
    assert len(release_questions(a_rated_room.fresh(made), [question.pk for question in others])) == len(others)
    assert sum(workshop_result(made).areas[0].half_levels) == 12  # the first question was renewed before


def test_a_small_group_cannot_take_its_own_spread_from_the_rooms():
    made = a_rated_room.workshop({"official": 9}, groups=2)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert release_questions(a_rated_room.fresh(made), [question.pk]) == []  # five in one group, four in the other
    made.threshold = 4
    made.save()
    assert release_questions(a_rated_room.fresh(made), [question.pk])


def opened(made, question, number):
    """The group of this number has seen its spread, as far as it may."""
    here = a_rated_room.fresh(made)
    group = made.groups.get(number=number)
    return save_opening(here, group.pk, question, publication_log.given_in(group.pk, question.pk))


def make_anew(made, groups):
    """The leader makes the groups again, and everybody touches what they answered."""
    here = a_rated_room.fresh(made)
    make_groups(MakeGroups(id="g", number=1, version=here.version, groups=groups), LeaderSeat(here, 0, "Eva"))


def touch(made, question):
    for one in made.attendances.all():
        level = Rating.objects.get(participant=one.participant_id, question=question).level
        Rating.objects.set_rating(
            made.pk, Viewer(one.participant_id, one.participant.sitting), one.group_id, question.pk, level
        )


@pytest.mark.parametrize("people", [9, 7, 11])
@pytest.mark.parametrize("groups", [1, 2])
def test_what_a_group_has_seen_it_has_seen_though_the_groups_are_made_anew(people, groups):
    """Five have seen their spread; the room's figure less it would be the four others', or the two."""
    made = a_rated_room.workshop({"official": people}, groups=1)
    here = a_rated_room.fresh(made)
    others = Group.objects.create(workshop=made, number=2)
    beside = made.attendances.order_by("participant")[5:].values_list("participant", flat=True)
    made.attendances.filter(participant__in=list(beside)).update(group=others)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert opened(made, question, 1)
    make_anew(made, groups)
    touch(made, question)
    release_questions(here, [question.pk])
    assert bool(Release.objects.exists()) is (people - 5 >= made.threshold)


def move_one_to_the_second_group(made):
    mover = made.attendances.filter(group__number=1).first()
    wanted = Place(id="m", number=1, participant=mover.participant_id, group=made.groups.get(number=2).pk)
    place(wanted, LeaderSeat(a_rated_room.fresh(made), 0, "Eva"))


def test_who_is_moved_takes_along_the_spread_that_they_have_seen():
    """Groups of five, five and four: who has sat in both of the first would know the four from the room's figure."""
    made = a_rated_room.workshop({"official": 14}, groups=3)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert all(opened(made, question, number) for number in (1, 2, 3))
    move_one_to_the_second_group(made)
    assert release_questions(a_rated_room.fresh(made), [question.pk]) == []


def test_without_such_a_move_the_same_room_sees_its_figure_and_then_the_spread_is_hidden_from_who_is_moved():
    made = a_rated_room.workshop({"official": 14}, groups=3)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert all(opened(made, question, number) for number in (1, 2, 3))
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    move_one_to_the_second_group(made)
    assert [one.hidden_at is not None for one in Opening.objects.order_by("group__number")] == [False, True, False]


def test_two_seats_that_are_merged_have_seen_what_either_saw():
    made = a_rated_room.workshop({"official": 14}, groups=3)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert all(opened(made, question, number) for number in (1, 2, 3))
    one, other = (made.attendances.filter(group__number=number).first().participant for number in (1, 2))
    merge_people(a_rated_room.fresh(made), one, other)
    assert release_questions(a_rated_room.fresh(made), [question.pk]) == []


def test_nobody_is_counted_in_two_spreads_of_a_question():
    """The same four and another one would show what that one answered."""
    made = a_rated_room.workshop({"official": 10}, groups=2)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert opened(made, question, 1)
    one, other = made.attendances.filter(group__number=1).first(), made.attendances.filter(group__number=2).first()
    keep_readers(made.pk)
    groups = one.group, other.group
    made.attendances.filter(pk=one.pk).update(group=groups[1])
    made.attendances.filter(group=groups[0]).update(group=groups[1])
    touch(made, question)
    assert opened(made, question, 2)
    counted = [set(opening.counted) for opening in Opening.objects.all()]
    assert not counted[0] & counted[1]


def test_a_group_opens_no_spread_that_would_tell_of_few_with_what_the_room_has_seen():
    """The room was shown ten; five more would have been in the next figure. A group of six of the ten leaves four."""
    made = a_rated_room.workshop({"official": 10}, groups=2)
    question = first(made)
    a_rated_room.rate(made, [question])
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    mover = made.attendances.filter(group__number=2).first()
    made.attendances.filter(pk=mover.pk).update(group=made.groups.get(number=1))
    touch(made, question)
    assert not opened(made, question, 1)


def sit(made, *groups):
    """So many with a phone of their own, and so many without, in each group."""
    people = list(made.attendances.order_by("pk"))
    for number, (phones, without) in enumerate(groups, start=1):
        here, people = people[: phones + without], people[phones + without :]
        made.attendances.filter(pk__in=[one.pk for one in here]).update(group=made.groups.get(number=number))
        let_in = [one.participant_id for one in here[phones:]]
        Participant.objects.filter(pk__in=let_in).update(has_no_phone=True)


def test_people_made_up_at_a_table_do_not_let_another_group_open_a_spread_that_leaves_few_others():
    """Of the room's thirteen it leaves seven, but four of them are whoever made them up."""
    made = a_rated_room.workshop({"official": 13}, groups=2)
    sit(made, (5, 0), (4, 4))
    question = first(made)
    a_rated_room.rate(made, [question])
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    mover = made.attendances.filter(group__number=2, participant__has_no_phone=False).first()
    made.attendances.filter(pk=mover.pk).update(group=made.groups.get(number=1))
    touch(made, question)
    assert not opened(made, question, 1)


def test_who_is_moved_sees_no_spread_that_would_leave_few_others_and_people_made_up_at_a_table():
    made = a_rated_room.workshop({"official": 16}, groups=3)
    sit(made, (5, 0), (5, 0), (3, 3))
    question = first(made)
    a_rated_room.rate(made, [question])
    assert all(opened(made, question, number) for number in (1, 2, 3))
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    move_one_to_the_second_group(made)
    assert Opening.objects.get(group__number=2).hidden_at is not None


def test_one_who_comes_late_to_a_small_room_waits_and_the_others_have_their_figure():
    made = a_rated_room.workshop({"official": 12}, groups=2)
    question = first(made)
    a_rated_room.rate(made, [question], people=11, level=3)
    assert opened(made, question, 1)
    assert opened(made, question, 2)
    a_rated_room.rate(made, [question], level=3)
    assert release_questions(a_rated_room.fresh(made), [question.pk])
    assert sum(workshop_result(made).questions[0].counts) == 11


def test_closing_forgets_whom_the_figures_counted():
    made = a_rated_room.workshop()
    a_rated_room.rate(made)
    release_questions(a_rated_room.fresh(made), all_question_ids(a_rated_room.fresh(made)))
    assert PublishedFigure.objects.filter(workshop=made).exists()
    close_assessment(made.pk)
    assert not PublishedFigure.objects.filter(workshop=made).exists()
