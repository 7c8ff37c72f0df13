"""Two lead: both see who leads now and what was done last, and who comes second is told who was before them."""

import pytest

from digibarometer.accounts.models import User
from digibarometer.live.actions import ActionRefused
from digibarometer.workshops.leader_status import leader_status
from digibarometer.workshops.models import LeaderRole, Move
from digibarometer.workshops.snapshot import drop_snapshots


@pytest.fixture
def room(room):
    """Eva's room, and Lisa who helps her."""
    room.users["lisa"] = User.objects.create_user("lisa@example.se", None, name="Lisa Lind")
    LeaderRole.objects.create(workshop_id=room.pk, user=room.users["lisa"], kind=LeaderRole.Kind.CO_LEADER)
    return room


def refusal(room, version):
    """What Eva is told when her screen is that old."""
    row, action = room.wire.read(room.frame("eva", "room.extend", extra_minutes=4, version=version))
    with pytest.raises(ActionRefused) as refused:
        row.check(action, room.seat("eva"))
    return str(refused.value.why)


def test_the_desk_says_who_leads_and_what_they_did_and_is_silent_when_one_leads_alone(room):
    Move.objects.create(workshop_id=room.pk, what="pause", by=room.users["lisa"])
    found = leader_status(room.snapshot)
    assert (found.who, found.did) == ("Lisa Lind", "pausade")
    LeaderRole.objects.filter(user=room.users["lisa"]).delete()
    assert leader_status(room.snapshot) is None


def test_who_comes_second_is_told_who_was_first(room):
    old = room.snapshot.version
    room.snapshot.workshop.update_and_bump_version(extra_minutes=2)
    Move.objects.create(workshop_id=room.pk, what="extend", by=room.users["lisa"])
    drop_snapshots(None)
    assert refusal(room, old) == "Lisa Lind hann före och har ändrat vad rummet ser. Titta på skärmen och försök igen."


def test_what_one_did_oneself_on_another_screen_is_told_without_a_name(room):
    old = room.snapshot.version
    room.snapshot.workshop.update_and_bump_version(extra_minutes=2)
    Move.objects.create(workshop_id=room.pk, what="extend", by=room.users["eva"])
    drop_snapshots(None)
    assert refusal(room, old).startswith("Rummet har gått vidare")
