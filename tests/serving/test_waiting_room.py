"""When more come at once than can be served, who came first comes in first, also of those who were asked to wait."""

from typing import Any

import pytest

from digibarometer.serving.waiting_room import LATE_SECONDS, LATEST, MAX_AGE, WaitingRoom

NOW = 1_795_000_000.0


class FakeLane:
    """A lane with so many before anybody who comes now."""

    def __init__(self, crowd):
        self.waiting = [(1, NOW - 1)] * crowd

    def waiting_before(self, order):
        return sum(other < order for other in self.waiting)


@pytest.fixture
def full():
    lane: Any = FakeLane(10_000)
    return WaitingRoom(lane, 1)


def asked_to_wait(door, at):
    ticket = door.ticket("", at)
    return ticket, door.must_wait(ticket, at)


def test_nobody_is_asked_to_wait_while_there_is_room():
    lane: Any = FakeLane(10)
    door = WaitingRoom(lane, 1)
    assert asked_to_wait(door, NOW)[1] is None


def test_who_is_asked_to_wait_is_told_how_many_are_before_and_when_to_come_back(full):
    _, told = asked_to_wait(full, NOW)
    assert told.before == 10_000 and told.seconds == LATEST


def test_who_waited_comes_in_before_those_who_came_after(full):
    _, told = asked_to_wait(full, NOW)
    newcomers = [asked_to_wait(full, NOW + 1 + n / 100)[1] for n in range(300)]
    full.lane.waiting = []
    back = full.ticket(told.cookie, NOW + 10)
    assert back.arrived == NOW
    assert asked_to_wait(full, NOW + 10)[1] is not None, "somebody new waits behind those with tickets"
    assert full.must_wait(back, NOW + 10) is None
    assert newcomers[-1].before == 10_000 + 300


def test_nobody_waits_for_somebody_who_has_left(full):
    for n in range(300):
        asked_to_wait(full, NOW + n / 1000)
    full.lane.waiting = []
    assert asked_to_wait(full, NOW + LATEST + LATE_SECONDS + 1)[1] is None


@pytest.mark.parametrize("forged", ["", "x", "abc.1.0:forged", f"abc.{NOW - 100}:AAAA"])
def test_a_place_cannot_be_made_up(full, forged):
    assert full.ticket(forged, NOW).arrived == NOW


def test_a_place_is_kept_for_a_while_only(full):
    _, told = asked_to_wait(full, NOW)
    assert full.ticket(told.cookie, NOW + MAX_AGE + 1).arrived == NOW + MAX_AGE + 1
