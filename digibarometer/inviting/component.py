"""What inviting brings into the room: the presentation at the welcome."""

from collections.abc import Sequence

from digibarometer.inviting.intro_slides import SHOW_INTRO, board_intro, desk_intro
from digibarometer.live.interfaces import Component
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.panels import board_corner
from digibarometer.workshops.seats import BoardSeat, DeskSeat, Seat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def is_welcome(snapshot: WorkshopSnapshot) -> bool:
    """Whether the room is at its welcome, where the presentation belongs."""
    return snapshot.step is not None and snapshot.step.kind == "welcome"


def intro_panels(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """The welcome's panels with the presentation: a button on the desk; on the board all of it while it is on."""
    if not is_welcome(seat.snapshot):
        return touches
    if isinstance(seat, DeskSeat):
        return [*touches[:1], desk_intro.ref(seat.workshop), *touches[1:]]
    if isinstance(seat, BoardSeat) and seat.snapshot.workshop.spot == SHOW_INTRO:
        return [board_intro.ref(seat.workshop), board_corner.ref(seat.workshop)]
    return touches


inviting_component = Component(key="inviting", rows=[], panels=[board_intro, desk_intro])
