"""Rounds as they are compared: what each came to, by the addresses of its questions and areas."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone

from digibarometer.exercises.assessment import summary
from digibarometer.measures.agreement import FEWEST_PEOPLE, leik
from digibarometer.measures.averages import area_index
from digibarometer.measures.release_figures import ReleaseFigures
from digibarometer.questions.agenda_templates.schema import ASSESSMENT
from digibarometer.questions.models import LoadedQuestionSet, Question, QuestionSet, cached_question_set
from digibarometer.results.models import AttendanceCounts, Closing, Release, Target
from digibarometer.workshops.models import Occasion, State, Step, Workshop

FINISHED = (State.ENDED, State.CLOSED)


@dataclass(frozen=True)
class Round:
    """One round. Questions and areas go by their addresses (keys), which are kept from version to version."""

    workshop: Workshop
    name: str
    on: date
    content: LoadedQuestionSet
    asked: Mapping[str, tuple[str, ...]]  # area → its questions that counted, in order
    plenary: Mapping[str, int]
    tallies: Mapping[str, ReleaseFigures] = field(default_factory=dict)
    half_levels: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    area_targets: Mapping[str, int] = field(default_factory=dict)
    question_targets: Mapping[str, int] = field(default_factory=dict)
    attendance: AttendanceCounts | None = None

    @property
    def question_set(self) -> QuestionSet:
        """The version that was used."""
        return self.content.question_set

    @property
    def scale(self) -> int:
        """How many levels it has."""
        return len(self.question_set.levels)

    @property
    def keys(self) -> list[str]:
        """Every question that counted, in order."""
        return [key for keys in self.asked.values() for key in keys]

    def question(self, key: str) -> Question:
        """The question of this address."""
        return next(one for one in self.content.questions if one.key == key)

    def area_level(self, area: str) -> float | None:
        """The room's own level of an area; none where too few of its questions have one."""
        return area_index([self.plenary.get(key) for key in self.asked.get(area, ())])

    def agreement(self, area: str) -> float | None:
        """Mean consensus of the area's released questions."""
        counts = [self.tallies[key].counts or () for key in self.asked.get(area, ()) if key in self.tallies]
        found = [value for one in counts if sum(one) >= FEWEST_PEOPLE and (value := leik(one)) is not None]
        return sum(found) / len(found) if found else None


def finished_rounds(workshop: Workshop) -> list[Workshop]:
    """The municipality's finished rounds and this workshop, oldest first; examples only beside examples."""
    of = workshop.municipality_id
    beside = Workshop.objects.filter(municipality=of, is_example=workshop.is_example, is_practice=False)
    rows = beside.filter(state__in=FINISHED).exclude(pk=workshop.pk).select_related("question_set")
    own = Workshop.objects.select_related("question_set").get(pk=workshop.pk)
    days = round_days([*rows, own])
    return sorted([*rows, own], key=lambda one: (days[one.pk], one.pk))


def round_days(workshops: Iterable[Workshop]) -> dict[int, date]:
    """When each was held: the day of its first occasion, else the day that it was made."""
    made = {one.pk: timezone.localdate(one.made_at) for one in workshops}
    held = Occasion.objects.filter(workshop__in=list(made), on__isnull=False).order_by("-order")
    for of, on in held.values_list("workshop", "on"):  # the first occasion comes last, and stays
        made[of] = on or made[of]
    return made


def load_round(workshops: Sequence[Workshop]) -> list[Round]:
    """What these came to, in the order given, in as many queries for six rounds as for two."""
    days, pks = round_days(workshops), [one.pk for one in workshops]
    names = _names([days[pk] for pk in pks])
    taken = _areas_taken(pks)
    plenary = summary.levels_of(pks)
    rounds = {
        one.pk: _bare(one, names[place], days[one.pk], taken.get(one.pk, set()), plenary.get(one.pk, {}))
        for place, one in enumerate(workshops)
    }
    _add_releases(rounds)
    _add_targets(rounds)
    for of, kept in Closing.objects.filter(workshop__in=pks).values_list("workshop", "attendance"):
        rounds[of] = replace(rounds[of], attendance=kept)
    return list(rounds.values())


def _names(days: Sequence[date]) -> list[str]:
    """A round is called by its year; by year and month where two were held in one."""
    years = Counter(day.year for day in days)
    months = Counter((day.year, day.month) for day in days)
    return [
        str(day.year)
        if years[day.year] == 1
        else f"{day:%Y-%m}"
        if months[day.year, day.month] == 1
        else f"{day:%Y-%m-%d}"
        for day in days
    ]


def _areas_taken(pks: Sequence[int]) -> dict[int, set[int]]:
    """The areas that each agenda took up; of one that took up none, all."""
    taken: dict[int, set[int]] = {}
    rows = Step.objects.filter(workshop__in=pks, kind=ASSESSMENT, area__isnull=False)
    for of, area in rows.values_list("workshop", "area"):
        taken.setdefault(of, set()).add(area or 0)
    return taken


def _bare(workshop: Workshop, name: str, on: date, taken: set[int], plenary: Mapping[int, int]) -> Round:
    held = cached_question_set(workshop.question_set_id, workshop.question_set.edition)
    asked = {
        area.key: tuple(
            one.key for one in held.questions if one.area_id == area.pk and (one.in_short or not workshop.is_short)
        )
        for area in held.areas
        if area.pk in taken or not taken
    }
    keys = {one.pk: one.key for one in held.questions}
    return Round(workshop, name, on, held, asked, {keys[pk]: level for pk, level in plenary.items() if pk in keys})


def _add_releases(rounds: dict[int, Round]) -> None:
    """The latest release of each question and area."""
    tallies: dict[int, dict[str, ReleaseFigures]] = {pk: {} for pk in rounds}
    halves: dict[int, dict[str, tuple[int, ...]]] = {pk: {} for pk in rounds}
    names = {pk: _addresses(one) for pk, one in rounds.items()}
    rows = Release.objects.filter(workshop__in=list(rounds)).order_by("pk")
    for of, question, area, kept in rows.values_list("workshop", "question", "area", "data"):
        if question is not None and (key := names[of][0].get(question)):
            tallies[of][key] = ReleaseFigures.from_json(kept)
        elif area is not None and (key := names[of][1].get(area)):
            halves[of][key] = tuple(kept["half_levels"])
    for pk, one in rounds.items():
        rounds[pk] = replace(one, tallies=tallies[pk], half_levels=halves[pk])


def _add_targets(rounds: dict[int, Round]) -> None:
    areas: dict[int, dict[str, int]] = {pk: {} for pk in rounds}
    questions: dict[int, dict[str, int]] = {pk: {} for pk in rounds}
    names = {pk: _addresses(one) for pk, one in rounds.items()}
    rows = Target.objects.filter(workshop__in=list(rounds))
    for of, question, area, level in rows.values_list("workshop", "question", "area", "level"):
        key = names[of][0].get(question) if question is not None else names[of][1].get(area)
        if key:
            (questions if question is not None else areas)[of][key] = level
    for pk, one in rounds.items():
        rounds[pk] = replace(one, area_targets=areas[pk], question_targets=questions[pk])


def _addresses(one: Round) -> tuple[dict[int, str], dict[int, str]]:
    """Numbers of the questions and areas, and their addresses."""
    return {each.pk: each.key for each in one.content.questions}, {each.pk: each.key for each in one.content.areas}
