"""Every panel can be drawn, stands in an element with its own id, and says who sees it."""

import re

import pytest
from people import WHERE

from digibarometer.live.panels import AUDIENCES
from digibarometer.screens.house import house

PANELS = house().panels
PLAN = {"activities_choose": (98,)}  # the spot that puts the plan on the board


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_root_of_every_panel_has_its_id(room, language):
    drawn = set()
    for where in WHERE:
        for spot in (None, room.questions[0], *PLAN.get(where, ())):
            room.go(where, spot)
            for touch, html in room.every_panel_for_every_audience(language).items():
                assert re.match(rf'\s*<[a-z]+\b[^>]*\bid="{re.escape(touch.id)}"', html), touch
                drawn.add(touch.panel)
                items = [item for item in PANELS.values() if item.within is PANELS[touch.panel]]
                drawn |= {item.key for item in items if re.search(rf'id="{item.name}-[\d-]+" data-in="', html)}
    assert drawn == set(PANELS), "a panel that no screen shows"


def test_ids_on_a_screen_are_never_doubled(room):
    for where in WHERE:
        for spot in (None, room.questions[0], *PLAN.get(where, ())):
            room.go(where, spot)
            for seat in ("anna", "table", "eva", "frans", "board"):
                ids = [touch.id for touch in room.house.screen(room.seat(seat))]
                assert len(ids) == len(set(ids)), (where, seat)


def test_a_screen_has_only_panels_of_its_seats_audiences(room):
    for where in WHERE:
        for spot in (None, room.questions[0], *PLAN.get(where, ())):
            room.go(where, spot)
            for name in ("anna", "cilla", "table", "eva", "frans", "board", "dag", "greta"):
                seat = room.seat(name)
                foreign = [t for t in room.house.screen(seat) if t.audience not in seat.audiences]
                assert not foreign, (where, name)


@pytest.mark.parametrize("key", sorted(PANELS))
def test_a_panels_name_says_who_sees_it(key):
    assert PANELS[key].kind in AUDIENCES
