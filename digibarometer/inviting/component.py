"""What inviting brings into the room: the presentation at the welcome."""

from collections.abc import Sequence

from digibarometer.inviting.intro_slides import SHOW_INTRO, board_intro, desk_intro
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.workshops.panels import board_corner
from digibarometer.workshops.seats import BoardSeat, DeskSeat, Seat
from digibarometer.workshops.snapshot import Now


def is_welcome(here: Now) -> bool:
    """Whether the room is at its welcome, where the presentation belongs."""
    return here.step is not None and here.step.kind == "welcome"


def with_intro(seat: Seat, touches: Sequence[Touch]) -> Sequence[Touch]:
    """The welcome's panels with the presentation: a button on the desk; on the board all of it while it is on."""
    if not is_welcome(seat.now):
        return touches
    if isinstance(seat, DeskSeat):
        return [*touches[:1], desk_intro.of(seat.workshop), *touches[1:]]
    if isinstance(seat, BoardSeat) and seat.now.workshop.spot == SHOW_INTRO:
        return [board_intro.of(seat.workshop), board_corner.of(seat.workshop)]
    return touches


inviting = Part(key="inviting", rows=[], panels=[board_intro, desk_intro])
