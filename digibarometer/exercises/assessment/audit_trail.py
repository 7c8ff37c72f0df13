"""Who changed what the room agreed on, and when: kept beside what holds now, and shown to leaders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.exercises.assessment.models import MotivationChange, PlenaryChange, PlenaryRating
from digibarometer.workshops.seats import LeaderSeat

PAUSE = timedelta(minutes=5)  # the field is kept while it is written: words so near each other are one change
MAX_REVISIONS = 5  # of the latest changes of each kind


@dataclass(frozen=True)
class Revision:
    """One change of a level (`words` empty) or of a motivation, as a leader reads it."""

    at: datetime
    by: User | None
    before: int | str | None
    after: int | str | None
    is_words: bool


def record_level_change(seat: LeaderSeat, levels: Mapping[int, int | None]) -> None:
    """Keep who changes the room's levels, from what and to what."""
    held = PlenaryRating.objects.filter(workshop=seat.workshop, question__in=levels)
    before = dict(held.values_list("question", "level"))
    PlenaryChange.objects.bulk_create(
        PlenaryChange(
            workshop=seat.snapshot.workshop,
            question_id=question,
            before=before.get(question),
            level=level,
            by_id=seat.user,
        )
        for question, level in levels.items()
        if before.get(question) != level
    )


def record_motivation_change(seat: LeaderSeat, question: int, motivation: str) -> None:
    """Keep who rewrites the room's motivation, from what and to what."""
    of = {"workshop": seat.snapshot.workshop, "question_id": question}
    before = PlenaryRating.objects.filter(**of).values_list("motivation", flat=True).first() or ""
    if before == motivation:
        return
    last = MotivationChange.objects.filter(**of).first()
    if last and last.by_id == seat.user and last.motivation == before and last.at > timezone.now() - PAUSE:
        last.motivation, last.at = motivation, timezone.now()
        last.save(update_fields=["motivation", "at"])
        return
    MotivationChange.objects.create(**of, before=before, motivation=motivation, by_id=seat.user)


def level_changes(workshop: int, question: int) -> Sequence[PlenaryChange]:
    """The latest changes of the room's level, newest first."""
    return list(PlenaryChange.objects.filter(workshop=workshop, question=question).select_related("by")[:MAX_REVISIONS])


def motivation_changes(workshop: int, question: int) -> Sequence[MotivationChange]:
    """The latest changes of the room's motivation, newest first; one that was taken back at once is none."""
    rows = MotivationChange.objects.filter(workshop=workshop, question=question).select_related("by")
    return [row for row in rows[:MAX_REVISIONS] if row.before != row.motivation]


def merge_revisions(levels: Sequence[PlenaryChange], words: Sequence[MotivationChange]) -> list[Revision]:
    """Both kinds as one list, newest first."""
    traced = [Revision(each.at, each.by, each.before, each.level, False) for each in levels]
    traced += [Revision(each.at, each.by, each.before, each.motivation, True) for each in words]
    return sorted(traced, key=lambda each: each.at, reverse=True)
