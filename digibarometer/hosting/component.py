"""Hosting as a part of the room: who may say what to whom, and where it shows."""

from collections.abc import Sequence

from digibarometer.hosting import connectivity_panel, lifecycle
from digibarometer.hosting.messages import component as messages
from digibarometer.hosting.messages.panels import desk_hands, desk_tell, group_hand, group_told, room_told
from digibarometer.hosting.parking_lot import component as parking_lot
from digibarometer.hosting.parking_lot.panels import desk_decisions, desk_parking, room_parking
from digibarometer.hosting.projector import component as projector
from digibarometer.hosting.projector import display
from digibarometer.hosting.projector.desk_panels import desk_projector
from digibarometer.hosting.quick_questions import component as quick_questions
from digibarometer.hosting.quick_questions import releases
from digibarometer.hosting.quick_questions.panels import desk_ask, my_ask, people_changed
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.component import is_paused_or_over
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import BoardSeat, DeskSeat, ParticipantSeat, Seat, TableSeat

PEOPLE = ParticipantSeat | TableSeat


def leading_panels(seat: Seat) -> Sequence[Invalidation]:
    """What stands before the step's own panels: a question to all; on the desk, what groups want."""
    of = seat.workshop
    if isinstance(seat, PEOPLE) and seat.person and releases.open_question(seat.snapshot):
        return [my_ask.ref(of, seat.person)]
    return [desk_hands.ref(of), connectivity_panel.desk_contact.ref(of)] if isinstance(seat, DeskSeat) else []


def trailing_panels(seat: Seat) -> Sequence[Invalidation]:
    """What stands after the step's own panels: the leader's tools; on phones the hand, and what the leader says."""
    of, phase = seat.workshop, seat.snapshot.phase
    match seat:
        case DeskSeat():
            return [
                desk_tell.ref(of), desk_projector.ref(of),
                desk_parking.ref(of), desk_decisions.ref(of),
                desk_ask.ref(of),
            ]  # fmt: skip
        case ParticipantSeat() | TableSeat() if seat.group:
            works = phase is not None and phase.kind == PhaseKind.GROUPS
            hand = [group_hand.ref(of, seat.group)] if works else []
            group = group_told.ref(of, seat.group)
            return [*hand, room_parking.ref(of), room_told.ref(of), group]
        case ParticipantSeat() | TableSeat():
            return [room_parking.ref(of), room_told.ref(of)]
    return []


def visible_panels(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """On the projector what the leader lets it show, as long as the room goes on."""
    if not isinstance(seat, BoardSeat) or is_paused_or_over(seat):
        return touches
    return display.visible_panels(seat.snapshot, touches)


FEATURES = (messages, projector, quick_questions, parking_lot)

hosting_component = WorkshopComponent(
    key="hosting",
    rows=[row for feature in FEATURES for row in feature.ROWS],
    panels=[*(panel for feature in FEATURES for panel in feature.PANELS), connectivity_panel.desk_contact],
    leading_panels=leading_panels,
    trailing_panels=trailing_panels,
    visible_panels=visible_panels,
    presence_panels=lambda workshop: [connectivity_panel.desk_contact.ref(workshop)],
    on_people_changed=people_changed,
    on_seats_merged=lifecycle.merge_seats,
    on_workshop_closed=lifecycle.delete_at_closing,
)
