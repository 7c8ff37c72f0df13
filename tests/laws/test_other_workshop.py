"""Two rooms never meet: another workshop's numbers in an action are refused, and nothing changes."""

import pytest
from examples import EXAMPLES

from digibarometer.live.actions import Refused
from digibarometer.screens.house import house
from digibarometer.workshops.now import read

FOREIGN = {
    "participant": lambda room: room.people["dag"],
    "group": lambda room: room.groups["d"],
    "step": lambda room: read(room.elsewhere).step.pk,
    "to": lambda room: room.people["dag"],
    "phase": lambda room: read(room.elsewhere).phase.pk,
    "question": lambda room: -1,
    "area": lambda room: -1,
    "message": lambda room: -1,
    "ask": lambda room: -1,
    "words": lambda room: -1,
}
CASES = [
    (do, field)
    for do in sorted(house().rows)
    for field in FOREIGN
    if do != "room.check_out"  # its question is a word
    if field in house().rows[do].action.__struct_fields__ and (field != "phase" or do == "room.ready")
]


def test_dag_is_elsewhere(room):
    assert room.seat("dag").workshop != room.seat("anna").workshop
    assert len(CASES) > 10


@pytest.mark.parametrize(("do", "field"), CASES)
def test_numbers_of_another_workshop_are_refused_and_nothing_changes(room, do, field):
    example = EXAMPLES[do]
    room.go(example.where)
    foreign = room.phase("groups", room.elsewhere).pk if do == "room.move_to" else FOREIGN[field](room)
    before = room.rows_kept()
    fields = {**example.fields(room), field: foreign}
    with pytest.raises(Refused):
        room.act(example.who, do, **fields)
    assert room.rows_kept() == before


@pytest.mark.parametrize("do", sorted(house().rows))
def test_what_is_done_here_touches_and_changes_nothing_there(room, do):
    example = EXAMPLES[do]
    room.go(example.where)
    before = room.every_panel_for_every_audience()
    there = {touch: html for touch, html in before.items() if touch.workshop == room.elsewhere}
    touched = room.act(example.who, do, **example.fields(room))
    assert {touch.workshop for touch in touched} <= {room.pk}
    after = room.every_panel_for_every_audience()
    assert there
    assert {touch: html for touch, html in after.items() if touch.workshop == room.elsewhere} == there


def test_no_audience_is_shared_with_another_workshop(room):
    def audiences(*names):
        return {audience for name in names for audience in room.seat(name).audiences}

    assert not audiences("anna", "bo", "cilla", "table", "eva", "frans", "board") & audiences("dag", "greta")


def test_a_seat_opens_no_other_room(room):
    from digibarometer.workshops.models import Participant
    from digibarometer.workshops.seats import COOKIE, TABLE_COOKIE, seat, token

    dag = token(Participant.objects.get(pk=room.people["dag"]))
    table = read(room.elsewhere).groups[room.groups["d"]]
    board = read(room.elsewhere).workshop.board_secret
    cookies = {COOKIE: dag, TABLE_COOKIE: f"{table.pk}.{table.secret}"}
    for kind in ("phone", "table", "board"):
        assert seat(kind, room.elsewhere, cookies, f"key={board}")
        assert seat(kind, room.pk, cookies, f"key={board}") is None
    assert seat("phone", room.pk, {COOKIE: f"{room.people['anna']}.guessed"}) is None
    from digibarometer.workshops.seats import desk_seat

    assert desk_seat(room.now, room.users["greta"].pk) is None
