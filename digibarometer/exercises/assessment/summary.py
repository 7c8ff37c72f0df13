"""What the self-assessment came to: the only door for results and reports."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from digibarometer.exercises.assessment.models import GroupRating, PlenaryRating, Rating
from digibarometer.i18n import format_mean, localized
from digibarometer.measures.averages import area_index
from digibarometer.workshops.extension_points import step_kind
from digibarometer.workshops.models import Step
from digibarometer.workshops.snapshot import WorkshopSnapshot


@dataclass(frozen=True)
class AgreedLevel:
    """What the room agreed on for a question."""

    level: int | None
    motivation: str
    was_discussed: bool


@dataclass(frozen=True)
class GroupAnswer:
    """What a small group stands for, open in the room by design."""

    group: int
    level: int | None
    reason: str
    minority: str
    from_paper: bool = False  # keyed in afterwards


@dataclass(frozen=True)
class AssessmentSummary:
    """The open layers of the self-assessment, by question number."""

    plenary: dict[int, AgreedLevel]
    groups: dict[int, list[GroupAnswer]]


def summarize(snapshot: WorkshopSnapshot) -> AssessmentSummary:
    """What groups and room agreed on, of the areas whose plenary or whose picture of today has begun."""
    pictures = {phase.pk for phase in snapshot.phases if step_kind(snapshot.step_of(phase).kind).shows_all_areas}
    is_all_seen = snapshot.workshop.is_over or not snapshot.plenaries.isdisjoint(pictures)
    seen = [area.pk for area in snapshot.areas if is_all_seen or area.pk in snapshot.areas_shown_in_plenary]
    questions = [question.pk for area in seen for question in snapshot.questions_of(area)]
    plenary = {
        row.question_id: AgreedLevel(row.level, row.motivation, row.was_discussed)
        for row in PlenaryRating.objects.filter(workshop=snapshot.pk, question__in=questions)
    }
    groups: dict[int, list[GroupAnswer]] = {}
    rows = GroupRating.objects.filter(workshop=snapshot.pk, question__in=questions)
    for row in rows.order_by("group__number"):
        said = GroupAnswer(row.group_id, row.level, row.reason, row.minority, row.from_paper_at is not None)
        groups.setdefault(row.question_id, []).append(said)
    return AssessmentSummary(plenary, groups)


def area_levels(snapshot: WorkshopSnapshot, summary: AssessmentSummary) -> dict[int, float | None]:
    """Each area's level: the mean of its plenary levels, none where too few are set."""
    return {
        area.pk: area_index(
            [agreed.level if (agreed := summary.plenary.get(q.pk)) else None for q in snapshot.questions_of(area.pk)]
        )
        for area in snapshot.areas
    }


def recap(snapshot: WorkshopSnapshot, step: Step) -> Iterator[str]:
    """The level that the room put the step's area at, for those who were not there."""
    level = area_levels(snapshot, summarize(snapshot)).get(step.area_id or 0)
    if step.area is not None and level is not None:
        said = {"area": localized(step.area.title), "level": format_mean(level)}
        yield gettext("What we agreed on puts %(area)s at level %(level)s.") % said


def raters_without_threshold(
    snapshot: WorkshopSnapshot, questions: Sequence[int]
) -> list[tuple[int, int, str, int | None, int | None]]:
    """Who answered what: (question, participant, role, group, level). Only for the writing of a release."""
    rows = Rating.objects.filter(workshop=snapshot.pk, question__in=questions).order_by("participant", "question")
    return list(rows.values_list("question", "participant", "participant__role", "group", "level"))


def levels_of(workshops: Sequence[int]) -> dict[int, dict[int, int]]:
    """The rooms' own levels of several workshops at once: workshop → question → level."""
    found: dict[int, dict[int, int]] = {}
    rows = PlenaryRating.objects.filter(workshop__in=workshops, level__isnull=False)
    for workshop, question, level in rows.values_list("workshop", "question", "level"):
        found.setdefault(workshop, {})[question] = level or 0
    return found


def record_levels(workshop: int, said: Mapping[int, tuple[int, str]], by: int | None, at: datetime) -> None:
    """Keep the room's own levels of a round that was held elsewhere: question → level and motivation."""
    PlenaryRating.objects.bulk_create(
        PlenaryRating(workshop_id=workshop, question_id=question, level=level, motivation=why, by_id=by, at=at)
        for question, (level, why) in said.items()
    )
