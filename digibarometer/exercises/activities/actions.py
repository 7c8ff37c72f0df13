"""What people want of proposals and activities, and what then happens."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.exercises.activities import panels, shortlist
from digibarometer.exercises.activities.models import Activity, EffectEffortVote, ProposalSource
from digibarometer.exercises.activities.queries import activity_sources, candidates, current_stage
from digibarometer.live.actions import Action, ActionRefused, ClientKey, StrOrPromise
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.notes import permissions
from digibarometer.notes.models import MAX_NOTE_LENGTH
from digibarometer.notes.permissions import Anyone
from digibarometer.notes.vote_actions import NOBODY
from digibarometer.workshops.actions.table_screen import sitting_of
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

OVER = _("The workshop has ended. The plan goes on at the page of the plan.")
ACTIVITY_IS_GONE = _("That activity is no longer on the short list.")
NO_PROPOSAL = _("That proposal is no longer on the wall.")
NO_SOURCE = _("That is no longer there to build on. Reload the page and try again.")
FULL = _("There is room for eight activities. Take one off the list first.")
OPENED = _("Everyone has seen how the votes lie, so they can no longer change.")
NO_DATE = _("That is not a date. Write year, month and day.")
NOT_ON_SCALE = _("That level is not on the scale. Reload the page and try again.")

LONGEST_OF = {"name": MAX_NOTE_LENGTH, "owner": 80, "owner_name": 60, "first_step": MAX_NOTE_LENGTH}

Source = Annotated[str, msgspec.Meta(max_length=60)]
Mark = Annotated[int, msgspec.Meta(ge=1, le=5)]
Side = Literal["effect", "effort"]


class OnActivity(Action, frozen=True, kw_only=True):
    """Anything that is said of an activity."""

    activity: int
    about: ClassVar[tuple[str, ...]] = ("activity",)


def while_open(action: Action, seat: Anyone) -> StrOrPromise | None:
    """Until the workshop has ended."""
    return OVER if seat.snapshot.workshop.is_over else None


def while_wall_can_change(action: "LinkProposal", seat: Anyone) -> StrOrPromise | None:
    """While the wall of proposals can change."""
    return permissions.wall_closed_reason(seat, action.step)


class LinkProposal(Action, frozen=True, tag="activities.link"):
    """Someone says: this proposal grew from that; empty: from nothing in particular."""

    note: ClientKey
    source: Source
    step: int
    about = ("note",)


def link(wanted: LinkProposal, seat: Anyone) -> Iterable[Invalidation]:
    """Keep what a proposal grew from."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    note = permissions.note_or_refuse(seat, step.pk, wanted.note)
    if wanted.source and wanted.source not in activity_sources(snapshot).sources:
        raise ActionRefused(NO_SOURCE)
    if wanted.source:
        said = {"workshop": snapshot.workshop, "source": wanted.source}
        ProposalSource.objects.update_or_create(note=note, defaults=said)
    else:
        ProposalSource.objects.filter(note=note).delete()
    return panels.panels_for_proposals(snapshot, step, [(note.pk, note.group_id, note.author_id)])


class Shortlist(Action, frozen=True, tag="activities.shortlist"):
    """The leader says: this proposal (or bundle of proposals) is on the short list, or not."""

    step: int
    on: Literal["proposal", "bundle"]
    which: int
    taken: bool
    about = ("on", "which")


def take(wanted: Shortlist, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Take a proposal up, or off again."""
    snapshot, step, key = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step), f"{wanted.on}:{wanted.which}"
    taken = Activity.objects.filter(workshop=snapshot.pk, source=key, taken_at__isnull=False).exists()
    if taken == wanted.taken:
        return []
    if not wanted.taken:
        shortlist.remove_from_shortlist(snapshot, key)
        return [whole_workshop(snapshot.pk)]
    choices, counts = candidates(snapshot, step)
    choice = next((choice for choice in choices if choice.key == key), None)
    if choice is None:
        raise ActionRefused(NO_PROPOSAL)
    if not shortlist.has_room(snapshot):
        raise ActionRefused(FULL)
    shortlist.add_to_shortlist(snapshot, step, choice, counts.get(key, 0))
    return [whole_workshop(snapshot.pk)]


class Weigh(OnActivity, frozen=True, tag="activities.weigh"):
    """Someone says: this activity gives so much (effect), or takes so much (effort): 1 little, 5 much."""

    on: Side
    level: Mark | None
    participant: int | None = None  # whom a leader or the table votes for
    about = ("activity", "on", "participant")


def weigh(wanted: Weigh, seat: Anyone) -> Iterable[Invalidation]:
    """Keep what someone thinks; changeable until the votes are opened to all."""
    snapshot = seat.snapshot
    activity = shortlist.activity_or_refuse(snapshot, wanted.activity, ACTIVITY_IS_GONE)
    if activity.weighed_by is not None and current_stage(snapshot) != "weigh":
        raise ActionRefused(OPENED)
    person = permissions.acting_participant_or_refuse(seat, wanted.participant)
    if person is None:
        raise ActionRefused(NOBODY)
    sitting = sitting_of(seat, person)
    # what was said in another sitting cannot be read here: this takes the place of both its sides
    EffectEffortVote.objects.filter(activity=activity, participant_id=person).exclude(sitting=sitting).delete()
    EffectEffortVote.objects.update_or_create(
        activity=activity,
        participant_id=person,
        defaults={
            "workshop": snapshot.workshop,
            wanted.on: wanted.level,
            "sitting": sitting,
            "was_entered": isinstance(seat, LeaderSeat),
        },
    )
    return [
        panels.my_weights.ref(snapshot.pk, person),
        panels.desk_weighing.ref(snapshot.pk),
        panels.board_weighing.ref(snapshot.pk),
    ]


class SetWeight(OnActivity, frozen=True, tag="activities.set_weight"):
    """The leader says: after talking, the room places this activity so. No level goes back to the votes."""

    on: Side
    level: Mark | None
    about = ("activity", "on")


def set_weight(wanted: SetWeight, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep where the room placed it, beside the votes."""
    return _keep(seat.snapshot, wanted.activity, {f"agreed_{wanted.on}": wanted.level})


class Choose(OnActivity, frozen=True, tag="activities.choose"):
    """The leader says: the room has chosen this activity, or not."""

    chosen: bool


def choose(wanted: Choose, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Let an activity be a part of the plan, or not."""
    held = shortlist.activity_or_refuse(seat.snapshot, wanted.activity, ACTIVITY_IS_GONE)
    if (held.chosen_at is not None) == wanted.chosen:
        return []
    at = timezone.now() if wanted.chosen else None
    by = seat.user if wanted.chosen else None
    return _keep(seat.snapshot, wanted.activity, {"chosen_at": at, "chosen_by_id": by})


class WriteActivity(OnActivity, frozen=True, tag="activities.write"):
    """The leader writes down what the activity is called, who owns it or how it begins."""

    what: Literal["name", "owner", "owner_name", "first_step"]
    text: Annotated[str, msgspec.Meta(max_length=MAX_NOTE_LENGTH)]
    about = ("activity", "what")


def write(wanted: WriteActivity, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what is written. An activity always has a name."""
    text = wanted.text.strip()
    if wanted.what == "name" and not text:
        raise ActionRefused(_("Write what you will do first."))
    if len(text) > LONGEST_OF[wanted.what]:
        raise ActionRefused(_("That is too long. Write it shorter."))
    return _keep(seat.snapshot, wanted.activity, {wanted.what: text}, is_shown=wanted.what == "name")


class SetDue(OnActivity, frozen=True, tag="activities.set_due"):
    """The leader says when it is to be done; empty: not said."""

    on: Annotated[str, msgspec.Meta(max_length=10)]


def set_due(wanted: SetDue, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep the date."""
    try:
        day = date.fromisoformat(wanted.on) if wanted.on else None
    except ValueError:
        raise ActionRefused(NO_DATE) from None
    if day is not None and not 2000 <= day.year <= 2100:
        raise ActionRefused(NO_DATE)
    return _keep(seat.snapshot, wanted.activity, {"due_on": day}, is_shown=False)


class SetLevelChange(OnActivity, frozen=True, tag="activities.aim"):
    """The leader says which question the activity is to move, from which level and to which."""

    question: int | None
    from_level: int | None
    to_level: int | None


def set_level_change(wanted: SetLevelChange, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Keep what the activity should move."""
    snapshot = seat.snapshot
    if wanted.question is not None and not snapshot.question_or_refuse(wanted.question).area_id:
        raise ActionRefused(_("The trial question is never counted. Choose another one."))
    if {wanted.from_level, wanted.to_level} - {None, *snapshot.content.question_set.levels}:
        raise ActionRefused(NOT_ON_SCALE)
    said = {"question_id": wanted.question, "from_level": wanted.from_level, "to_level": wanted.to_level}
    return _keep(snapshot, wanted.activity, said, is_shown=False)


def _keep(snapshot: WorkshopSnapshot, pk: int, said: Mapping[str, object], is_shown: bool = True) -> list[Invalidation]:
    """Keep something of an activity, and tell who sees it; `is_shown`: also in the picture."""
    activity = shortlist.activity_or_refuse(snapshot, pk, ACTIVITY_IS_GONE)
    Activity.objects.filter(pk=activity.pk).update(**said)
    return panels.panels_for_activity(snapshot, activity.pk, is_shown)
