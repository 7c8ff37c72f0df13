"""What a leader wants of the agenda while the day goes on."""

from collections.abc import Iterable
from datetime import time
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas import replanning
from digibarometer.agendas.models import ReplanProposal
from digibarometer.live.actions import ActionRefused, StrOrPromise
from digibarometer.live.panels import Invalidation
from digibarometer.workshops.actions.conditions import VersionedAction, if_version_matches_and_open
from digibarometer.workshops.models import Move, MoveKind
from digibarometer.workshops.seats import LeaderSeat

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Replan(VersionedAction, frozen=True, tag="room.replan"):
    """The leader says: the rest of the day has a new plan proposed, goes by it, or is as it was before."""

    rest: Literal["proposed", "used", "as_before"]
    ends: Clock | None = None


def as_seen_and_begun(wanted: Replan, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse it before the room has begun, and on a room that has changed."""
    if seat.snapshot.phase is None:
        return _("Begin the workshop first. Then the rest can be planned anew.")
    return if_version_matches_and_open(wanted, seat)


def replan(wanted: Replan, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Propose how the rest fits into the time that is left, go by the proposal, or take it back."""
    snapshot, at = seat.snapshot, timezone.now()
    kept = ReplanProposal.objects.filter(workshop=snapshot.pk, occasion=snapshot.occasion).first()
    if wanted.rest == "proposed":
        if not replanning.remaining_phases(snapshot):
            raise ActionRefused(_("Nothing is left of this occasion to plan."))
        replanning.create_proposal(snapshot, time.fromisoformat(wanted.ends) if wanted.ends else None, seat.user, at)
    elif kept is None:
        raise ActionRefused(_("There is no new plan any more. Ask for one again."))
    elif wanted.rest == "used":
        replanning.apply_proposal(snapshot, kept, at)
        Move.objects.create(workshop=snapshot.workshop, phase=snapshot.phase, what=MoveKind.REPLAN, by_id=seat.user)
    else:
        replanning.discard_proposal(snapshot, kept)
    return snapshot.workshop.update_and_bump_version()
