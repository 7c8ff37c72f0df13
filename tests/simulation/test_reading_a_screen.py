"""A simulated person reads a screen panel by panel, as it came."""

import pytest

from digibarometer.workshops.simulated_people import ScreenModel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("where", ["welcome", "alone", "plenary", "swot_groups", "checkout"])
@pytest.mark.parametrize("who", ["eva", "anna"])
def test_no_panel_is_taken_for_a_part_of_another(room, where, who):
    room.go(where)
    touches = room.registry.screen_panels(room.seat(who))
    drawn = room.every_panel_for_every_audience()
    view = ScreenModel()
    view.show("".join(drawn[touch] for touch in touches))
    assert set(view.panels) == {touch.id for touch in touches}
