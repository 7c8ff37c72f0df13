"""What a leader says to the room and to groups, and what groups ask for."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.messages import panels
from digibarometer.hosting.models import Hand, Message
from digibarometer.live.actions import Action, ActionRefused, StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.actions.conditions import NO_PHASE, while_open
from digibarometer.workshops.leader_status import MOVED_ON
from digibarometer.workshops.models import PhaseKind
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

BOARD_IS_FOR_ALL = _("A message to one group is shown on its phones only. Choose all for the projector.")


def in_this_phase(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse what was meant for a phase that the room has left, and what comes after the end."""
    if action.phase != seat.snapshot.workshop.phase_id:
        return NO_PHASE if action.phase is None else MOVED_ON
    return while_open(action, seat)


def in_groups(action: Action, seat: LeaderSeat | ParticipantSeat | TableSeat) -> StrOrPromise | None:
    """Refuse it but while people work in small groups."""
    phase = seat.snapshot.phase
    if phase is None or phase.kind != PhaseKind.GROUPS:
        return _("This is for the time in small groups.")
    return in_this_phase(action, seat)


class SendMessage(Action, frozen=True, tag="hosting.tell"):
    """The leader says: this is said to the group, or to all; no words take back what was."""

    text: Annotated[str, msgspec.Meta(max_length=140)]
    group: int | None = None
    where: Literal["phones", "board", "both"] = "phones"
    about = ("group",)


def send_message(wanted: SendMessage, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Say it in the place of what was said before to the same."""
    snapshot, text = seat.snapshot, " ".join(wanted.text.split())
    group = snapshot.group_or_refuse(wanted.group) if wanted.group is not None else None
    if group and wanted.where != "phones":
        raise ActionRefused(BOARD_IS_FOR_ALL)
    said = Message.objects.filter(workshop=snapshot.pk, group=group, phase=snapshot.phase, withdrawn_at=None)
    before = said.last()
    if (before.text, before.where) == (text, wanted.where) if before else not text:
        return []
    said.update(withdrawn_at=timezone.now())
    if text:
        Message.objects.create(
            workshop=snapshot.workshop,
            phase=snapshot.phase,
            group=group,
            text=text,
            where=wanted.where,
            by_id=seat.user,
        )
    if group:
        return [panels.group_told.ref(snapshot.pk, group.pk), panels.desk_tell.ref(snapshot.pk)]
    return [each.ref(snapshot.pk) for each in (panels.room_told, panels.board_told, panels.desk_tell)]


class ConfirmMessage(Action, frozen=True, tag="hosting.confirm"):
    """A group says: we have read the message."""

    message: int
    about = ("message",)


def confirm_message(wanted: ConfirmMessage, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Take the message away from the group's screens, and let the leader see that it was read."""
    group = seat.snapshot.group_or_refuse(seat.group)
    found = Message.objects.filter(pk=wanted.message, workshop=seat.workshop, group=group)
    if not found:
        raise ActionRefused(_("That message is not for your group."))
    found.filter(confirmed_at=None).update(confirmed_at=timezone.now())
    return [panels.group_told.ref(seat.workshop, group.pk), panels.desk_tell.ref(seat.workshop)]


class RaiseHand(Action, frozen=True, tag="hosting.raise_hand"):
    """A group says: we need help, or we are done; or takes that back."""

    what: Literal["help", "done", ""]


def raise_hand(wanted: RaiseHand, seat: ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Show on the desk what the group wants, since when. Another wish is unseen anew."""
    snapshot, group = seat.snapshot, seat.snapshot.group_or_refuse(seat.group)
    hand = Hand.objects.filter(phase=snapshot.phase, group=group).first()
    if (hand.what if hand else "") == wanted.what:
        return []
    Hand.objects.update_or_create(
        phase=snapshot.phase,
        group=group,
        defaults={"workshop": snapshot.workshop, "what": wanted.what, "raised_at": timezone.now(), "seen_at": None},
    )
    return _hand_changed(snapshot.pk, group.pk)


class AcknowledgeHand(Action, frozen=True, tag="hosting.see_hand"):
    """The leader says: I have seen what the group wants, or not yet."""

    group: int
    seen: bool
    about = ("group",)


def acknowledge_hand(wanted: AcknowledgeHand, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Tell the group that its wish has been seen."""
    group = seat.snapshot.group_or_refuse(wanted.group)
    raised = Hand.objects.filter(workshop=seat.workshop, phase=seat.snapshot.phase, group=group)
    seen = {"seen_at": timezone.now(), "seen_by": seat.user} if wanted.seen else {"seen_at": None, "seen_by": None}
    raised.filter(seen_at__isnull=wanted.seen).update(**seen)
    return _hand_changed(seat.workshop, group.pk)


def _hand_changed(workshop: int, group: int) -> list[Invalidation]:
    return [panels.group_hand.ref(workshop, group), panels.desk_hands.ref(workshop)]
