"""Hosting as a part of the room: who may say what to whom, and where it shows."""

from collections.abc import Sequence

from digibarometer.hosting import connectivity_panel
from digibarometer.hosting.messages import component as messages
from digibarometer.hosting.messages.panels import desk_hands, desk_tell, group_hand, group_told, room_told
from digibarometer.hosting.parking_lot import component as parking_lot
from digibarometer.hosting.parking_lot.panels import desk_decisions, desk_parking, room_parking
from digibarometer.hosting.projector import component as projector
from digibarometer.hosting.projector.desk_panels import desk_projector
from digibarometer.hosting.quick_questions import component as quick_questions
from digibarometer.hosting.quick_questions import releases
from digibarometer.hosting.quick_questions.panels import desk_ask, my_ask
from digibarometer.live.interfaces import Part
from digibarometer.live.panels import Touch
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import DeskSeat, ParticipantSeat, Seat, TableSeat

PEOPLE = ParticipantSeat | TableSeat


def first(seat: Seat) -> Sequence[Touch]:
    """What stands before the step's own panels: a question to all; on the desk, what groups want."""
    of = seat.workshop
    if isinstance(seat, PEOPLE) and seat.person and releases.open_ask(seat.now):
        return [my_ask.of(of, seat.person)]
    return [desk_hands.of(of), connectivity_panel.desk_contact.of(of)] if isinstance(seat, DeskSeat) else []


def last(seat: Seat) -> Sequence[Touch]:
    """What stands after the step's own panels: the leader's tools; on phones the hand, and what the leader says."""
    of, phase = seat.workshop, seat.now.phase
    match seat:
        case DeskSeat():
            return [
                desk_tell.of(of), desk_projector.of(of),
                desk_parking.of(of), desk_decisions.of(of),
                desk_ask.of(of),
            ]  # fmt: skip
        case ParticipantSeat() | TableSeat() if seat.group:
            works = phase is not None and phase.kind == PhaseKind.GROUPS
            hand = [group_hand.of(of, seat.group)] if works else []
            group = group_told.of(of, seat.group)
            return [*hand, room_parking.of(of), room_told.of(of), group]
        case ParticipantSeat() | TableSeat():
            return [room_parking.of(of), room_told.of(of)]
    return []


FEATURES = (messages, projector, quick_questions, parking_lot)

hosting = Part(
    key="hosting",
    rows=[row for feature in FEATURES for row in feature.ROWS],
    panels=[*(panel for feature in FEATURES for panel in feature.PANELS), connectivity_panel.desk_contact],
)
