"""The writing of releases: the only place that reads who answered what, besides a person's and a group's own panels."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from digibarometer.exercises.assessment import publication_log
from digibarometer.exercises.assessment.summary import raters_without_threshold
from digibarometer.live.panels import Invalidation
from digibarometer.measures.differencing_attack import Shown
from digibarometer.measures.disclosure_control import (
    Answer,
    area_tally,
    countable_answers,
    figures,
    may_release_again,
    release_figures,
)
from digibarometer.measures.release_figures import ReleaseFigures
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.results.models import TODAY, CheckOutRelease, Release
from digibarometer.workshops import headcounts
from digibarometer.workshops.models import ClosingAnswer, Phase, PhaseKind, Step, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot


def release_questions(snapshot: WorkshopSnapshot, questions: Sequence[int], by: int | None = None) -> list[int]:
    """Write releases of these questions and their areas, where enough new answers have come. The numbers of the rows.

    The trial question is never released.
    """
    wanted = [question.pk for question in snapshot.questions if question.pk in set(questions)]
    areas = {question.area_id for question in snapshot.questions if question.pk in wanted}
    whole = [question.pk for question in snapshot.questions if question.area_id in areas]
    rows = raters_without_threshold(snapshot, whole)
    before = _before(snapshot.pk)
    shown = {pk: publication_log.what_was_shown(snapshot, pk, [row for row in rows if row[0] == pk]) for pk in whole}
    let_in = set(publication_log.answered_at_tables(snapshot.pk, whole).values_list("question", "participant"))
    answers = {pk: _countable(snapshot, [row for row in rows if row[0] == pk], shown[pk], let_in) for pk in whole}
    written = [_of_question(snapshot, pk, answers[pk], shown[pk], before) for pk in wanted]
    now = {each.question_id for each in written if each}
    written += [_of_area(snapshot, area.pk, answers, before, now) for area in snapshot.areas if area.pk in areas]
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


def _countable(
    snapshot: WorkshopSnapshot, rows: Iterable[publication_log.Row], shown: Shown, let_in: set[tuple[int, int]]
) -> list[Answer]:
    """The answers to one question that may be counted now."""
    answers = [
        Answer(role, group, level, person, group if (question, person) in let_in else None)
        for question, person, role, group, level in rows
    ]
    return countable_answers(answers, snapshot.workshop.threshold, shown)


def _of_question(
    snapshot: WorkshopSnapshot, question: int, answers: Sequence[Answer], shown: Shown, before: Before
) -> Release | None:
    raters = sum(answer.level is not None for answer in answers)
    threshold = snapshot.workshop.threshold
    latest = before.get((question, None))
    if not _is_new(latest, raters, threshold):
        return None
    found = release_figures(
        answers, _scale(snapshot), threshold, ReleaseFigures.from_json(latest.data) if latest else None, shown
    )
    if found.counts is None:
        return None
    publication_log.keep_figures(snapshot, question, figures(answers, found, is_first=latest is None))
    return Release(workshop=snapshot.workshop, question_id=question, raters=raters, data=found.as_json())


def _scale(snapshot: WorkshopSnapshot) -> int:
    return len(snapshot.content.question_set.levels)


def _of_area(
    snapshot: WorkshopSnapshot,
    area: int,
    answers: Mapping[int, Sequence[Answer]],
    before: Before,
    now: Collection[int | None],
) -> Release | None:
    """The histogram of area means, together with a release of every question that has one, `now`.

    Else it would hold answers that the questions' own figures do not hold yet, and show them by subtraction.
    """
    released = [q.pk for q in snapshot.questions_of(area) if q.pk in now or (q.pk, None) in before]
    if not released or any(pk not in now for pk in released):
        return None
    people: dict[int | None, list[int | None]] = defaultdict(list)
    for pk in released:
        for answer in answers[pk]:
            people[answer.person].append(answer.level)
    if not _is_new(before.get((None, area)), rated := sum(map(any, people.values())), snapshot.workshop.threshold):
        return None
    histogram = area_tally(people.values(), len(released), _scale(snapshot), snapshot.workshop.threshold)
    if histogram is None:
        return None
    return Release(workshop=snapshot.workshop, area_id=area, raters=rated, data={"half_levels": list(histogram)})


def all_question_ids(snapshot: WorkshopSnapshot) -> list[int]:
    """The numbers of all questions that count."""
    return [question.pk for question in snapshot.questions]


def questions_until(snapshot: WorkshopSnapshot, step: Step) -> list[int]:
    """Questions of the areas whose steps have been, up to and with this step."""
    been = snapshot.steps[: snapshot.steps.index(step) + 1] if step in snapshot.steps else snapshot.steps
    areas = {each.area_id for each in been if each.kind == ASSESSMENT}
    return [question.pk for question in snapshot.questions if question.area_id in areas]


def phase_begun(snapshot: WorkshopSnapshot, phase: Phase) -> Iterable[Invalidation]:
    """The leader opens a picture: an area in plenary, or today's. The move itself touches every panel."""
    step = snapshot.step_of(phase)
    if step.kind == TODAY:
        release_questions(snapshot, questions_until(snapshot, step))
    elif step.kind == ASSESSMENT and phase.kind == PhaseKind.PLENARY:
        release_questions(snapshot, [question.pk for question in snapshot.questions_of(step.area_id)])
    return []


def step_closed(snapshot: WorkshopSnapshot, step: Step) -> Iterable[Invalidation]:
    """The room leaves a step: release what has come since, here and in the areas before."""
    release_questions(snapshot, questions_until(snapshot, step))
    return []


CHECK_OUT_QUESTIONS = ("talked", "learned", "goes_on")
ANSWERS = (1, 2, 3)  # no, partly, yes


def release_on_end(snapshot: WorkshopSnapshot) -> Iterable[Invalidation]:
    """The workshop ends, perhaps not for the first time: release what enough people have said since."""
    release_check_out(snapshot.workshop)
    return []


def release_check_out(workshop: Workshop) -> None:
    """Write people per answer, question by question, where the privacy rule lets it be told or told anew."""
    said: dict[str, dict[int, int]] = defaultdict(dict)
    rows = ClosingAnswer.objects.filter(workshop=workshop).values_list("question", "participant", "answer")
    for question, participant, answer in rows:
        said[question][participant] = answer
    before = released_check_out(workshop)
    for question, answers in said.items():
        told, number = before.get(question), headcounts.minimum_people(answers)
        if number < workshop.threshold:
            continue
        if may_release_again(sum(told) if told else None, number, workshop.threshold):
            counts = [list(answers.values()).count(each) for each in ANSWERS]
            CheckOutRelease.objects.update_or_create(workshop=workshop, question=question, defaults={"answers": counts})


def released_check_out(workshop: Workshop) -> dict[str, Sequence[int] | None]:
    """People per answer (no, partly, yes) for each question; None where too few have answered, or it is too soon."""
    rows = CheckOutRelease.objects.filter(workshop=workshop).values_list("question", "answers")
    return {**dict.fromkeys(CHECK_OUT_QUESTIONS), **dict(rows)}
