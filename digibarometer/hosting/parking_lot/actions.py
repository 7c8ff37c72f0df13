"""Questions that are not for now, and what the room has decided."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.models import Decision, Parked, Parking
from digibarometer.hosting.parking_lot import panels
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.live.actions import Action, Refused
from digibarometer.live.panels import Touch
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

MOST_EACH, MOST = 10, 200  # questions of one phone or table, and of a workshop

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class OpenParking(Action, frozen=True, tag="hosting.open_parking"):
    """The leader says: participants may park questions from their phones, or may not."""

    opened: bool


def open_parking(wanted: OpenParking, seat: LeaderSeat) -> Iterable[Touch]:
    """Let people write, or take the field away. What they have written stays."""
    kept, _new = Parking.objects.get_or_create(workshop=seat.now.workshop)
    if bool(kept.opened_at) != wanted.opened:
        kept.opened_at, kept.by_id = timezone.now() if wanted.opened else None, seat.user
        kept.save()
    return [panels.room_parking.of(seat.workshop), panels.desk_parking.of(seat.workshop)]


class Park(Action, frozen=True, tag="hosting.park"):
    """Someone says: this question waits in the parking lot; no words take it back."""

    parked: Key
    text: Annotated[str, msgspec.Meta(max_length=200)]

    def about(self) -> str:
        """One wish a question."""
        return f"hosting.park:{self.parked}"


def park(wanted: Park, seat: LeaderSeat | ParticipantSeat | TableSeat) -> Iterable[Touch]:
    """Keep the question; nobody sees who wrote it."""
    text, leads = " ".join(wanted.text.split()), isinstance(seat, LeaderSeat)
    there = Parked.objects.filter(workshop=seat.workshop)
    kept = there.filter(key=wanted.parked).first()
    if not leads and not Parking.objects.filter(workshop=seat.workshop).exclude(opened_at=None).exists():
        raise Refused(_("The leader takes no questions on phones just now. Say it aloud."))
    if kept is None:
        if not text:
            return []
        if there.count() >= MOST or (not leads and there.filter(writer=seat.key).count() >= MOST_EACH):
            raise Refused(_("There are many questions already. Talk to the leader."))
        Parked.objects.create(workshop=seat.now.workshop, key=wanted.parked, text=text, writer=seat.key)
        return _parked_changed(seat.workshop)
    if not leads and kept.writer != seat.key:
        raise Refused(_("Only the one who wrote the question can change it."))
    there.filter(pk=kept.pk).update(text=text or kept.text, away_at=None if text else timezone.now())
    return _parked_changed(seat.workshop)


class SetParked(Action, frozen=True, tag="hosting.set_parked"):
    """The leader says: this question waits, is answered, or is away."""

    parked: Key
    state: Literal["waits", "answered", "away"]

    def about(self) -> str:
        """One wish a question."""
        return f"hosting.set_parked:{self.parked}"


def set_parked(wanted: SetParked, seat: LeaderSeat) -> Iterable[Touch]:
    """Mark a question; it can be marked otherwise again."""
    found = Parked.objects.filter(workshop=seat.workshop, key=wanted.parked)
    if not found:
        raise Refused(_("That question is not there any more."))
    at = timezone.now()
    found.update(answered_at=at if wanted.state == "answered" else None, away_at=at if wanted.state == "away" else None)
    return _parked_changed(seat.workshop)


class Decide(Action, frozen=True, tag="hosting.decide"):
    """The leader says: the room has decided this; no words take it back."""

    decision: Key
    text: Annotated[str, msgspec.Meta(max_length=500)]

    def about(self) -> str:
        """One wish a decision."""
        return f"hosting.decide:{self.decision}"


def decide(wanted: Decide, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep what was decided, with the step that it was decided in."""
    here, text = seat.now, wanted.text.strip()
    found = Decision.objects.filter(workshop=here.pk, key=wanted.decision)
    if found:
        found.update(text=text, by_id=seat.user)
    elif text:
        if Decision.objects.filter(workshop=here.pk).count() >= MOST:
            raise Refused(_("There are many decisions already. Take one back first."))
        Decision.objects.create(workshop=here.workshop, step=here.step, key=wanted.decision, text=text, by_id=seat.user)
    return [panels.desk_decisions.of(here.pk)]


def _parked_changed(workshop: int) -> list[Touch]:
    return [panels.desk_parking.of(workshop), board_cover.of(workshop)]
