"""When what people want of the room is welcome: as the leader saw it, until the end, until it is closed for good."""

from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, StrOrPromise
from digibarometer.workshops.leader_status import stale_screen_message
from digibarometer.workshops.models import State
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

CLOSED = _("The workshop is closed for good.")
NO_PHASE = _("The screen did not say which phase it showed. Reload the page and try again.")
OVER = _("The workshop has ended. A leader can open it again.")


class VersionedAction(Action, frozen=True, kw_only=True):
    """Something that only holds for the room as the leader saw it: a laptop that wakes up must not pull it back."""

    version: int


def if_version_matches(action: VersionedAction, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse a leader's action on a room that has changed since the leader's screen was drawn."""
    return stale_screen_message(seat.workshop, seat.user) if action.version != seat.snapshot.version else None


def if_version_matches_and_open(action: VersionedAction, seat: LeaderSeat) -> StrOrPromise | None:
    """None where the leader has seen this version and the workshop is not over; else the sentence that says so."""
    return OVER if seat.snapshot.workshop.is_over else if_version_matches(action, seat)


def until_closed(action: Action, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse what comes after the workshop has been closed for good."""
    return CLOSED if seat.snapshot.workshop.state == State.CLOSED else None


def while_open(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse what comes after the workshop has ended."""
    return OVER if seat.snapshot.workshop.is_over else None
