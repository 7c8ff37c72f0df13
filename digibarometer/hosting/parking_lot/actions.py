"""Questions that are not for now, and what the room has decided."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.hosting.models import Decision, ParkedQuestion, ParkingLot
from digibarometer.hosting.parking_lot import panels
from digibarometer.hosting.projector.panels import board_cover
from digibarometer.live.actions import Action, ActionRefused, ClientKey
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.seats import LeaderSeat, ParticipantSeat, TableSeat

MOST_EACH, MAX_PARKED = 10, 200  # questions of one phone or table, and of a workshop


class OpenParking(Action, frozen=True, tag="hosting.open_parking"):
    """The leader says: participants may park questions from their phones, or may not."""

    opened: bool


def open_parking(wanted: OpenParking, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Let people write, or take the field away. What they have written stays."""
    kept, _new = ParkingLot.objects.get_or_create(workshop=seat.snapshot.workshop)
    if bool(kept.opened_at) != wanted.opened:
        kept.opened_at, kept.by_id = timezone.now() if wanted.opened else None, seat.user
        kept.save()
    return [panels.room_parking.ref(seat.workshop), panels.leader_parking.ref(seat.workshop)]


class ParkQuestion(Action, frozen=True, tag="hosting.park"):
    """Someone says: this question waits in the parking lot; no words take it back."""

    parked: ClientKey
    text: Annotated[str, msgspec.Meta(max_length=200)]
    about = ("parked",)


def park_question(wanted: ParkQuestion, seat: LeaderSeat | ParticipantSeat | TableSeat) -> Iterable[Invalidation]:
    """Keep the question; nobody sees who wrote it."""
    text, leads = " ".join(wanted.text.split()), isinstance(seat, LeaderSeat)
    there = ParkedQuestion.objects.filter(workshop=seat.workshop)
    kept = there.filter(key=wanted.parked).first()
    if not leads and not ParkingLot.objects.filter(workshop=seat.workshop).exclude(opened_at=None).exists():
        raise ActionRefused(_("The leader takes no questions on phones just now. Say it aloud."))
    if kept is None:
        if not text:
            return []
        if there.count() >= MAX_PARKED or (not leads and there.filter(writer=seat.key).count() >= MOST_EACH):
            raise ActionRefused(_("There are many questions already. Talk to the leader."))
        ParkedQuestion.objects.create(workshop=seat.snapshot.workshop, key=wanted.parked, text=text, writer=seat.key)
        return _parked_changed(seat.workshop)
    if not leads and kept.writer != seat.key:
        raise ActionRefused(_("Only the one who wrote the question can change it."))
    there.filter(pk=kept.pk).update(text=text or kept.text, away_at=None if text else timezone.now())
    return _parked_changed(seat.workshop)


class SetParked(Action, frozen=True, tag="hosting.set_parked"):
    """The leader says: this question waits, is answered, or is away."""

    parked: ClientKey
    state: Literal["waits", "answered", "away"]
    about = ("parked",)


def set_parked(wanted: SetParked, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Mark a question; it can be marked otherwise again."""
    found = ParkedQuestion.objects.filter(workshop=seat.workshop, key=wanted.parked)
    if not found:
        raise ActionRefused(_("That question is not there any more."))
    at = timezone.now()
    found.update(answered_at=at if wanted.state == "answered" else None, away_at=at if wanted.state == "away" else None)
    return _parked_changed(seat.workshop)


class RecordDecision(Action, frozen=True, tag="hosting.decide"):
    """The leader says: the room has decided this; no words take it back."""

    decision: ClientKey
    text: Annotated[str, msgspec.Meta(max_length=500)]
    about = ("decision",)


def record_decision(wanted: RecordDecision, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what was decided, with the step that it was decided in."""
    snapshot, text = seat.snapshot, wanted.text.strip()
    found = Decision.objects.filter(workshop=snapshot.pk, key=wanted.decision)
    if found:
        found.update(text=text, by_id=seat.user)
    elif text:
        if Decision.objects.filter(workshop=snapshot.pk).count() >= MAX_PARKED:
            raise ActionRefused(_("There are many decisions already. Take one back first."))
        Decision.objects.create(
            workshop=snapshot.workshop, step=snapshot.step, key=wanted.decision, text=text, by_id=seat.user
        )
    return [panels.desk_decisions.ref(snapshot.pk)]


def _parked_changed(workshop: int) -> list[Invalidation]:
    return [panels.leader_parking.ref(workshop), board_cover.ref(workshop)]
