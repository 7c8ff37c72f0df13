"""What happens to proposals and weights at a workshop's moments, and what is left of them when it is closed."""

from collections.abc import Iterable

from digibarometer.exercises.activities import panels
from digibarometer.exercises.activities.models import EffectEffortVote
from digibarometer.exercises.activities.queries import current_stage
from digibarometer.exercises.activities.rules import ACTIVITIES, stages
from digibarometer.exercises.activities.shortlist import add_top_to_shortlist, open_weights
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.notes.models import ActivitySeed
from digibarometer.workshops.models import Phase, Step
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


def phase_begun(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """The short list is made when the weighing begins; the votes are opened after it. The move touches everything."""
    step = snapshot.step_of(phase)
    if step.kind == ACTIVITIES:
        phases = snapshot.phases_of(step)
        now = stages([each.kind for each in phases])[[each.pk for each in phases].index(phase.pk)]
        if now in {"weigh", "choose"}:
            add_top_to_shortlist(snapshot, step)
        if now == "choose":
            open_weights(snapshot)
    return []


def people_changed(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """Somebody has come or gone: how many are to weigh, and for whom the leader can."""
    if not snapshot.is_at(ACTIVITIES) or current_stage(snapshot) != "weigh":
        return []
    return [each.ref(snapshot.pk) for each in (panels.desk_weighing, panels.leader_weigh, panels.board_weighing)]


def step_closed(snapshot: WorkshopSnapshot, step: Step) -> Iterable[Invalidation]:
    """The room leaves the step: what was not opened is opened."""
    if step.kind == ACTIVITIES:
        open_weights(snapshot)
    return []


def seed_planted(snapshot: WorkshopSnapshot, seed: ActivitySeed, is_planted: bool) -> Iterable[Invalidation]:
    """Something more has been raised, while the room is here: every screen has it to grow proposals from."""
    return [whole_workshop(snapshot.pk)] if snapshot.is_at(ACTIVITIES) else []


def merge_seats(stays: int, goes: int) -> None:
    """Of weights of the same activity, those of the seat that stays."""
    held = list(EffectEffortVote.objects.filter(participant=stays).values_list("activity", flat=True))
    EffectEffortVote.objects.filter(participant=goes).exclude(activity__in=held).update(participant=stays)


def delete_at_closing(workshop: int) -> None:
    """Votes become figures, where enough have voted; the plan stays."""
    open_weights(load_snapshot(workshop))
    EffectEffortVote.objects.filter(workshop=workshop).delete()
