"""What the leader wants of a wall: locking it, undoing, the vote, and seeds for activities."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated

import msgspec
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.live.actions import ActionRefused, StrOrPromise
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.notes import invalidation, panels, undo_log, voting
from digibarometer.notes.models import Note, NoteRevision, Poll, Theme, Vote, WallState
from digibarometer.notes.permissions import NO_NOTE, OnWall, is_current_step, refusal_reason
from digibarometer.notes.wall_registry import add_activity_seed
from digibarometer.workshops.actions.conditions import VersionedAction, if_version_matches
from digibarometer.workshops.models import Step
from digibarometer.workshops.rules import BoardSpot
from digibarometer.workshops.seats import LeaderSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot

GONE_ON = _("Something has changed in that note since, so it cannot be undone.")
NOTHING = _("There is nothing to vote on yet. Gather notes into themes first, or lift some.")
TOO_MANY_ON_ONE = _("Nobody can put more dots on one thing than they have.")

Dots = Annotated[int, msgspec.Meta(ge=1, le=20)]


class LockWall(OnWall, frozen=True, tag="notes.lock"):
    """The leader says: the wall is locked, or open for sorting."""

    locked: bool


def lock(wanted: LockWall, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Lock moving and editing for everyone but the leaders, or open it again."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    WallState.objects.update_or_create(
        step=step,
        defaults={
            "workshop": snapshot.workshop,
            "locked_at": timezone.now() if wanted.locked else None,
            "locked_by_id": seat.user if wanted.locked else None,
        },
    )
    return [panels.room_wall_state.ref(snapshot.pk, None, step.pk), panels.leader_wall.ref(snapshot.pk, None, step.pk)]


class UndoChange(OnWall, frozen=True, tag="notes.undo"):
    """The leader says: this change never was."""

    change: int
    about = ("change",)


def undo(wanted: UndoChange, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Make a note what it was before a change, where nobody has changed it since."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    found = (
        NoteRevision.objects.filter(workshop=snapshot.pk, step=step, pk=wanted.change)
        .select_related("note__under")
        .first()
    )
    if found is None:
        raise ActionRefused(NO_NOTE)
    if found.undone_at:
        return []
    note = found.note
    if undo_log.note_state(note) != found.after:
        raise ActionRefused(GONE_ON)
    before = invalidation.panels_for_note(snapshot, step, note)
    _set_back(note, found, seat.key)
    found.undone_at = timezone.now()
    found.save(update_fields=["undone_at"])
    after = Note.objects.select_related("under").get(pk=note.pk)
    return [
        *before,
        *invalidation.panels_for_note(snapshot, step, after),
        *invalidation.panels_for_marks(snapshot, step, note.author_id),
    ]


def _set_back(note: Note, change: NoteRevision, writer: str) -> None:
    for name, value in change.before.items():
        setattr(note, name, value)
    if note.theme_id and not Theme.objects.filter(pk=note.theme_id).exists():
        note.theme_id = None
    if note.under_id and not Note.objects.filter(pk=note.under_id, removed_at=None, under=None).exists():
        note.under_id = None
    if change.before["text"] != change.after["text"]:
        note.version, note.writer = note.version + 1, writer
    note.save()


class SetPoll(VersionedAction, frozen=True, tag="notes.set_poll"):
    """The leader says: the vote is open with so many dots each, at most so many on one thing; or it is closed."""

    step: int
    open: bool
    poll: Annotated[str, msgspec.Meta(max_length=20)] = ""
    dots: Dots = 3
    most: Dots = 1
    about = ("step", "poll")


def as_seen_on_wall(action: SetPoll, seat: LeaderSeat) -> StrOrPromise | None:
    """The wall is open, and the room is as the leader saw it."""
    return refusal_reason(seat, action.step) or if_version_matches(action, seat)


def set_poll(wanted: SetPoll, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Open the vote, or close it and show the result. With fewer dots than before everyone votes anew."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    if wanted.most > wanted.dots:
        raise ActionRefused(TOO_MANY_ON_ONE)
    poll = Poll.objects.filter(step=step, name=wanted.poll).first()
    if wanted.open:
        open_poll(snapshot, step, wanted, poll, seat.user)
        snapshot.workshop.update_and_bump_version(spot=None)
    elif poll and poll.is_open:
        voting.close_poll(poll)
        snapshot.workshop.update_and_bump_version(
            spot=BoardSpot.VOTE_RESULT if is_current_step(snapshot, step) else snapshot.workshop.spot
        )
    return [whole_workshop(snapshot.pk)]


def open_poll(snapshot: WorkshopSnapshot, step: Step, wanted: SetPoll, held: Poll | None, by: int) -> None:
    """Open a vote anew, or change its dots."""
    if held and (wanted.dots < held.dots or wanted.most < held.most):
        Vote.objects.filter(poll=held).delete()
    among = [asdict(choice) for choice in voting.ballot(snapshot, step, wanted.poll)]
    on_ballot = {(choice["on"], choice["number"]) for choice in among}
    if not among:
        raise ActionRefused(NOTHING)
    for vote in Vote.objects.filter(poll=held) if held else ():
        if (vote.on, vote.number) not in on_ballot:
            vote.delete()
    again = {"dots": wanted.dots, "most": wanted.most, "choices": among, "closed_at": None}
    Poll.objects.update_or_create(
        step=step,
        name=wanted.poll,
        defaults=again,
        create_defaults={**again, "workshop": snapshot.workshop, "by_id": by},
    )


class PlantSeed(OnWall, frozen=True, tag="notes.plant"):
    """The leader says: an activity is to grow from this theme or note, or not."""

    on: Annotated[str, msgspec.Meta(max_length=20)]
    which: int
    planted: bool
    about = ("on", "which")


def plant(wanted: PlantSeed, seat: LeaderSeat) -> Iterable[Invalidation]:
    """Make a theme or a note the seed of an activity."""
    snapshot, step = seat.snapshot, seat.snapshot.step_or_refuse(wanted.step)
    found: Theme | Note | None = None
    if wanted.on == "theme":
        found = Theme.objects.filter(step=step, pk=wanted.which).first()
    elif wanted.on == "note":
        found = Note.objects.visible(step.pk).filter(pk=wanted.which).first()
    if found is None:
        raise ActionRefused(NO_NOTE)
    touches = add_activity_seed(snapshot, f"{wanted.on}:{wanted.which}", str(found), wanted.planted, seat.user)
    return [*touches, panels.desk_poll.ref(snapshot.pk, None, step.pk)]
