"""What inviting brings into the room: the presentation at the welcome."""

from collections.abc import Sequence

from digibarometer.inviting import delivery_queue, intro_slides, invitation_email, stakeholder_checklist
from digibarometer.live.panels import Invalidation, panels_of
from digibarometer.questions.agenda_templates.schema import PlainStep
from digibarometer.workshops.component import is_paused_or_over
from digibarometer.workshops.extension_points import WorkshopComponent
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.panels import board_corner
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import BoardSeat, DeskSeat, Seat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def is_welcome(snapshot: WorkshopSnapshot) -> bool:
    """Whether the room is at its welcome, where the presentation belongs."""
    return snapshot.is_at(PlainStep.WELCOME)


def intro_panels(seat: Seat, touches: Sequence[Invalidation]) -> Sequence[Invalidation]:
    """The welcome's panels with the presentation: a button on the desk; on the board all of it while it is on."""
    if not is_welcome(seat.snapshot) or is_paused_or_over(seat):
        return touches
    if isinstance(seat, DeskSeat):
        return [intro_slides.desk_intro.ref(seat.workshop), *touches]
    if isinstance(seat, BoardSeat) and seat.snapshot.workshop.spot == BoardSpot.INTRO:
        return [intro_slides.board_intro.ref(seat.workshop), board_corner.ref(seat.workshop)]
    return touches


def prepare_invitations(workshop: Workshop) -> None:
    """A new workshop has a checklist of whom to invite, and a letter."""
    stakeholder_checklist.ensure_checklist(workshop)
    invitation_email.ensure_invitation_text(workshop)


inviting_component = WorkshopComponent(
    key="inviting",
    panels=panels_of(intro_slides),
    adjust_step_panels=intro_panels,
    on_workshop_made=prepare_invitations,
    on_workshop_ended=delivery_queue.when_ended,
    on_workshop_closed=delivery_queue.forget_addresses,
)
