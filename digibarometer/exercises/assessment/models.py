"""Three layers that never overwrite each other: own ratings, the groups' and the whole room's."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.questions.models import Question
from digibarometer.workshops.models import ELSEWHERE, Group, OwnAnswer, Participant, ParticipantsField, Workshop
from digibarometer.workshops.seats import Viewer


def _of_person(what: str, viewer: Viewer, questions: Sequence[int]) -> list[tuple[Any, ...]]:
    """A person's rows on these questions: what, where it was said in this sitting, else nothing but the question.

    Plain SQL, because each phone that comes asks for its own.
    """
    columns, _, table = what.partition(" FROM ")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT question_id, sitting = %s, {columns} FROM {table} WHERE participant_id = %s"
            f" AND question_id IN ({', '.join(['%s'] * len(questions)) or 'NULL'})",
            [viewer.sitting, viewer.participant_id, *questions],
        )
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


class RatingManager(models.Manager["Rating"]):
    """Keeps ratings in one statement each."""

    def set_rating(self, workshop: int, viewer: Viewer, group: int | None, question: int, level: int | None) -> None:
        """Make this the participant's rating of the question; the last one counts."""
        with connection.cursor() as cursor:  # the ORM's upsert costs four times as much, and this runs most of all
            cursor.execute(
                "INSERT INTO assessment_rating (workshop_id, participant_id, sitting, group_id, question_id, level)"
                " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (participant_id, question_id)"
                " DO UPDATE SET level = excluded.level, sitting = excluded.sitting, group_id = excluded.group_id,"
                " entered_by_id = NULL",
                [workshop, viewer.participant_id, viewer.sitting, group, question, level],
            )

    def answers_of(self, viewer: Viewer, questions: Sequence[int]) -> dict[int, int | str | None]:
        """What someone has answered of these questions: the level, None for "vet ej"; ELSEWHERE in another sitting."""
        rows = _of_person("level FROM assessment_rating", viewer, questions)
        return {question: level if is_own else ELSEWHERE for question, is_own, level in rows}


class Rating(OwnAnswer):
    """What one participant thinks of one question. Nobody else is ever shown it; closing deletes it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="ratings")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="ratings")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="ratings")  # that it was given in
    question = models.ForeignKey(Question, models.PROTECT, related_name="ratings")
    level = models.PositiveSmallIntegerField(null=True)  # none: "vet ej"
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # from a card, by who leads

    objects = RatingManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "question"], name="one_rating_each")]
        indexes = [models.Index(fields=["workshop", "question"], name="ratings_of_a_question")]


class Opening(models.Model):
    """A group's spread was opened: what it showed then, which no late rating redraws. Never taken back."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="openings")
    group = models.ForeignKey(Group, models.CASCADE, related_name="openings")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    counts = models.JSONField()  # people at each level of the scale
    dont_know = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="+")  # none: all had answered
    at = models.DateTimeField(default=timezone.now)
    hidden_at = models.DateTimeField(null=True)  # since somebody came to the group whom it would tell of single people
    # participants whose levels it counts, and those who have seen it and then left the group
    counted: "models.JSONField[list[int], list[int]]" = ParticipantsField(default=list)
    readers: "models.JSONField[list[int], list[int]]" = ParticipantsField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "question"], name="opened_once")]


class PublishedFigure(models.Model):
    """Whom a figure that the whole room has been shown counts, for what may be shown after it. Closing deletes it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="published_figures")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    people: "models.JSONField[list[int], list[int]]" = ParticipantsField()

    class Meta:
        indexes = [models.Index(fields=["workshop", "question"], name="figures_of_a_question")]


class GroupRating(models.Model):
    """The level that a small group stands for after talking, and why."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="group_ratings")
    group = models.ForeignKey(Group, models.CASCADE, related_name="group_ratings")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    minority = models.TextField(blank=True)  # "we did not agree": the other view
    at = models.DateTimeField(default=timezone.now)
    from_paper_at = models.DateTimeField(null=True)  # when the level was keyed in from paper; none: said on a screen
    entered_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # none: by the group itself

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "question"], name="one_level_a_group")]


class PlenaryRating(models.Model):
    """The level that the whole room agreed on, with a motivation where it was discussed."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="plenary_ratings")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    motivation = models.TextField(blank=True)
    was_discussed = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "question"], name="one_level_a_room")]


class PlenaryChange(models.Model):
    """The room's level of a question was changed: from what to what, by whom and when. Nothing is lost by undoing."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="plenary_changes")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    before = models.PositiveSmallIntegerField(null=True)
    level = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]


class MotivationChange(models.Model):
    """The room's motivation for a level was rewritten: what it was, what it became, by whom and when."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="motivation_changes")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    before = models.TextField(blank=True)
    motivation = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)  # when the last word of it was written

    class Meta:
        ordering = ["-pk"]


class Secretary(models.Model):
    """Who writes for a small group. Anyone in it can take it over; it gives no right that the others lack."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="secretaries")
    group = models.OneToOneField(Group, models.CASCADE, related_name="secretary")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.participant)


class OwnReasonManager(models.Manager["OwnReason"]):
    """Asks what somebody wrote."""

    def reasons_of(self, viewer: Viewer, questions: Sequence[int]) -> list[tuple[int, str, bool]]:
        """Question, reason, and whether it is shared with the group; only what was said in this sitting."""
        rows = _of_person("reason, is_shared FROM assessment_ownreason", viewer, questions)
        return [(question, reason, bool(is_shared)) for question, is_own, reason, is_shared in rows if is_own]


class OwnReason(OwnAnswer):
    """Why somebody rated as they did: for themselves, and for their group (without a name) only if they say so."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="own_reasons")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="own_reasons")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")  # that it was written in
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    is_shared = models.BooleanField(default=False)

    objects = OwnReasonManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "question"], name="one_reason_each")]


def levels_by_group(workshop: int, questions: Iterable[int]) -> dict[int, dict[int, int]]:
    """The groups' levels: question → group → level, those that are set."""
    rows = GroupRating.objects.filter(workshop=workshop, question__in=questions, level__isnull=False)
    levels: dict[int, dict[int, int]] = {question: {} for question in questions}
    for question, group, level in rows.order_by("group__number").values_list("question", "group", "level"):
        levels[question][group] = level  # type: ignore[assignment]
    return levels
