"""What people want of proposals and activities, and what then happens."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import panels, shortlist
from digibarometer.exercises.activities.models import Activity, Origin, Weight
from digibarometer.exercises.activities.queries import candidates, ground_of, stage
from digibarometer.live.actions import Action, Refused, StrOrPromise
from digibarometer.live.panels import Touch
from digibarometer.notes import permissions
from digibarometer.notes.models import LONGEST
from digibarometer.notes.permissions import Anyone
from digibarometer.workshops import panels as room
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import Now

OVER = _("The workshop has ended. The plan goes on at the page of the plan.")
GONE = _("That activity is no longer on the short list.")
NO_PROPOSAL = _("That proposal is no longer on the wall.")
NO_SOURCE = _("That is no longer there to build on. Reload the page and try again.")
FULL = _("There is room for eight activities. Take one off the list first.")
OPENED = _("Everyone has seen how the votes lie, so they can no longer change.")
NOBODY = _("Choose whom you vote for first.")
NO_DATE = _("That is not a date. Write year, month and day.")
NOT_ON_SCALE = _("That level is not on the scale. Reload the page and try again.")

LONGEST_OF = {"name": LONGEST, "owner": 80, "owner_name": 60, "first_step": LONGEST}

Source = Annotated[str, msgspec.Meta(max_length=60)]
Mark = Annotated[int, msgspec.Meta(ge=1, le=5)]
Side = Literal["effect", "effort"]


class OnActivity(Action, frozen=True, kw_only=True):
    """Anything that is said of an activity."""

    activity: int

    def about(self) -> str:
        """One wish an activity."""
        return f"{type(self).__struct_config__.tag}:{self.activity}"


def while_open(action: Action, seat: Anyone) -> StrOrPromise | None:
    """Until the workshop has ended."""
    return OVER if seat.now.workshop.is_over else None


def on_the_wall(action: "LinkProposal", seat: Anyone) -> StrOrPromise | None:
    """While the wall of proposals can change."""
    return permissions.why_not_open(seat, action.step)


class LinkProposal(Action, frozen=True, tag="activities.link"):
    """Someone says: this proposal grew from that; empty: from nothing in particular."""

    note: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
    source: Source
    step: int

    def about(self) -> str:
        """One wish a proposal."""
        return f"activities.link:{self.note}"


def link(wanted: LinkProposal, seat: Anyone) -> Iterable[Touch]:
    """Keep what a proposal grew from."""
    here, step = seat.now, seat.now.step_or_refuse(wanted.step)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if wanted.source and wanted.source not in ground_of(here).sources:
        raise Refused(NO_SOURCE)
    if wanted.source:
        said = {"workshop": here.workshop, "source": wanted.source}
        Origin.objects.update_or_create(note=note, defaults=said)
    else:
        Origin.objects.filter(note=note).delete()
    return panels.of_proposals(here, step, [(note.pk, note.group_id, note.author_id)])


class Shortlist(Action, frozen=True, tag="activities.shortlist"):
    """The leader says: this proposal (or bundle of proposals) is on the short list, or not."""

    step: int
    on: Literal["proposal", "bundle"]
    which: int
    taken: bool

    def about(self) -> str:
        """One wish a proposal."""
        return f"activities.shortlist:{self.on}:{self.which}"


def take(wanted: Shortlist, seat: LeaderSeat) -> Iterable[Touch]:
    """Take a proposal up, or off again."""
    here, step, key = seat.now, seat.now.step_or_refuse(wanted.step), f"{wanted.on}:{wanted.which}"
    taken = Activity.objects.filter(workshop=here.pk, source=key, taken_at__isnull=False).exists()
    if taken == wanted.taken:
        return []
    if not wanted.taken:
        shortlist.take_off(here, key)
        return room.everything_of(here.pk)
    choices, counts = candidates(here, step)
    choice = next((choice for choice in choices if choice.key == key), None)
    if choice is None:
        raise Refused(NO_PROPOSAL)
    if not shortlist.has_room(here):
        raise Refused(FULL)
    shortlist.take_up(here, step, choice, counts.get(key, 0))
    return room.everything_of(here.pk)


class Weigh(OnActivity, frozen=True, tag="activities.weigh"):
    """Someone says: this activity gives so much (effect), or takes so much (effort): 1 little, 5 much."""

    on: Side
    level: Mark | None
    participant: int | None = None  # whom a leader or the table votes for

    def about(self) -> str:
        """One wish an activity and side, and whom it is for."""
        return f"activities.weigh:{self.activity}:{self.on}:{self.participant or ''}"


def weigh(wanted: Weigh, seat: Anyone) -> Iterable[Touch]:
    """Keep what someone thinks; changeable until the votes are opened to all."""
    here = seat.now
    activity = shortlist.activity_or_refuse(here, wanted.activity, GONE)
    if activity.weighed_by is not None and stage(here) != "weigh":
        raise Refused(OPENED)
    person = permissions.whom(seat, wanted.participant)
    if person is None:
        raise Refused(NOBODY)
    sitting = sitting_of(seat, person)
    # what was said in another sitting cannot be read here: this takes the place of both its sides
    Weight.objects.filter(activity=activity, participant_id=person).exclude(sitting=sitting).delete()
    Weight.objects.update_or_create(
        activity=activity,
        participant_id=person,
        defaults={
            "workshop": here.workshop,
            wanted.on: wanted.level,
            "sitting": sitting,
            "was_entered": isinstance(seat, LeaderSeat),
        },
    )
    return [panels.my_weights.of(here.pk, person), panels.desk_weighing.of(here.pk), panels.board_weighing.of(here.pk)]


class SetWeight(OnActivity, frozen=True, tag="activities.set_weight"):
    """The leader says: after talking, the room places this activity so. No level goes back to the votes."""

    on: Side
    level: Mark | None

    def about(self) -> str:
        """One wish an activity and side."""
        return f"activities.set_weight:{self.activity}:{self.on}"


def set_weight(wanted: SetWeight, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep where the room placed it, beside the votes."""
    return _keep(seat.now, wanted.activity, {f"agreed_{wanted.on}": wanted.level})


class Choose(OnActivity, frozen=True, tag="activities.choose"):
    """The leader says: the room has chosen this activity, or not."""

    chosen: bool


def choose(wanted: Choose, seat: LeaderSeat) -> Iterable[Touch]:
    """Let an activity be a part of the plan, or not."""
    held = shortlist.activity_or_refuse(seat.now, wanted.activity, GONE)
    if (held.chosen_at is not None) == wanted.chosen:
        return []
    at = timezone.now() if wanted.chosen else None
    by = seat.user if wanted.chosen else None
    return _keep(seat.now, wanted.activity, {"chosen_at": at, "chosen_by_id": by})


class WriteActivity(OnActivity, frozen=True, tag="activities.write"):
    """The leader writes down what the activity is called, who owns it or how it begins."""

    what: Literal["name", "owner", "owner_name", "first_step"]
    text: Annotated[str, msgspec.Meta(max_length=LONGEST)]

    def about(self) -> str:
        """One wish an activity and what is written."""
        return f"activities.write:{self.activity}:{self.what}"


def write(wanted: WriteActivity, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep what is written. An activity always has a name."""
    text = wanted.text.strip()
    if wanted.what == "name" and not text:
        raise Refused(_("Write what you will do first."))
    if len(text) > LONGEST_OF[wanted.what]:
        raise Refused(_("That is too long. Write it shorter."))
    return _keep(seat.now, wanted.activity, {wanted.what: text}, is_shown=wanted.what == "name")


class SetDue(OnActivity, frozen=True, tag="activities.set_due"):
    """The leader says when it is to be done; empty: not said."""

    on: Annotated[str, msgspec.Meta(max_length=10)]


def set_due(wanted: SetDue, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep the date."""
    try:
        day = date.fromisoformat(wanted.on) if wanted.on else None
    except ValueError:
        raise Refused(NO_DATE) from None
    if day is not None and not 2000 <= day.year <= 2100:
        raise Refused(NO_DATE)
    return _keep(seat.now, wanted.activity, {"due_on": day}, is_shown=False)


class Aim(OnActivity, frozen=True, tag="activities.aim"):
    """The leader says which question the activity is to move, from which level and to which."""

    question: int | None
    from_level: int | None
    to_level: int | None


def aim(wanted: Aim, seat: LeaderSeat) -> Iterable[Touch]:
    """Keep what the activity should move."""
    here = seat.now
    if wanted.question is not None and not here.question_or_refuse(wanted.question).area_id:
        raise Refused(_("The trial question is never counted. Choose another one."))
    if {wanted.from_level, wanted.to_level} - {None, *here.content.question_set.levels}:
        raise Refused(NOT_ON_SCALE)
    said = {"question_id": wanted.question, "from_level": wanted.from_level, "to_level": wanted.to_level}
    return _keep(here, wanted.activity, said, is_shown=False)


def _keep(here: Now, pk: int, said: Mapping[str, object], is_shown: bool = True) -> list[Touch]:
    """Keep something of an activity, and tell who sees it; `is_shown`: also in the picture."""
    activity = shortlist.activity_or_refuse(here, pk, GONE)
    Activity.objects.filter(pk=activity.pk).update(**said)
    return panels.of_activity(here, activity.pk, is_shown)
