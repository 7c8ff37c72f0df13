"""What people want of a vote: their dots on this and that."""

from collections.abc import Iterable
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import ActionRefused, ClientKey
from digibarometer.live.panels import Invalidation
from digibarometer.notes import invalidation, permissions, voting
from digibarometer.notes.models import Poll, Vote
from digibarometer.notes.permissions import Anyone, OnWall
from digibarometer.notes.rules import room_for
from digibarometer.notes.wall_registry import Choice
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.seats import LeaderSeat

CLOSED = _("The vote is closed.")
NO_CHOICE = _("That is no longer among what can be voted on.")
TOO_MANY = _("You have no dots left. Take one back first.")
NOBODY = _("Choose whom you vote for first.")


class CastVote(OnWall, frozen=True, tag="notes.vote"):
    """Someone says: so many of my dots lie on this."""

    on: ClientKey  # theme; or theme:5, then without which
    dots: Annotated[int, msgspec.Meta(ge=0, le=20)]
    which: Annotated[int, msgspec.Meta(ge=0, lt=1 << 62)] | None = None
    poll: Annotated[str, msgspec.Meta(max_length=20)] = ""
    participant: int | None = None  # whom a leader or the table votes for
    about = ("step", "poll", "choice", "participant")

    @property
    def choice(self) -> str:
        """What the dots lie on, such as theme:5."""
        return self.on if self.which is None else f"{self.on}:{self.which}"


def vote(wanted: CastVote, seat: Anyone) -> Iterable[Invalidation]:
    """Keep someone's dots on a thing, where they have so many left; changeable until the vote is closed."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    person = permissions.acting_participant_or_refuse(seat, wanted.participant)
    if person is None:
        raise ActionRefused(NOBODY)
    poll = voting.poll_of(step, wanted.poll)
    if poll is None or not poll.is_open:
        raise ActionRefused(CLOSED)
    among = {choice.key: choice for choice in voting.choices(poll)}
    if wanted.choice not in among:
        raise ActionRefused(NO_CHOICE)
    save_vote(seat, poll, person, among[wanted.choice], wanted.dots)
    return invalidation.panels_for_votes(snapshot, step, person)


def save_vote(seat: Anyone, poll: Poll, person: int, choice: Choice, dots: int) -> None:
    """Let someone have so many dots on a choice. Raises ActionRefused where they have not so many left.

    What they voted in another sitting cannot be read here, so it cannot be changed either: this ballot takes its place.
    """
    sitting = sitting_of(seat, person)
    Vote.objects.filter(poll=poll, participant=person).exclude(sitting=sitting).delete()
    mine = Vote.objects.filter(poll=poll, participant=person)
    this = {"on": choice.on, "number": choice.number}
    elsewhere = sum(mine.exclude(**this).values_list("dots", flat=True))
    if not room_for(dots, elsewhere, poll.dots, poll.most):
        raise ActionRefused(TOO_MANY)
    if not dots:
        mine.filter(**this).delete()
        return
    was_entered = isinstance(seat, LeaderSeat)
    said = {"workshop": seat.snapshot.workshop, "dots": dots, "sitting": sitting, "was_entered": was_entered}
    on, number = choice.on, choice.number
    Vote.objects.update_or_create(poll=poll, participant_id=person, on=on, number=number, defaults=said)
