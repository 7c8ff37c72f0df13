"""It is late: the leader lets the tool plan the rest anew, looks at it, goes by it, and takes it back."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from digibarometer.agendas.models import ReplanProposal
from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.models import Move, Occasion, Phase, Workshop
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import drop_snapshots, load_snapshot


@pytest.fixture
def late(room, monkeypatch):
    """The room has just come to the first area at 10.30, when the plan says it should be done."""
    at = timezone.make_aware(datetime(2027, 5, 4, 10, 30))
    phase = room.phase("alone")
    Move.objects.create(
        workshop_id=room.pk, phase=load_snapshot(room.pk).phases[0], what="to", at=at - timedelta(hours=2)
    )
    Workshop.objects.filter(pk=room.pk).update(phase_began_at=at, phase=phase)
    Occasion.objects.filter(workshop=room.pk).update(begins=time(8, 30))
    monkeypatch.setattr(timezone, "now", lambda: at)
    drop_snapshots(None)
    return room


def minutes(room):
    return dict(Phase.objects.filter(workshop=room.pk).values_list("pk", "minutes"))


def end(room):
    snapshot = load_snapshot(room.pk)
    last = list(schedule_rows(snapshot, snapshot.occasion))[-1]
    return (datetime.combine(datetime.min, last.clock) + timedelta(minutes=last.minutes)).time()


def test_a_proposal_changes_nothing_until_it_is_used(late):
    before = minutes(late)
    late.act("eva", "room.replan", rest="proposed")
    rest = ReplanProposal.objects.get(workshop=late.pk)
    assert minutes(late) == before
    assert sum(rest.after.values()) < sum(rest.before.values())
    assert rest.over == 0


def test_used_it_ends_when_it_was_to_end_and_protects_lunch_and_activities(late):
    before, ends = minutes(late), end(late)
    late.act("eva", "room.replan", rest="proposed")
    late.act("eva", "room.replan", rest="used")
    drop_snapshots(None)
    snapshot, after = load_snapshot(late.pk), minutes(late)
    assert end(late) == ends
    assert {pk for pk in before if after[pk] != before[pk]} <= {int(pk) for pk in ReplanProposal.objects.get().after}
    for step in snapshot.steps:
        if step.kind in {"lunch", "activities", "checkout"}:
            assert all(after[phase.pk] == before[phase.pk] for phase in snapshot.phases_of(step))
    next_row = next(row for row in schedule_rows(snapshot, snapshot.occasion) if not row.is_done and not row.is_on)
    left_of_step = sum(phase.minutes for phase in snapshot.phases_of(snapshot.step))
    assert next_row.clock == (datetime(2027, 5, 4, 10, 30) + timedelta(minutes=left_of_step)).time()


def test_taken_back_all_is_as_before(late):
    before, clocks = minutes(late), [row.clock for row in schedule_rows(late.snapshot, late.snapshot.occasion)]
    late.act("eva", "room.replan", rest="proposed")
    late.act("eva", "room.replan", rest="used")
    late.act("eva", "room.replan", rest="as_before")
    drop_snapshots(None)
    assert minutes(late) == before
    assert [row.clock for row in schedule_rows(late.snapshot, late.snapshot.occasion)] == clocks
    assert not ReplanProposal.objects.filter(workshop=late.pk).exists()


def test_the_leader_says_when_it_is_to_end(late):
    late.act("eva", "room.replan", rest="proposed", ends="23:00")
    rest = ReplanProposal.objects.get(workshop=late.pk)
    assert rest.after == rest.before, "there is time enough"
    late.act("eva", "room.replan", rest="proposed", ends="11:00")
    rest.refresh_from_db()
    assert rest.over > 0, "it cannot be made as short as that, and says so"


@pytest.mark.parametrize("wanted", ["used", "as_before"])
def test_without_a_proposal_there_is_nothing_to_use(late, wanted):
    with pytest.raises(ActionRefused):
        late.act("eva", "room.replan", rest=wanted)


def test_a_laptop_that_wakes_up_does_not_use_an_old_proposal(late):
    version = late.snapshot.version
    late.act("eva", "room.replan", rest="proposed")
    with pytest.raises(ActionRefused):
        late.act("eva", "room.replan", rest="used", version=version)


def test_late_again_it_is_planned_again_and_only_the_last_plan_is_taken_back(late):
    late.act("eva", "room.replan", rest="proposed")
    late.act("eva", "room.replan", rest="used")
    once = minutes(late)
    late.act("eva", "room.replan", rest="proposed", ends="15:00")
    late.act("eva", "room.replan", rest="used")
    assert sum(minutes(late).values()) < sum(once.values())
    late.act("eva", "room.replan", rest="as_before")
    assert minutes(late) == once
