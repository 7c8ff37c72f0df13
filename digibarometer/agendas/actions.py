"""What a leader wants of the agenda while the day goes on."""

from collections.abc import Iterable
from datetime import time
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.agendas import replanning
from digibarometer.agendas.models import Rest
from digibarometer.live.actions import Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.workshops import panels
from digibarometer.workshops.actions.conditions import LeadersAction, as_seen_and_open
from digibarometer.workshops.models import Move
from digibarometer.workshops.seats import LeaderSeat

Clock = Annotated[str, msgspec.Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


class Replan(LeadersAction, frozen=True, tag="room.replan"):
    """The leader says: the rest of the day has a new plan proposed, goes by it, or is as it was before."""

    rest: Literal["proposed", "used", "as_before"]
    ends: Clock | None = None


def as_seen_and_begun(wanted: Replan, seat: LeaderSeat) -> StrOrPromise | None:
    """Refuse it before the room has begun, and on a room that has changed."""
    if seat.now.phase is None:
        return _("Begin the workshop first. Then the rest can be planned anew.")
    return as_seen_and_open(wanted, seat)


def replan(wanted: Replan, seat: LeaderSeat) -> Iterable[Touch]:
    """Propose how the rest fits into the time that is left, go by the proposal, or take it back."""
    here, at = seat.now, timezone.now()
    kept = Rest.objects.filter(workshop=here.pk, occasion=here.occasion).first()
    if wanted.rest == "proposed":
        if not replanning.left(here):
            raise Refused(_("Nothing is left of this occasion to plan."))
        replanning.propose(here, time.fromisoformat(wanted.ends) if wanted.ends else None, seat.user, at)
    elif kept is None:
        raise Refused(_("There is no new plan any more. Ask for one again."))
    elif wanted.rest == "used":
        replanning.use(here, kept, at)
        Move.objects.create(workshop=here.workshop, phase=here.phase, what="replan", by_id=seat.user)
    else:
        replanning.set_back(here, kept)
    here.workshop.changed()
    return panels.everything_of(here.pk)
