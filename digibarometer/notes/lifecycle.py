"""What happens to notes and votes at a workshop's moments, and what is left of them when it is closed."""

from collections.abc import Iterable

from django.db.models import OuterRef, Subquery

from digibarometer.live.panels import Invalidation
from digibarometer.notes import voting
from digibarometer.notes.models import Note, NoteRevision, Poll, Vote
from digibarometer.notes.wall_registry import wall_of
from digibarometer.workshops.models import Attendance, Move, MoveKind, Phase, PhaseKind, Step
from digibarometer.workshops.rules import PARTICIPANT
from digibarometer.workshops.snapshot import WorkshopSnapshot


def groups_begin(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """When a wall is first opened to the groups, its notes go to the groups that their authors sit in now."""
    if snapshot.step is None or wall_of(snapshot.step) is None or phase.kind != PhaseKind.GROUPS:
        return []
    before = Move.objects.filter(
        workshop=snapshot.pk, phase__step=snapshot.step, phase__kind=PhaseKind.GROUPS, what=MoveKind.TO
    )
    if before.count() <= 1:
        sits = Attendance.objects.filter(occasion=snapshot.occasion, participant=OuterRef("author")).values("group")[:1]
        Note.objects.filter(step=snapshot.step, author__isnull=False).update(group=Subquery(sits))
    return []


def step_closes(snapshot: WorkshopSnapshot, step: Step) -> Iterable[Invalidation]:
    """A vote that is open when the room leaves it is closed."""
    for poll in Poll.objects.filter(step=step, closed_at=None):
        voting.close_poll(poll)
    return []


def merge_seats(stays: int, goes: int) -> None:
    """Notes of both seats become those of one; of votes in the same poll, those of the seat that stays."""
    Note.objects.filter(author=goes).update(author=stays)
    Note.objects.filter(edited_by=goes).update(edited_by=stays)
    Note.objects.filter(writer=f"{PARTICIPANT}{goes}").update(writer=f"{PARTICIPANT}{stays}")
    _merge_counted(stays, goes)
    held = Vote.objects.filter(participant=stays).values("poll")
    Vote.objects.filter(participant=goes).exclude(poll__in=list(held.values_list("poll", flat=True))).update(
        participant=stays
    )


def _merge_counted(stays: int, goes: int) -> None:
    """Where only the seat that goes is in a result, its dots are now the other's: that is no change of them."""
    for poll in Poll.objects.filter(votes__participant=goes).distinct():
        if str(stays) not in poll.counted and (dots := poll.counted.pop(str(goes), None)):
            poll.counted[str(stays)] = dots
            poll.save(update_fields=["counted"])


def delete_at_closing(workshop: int) -> None:
    """Cut the link between people and what they wrote; votes become counts; what was taken away is deleted."""
    for poll in Poll.objects.filter(workshop=workshop, closed_at=None):
        voting.close_poll(poll)
    Vote.objects.filter(workshop=workshop).delete()
    Poll.objects.filter(workshop=workshop).update(counted={})
    NoteRevision.objects.filter(workshop=workshop).delete()
    Note.objects.filter(workshop=workshop, removed_at__isnull=False).delete()
    Note.objects.filter(workshop=workshop).update(author=None, sitting=None, edited_by=None, entered_by=None, writer="")
