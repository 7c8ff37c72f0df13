"""Whose answers have been shown, to small groups and to the whole room: what has once been shown counts for ever.

Groups change, people move and seats are merged, but nobody forgets a spread that they have seen. So each opening keeps
whom it counted and who has sat before it, and each figure of the room whom it counted. Closing deletes both.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from digibarometer.exercises.assessment.models import Opening, PublishedFigure, Rating
from digibarometer.exercises.assessment.rules import MIN_ANSWERS
from digibarometer.measures.differencing_attack import People, Shown, Spread, discloses_small_set
from digibarometer.questions.models import Question
from digibarometer.workshops.models import Attendance, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot

Row = tuple[int, int, str, int | None, int | None]  # question, participant, role, group, level


class Given(NamedTuple):
    """Someone's answer in a small group that no spread has counted yet."""

    participant: int
    level: int | None
    has_no_phone: bool


def given_in(group: int, question: int) -> list[Given]:
    """The answers that a group's spread of a question would count: those that no other group's has counted."""
    counted = _counted(Opening.objects.filter(question=question, workshop__groups=group).exclude(group=group))
    rows = Rating.objects.filter(group=group, question=question)
    answers = [Given(*row) for row in rows.values_list("participant", "level", "participant__has_no_phone")]
    return [answer for answer in answers if answer.participant not in counted]


def _counted(openings: Iterable[Opening]) -> set[int]:
    return {person for opening in openings for person in opening.counted}


def hands(answers: Sequence[Given]) -> int:
    """How many people are sure to have answered: those without a phone count as one, since one may act for them all."""
    return sum(not answer.has_no_phone for answer in answers) + any(answer.has_no_phone for answer in answers)


def would_tell_of_few(snapshot: WorkshopSnapshot, group: int, question: Question, answers: Sequence[Given]) -> bool:
    """Whether the group's spread, with all that its members have been shown of the question, tells of single people."""
    counted = frozenset(answer.participant for answer in answers if answer.level is not None)
    sits = _readers(snapshot.pk)
    before = _shown(snapshot.pk, question.pk, sits)
    after = before._replace(spreads=(*before.spreads, Spread(counted, frozenset(sits[group]))))
    return discloses_small_set(before, after, snapshot.workshop.threshold, _let_in(snapshot.pk, question.pk))


def answered_at_tables(workshop: int, questions: Collection[int]) -> QuerySet[Rating]:
    """Ratings of people whom a table's screen had let in, given there; without cards that a leader keyed in.

    Whoever sits at a table can have made up all whom it let in.
    """
    given = Rating.objects.filter(workshop=workshop, question__in=questions, entered_by=None)
    return given.filter(participant__has_no_phone=True)


def _let_in(workshop: int, question: int) -> list[People]:
    """Those whom each table's screen let in, and who have rated the question there."""
    rated = answered_at_tables(workshop, [question]).exclude(level=None)
    tables: dict[int | None, set[int]] = defaultdict(set)
    for group, person in rated.values_list("group", "participant"):
        tables[group].add(person)
    return [frozenset(people) for people in tables.values()]


def what_was_shown(snapshot: WorkshopSnapshot, question: int, rows: Sequence[Row]) -> Shown:
    """What has been shown of a question, and the spreads that groups may yet come to see of these ratings."""
    sits = _readers(snapshot.pk)
    before = _shown(snapshot.pk, question, sits)
    opened = dict(Opening.objects.filter(workshop=snapshot.pk, question=question).values_list("group", "counted"))
    counted = {person for people in opened.values() for person in people}
    waiting: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    for _, person, _, group, level in rows:
        if group is not None and group not in opened and person not in counted:
            waiting[group].append((person, level))
    coming = [
        Spread(
            frozenset(person for person, level in answers if level is not None),
            frozenset(person for person, _ in answers) | sits[group],
        )
        for group, answers in waiting.items()
        if len(answers) >= MIN_ANSWERS
    ]
    return before._replace(spreads=(*before.spreads, *coming))


def _shown(workshop: int, question: int, sits: dict[int, set[int]]) -> Shown:
    openings = Opening.objects.filter(workshop=workshop, question=question)
    return Shown(tuple(_spread(one, sits) for one in openings), _figures(workshop, question))


def _spread(opening: Opening, sits: dict[int, set[int]]) -> Spread:
    """An opened spread with who has seen it: those who sat before it once, and while it is shown those who do now."""
    now = sits[opening.group_id] if opening.hidden_at is None else set()
    return Spread(frozenset(opening.counted), frozenset({*opening.readers, *now}))


def _figures(workshop: int, question: int) -> tuple[People, ...]:
    rows = PublishedFigure.objects.filter(workshop=workshop, question=question).values_list("people", flat=True)
    return tuple(frozenset(people) for people in rows)


def _readers(workshop: int) -> dict[int, set[int]]:
    """Who sits in each group, in any occasion."""
    sits: dict[int, set[int]] = defaultdict(set)
    rows = Attendance.objects.filter(workshop=workshop, group__isnull=False).values_list("group", "participant")
    for group, person in rows:
        sits[group or 0].add(person)
    return sits


def keep_readers(workshop: int) -> None:
    """Note down who has seen each opened spread, before people change groups."""
    sits = _readers(workshop)
    openings = list(Opening.objects.filter(workshop=workshop))
    for opening in openings:
        opening.readers = sorted(_spread(opening, sits).readers)
    Opening.objects.bulk_update(openings, ["readers"])


def hide_from_newcomers(workshop: int) -> None:
    """After people have changed groups: a spread is hidden that would tell somebody of few, with what they have seen.

    To be called after `keep_readers`, which says who had seen what before.
    """
    sits, by_question = _readers(workshop), defaultdict[int, list[Opening]](list)
    threshold = Workshop.objects.values_list("threshold", flat=True).get(pk=workshop)
    for opening in Opening.objects.filter(workshop=workshop):
        by_question[opening.question_id].append(opening)
    for question, openings in by_question.items():
        figures, let_in = _figures(workshop, question), _let_in(workshop, question)
        spreads = [Spread(frozenset(one.counted), frozenset(one.readers)) for one in openings]
        for place, opening in enumerate(openings):
            after = [*spreads]
            after[place] = _spread(opening, sits)
            if after[place] == spreads[place]:
                continue
            before = Shown(tuple(spreads), figures)
            if discloses_small_set(before, Shown(tuple(after), figures), threshold, let_in):
                Opening.objects.filter(pk=opening.pk).update(hidden_at=timezone.now())
            else:
                spreads = after


def merge_readers(stays: int, goes: int) -> None:
    """One person had both seats, and has seen what was seen from either. What was counted stays counted."""
    for workshop in Attendance.objects.filter(participant=goes).values_list("workshop", flat=True).distinct():
        keep_readers(workshop)
        openings = [one for one in Opening.objects.filter(workshop=workshop) if goes in one.readers]
        for opening in openings:
            opening.readers = sorted({stays, *opening.readers} - {goes})
        Opening.objects.bulk_update(openings, ["readers"])


def keep_figures(snapshot: WorkshopSnapshot, question: int, figures: Iterable[People]) -> None:
    """Note down whom figures that are now shown to the whole room count."""
    PublishedFigure.objects.bulk_create(
        PublishedFigure(workshop=snapshot.workshop, question_id=question, people=sorted(people)) for people in figures
    )
