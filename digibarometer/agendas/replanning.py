"""The rest of the day: how much time is left of it, and how what is left fits into that."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from digibarometer.agendas import rules
from digibarometer.agendas.models import ReplanProposal
from digibarometer.workshops.extension_points import step_kind
from digibarometer.workshops.models import Move, Occasion, Phase
from digibarometer.workshops.rules import seconds_left
from digibarometer.workshops.snapshot import WorkshopSnapshot

MAX_START_SHIFT = timedelta(
    hours=2
)  # a day that began so much earlier or later than planned is counted from when it did


def remaining_phases(snapshot: WorkshopSnapshot) -> list[Phase]:
    """The phases after the one that is on, to the end of the occasion."""
    if snapshot.phase is None:
        return []
    later = snapshot.phases[snapshot.phases.index(snapshot.phase) + 1 :]
    return [phase for phase in later if snapshot.step_of(phase).occasion_id == snapshot.occasion.pk]


def planned_end(snapshot: WorkshopSnapshot, at: datetime) -> time:
    """The clock time when the occasion is planned to end; counted from when it began, if that is far from the plan."""
    occasion = snapshot.occasion
    minutes = sum(phase.minutes for phase in snapshot.phases if snapshot.step_of(phase).occasion_id == occasion.pk)
    first = Move.objects.filter(workshop=snapshot.pk, phase__step__occasion=occasion).order_by("pk").first()
    began = timezone.localtime(first.at if first else snapshot.workshop.phase_began_at or at)
    if occasion.begins:
        planned = began.replace(hour=occasion.begins.hour, minute=occasion.begins.minute, second=0, microsecond=0)
        if abs(began - planned) <= MAX_START_SHIFT:
            return (planned + timedelta(minutes=minutes + occasion.behind)).time()
    return (began + timedelta(minutes=minutes)).time().replace(second=0, microsecond=0)


def remaining_in_phase(snapshot: WorkshopSnapshot, at: datetime) -> timedelta:
    """How long what is on takes yet; nothing where it has run over."""
    workshop, phase = snapshot.workshop, snapshot.phase
    if phase is None or workshop.phase_began_at is None:
        return timedelta()
    seconds = seconds_left(workshop.phase_began_at, phase.minutes, workshop.extra_minutes, workshop.paused_at, at)
    return timedelta(seconds=max(0, seconds))


def time_left(snapshot: WorkshopSnapshot, ends: time, at: datetime) -> int:
    """Whole minutes from the end of what is on to the end of the occasion; below zero when that has passed."""
    local = timezone.localtime(at)
    end = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return int((end - local - remaining_in_phase(snapshot, at)).total_seconds() // 60)


def create_proposal(snapshot: WorkshopSnapshot, ends: time | None, by: int | None, at: datetime) -> None:
    """Keep a proposal for the rest of the occasion. To be called inside a change."""
    until, phases = ends or planned_end(snapshot, at), remaining_phases(snapshot)
    kinds = [step_kind(snapshot.step_of(phase).kind) for phase in phases]
    parts = [
        rules.flexible_phase(phase.minutes, kind.min_minutes, kind.keeps_minutes)
        for phase, kind in zip(phases, kinds, strict=True)
    ]
    available = time_left(snapshot, until, at)
    minutes = rules.fit_minutes(parts, available)
    ReplanProposal.objects.update_or_create(
        workshop_id=snapshot.pk,
        defaults={
            "occasion": snapshot.occasion,
            "ends": until,
            "over": min(max(0, sum(minutes) - available), 1440),
            "before": {str(phase.pk): phase.minutes for phase in phases},
            "after": {str(phase.pk): new for phase, new in zip(phases, minutes, strict=True)},
            "behind_before": snapshot.occasion.behind,
            "by_id": by,
            "at": at,
            "used_at": None,
        },
    )


def apply_proposal(snapshot: WorkshopSnapshot, rest: ReplanProposal, at: datetime) -> None:
    """Let the proposal hold. Inside a change."""
    later = _set(snapshot, rest.after)
    ReplanProposal.objects.filter(pk=rest.pk).update(used_at=at)
    Occasion.objects.filter(pk=rest.occasion_id).update(behind=_behind(snapshot, later, at))


def discard_proposal(snapshot: WorkshopSnapshot, rest: ReplanProposal) -> None:
    """Take the proposal away; where it held, what is left has the minutes of before. Inside a change."""
    if rest.used_at:
        _set(snapshot, rest.before)
        Occasion.objects.filter(pk=rest.occasion_id).update(behind=rest.behind_before)
    rest.delete()


def _set(snapshot: WorkshopSnapshot, minutes: Mapping[str, int]) -> list[Phase]:
    """Give what is left these minutes, where they are told; answers what is left as it is then."""
    later = remaining_phases(snapshot)
    for phase in later:
        phase.minutes = minutes.get(str(phase.pk), phase.minutes)
    Phase.objects.bulk_update(later, ["minutes"])
    return later


def _behind(snapshot: WorkshopSnapshot, later: list[Phase], at: datetime) -> int:
    """How many minutes after the plan's clock time the next phase begins."""
    occasion, phase = snapshot.occasion, snapshot.phase
    if not occasion.begins or phase is None:
        return 0
    before = [one for one in snapshot.phases if snapshot.step_of(one).occasion_id == occasion.pk and one not in later]
    local = timezone.localtime(at)
    planned = local.replace(hour=occasion.begins.hour, minute=occasion.begins.minute, second=0, microsecond=0)
    planned += timedelta(minutes=sum(one.minutes for one in before))
    return round((local + remaining_in_phase(snapshot, at) - planned).total_seconds() / 60)
