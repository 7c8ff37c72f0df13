"""A leader changes the agenda."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digibarometer.planning.agenda.editing import moved_step, split
from digibarometer.planning.agenda.views import BUTTONS
from digibarometer.planning.agenda.warnings import stretches
from digibarometer.workshops.models import Move, State, Step
from digibarometer.workshops.snapshot import load_snapshot


@pytest.fixture
def eva_posts(eva, signed_in, workshop):
    client, path = signed_in(eva), f"/w/{workshop.pk}/plan/"

    def post(button="", **other):
        form = client.get(path).context["form"]
        as_it_stands = {field.html_name: field.value() if field.value() is not None else "" for field in form}
        return client.post(path + button, as_it_stands | other, follow=True)

    return post


def titles(occasion):
    return [step.title["sv"] for step in Step.objects.filter(occasion=occasion)]


def test_an_own_step_lands_after_the_right_step(eva_posts, workshop):
    first, second = workshop.occasions.all()
    before, other_day = titles(first), titles(second)
    after = first.steps.all()[1]
    eva_posts("steps/add/", after=after.pk, own_title="Kommunchefen", own_minutes=7, text="Lyssna", watch_speaker="on")
    assert titles(first) == [*before[:2], "Kommunchefen", *before[2:]]
    assert titles(second) == other_day
    own = workshop.steps.get(kind="own", title__sv="Kommunchefen")
    assert own.watch_speaker
    assert own.phases.get().minutes == 7


def test_minutes_dates_and_title_are_kept(eva_posts, workshop):
    phase, occasion, version = workshop.phases.first(), workshop.occasions.first(), workshop.version
    eva_posts(
        **{f"minutes-{phase.pk}": 23, f"on-{occasion.pk}": "2027-05-04", f"begins-{occasion.pk}": "08:15"}, title="Ny"
    )
    phase.refresh_from_db(), occasion.refresh_from_db(), workshop.refresh_from_db()
    assert (phase.minutes, str(occasion.on), f"{occasion.begins:%H:%M}", workshop.title) == (
        23,
        "2027-05-04",
        "08:15",
        "Ny",
    )
    assert workshop.version > version


def test_the_date_of_the_next_round_is_kept(eva_posts, workshop):
    eva_posts(next_round_on="2029-03-01")
    workshop.refresh_from_db()
    assert str(workshop.next_round_on) == "2029-03-01"


def test_minutes_typed_before_a_step_is_moved_are_kept_too(eva_posts, workshop):
    first, second = workshop.occasions.all()
    last, phase, there = first.steps.last(), workshop.phases.first(), titles(second)
    eva_posts(f"steps/{last.pk}/move-down/", **{f"minutes-{phase.pk}": 31})
    phase.refresh_from_db()
    assert phase.minutes == 31
    assert titles(second) == [last.title["sv"], *there]


def test_bad_minutes_get_a_message_and_nothing_is_lost(eva_posts, workshop, said):
    first, second = workshop.phases.all()[:2]
    was = first.minutes
    page = eva_posts(**{f"minutes-{first.pk}": 33, f"minutes-{second.pk}": "long"})
    assert said(page)
    assert list(page.context["form"].errors) == [f"minutes-{second.pk}"]
    assert 'value="33"' in page.content.decode()
    first.refresh_from_db()
    assert first.minutes == was


def test_an_own_step_without_a_title_gets_a_message_and_keeps_its_text(eva_posts, workshop):
    steps = workshop.steps.count()
    page = eva_posts("steps/add/", after=workshop.steps.first().pk, own_title="", own_minutes=5, text="Lyssna noga")
    assert "own_title" in page.context["own"].errors
    assert "Lyssna noga" in page.content.decode()
    assert workshop.steps.count() == steps


def test_a_step_is_taken_out_but_not_one_that_the_room_has_been_in(eva_posts, workshop, said):
    first, second = workshop.steps.all()[:2]
    Move.objects.create(workshop=workshop, phase=first.phases.first(), what="to")
    assert said(eva_posts(f"steps/{first.pk}/remove/"))
    eva_posts(f"steps/{second.pk}/remove/")
    assert list(workshop.steps.filter(pk__in=[first.pk, second.pk])) == [first]


def test_an_ended_workshop_keeps_its_agenda(eva_posts, workshop):
    workshop.update_and_bump_version(state=State.ENDED)
    eva_posts(title="Another")
    workshop.refresh_from_db()
    assert workshop.title == "Salem 2027"


def test_two_hours_without_a_break_are_warned_of(eva_posts, workshop):
    for step in workshop.steps.filter(kind__in=["break", "lunch"]):
        eva_posts(f"steps/{step.pk}/remove/")
    phase = workshop.phases.first()
    assert eva_posts(**{f"minutes-{phase.pk}": 130}).context["warnings"]


def test_a_break_begins_the_count_anew():
    day = [("own", 60), ("break", 10), ("own", 70), ("own", 20)]
    assert [(one.begins, one.minutes) for one in stretches(day)] == [(0, 60), (70, 90)]
    assert [one.minutes for one in stretches([])] == [0]


def test_steps_move_within_and_between_occasions_and_stop_at_the_ends():
    days = [["a", "b"], ["c"]]
    assert moved_step(days, "b", -1) == [["b", "a"], ["c"]]
    assert moved_step(days, "b", 1) == [["a"], ["b", "c"]]
    assert moved_step(days, "c", -1) == [["a", "b", "c"], []]
    assert moved_step(days, "a", -1) == moved_step(days, "c", 1) == days


STEPS = st.lists(st.lists(st.integers(0, 99), max_size=6), min_size=1, max_size=4).map(
    lambda days: [[(day, place) for place, _ in enumerate(steps)] for day, steps in enumerate(days)]
)


@given(STEPS, st.data())
def test_whatever_is_moved_and_split_every_step_is_there_once(days, data):
    every = sorted(step for steps in days for step in steps)
    if not every:
        return
    for _ in range(5):
        days = moved_step(days, data.draw(st.sampled_from(every)), data.draw(st.sampled_from([-1, 1])))
    at = data.draw(st.sampled_from(every))
    before, after = split(next(steps for steps in days if at in steps), at)
    assert after[0] == at
    assert before + after == next(steps for steps in days if at in steps)
    assert sorted(step for steps in days for step in steps) == every


@given(st.lists(st.tuples(st.sampled_from(["own", "break", "lunch"]), st.integers(1, 90))))
def test_stretches_and_rests_make_the_whole_day(day):
    rests = sum(minutes for kind, minutes in day if kind != "own")
    found = list(stretches(day))
    assert sum(one.minutes for one in found) + rests == sum(minutes for _kind, minutes in day)
    assert [one.begins for one in found] == sorted(one.begins for one in found)


def test_the_threshold_is_the_leaders_until_somebody_has_come_in(eva_posts, workshop):
    eva_posts(threshold=3)
    workshop.refresh_from_db()
    assert workshop.threshold == 3
    eva_posts(threshold=2)
    workshop.refresh_from_db()
    assert workshop.threshold == 3
    workshop.participants.create(role="official")
    eva_posts(threshold=7)
    workshop.refresh_from_db()
    assert workshop.threshold == 3


def test_areas_are_left_out_and_taken_back_with_their_minutes(eva_posts, workshop):
    steps = list(workshop.steps.exclude(area=None).select_related("area"))
    out, stays = steps[1].area, [step.pk for step in workshop.steps.all() if step != steps[1]]
    before = sum(phase.minutes for phase in workshop.phases.all())
    gone = sum(phase.minutes for phase in steps[1].phases.all())
    eva_posts(leave_out=[out.pk])
    assert sum(phase.minutes for phase in workshop.phases.all()) == before - gone
    assert [step.pk for step in workshop.steps.all()] == stays
    eva_posts(leave_out=[])
    areas = [step.area for step in workshop.steps.exclude(area=None).select_related("area")]
    assert areas == [step.area for step in steps]
    assert sum(phase.minutes for phase in workshop.phases.all()) == before


def test_the_first_area_comes_back_in_its_place(eva_posts, workshop):
    first = workshop.steps.exclude(area=None).first()
    where = titles(workshop.occasions.first())
    eva_posts(leave_out=[first.area_id])
    eva_posts(leave_out=[])
    assert titles(workshop.occasions.first()) == where


def test_an_area_that_the_room_has_been_in_is_not_left_out(eva_posts, workshop, said):
    step = workshop.steps.exclude(area=None).first()
    Move.objects.create(workshop=workshop, phase=step.phases.first(), what="to")
    assert said(eva_posts(leave_out=[step.area_id]))
    assert workshop.steps.filter(pk=step.pk).exists()


def test_what_is_left_out_is_neither_asked_nor_counted(eva_posts, workshop):
    out = workshop.steps.exclude(area=None).first().area
    eva_posts(leave_out=[out.pk])
    snapshot = load_snapshot(workshop.pk)
    assert out not in snapshot.areas
    assert not snapshot.questions_of(out.pk)
    assert len(snapshot.areas) == 7


def test_a_step_that_was_taken_out_is_put_back_whole_where_it_was(eva_posts, workshop):
    first = workshop.occasions.first()
    before, step = titles(first), first.steps.exclude(area=None).first()
    phases = list(step.phases.values_list("kind", "minutes"))
    page = eva_posts(f"steps/{step.pk}/remove/")
    dropped = page.context["dropped"][0]
    assert dropped.minutes == sum(minutes for _kind, minutes in phases)
    eva_posts(f"removed-steps/{dropped.pk}/restore/")
    assert titles(first) == before
    back = first.steps.get(area=step.area_id)
    assert list(back.phases.values_list("kind", "minutes")) == phases
    assert not workshop.dropped_steps.exists()


def test_an_area_that_came_back_by_the_tick_is_not_put_back_twice(eva_posts, workshop):
    step = workshop.steps.exclude(area=None).first()
    eva_posts(f"steps/{step.pk}/remove/")
    eva_posts(leave_out=[])
    assert workshop.steps.filter(area=step.area_id).count() == 1
    assert not workshop.dropped_steps.exists()


def test_a_break_and_lunch_can_be_put_after_any_step(eva_posts, workshop):
    first = workshop.occasions.first()
    second = first.steps.all()[1]
    eva_posts(f"steps/{second.pk}/add-break/")
    eva_posts(f"steps/{first.steps.last().pk}/add-lunch/")
    assert [step.kind for step in first.steps.all()][2] == "break"
    assert first.steps.last().kind == "lunch"
    assert len({step.order for step in first.steps.all()}) == first.steps.count()


def test_an_occasion_begins_at_any_step_and_is_joined_again(eva_posts, workshop):
    days = [titles(occasion) for occasion in workshop.occasions.all()]
    at = workshop.occasions.first().steps.all()[3]
    page = eva_posts(f"steps/{at.pk}/begin-occasion/")
    assert [titles(occasion) for occasion in workshop.occasions.all()] == [days[0][:3], days[0][3:], days[1]]
    assert [occasion.order for occasion in workshop.occasions.all()] == [1, 2, 3]
    made = workshop.occasions.all()[1]
    assert page.status_code == 200
    eva_posts(f"occasions/{made.pk}/join/")
    assert [titles(occasion) for occasion in workshop.occasions.all()] == days


def test_what_to_do_between_the_occasions_is_kept(eva_posts, workshop):
    first = workshop.occasions.first()
    eva_posts(**{f"participants-{first.pk}": "Läs tre kort", f"leaders-{first.pk}": ""})
    first.refresh_from_db()
    assert (first.between.participants, first.between.leaders) == ("Läs tre kort", "")


def test_an_occasion_that_people_have_come_to_is_not_joined_away(eva_posts, workshop, said):
    second = workshop.occasions.last()
    Move.objects.create(workshop=workshop, phase=second.steps.first().phases.first(), what="to")
    assert said(eva_posts(f"occasions/{second.pk}/join/"))
    assert workshop.occasions.count() == 2


def test_no_occasion_begins_behind_the_room(eva_posts, workshop, said):
    first = workshop.occasions.first()
    Move.objects.create(workshop=workshop, phase=first.steps.last().phases.first(), what="to")
    assert said(eva_posts(f"steps/{first.steps.all()[2].pk}/begin-occasion/"))
    assert workshop.occasions.count() == 2


@pytest.mark.parametrize("address", [one for one, _view, _name in BUTTONS if "<" in one])
@pytest.mark.parametrize("of", ["0", "99999999", "9" * 30])
def test_a_wish_about_something_that_is_gone_changes_nothing_and_says_so(eva_posts, workshop, said, address, of):
    before = [titles(occasion) for occasion in workshop.occasions.all()]
    page = eva_posts(re.sub("<.*>", of, address))
    assert page.status_code == 200
    assert said(page)
    assert [titles(occasion) for occasion in workshop.occasions.all()] == before


@pytest.mark.parametrize(("address", "name"), [(one, name) for one, _view, name in BUTTONS])
def test_whoever_opens_a_buttons_address_comes_to_the_plan(eva, signed_in, workshop, address, name):
    page = signed_in(eva).get(f"/w/{workshop.pk}/plan/{re.sub('<.*>', '1', address)}")
    assert page["Location"] == f"/w/{workshop.pk}/plan/", name


def test_a_phase_is_added_and_taken_out_but_never_the_last(eva_posts, workshop, said):
    step = workshop.steps.get(kind="swot")
    phases = step.phases.count()
    eva_posts(f"steps/{step.pk}/add-alone-phase/")
    assert step.phases.count() == phases + 1
    for _ in range(phases):
        eva_posts(f"phases/{step.phases.first().pk}/remove/")
    assert [phase.order for phase in step.phases.all()] == [1]
    assert said(eva_posts(f"phases/{step.phases.get().pk}/remove/"))
    assert step.phases.count() == 1


def test_more_people_get_a_proposal_that_changes_nothing_until_it_is_taken(eva_posts, workshop):
    before = list(workshop.phases.values_list("pk", "minutes"))
    assert eva_posts(people=24).context["proposal"] is None
    page = eva_posts(people=36)
    assert list(workshop.phases.values_list("pk", "minutes")) == before
    changes = page.context["proposal"].changes
    assert {one.step.kind for one in changes} >= {"swot", "activities"}
    assert all(one.minutes == one.phase.minutes + 3 for one in changes), "the fifth group two minutes, the sixth one"
    after = eva_posts("minutes/fit/")
    assert after.context["proposal"] is None
    assert sum(minutes for _pk, minutes in workshop.phases.values_list("pk", "minutes")) == sum(
        minutes for _pk, minutes in before
    ) + 3 * len(changes)
    eva_posts(people=24)
    eva_posts("minutes/fit/")
    assert list(workshop.phases.values_list("pk", "minutes")) == before


def test_minutes_can_stay_though_more_people_come(eva_posts, workshop):
    before = list(workshop.phases.values_list("pk", "minutes"))
    eva_posts(people=40)
    assert eva_posts("minutes/keep/").context["proposal"] is None
    assert list(workshop.phases.values_list("pk", "minutes")) == before


def test_lunch_that_is_missing_and_a_day_too_long_are_said_in_hours(eva_posts, workshop):
    second = workshop.occasions.last()
    page = eva_posts(**{f"minutes-{second.steps.first().phases.first().pk}": 300})
    said = " ".join(page.context["warnings"])
    assert "längre än 8 timmar: 9 h" in said or "längre än 8 timmar: 8 h" in said
    assert "utan lunch" in said
    assert "Tillfälle 2" in said
