"""What the leader writes down as the room goes through the last plan."""

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import Action, ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.results.followup import panels
from digibarometer.results.followup.models import MAX_LED_TO_LENGTH, FollowUp
from digibarometer.results.followup.queries import earlier_plan
from digibarometer.workshops.extension_points import level_listeners
from digibarometer.workshops.seats import LeaderSeat


class OnEarlier(Action, frozen=True, kw_only=True):
    """About an activity of the round before."""

    activity: int
    about = ("activity",)


class SetBecame(OnEarlier, frozen=True, tag="followup.set_became"):
    """The room says what became of an activity of the last plan; None takes it back."""

    became: Literal["done", "going", "not_done", "dropped"] | None


class WriteLedTo(OnEarlier, frozen=True, tag="followup.write_led_to"):
    """The room says what it led to."""

    text: Annotated[str, msgspec.Meta(max_length=MAX_LED_TO_LENGTH)]


def set_became(wanted: SetBecame, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep how it went."""
    return _keep(wanted, seat, became=wanted.became or "")


def write_led_to(wanted: WriteLedTo, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what it led to."""
    return _keep(wanted, seat, led_to=wanted.text.strip())


def _keep(wanted: OnEarlier, seat: LeaderSeat, **said: object) -> Iterable[Invalidation]:
    snapshot = seat.snapshot
    if wanted.activity not in {each.pk for each in earlier_plan(snapshot.workshop)}:
        raise ActionRefused(_("That activity is not in the plan before. Reload the page and try again."))
    kept = {**said, "by_id": seat.user, "at": timezone.now()}
    FollowUp.objects.update_or_create(workshop_id=snapshot.pk, activity_id=wanted.activity, defaults=kept)
    own = (panels.desk_followup, panels.board_followup, panels.room_followup)
    return [*(each.ref(snapshot.pk) for each in own), *level_listeners(snapshot)]
