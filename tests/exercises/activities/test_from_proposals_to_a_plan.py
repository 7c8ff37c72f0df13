"""From proposals to a plan, as the room does it; and what nobody is to see."""

import pytest

from digibarometer.exercises.activities import lifecycle, summary
from digibarometer.exercises.activities.models import Activity, EffectEffortVote, ProposalSource
from digibarometer.live.actions import ActionRefused
from digibarometer.notes.models import ActivitySeed, Note, Poll
from digibarometer.results.models import Target
from digibarometer.workshops.models import Participant
from digibarometer.workshops.snapshot import drop_snapshots

pytestmark = pytest.mark.django_db
FIVE = ("anna", "bo", "gun", "hans", "cilla")


@pytest.fixture
def empty(room):
    """The same room, where nothing has been taken up or voted on yet."""
    EffectEffortVote.objects.all().delete()
    Activity.objects.all().delete()
    Poll.objects.filter(step=room.activities_step()).delete()
    return room


def go(room, where):
    """The leader moves the room, as at the desk."""
    room.act("eva", "room.move_to", to=room.phase(where).pk)
    drop_snapshots(None)


def poll(room, **fields):
    room.act("eva", "notes.set_poll", step=room.activities_step().pk, **fields)
    drop_snapshots(None)


def vote(room, who, name, dots=1, **fields):
    step = room.activities_step().pk
    room.act(who, "notes.vote", step=step, on="proposal", which=room.proposal(name), dots=dots, **fields)


def panel(room, who, name):
    touches = room.every_panel_for_every_audience()
    mine = set(room.seat(who).audiences)
    return "".join(html for touch, html in touches.items() if touch.id.startswith(name) and touch.audience in mine)


def test_those_with_most_dots_are_weighed(empty):
    go(empty, "activities_gather")
    poll(empty, open=True, dots=3, most=2)
    vote(empty, "anna", "bo", 2)
    vote(empty, "cilla", "bo")
    vote(empty, "cilla", "cilla")
    for name in ("gun", "hans", "ivar"):
        vote(empty, "eva", "bo", participant=empty.people[name])
    poll(empty, open=False, dots=3, most=2)
    go(empty, "activities_weigh")
    taken = [(each.number, each.name, each.dots) for each in Activity.objects.filter(workshop=empty.pk)]
    assert taken == [(1, "Rita kartan, säger bo", 6), (2, "Rita kartan, säger cilla", 1)]


def test_both_texts_are_kept_when_proposals_are_merged(empty):
    go(empty, "activities_gather")
    step = empty.activities_step().pk
    empty.act("anna", "notes.merge", step=step, note="proposal-anna", into="proposal-bo")
    empty.act("eva", "activities.shortlist", step=step, on="proposal", which=empty.proposal("bo"), taken=True)
    taken = Activity.objects.get(workshop=empty.pk)
    assert (taken.name, taken.merged) == ("Rita kartan, säger bo", ["Rita kartan, säger anna"])


def test_no_more_than_eight_are_taken_up(empty):
    go(empty, "activities_gather")
    step = empty.activities_step()
    notes = [
        Note.objects.create(workshop_id=empty.pk, step=step, key=f"n{n}", column="proposals", text=f"Förslag {n}")
        for n in range(9)
    ]
    for note in notes[:8]:
        empty.act("eva", "activities.shortlist", step=step.pk, on="proposal", which=note.pk, taken=True)
    with pytest.raises(ActionRefused, match=r"åtta|eight"):
        empty.act("eva", "activities.shortlist", step=step.pk, on="proposal", which=notes[8].pk, taken=True)
    empty.act("eva", "activities.shortlist", step=step.pk, on="proposal", which=notes[0].pk, taken=False)
    empty.act("eva", "activities.shortlist", step=step.pk, on="proposal", which=notes[8].pk, taken=True)
    assert Activity.objects.filter(workshop=empty.pk, taken_at__isnull=False).count() == 8


def test_nobody_is_shown_how_another_has_weighed(room):
    go(room, "activities_weigh")
    room.act("anna", "activities.weigh", activity=room.activity(2), on="effect", level=5)
    before = room.every_panel_for_every_audience()
    room.act("anna", "activities.weigh", activity=room.activity(2), on="effect", level=1)
    after = room.every_panel_for_every_audience()
    changed = {touch for touch in after if after[touch] != before[touch]}
    assert {(touch.audience.kind, touch.audience.of) for touch in changed} == {("my", room.people["anna"])}


def test_the_votes_are_opened_when_enough_have_weighed_and_not_before(room):
    go(room, "activities_weigh")
    for who in ("anna", "bo", "cilla"):
        for side in ("effect", "effort"):
            room.act(who, "activities.weigh", activity=room.activity(2), on=side, level=3)
    go(room, "activities_choose")
    enough, few = Activity.objects.filter(workshop=room.pk)
    assert (enough.effect, enough.effort, enough.weighed_by) == ([0, 0, 0, 5, 0], [0, 5, 0, 0, 0], 5)
    assert (few.effect, few.effort, few.weighed_by) == (None, None, 3)
    with pytest.raises(ActionRefused):
        room.act("anna", "activities.weigh", activity=enough.pk, on="effect", level=1)


def test_going_back_for_one_more_vote_does_not_show_whose_it_was(room):
    go(room, "activities_choose")
    go(room, "activities_weigh")
    for side in ("effect", "effort"):
        room.act("ivar", "activities.weigh", activity=room.activity(), on=side, level=1)
    go(room, "activities_choose")
    assert Activity.objects.get(pk=room.activity()).effect == [0, 0, 0, 5, 0]


def table_weighs(room, number, people):
    for _ in range(people):
        room.act("table", "room.hand_over", role="official")
        for side in ("effect", "effort"):
            room.act("table", "activities.weigh", activity=room.activity(number), on=side, level=3)


def weigh(room, who, number, **fields):
    for side in ("effect", "effort"):
        room.act(who, "activities.weigh", activity=room.activity(number), on=side, level=3, **fields)


def test_whoever_weighs_for_newcomers_at_the_table_does_not_see_what_the_only_other_thought(room):
    go(room, "activities_weigh")
    weigh(room, "ivar", 2)
    table_weighs(room, 2, 6)
    go(room, "activities_choose")
    assert Activity.objects.get(pk=room.activity(2)).effect is None
    assert "räknas som en" in panel(room, "eva", "desk_matrix")


def test_newcomers_at_a_table_do_not_show_what_one_weighed_who_came_later(room):
    go(room, "activities_choose")
    go(room, "activities_weigh")
    weigh(room, "ivar", 1)
    table_weighs(room, 1, 6)
    go(room, "activities_choose")
    assert Activity.objects.get(pk=room.activity()).effect == [0, 0, 0, 5, 0]


def test_four_with_phones_and_a_table_without_see_how_they_weighed(room):
    go(room, "activities_weigh")
    for who in ("anna", "bo", "cilla", "ivar"):
        weigh(room, who, 2)
    table_weighs(room, 2, 2)
    go(room, "activities_choose")
    assert Activity.objects.get(pk=room.activity(2)).effect == [0, 0, 6, 0, 0]


def test_a_room_on_paper_sees_the_weights_that_its_leader_keys_in(room):
    Participant.objects.filter(workshop=room.pk).update(has_no_phone=True)
    go(room, "activities_weigh")
    for who in FIVE:
        weigh(room, "eva", 2, participant=room.people[who])
    go(room, "activities_choose")
    assert Activity.objects.get(pk=room.activity(2)).effect == [0, 0, 5, 0, 0]


def test_a_room_that_is_too_small_places_activities_by_talking(room):
    go(room, "activities_choose")
    for side, level in (("effect", 5), ("effort", 1)):
        room.act("eva", "activities.set_weight", activity=room.activity(2), on=side, level=level)
    told = {each.activity.number: each.quadrant for each in summary.summarize(room.snapshot).rest}
    assert told[2] in {"Quick wins", "Snabba vinster"}


def test_what_a_proposal_grew_from_follows_it(empty):
    go(empty, "activities_gather")
    step, seed = empty.activities_step().pk, ActivitySeed.objects.get(workshop=empty.pk)
    empty.act("eva", "notes.write", step=step, note=f"seed-{seed.pk}", column="proposals", text=seed.text)
    empty.act("eva", "activities.link", step=step, note="proposal-bo", source=f"area:{empty.area}")
    for key in (f"seed-{seed.pk}", "proposal-bo"):
        which = Note.objects.get(workshop=empty.pk, key=key).pk
        empty.act("eva", "activities.shortlist", step=step, on="proposal", which=which, taken=True)
    grew = set(Activity.objects.filter(workshop=empty.pk).values_list("grew_from", flat=True))
    assert grew == {seed.source, f"area:{empty.area}"}


def test_nothing_can_grow_from_what_is_not_there(room):
    go(room, "activities_propose")
    with pytest.raises(ActionRefused):
        room.act("anna", "activities.link", step=room.activities_step().pk, note="proposal-anna", source="theme:999")
    with pytest.raises(ActionRefused):
        room.act("anna", "activities.link", step=room.activities_step().pk, note="proposal-bo", source="")
    assert not ProposalSource.objects.exists()


def test_a_gap_that_no_activity_answers_is_pointed_out_until_one_does(room):
    go(room, "plenary")
    room.act("eva", "assessment.set_plenary_level", question=room.questions[0], level=2)
    for question in room.questions[1:]:
        room.act("eva", "assessment.set_plenary_level", question=question, level=2)
    Target.objects.create(workshop_id=room.pk, area_id=room.area, level=4)
    go(room, "activities_choose")
    assert len(summary.summarize(room.snapshot).gaps) == 1
    assert summary.summarize(room.snapshot).gaps[0] in panel(room, "eva", "desk_ground")
    room.act("eva", "activities.choose", activity=room.activity(), chosen=True)
    assert len(summary.summarize(room.snapshot).gaps) == 1
    room.act("eva", "activities.aim", activity=room.activity(), question=room.questions[0], from_level=2, to_level=4)
    assert not summary.summarize(room.snapshot).gaps


def test_closing_keeps_the_plan_and_deletes_who_voted_what(room):
    lifecycle.delete_at_closing(room.pk)
    assert not EffectEffortVote.objects.filter(workshop=room.pk).exists()
    assert Activity.objects.get(pk=room.activity()).effect == [0, 0, 0, 5, 0]


def test_two_seats_of_one_person_have_one_weight(room):
    EffectEffortVote.objects.filter(participant=room.people["hans"]).update(effect=1)
    lifecycle.merge_seats(room.people["gun"], room.people["hans"])
    kept = EffectEffortVote.objects.filter(activity=room.activity(), participant=room.people["gun"])
    assert [weight.effect for weight in kept] == [4]


def test_who_proposes_says_which_question_it_grew_from_and_the_plan_aims_at_it(empty):
    go(empty, "activities_propose")
    question, step = empty.questions[1], empty.activities_step().pk
    assert f'value="question:{question}"' in panel(empty, "anna", "my_origins")
    empty.act("anna", "activities.link", step=step, note="proposal-anna", source=f"question:{question}")
    go(empty, "activities_gather")
    which = empty.proposal("anna")
    empty.act("eva", "activities.shortlist", step=step, on="proposal", which=which, taken=True)
    grown = Activity.objects.get(workshop=empty.pk)
    assert (grown.grew_from, grown.question_id) == (f"question:{question}", question)
