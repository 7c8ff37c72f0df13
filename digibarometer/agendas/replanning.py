"""The rest of the day: how much time is left of it, and how what is left fits into that."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from digibarometer.agendas import rules
from digibarometer.agendas.models import Rest
from digibarometer.workshops.models import Move, Occasion, Phase
from digibarometer.workshops.rules import seconds_left
from digibarometer.workshops.snapshot import Now

FAR = timedelta(hours=2)  # a day that began so much earlier or later than planned is counted from when it did


def left(here: Now) -> list[Phase]:
    """The phases after the one that is on, to the end of the occasion."""
    if here.phase is None:
        return []
    later = here.phases[here.phases.index(here.phase) + 1 :]
    return [phase for phase in later if here.step_of(phase).occasion_id == here.occasion.pk]


def planned_end(here: Now, at: datetime) -> time:
    """The clock time when the occasion is planned to end; counted from when it began, if that is far from the plan."""
    occasion = here.occasion
    minutes = sum(phase.minutes for phase in here.phases if here.step_of(phase).occasion_id == occasion.pk)
    first = Move.objects.filter(workshop=here.pk, phase__step__occasion=occasion).order_by("pk").first()
    began = timezone.localtime(first.at if first else here.workshop.phase_began_at or at)
    if occasion.begins:
        planned = began.replace(hour=occasion.begins.hour, minute=occasion.begins.minute, second=0, microsecond=0)
        if abs(began - planned) <= FAR:
            return (planned + timedelta(minutes=minutes + occasion.behind)).time()
    return (began + timedelta(minutes=minutes)).time().replace(second=0, microsecond=0)


def on_now(here: Now, at: datetime) -> timedelta:
    """How long what is on takes yet; nothing where it has run over."""
    workshop, phase = here.workshop, here.phase
    if phase is None or workshop.phase_began_at is None:
        return timedelta()
    seconds = seconds_left(workshop.phase_began_at, phase.minutes, workshop.extra_minutes, workshop.paused_at, at)
    return timedelta(seconds=max(0, seconds))


def time_left(here: Now, ends: time, at: datetime) -> int:
    """Whole minutes from the end of what is on to the end of the occasion; below zero when that has passed."""
    local = timezone.localtime(at)
    end = local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return int((end - local - on_now(here, at)).total_seconds() // 60)


def propose(here: Now, ends: time | None, by: int | None, at: datetime) -> None:
    """Keep a proposal for the rest of the occasion. To be called inside a change."""
    until, phases = ends or planned_end(here, at), left(here)
    parts = [rules.part(here.step_of(phase).kind, phase.minutes) for phase in phases]
    available = time_left(here, until, at)
    minutes = rules.fitted(parts, available)
    Rest.objects.update_or_create(
        workshop_id=here.pk,
        defaults={
            "occasion": here.occasion,
            "ends": until,
            "over": min(max(0, sum(minutes) - available), 1440),
            "before": {str(phase.pk): phase.minutes for phase in phases},
            "after": {str(phase.pk): new for phase, new in zip(phases, minutes, strict=True)},
            "behind_before": here.occasion.behind,
            "by_id": by,
            "at": at,
            "used_at": None,
        },
    )


def use(here: Now, rest: Rest, at: datetime) -> None:
    """Let the proposal hold. Inside a change."""
    later = _set(here, rest.after)
    Rest.objects.filter(pk=rest.pk).update(used_at=at)
    Occasion.objects.filter(pk=rest.occasion_id).update(behind=_behind(here, later, at))


def set_back(here: Now, rest: Rest) -> None:
    """Take the proposal away; where it held, what is left has the minutes of before. Inside a change."""
    if rest.used_at:
        _set(here, rest.before)
        Occasion.objects.filter(pk=rest.occasion_id).update(behind=rest.behind_before)
    rest.delete()


def _set(here: Now, minutes: Mapping[str, int]) -> list[Phase]:
    """Give what is left these minutes, where they are told; answers what is left as it is then."""
    later = left(here)
    for phase in later:
        phase.minutes = minutes.get(str(phase.pk), phase.minutes)
    Phase.objects.bulk_update(later, ["minutes"])
    return later


def _behind(here: Now, later: list[Phase], at: datetime) -> int:
    """How many minutes after the plan's clock time the next phase begins."""
    occasion, phase = here.occasion, here.phase
    if not occasion.begins or phase is None:
        return 0
    before = [one for one in here.phases if here.step_of(one).occasion_id == occasion.pk and one not in later]
    local = timezone.localtime(at)
    planned = local.replace(hour=occasion.begins.hour, minute=occasion.begins.minute, second=0, microsecond=0)
    planned += timedelta(minutes=sum(one.minutes for one in before))
    return round((local + on_now(here, at) - planned).total_seconds() / 60)
