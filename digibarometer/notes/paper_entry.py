"""Notes that a group wrote on paper, hung up afterwards: by the same rules, and marked as entered for someone."""

import hashlib
from collections.abc import Iterable

from digibarometer.live.actions import ActionRefused
from digibarometer.live.panels import Invalidation
from digibarometer.notes import invalidation, permissions
from digibarometer.notes.models import Note, WallState
from digibarometer.workshops.models import Step
from digibarometer.workshops.seats import TableSeat
from digibarometer.workshops.snapshot import WorkshopSnapshot


def enter_notes(
    snapshot: WorkshopSnapshot, group: int, step: Step, lines: Iterable[tuple[str, str]], by: int | None
) -> list[Invalidation]:
    """Hang up (column, text) for a group; `by` is the leader who keys it in, none: the group itself.

    The same text twice in a column is one note, so that keying in twice is harmless. Raises ActionRefused.
    """
    if why := rejection_reason(snapshot, step, leads=by is not None):
        raise ActionRefused(why)
    held = set(Note.objects.filter(step=step, group=group).values_list("key", flat=True))
    touches: dict[Invalidation, None] = {}
    for column, text in lines:
        permissions.column_or_refuse(snapshot, step, column)
        if (key := _key(group, column, text)) in held:
            continue
        held.add(key)
        place = permissions.next_place(snapshot, step, None)
        made = Note.objects.create(
            workshop=snapshot.workshop,
            step=step,
            key=key,
            column=column,
            text=text,
            **place,
            group_id=group,
            writer=TableSeat(snapshot, group).key,
            was_entered=True,
            entered_by_id=by,
        )
        touches |= dict.fromkeys(invalidation.panels_for_note(snapshot, step, made))
    return list(touches)


def rejection_reason(snapshot: WorkshopSnapshot, step: Step, leads: bool) -> str:
    """Why nothing can be hung on the wall any more, or yet; empty where something can."""
    if why := permissions.wall_closed_reason(TableSeat(snapshot, 0), step.pk):
        return str(why)
    is_locked = not leads and WallState.objects.filter(step=step, locked_at__isnull=False).exists()
    return str(permissions.LOCKED) if is_locked else ""


def _key(group: int, column: str, text: str) -> str:
    return f"paper-{group}-{hashlib.sha256(f'{column} {text}'.encode()).hexdigest()[:20]}"
