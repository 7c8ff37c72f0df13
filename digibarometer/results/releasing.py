"""The writing of releases: the only place that reads who answered what, besides a person's and a group's own panels."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from digibarometer.exercises.assessment.summary import raters_without_threshold
from digibarometer.live.panels import Touch
from digibarometer.measures.half_levels import area_histogram
from digibarometer.measures.privacy import Answer, may_release_again, tally
from digibarometer.measures.tally import Counted, ShownCell, Tally
from digibarometer.results.models import Release
from digibarometer.workshops.models import Phase, PhaseKind, Step
from digibarometer.workshops.now import Now

Row = tuple[int, int, str, int | None, int | None]  # question, participant, role, group, level


def release(here: Now, questions: Sequence[int], by: int | None = None) -> list[int]:
    """Write releases of these questions and their areas, where enough new answers have come. The numbers of the rows.

    The trial question is never released.
    """
    wanted = [question.pk for question in here.questions if question.pk in set(questions)]
    areas = {question.area_id for question in here.questions if question.pk in wanted}
    whole = [question.pk for question in here.questions if question.area_id in areas]
    rows = raters_without_threshold(here, whole)
    before = _before(here.pk)
    written = [_of_question(here, pk, [row for row in rows if row[0] == pk], before) for pk in wanted]
    written += [_of_area(here, area.pk, rows, before) for area in here.areas if area.pk in areas]
    kept = [each for each in written if each is not None]
    for each in kept:
        each.by_id = by
    return [each.pk for each in Release.objects.bulk_create(kept)]


Before = Mapping[tuple[int | None, int | None], Release]


def _before(workshop: int) -> Before:
    """The latest release of each question and area."""
    return {(row.question_id, row.area_id): row for row in Release.objects.filter(workshop=workshop).order_by("pk")}


def _is_new(latest: Release | None, raters: int, threshold: int) -> bool:
    return may_release_again(latest.raters if latest else None, raters, threshold)


def _of_question(here: Now, question: int, rows: Iterable[Row], before: Before) -> Release | None:
    answers = [Answer(role, group, level) for _, _, role, group, level in rows]
    raters = sum(answer.level is not None for answer in answers)
    threshold = here.workshop.threshold
    latest = before.get((question, None))
    if not _is_new(latest, raters, threshold):
        return None
    found = tally(answers, len(here.content.question_set.levels), threshold)
    if found.counts is None:
        return None
    if latest:
        found = without_few_newcomers(Tally.from_json(latest.data), found)
    return Release(workshop=here.workshop, question_id=question, raters=raters, data=found.as_json())


def without_few_newcomers(before: Tally, after: Tally) -> Tally:
    """A cell that has grown by fewer than the threshold would show who came: then its whole breakdown stays as it was.

    What is left of the room beside the cells of before holds all the newcomers, who are enough.
    """
    roles = [(before.leading, after.leading), *((before.roles.get(role), cell) for role, cell in after.roles.items())]
    if any(_shows_few(*pair, after.threshold) for pair in roles):
        after = replace(after, roles=before.roles, leading=before.leading, gap=before.gap)
    groups = [(before.groups.get(group), cell) for group, cell in after.groups.items()]
    if any(_shows_few(*pair, after.threshold) for pair in groups):
        after = replace(after, groups=before.groups)
    return after


def _shows_few(before: ShownCell, after: ShownCell, threshold: int) -> bool:
    """Whether a cell's counts differ by some people, but too few."""
    if not isinstance(before, Counted) or not isinstance(after, Counted):
        return False
    return 0 < abs(sum(after.counts) - sum(before.counts)) < threshold


def _of_area(here: Now, area: int, rows: Iterable[Row], before: Before) -> Release | None:
    questions = {question.pk for question in here.questions_of(area)}
    people: dict[int, list[int | None]] = defaultdict(list)
    for question, person, _, _, level in rows:
        if question in questions:
            people[person].append(level)
    raters = sum(any(level is not None for level in levels) for levels in people.values())
    threshold = here.workshop.threshold
    if not _is_new(before.get((None, area)), raters, threshold):
        return None
    histogram = area_histogram(people.values(), len(here.content.question_set.levels), threshold)
    if histogram is None:
        return None
    return Release(workshop=here.workshop, area_id=area, raters=raters, data={"half_levels": list(histogram)})


def everything(here: Now) -> list[int]:
    """The numbers of all questions that count."""
    return [question.pk for question in here.questions]


def so_far(here: Now, step: Step) -> list[int]:
    """Questions of the areas whose steps have been, up to and with this step."""
    been = here.steps[: here.steps.index(step) + 1] if step in here.steps else here.steps
    areas = {each.area_id for each in been if each.kind == "assessment"}
    return [question.pk for question in here.questions if question.area_id in areas]


def phase_begun(here: Now, phase: Phase) -> Iterable[Touch]:
    """The leader opens a picture: an area in plenary, or today's. The move itself touches every panel."""
    step = here.step_of(phase)
    if step.kind == "today":
        release(here, so_far(here, step))
    elif step.kind == "assessment" and phase.kind == PhaseKind.PLENARY:
        release(here, [question.pk for question in here.questions_of(step.area_id)])
    return []


def step_closed(here: Now, step: Step) -> Iterable[Touch]:
    """The room leaves a step: release what has come since, here and in the areas before."""
    release(here, so_far(here, step))
    return []
