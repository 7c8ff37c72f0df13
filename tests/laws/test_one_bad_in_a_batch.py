"""One bad action of a batch fails alone: the others are kept and acknowledged. With the real ledger."""

import asyncio
from dataclasses import replace

import pytest

from digibarometer.exercises.assessment.models import Rating
from digibarometer.live.models import LatestAction
from digibarometer.live.write_queue import WriteQueue
from digibarometer.live.writer import FAILED
from digibarometer.workshops.seats import Viewer
from tests.people import Room

pytestmark = pytest.mark.django_db(transaction=True)


async def kept(room, wishes):
    """Have the ledger apply these (seat, row, action) in one go; what came of each, and all that was touched."""
    touched = []
    ledger = WriteQueue(room.registry, lambda touches, urgent, told: touched.extend(touches))
    answers = [ledger.enqueue(row, action, seat) for seat, row, action in wishes]
    running = asyncio.get_running_loop().create_task(ledger.run())
    done = await asyncio.wait_for(asyncio.gather(*answers), 120)  # where it hangs, not where it is slow
    await ledger.stop()
    running.cancel()
    return done, touched


def rates(room, name, level, question=0):
    seat = room.seat(name)
    row, action = room.wire.read(room.frame(name, "assessment.rate", question=room.questions[question], level=level))
    return seat, row, action


def level_of(room, name, question=0):
    kept = Rating.objects.filter(participant=room.people[name], question=room.questions[question])
    return kept.values_list("level", flat=True).first()


def breaks(action, seat):
    """Writes something, and then fails in a way that nobody foresaw."""
    Rating.objects.set_rating(seat.snapshot.pk, seat.viewer, seat.group, action.question, 1)
    raise ZeroDivisionError


def breaks_the_database(action, seat):
    """Breaks a foreign key, which SQLite hears of only when the transaction is committed."""
    Rating.objects.set_rating(seat.snapshot.pk, Viewer(999_999_999, 1), seat.group, action.question, 1)
    return []


@pytest.mark.parametrize("how", [breaks, breaks_the_database])
def test_one_bad_action_fails_alone(how):
    room = Room()
    anna, bo, cilla = (rates(room, name, 5) for name in ("anna", "bo", "cilla"))
    bad = (bo[0], replace(bo[1], handler=how), bo[2])
    (first, failed, last), touched = asyncio.run(kept(room, [anna, bad, cilla]))
    assert first is None
    assert last is None
    assert failed is FAILED
    assert level_of(room, "anna") == level_of(room, "cilla") == 5
    assert level_of(room, "bo") == 3, "as it was before"
    assert touched
    mine = {touch.audience.of for touch in touched if touch.audience.kind == "my"}
    assert mine == {room.people["anna"], room.people["cilla"]}
    assert not LatestAction.objects.filter(seat=f"p{room.people['bo']}").exists(), "so that it can be sent again"


def test_a_refused_action_fails_alone():
    room = Room()
    anna, bo, cilla = rates(room, "anna", 5), rates(room, "bo", 99), rates(room, "cilla", 5)
    (first, refused, last), _ = asyncio.run(kept(room, [anna, bo, cilla]))
    assert first is None
    assert last is None
    assert refused
    assert (level_of(room, "anna"), level_of(room, "bo"), level_of(room, "cilla")) == (5, 3, 5)


def test_many_at_once_are_all_kept_and_the_last_of_each_counts():
    room = Room()
    wishes = [rates(room, name, 1 + turn % 5, 2) for turn in range(50) for name in ("anna", "bo", "cilla", "hans")]
    done, _ = asyncio.run(kept(room, wishes))
    assert not [why for why in done if why]
    assert [level_of(room, name, 2) for name in ("anna", "bo", "cilla", "hans")] == [1 + 49 % 5] * 4
