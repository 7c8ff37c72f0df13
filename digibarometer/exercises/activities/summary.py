"""What the activities came to: the only door for results, pages and reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate
from django.utils.translation import gettext

from digibarometer.exercises.activities import queries
from digibarometer.exercises.activities.models import Activity, Progress
from digibarometer.exercises.activities.rules import ACTIVITIES
from digibarometer.exercises.base import MAX_RECAPPED
from digibarometer.notes import voting
from digibarometer.pictures.impact_effort_matrix import Weighed, impact_effort_matrix
from digibarometer.pictures.palette import PaletteName
from digibarometer.pictures.svg import Frame
from digibarometer.tables import Level
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class PlannedActivity:
    """An activity of the plan, with what has been said of it since, newest first."""

    activity: Activity
    quadrant: str
    grew_from: str
    progress: tuple[Progress, ...]

    @property
    def is_late(self) -> bool:
        """Whether its date has passed and there is still something to do."""
        return self.activity.is_open and self.activity.due_on is not None and self.activity.due_on < localdate()


@dataclass(frozen=True)
class ActivitiesSummary:
    """The plan, what was weighed but not chosen, and gaps that nothing answers."""

    plan: tuple[PlannedActivity, ...]
    rest: tuple[PlannedActivity, ...]
    gaps: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    proposals: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.plan and not self.rest

    def svg(self, prefix: str, width: int = 960, palette: PaletteName = "light") -> str:
        """The picture of effect and effort; empty where nothing has been weighed."""
        if not self.weighed:
            return ""
        frame = Frame(
            f"{prefix}-matrix-{width}",
            queries.picture_title(),
            queries.picture_says(),
            width,
            palette,
            number=Level.text,
        )
        return impact_effort_matrix(frame, self.weighed, queries.matrix_labels())


def summarize(snapshot: WorkshopSnapshot) -> ActivitiesSummary:
    """What the activities came to so far."""
    ground = queries.activity_sources(snapshot)
    said: dict[int, list[Progress]] = {}
    for row in Progress.objects.filter(workshop=snapshot.pk).select_related("by"):
        said.setdefault(row.activity_id, []).append(row)
    told = [
        PlannedActivity(
            each, queries.quadrant_name(each), ground.source_text(each.grew_from), tuple(said.get(each.pk, ()))
        )
        for each in ground.activities
    ]
    return ActivitiesSummary(
        plan=tuple(each for each in told if each.activity.chosen_at is not None),
        rest=tuple(each for each in told if each.activity.chosen_at is None),
        gaps=tuple(ground.gaps),
        weighed=tuple(queries.weighed_activities(ground.activities)),
        proposals=_proposals(snapshot),
    )


def _proposals(snapshot: WorkshopSnapshot) -> int:
    steps = snapshot.steps_of(ACTIVITIES)
    return sum(len(voting.ballot(snapshot, step)) for step in steps)


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """What the room chose in the step, for those who were not there."""
    if names := [each.name for each in chosen(snapshot.pk) if each.step_id == step.pk][:MAX_RECAPPED]:
        yield gettext("We chose: %(what)s.") % {"what": ", ".join(names)}


def chosen(workshop: int) -> Sequence[Activity]:
    """The activities of the plan, by number."""
    return [activity for activity in queries.short_list(workshop) if activity.chosen_at is not None]
