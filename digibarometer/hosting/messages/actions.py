"""What a leader says to the room and to groups, and what groups ask for."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.messages import panels
from digibarometer.hosting.models import Hand, Message
from digibarometer.live.actions import Action, Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.workshops.actions.conditions import NO_PHASE, while_open
from digibarometer.workshops.leader_status import MOVED_ON
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

BOARD_IS_FOR_ALL = _("A message to one group is shown on its phones only. Choose all for the projector.")


def in_this_phase(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse what was meant for a phase that the room has left, and what comes after the end."""
    if action.phase != seat.now.workshop.phase_id:
        return NO_PHASE if action.phase is None else MOVED_ON
    return while_open(action, seat)


def in_groups(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse it but while people work in small groups."""
    phase = seat.now.phase
    if phase is None or phase.kind != PhaseKind.GROUPS:
        return _("This is for the time in small groups.")
    return in_this_phase(action, seat)


class Tell(Action, frozen=True, tag="hosting.tell"):
    """The leader says: this is said to the group, or to all; no words take back what was."""

    text: Annotated[str, msgspec.Meta(max_length=140)]
    group: int | None = None
    where: Literal["phones", "board", "both"] = "phones"

    def about(self) -> str:
        """One wish a group, and one for all."""
        return f"hosting.tell:{self.group}"


def tell(wanted: Tell, seat: LeaderSeat) -> Iterable[Touch]:
    """Say it in the place of what was said before to the same."""
    here, text = seat.now, " ".join(wanted.text.split())
    group = here.group_or_refuse(wanted.group) if wanted.group is not None else None
    if group and wanted.where != "phones":
        raise Refused(BOARD_IS_FOR_ALL)
    said = Message.objects.filter(workshop=here.pk, group=group, phase=here.phase, withdrawn_at=None)
    before = said.last()
    if (before.text, before.where) == (text, wanted.where) if before else not text:
        return []
    said.update(withdrawn_at=timezone.now())
    if text:
        Message.objects.create(
            workshop=here.workshop, phase=here.phase, group=group, text=text, where=wanted.where, by_id=seat.user
        )
    if group:
        return [panels.group_told.of(here.pk, group.pk), panels.desk_tell.of(here.pk)]
    return [each.of(here.pk) for each in (panels.room_told, panels.board_told, panels.desk_tell)]


class Confirm(Action, frozen=True, tag="hosting.confirm"):
    """A group says: we have read the message."""

    message: int

    def about(self) -> str:
        """One wish a message."""
        return f"hosting.confirm:{self.message}"


def confirm(wanted: Confirm, seat: ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Take the message away from the group's screens, and let the leader see that it was read."""
    group = seat.now.group_or_refuse(seat.group)
    found = Message.objects.filter(pk=wanted.message, workshop=seat.workshop, group=group)
    if not found:
        raise Refused(_("That message is not for your group."))
    found.filter(confirmed_at=None).update(confirmed_at=timezone.now())
    return [panels.group_told.of(seat.workshop, group.pk), panels.desk_tell.of(seat.workshop)]


class RaiseHand(Action, frozen=True, tag="hosting.raise_hand"):
    """A group says: we need help, or we are done; or takes that back."""

    what: Literal["help", "done", ""]


def raise_hand(wanted: RaiseHand, seat: ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Show on the desk what the group wants, since when. Another wish is unseen anew."""
    here, group = seat.now, seat.now.group_or_refuse(seat.group)
    hand = Hand.objects.filter(phase=here.phase, group=group).first()
    if (hand.what if hand else "") == wanted.what:
        return []
    Hand.objects.update_or_create(
        phase=here.phase,
        group=group,
        defaults={"workshop": here.workshop, "what": wanted.what, "raised_at": timezone.now(), "seen_at": None},
    )
    return _hand_changed(here.pk, group.pk)


class SeeHand(Action, frozen=True, tag="hosting.see_hand"):
    """The leader says: I have seen what the group wants, or not yet."""

    group: int
    seen: bool

    def about(self) -> str:
        """One wish a group."""
        return f"hosting.see_hand:{self.group}"


def see_hand(wanted: SeeHand, seat: LeaderSeat) -> Iterable[Touch]:
    """Tell the group that its wish has been seen."""
    group = seat.now.group_or_refuse(wanted.group)
    raised = Hand.objects.filter(workshop=seat.workshop, phase=seat.now.phase, group=group)
    seen = {"seen_at": timezone.now(), "seen_by": seat.user} if wanted.seen else {"seen_at": None, "seen_by": None}
    raised.filter(seen_at__isnull=wanted.seen).update(**seen)
    return _hand_changed(seat.workshop, group.pk)


def _hand_changed(workshop: int, group: int) -> list[Touch]:
    return [panels.group_hand.of(workshop, group), panels.desk_hands.of(workshop)]
