"""The short list and the plan as they are read: by panels, summary and pages alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language, gettext, ngettext

from digibarometer.exercises.activities.models import Activity, ProposalSource
from digibarometer.exercises.activities.rules import ACTIVITIES, Stage, stages, unanswered
from digibarometer.exercises.activities.wall_columns import SEED
from digibarometer.i18n import localized
from digibarometer.live.render_cache import cached_per_render
from digibarometer.notes import voting
from digibarometer.notes.models import ActivitySeed, Note
from digibarometer.notes.wall_registry import Choice
from digibarometer.pictures.impact_effort_matrix import MatrixWords, Quadrant, Weighed, quadrant
from digibarometer.tables import Level, Table
from digibarometer.workshops.extension_points import TargetGap, components
from digibarometer.workshops.models import Step
from digibarometer.workshops.rules import row_number
from digibarometer.workshops.snapshot import WorkshopSnapshot


def current_stage(snapshot: WorkshopSnapshot) -> Stage:
    """What the phase that is on is for; proposing, where the room is at another step."""
    if snapshot.step is None or snapshot.phase is None or snapshot.step.kind != ACTIVITIES:
        return "propose"
    phases = snapshot.phases_of(snapshot.step)
    return stages([phase.kind for phase in phases])[phases.index(snapshot.phase)]


def _of_workshop(workshop: int) -> int:
    return workshop


@cached_per_render(_of_workshop)
def short_list(workshop: int) -> list[Activity]:
    """What has been taken up, by number."""
    return list(Activity.objects.filter(workshop=workshop, taken_at__isnull=False).select_related("question"))


def matrix_labels() -> MatrixWords:
    """What the matrix says, in the reader's language."""
    return MatrixWords(
        little_effect=gettext("Gives little"),
        much_effect=gettext("Gives much"),
        little_effort=gettext("Takes little"),
        much_effort=gettext("Takes much"),
        quick=gettext("Quick wins"),
        big=gettext("Big bets"),
        fill=gettext("Fill-ins"),
        later=gettext("Not now"),
    )


def quadrant_of(activity: Activity) -> Quadrant | None:
    """Where an activity belongs; none while it is not weighed."""
    effect, effort = activity.effect_middle, activity.effort_middle
    return None if effect is None or effort is None else quadrant(effect, effort)


def quadrant_name(activity: Activity) -> str:
    """The quadrant in words; empty while it is not weighed."""
    found = quadrant_of(activity)
    return str(getattr(matrix_labels(), found)) if found else ""


def weighed_activities(activities: Iterable[Activity]) -> list[Weighed]:
    """Those that have a place in the picture."""
    return [
        Weighed(
            activity.number, activity.name, activity.effect_middle, activity.effort_middle,
            activity.chosen_at is not None, activity.effect_range, activity.effort_range,
        )
        for activity in activities
        if activity.effect_middle is not None and activity.effort_middle is not None
    ]  # fmt: skip


@dataclass(frozen=True)
class ActivitySources:
    """What activities can grow from and answer: what the room has raised, and areas short of their targets."""

    snapshot: WorkshopSnapshot
    activities: tuple[Activity, ...]

    @cached_property
    def areas(self) -> dict[int, str]:
        """Names of areas, by number."""
        return {area.pk: localized(area.title) for area in self.snapshot.areas}

    @cached_property
    def distances(self) -> dict[int, TargetGap]:
        """Areas with a target."""
        return {gap.area: gap for part in components() for gap in part.target_gaps(self.snapshot)}

    @cached_property
    def gaps(self) -> list[str]:
        """A sentence for each area that is short of its target and that nothing chosen answers."""
        left = {area: told.target - told.level for area, told in self.distances.items()}
        answered = {area for activity in self.activities if activity.chosen_at for area in areas_of(activity)}
        return [self._gap(area, left[area]) for area in unanswered(left, answered)]

    def _gap(self, area: int, left: float) -> str:
        said = ngettext(
            "%(area)s: %(levels)s level to the target, no activity",
            "%(area)s: %(levels)s levels to the target, no activity",
            1 if Level.text(left) == "1" else 2,
        )
        return said % {"area": self.areas.get(area, ""), "levels": Level(left)}

    @cached_property
    def raised(self) -> dict[str, str]:
        """What the room has made the seed of an activity: source → words."""
        return dict(ActivitySeed.objects.filter(workshop=self.snapshot.pk).values_list("source", "text"))

    @cached_property
    def grew(self) -> dict[int, str]:
        """What each proposal of the step that is on grew from: note → source."""
        return origins(self.snapshot, self.snapshot.step) if self.snapshot.step else {}

    @cached_property
    def by_area(self) -> list[tuple[str, dict[str, str]]]:
        """What was rated, area by area: the area itself and its questions, each as source → words."""
        return [(name, self._asked_in(area, name)) for area, name in self.areas.items()]

    def _asked_in(self, area: int, name: str) -> dict[str, str]:
        questions = {f"question:{one.pk}": localized(one.short) for one in self.snapshot.questions_of(area)}
        return {f"area:{area}": gettext("%(area)s, the whole area") % {"area": name}, **questions}

    @cached_property
    def sources(self) -> dict[str, str]:
        """What a proposal can grow from: source → words. What the room has raised comes first."""
        asked = {source: text for _, of_area in self.by_area for source, text in of_area.items()}
        return {**self.raised, **asked, **{f"area:{area}": name for area, name in self.areas.items()}}

    def source_text(self, source: str) -> str:
        """What a source is, in words; empty where it is gone."""
        return self.sources.get(source, "")


def _in_this_language(snapshot: WorkshopSnapshot) -> tuple[int, int, str | None]:
    return snapshot.pk, snapshot.version, get_language()


@cached_per_render(_in_this_language)
def activity_sources(snapshot: WorkshopSnapshot) -> ActivitySources:
    """What activities can grow from and answer now."""
    return ActivitySources(snapshot, tuple(short_list(snapshot.pk)))


def areas_of(activity: Activity) -> list[int]:
    """The areas that an activity answers: that of its question, and the one that it grew from."""
    of_question = [activity.question.area_id] if activity.question and activity.question.area_id else []
    area = number_of(activity.grew_from, "area")
    return [*of_question, *([area] if area is not None else [])]


def number_of(source: str, kind: str) -> int | None:
    """The number in a source of this kind, such as 3 in question:3; None for a source of another kind."""
    its, _, number = source.partition(":")
    return row_number(number) if its == kind else None


def origins(snapshot: WorkshopSnapshot, step: Step) -> dict[int, str]:
    """What each proposal of a step grew from: note → source."""
    linked = dict(ProposalSource.objects.filter(note__step=step).values_list("note", "source"))
    seeds = {
        f"{SEED}{pk}": source
        for pk, source in ActivitySeed.objects.filter(workshop=snapshot.pk).values_list("pk", "source")
    }
    if seeds:
        for pk, key in step.wall_notes.filter(key__in=seeds).values_list("pk", "key"):
            linked.setdefault(pk, seeds[key])
    return linked


def picture_title() -> str:
    """What the picture of effect and effort is called."""
    return gettext("What gives most for least")


def picture_says() -> str:
    """What the picture shows, for those who do not see it."""
    return gettext("Activities by how much they give and how much they take. The table beside says the same.")


def matrix_table(weighed: Iterable[Weighed]) -> Table:
    """The table beside the picture, a row for each by number: name, effect and effort, quadrant."""
    labels = matrix_labels()
    return Table(
        picture_title(),
        (gettext("Activity"), gettext("Gives"), gettext("Takes"), gettext("Where it belongs")),
        tuple(
            (
                f"{one.number}. {one.name}",
                _votes(one.effect, one.effect_range),
                _votes(one.effort, one.effort_range),
                str(getattr(labels, quadrant(one.effect, one.effort))),
            )
            for one in sorted(weighed, key=lambda one: one.number)
        ),
    )


def _votes(median: float, ends: tuple[float, float] | None) -> Level:
    return Level(median, beside=f" ({Level(ends[0])}–{Level(ends[1])})" if ends else "")


def candidates(snapshot: WorkshopSnapshot, step: Step) -> tuple[list[Choice], dict[str, int]]:
    """What can be taken up, and the dots of each where a vote is closed; most dots first."""
    poll = voting.poll_of(step)
    counts = voting.counts_shown(poll)
    among = {choice.key: choice for choice in voting.ballot(snapshot, step)}
    if poll and counts:
        there = set(Note.objects.visible(step.pk).values_list("pk", flat=True))
        voted = [choice for choice in voting.choices(poll) if choice.key in counts and choice.key not in among]
        among |= {choice.key: choice for choice in voted if choice.on != "proposal" or choice.number in there}
    return sorted(among.values(), key=lambda choice: -counts.get(choice.key, 0)), counts
