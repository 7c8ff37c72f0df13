"""A round is kept: levels, targets, plan and people as numbers, and of the forms only what a release may hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from digibarometer.exercises.activities.models import Activity
from digibarometer.exercises.assessment.summary import record_levels
from digibarometer.measures.disclosure_control import Answer, area_tally, release_figures
from digibarometer.places.models import Municipality
from digibarometer.questions.models import Area, Question, QuestionSet
from digibarometer.results.imported.models import ImportedRound
from digibarometer.results.models import Closing, Release, Target
from digibarometer.results.outcome import attendance_told
from digibarometer.workshops.factory import furnish
from digibarometer.workshops.models import Occasion, Role, State, Workshop


@dataclass(frozen=True)
class PaperForm:
    """One person's paper form: a role (empty: not known), and the answers by question address; None is "vet ej"."""

    role: str
    answers: Mapping[str, int | None]


@dataclass(frozen=True)
class PlannedActivitySchema:
    """An activity of that round's plan."""

    name: str
    owner: str = ""
    due_on: date | None = None
    status: str = "waiting"
    question: str = ""
    from_level: int | None = None
    to_level: int | None = None


@dataclass(frozen=True)
class RoundSchema:
    """All of it, by the addresses of questions and areas."""

    question_set: QuestionSet
    title: str
    on: date
    target_year: int | None = None
    people: Mapping[str, int] = field(default_factory=dict)  # by role
    levels: Mapping[str, int] = field(default_factory=dict)
    motivations: Mapping[str, str] = field(default_factory=dict)
    question_targets: Mapping[str, int] = field(default_factory=dict)
    area_targets: Mapping[str, int] = field(default_factory=dict)
    forms: Sequence[PaperForm] = ()
    activities: Sequence[PlannedActivitySchema] = ()

    @property
    def attended(self) -> Mapping[str, int]:
        """People by role: as it is said, else as the forms have it."""
        roles = [form.role for form in self.forms if form.role]
        return self.people or {role: roles.count(role) for role in dict.fromkeys(roles)}


NOON = time(12, tzinfo=UTC)


def save_round(written: RoundSchema, municipality: Municipality, by: int | None) -> Workshop:
    """Keep the round as a closed workshop; all of it or nothing. To be called inside a change.

    The forms themselves are kept nowhere: they live while this runs.
    """
    written.question_set.freeze()
    at = datetime.combine(written.on, NOON)
    made = Workshop.objects.create(
        municipality=municipality,
        question_set=written.question_set,
        title=written.title,
        is_example=municipality.is_example,
        code=None,
        state=State.CLOSED,
        target_year=written.target_year,
        made_at=at,
        ended_at=at,
    )
    furnish(made)
    ImportedRound.objects.create(workshop=made, by_id=by)
    Occasion.objects.create(workshop=made, order=1, on=written.on)
    questions = {one.key: one for one in written.question_set.questions.exclude(area=None)}
    areas = {one.key: one for one in written.question_set.areas.all()}
    by_number = {questions[key].pk: (level, written.motivations.get(key, "")) for key, level in written.levels.items()}
    record_levels(made.pk, by_number, by, at)
    _keep_targets(made, written, questions, areas)
    _keep_plan(made, written, questions, at)
    Release.objects.bulk_create(releases(made, written.forms, questions, areas, at))
    people = {role.value: written.attended.get(role.value, 0) for role in Role}
    Closing.objects.create(
        workshop=made, at=at, by_id=by, attendance=attendance_told(people, made.threshold), check_out={}
    )
    return made


def _keep_targets(made: Workshop, written: RoundSchema, questions: dict[str, Question], areas: dict[str, Area]) -> None:
    rows = [Target(workshop=made, area=areas[key], level=level) for key, level in written.area_targets.items()]
    rows += [
        Target(workshop=made, area_id=questions[key].area_id or 0, question=questions[key], level=level)
        for key, level in written.question_targets.items()
    ]
    Target.objects.bulk_create(rows)


def _keep_plan(made: Workshop, written: RoundSchema, questions: dict[str, Question], at: datetime) -> None:
    Activity.objects.bulk_create(
        Activity(
            workshop=made,
            number=number,
            source=f"imported:{number}",
            name=each.name,
            owner=each.owner,
            due_on=each.due_on,
            status=each.status,
            question=questions.get(each.question),
            from_level=each.from_level,
            to_level=each.to_level,
            taken_at=at,
            chosen_at=at,
        )
        for number, each in enumerate(written.activities, start=1)
    )


def releases(
    made: Workshop, forms: Sequence[PaperForm], questions: dict[str, Question], areas: dict[str, Area], at: datetime
) -> list[Release]:
    """What may be told of the forms: through the same rule as ratings that were given here. Nobody sat in a group."""
    scale, found = len(made.question_set.levels), []
    told: set[str] = set()
    for key, question in questions.items():
        answers = [Answer(form.role, None, form.answers[key]) for form in forms if key in form.answers]
        kept = release_figures(answers, scale, made.threshold)
        if kept.counts is not None:
            told.add(key)
            found.append(Release(workshop=made, question=question, raters=kept.raters or 0, data=kept.as_json(), at=at))
    for area in areas.values():
        keys = [key for key in told if questions[key].area_id == area.pk]
        people = [[form.answers.get(key) for key in keys] for form in forms]
        histogram = area_tally(people, len(keys), scale, made.threshold) if keys else None
        if histogram is not None:
            rated = sum(map(any, people))
            found.append(Release(workshop=made, area=area, raters=rated, data={"half_levels": list(histogram)}, at=at))
    return found
