"""What passed the privacy rule, what the room aims for, and what a closed workshop keeps of its people."""

from collections.abc import Mapping, Sequence
from typing import Any, TypedDict

from django.db import models
from django.db.models import Q
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.questions.models import Area, Question
from digibarometer.workshops.models import Workshop

Kept = dict[str, Any]
CheckOut = Mapping[str, Sequence[int] | None]  # people who said no, partly, yes, by question


class AttendanceCounts(TypedDict):
    """How many took part, and of each role as far as it may be told; None is hidden."""

    people: int | None
    roles: dict[str, int | None]


TODAY = "today"  # the kind of step where the room sees today's picture


class Release(models.Model):
    """Figures of a question (its tally) or of an area (the room's histogram of area means). The latest counts."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="releases")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    raters = models.PositiveSmallIntegerField()  # people behind the figures
    data: "models.JSONField[Kept, Kept]" = models.JSONField()
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # none: the room's own course
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["workshop", "question"], name="releases_of_a_question")]
        constraints = [
            models.CheckConstraint(
                condition=Q(question=None, area__isnull=False) | Q(question__isnull=False, area=None),
                name="a_question_or_an_area",
            )
        ]


class CheckOutRelease(models.Model):
    """People per answer to a question on the workshop itself. Only the latest is kept."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="check_out_releases")
    question = models.CharField(max_length=12)
    answers: "models.JSONField[list[int], list[int]]" = models.JSONField()  # people who said no, partly, yes
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "question"], name="a_release_a_check_out_question")]


class Target(models.Model):
    """The level that the room wants an area to be at in the target year; for a question where it wants that too."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="targets")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "area"], condition=Q(question=None), name="a_target_an_area"),
            models.UniqueConstraint(fields=["workshop", "question"], name="a_target_a_question"),
        ]


class Closing(models.Model):
    """A workshop was closed: when, by whom, on what decision, and its people as numbers."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="closing")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # none: on the date confirmed beforehand
    committee = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    disposal_reference = models.CharField(max_length=120)
    attendance: "models.JSONField[AttendanceCounts, AttendanceCounts]" = models.JSONField()
    check_out: "models.JSONField[CheckOut, CheckOut]" = models.JSONField()
