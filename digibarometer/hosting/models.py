"""What a leader has said to the room, what groups have asked for, and how the projector stands."""

from django.db import models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.workshops.models import Group, OwnAnswer, Participant, Phase, Step, Workshop


class Message(models.Model):
    """A few words of the leader, to a group or to all. It goes with the phase, when confirmed or when taken back."""

    class Where(models.TextChoices):
        """Where it is shown."""

        PHONES = "phones"
        BOARD = "board"
        BOTH = "both"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="messages")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")  # none: all
    text = models.CharField(max_length=140)
    where = models.CharField(max_length=6, choices=Where, default=Where.PHONES)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)  # by someone of the group
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text


class Hand(models.Model):
    """What a group wants of the leader in a phase: help, or to say that it is done; and whether it has been seen."""

    class What(models.TextChoices):
        """What it says."""

        HELP = "help"
        DONE = "done"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="hands")
    phase = models.ForeignKey(Phase, models.CASCADE, related_name="+")
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    what = models.CharField(max_length=4, choices=What, blank=True)  # empty: taken down
    raised_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["raised_at"]
        constraints = [models.UniqueConstraint(fields=["phase", "group"], name="a_hand_a_phase")]


class Projector(models.Model):
    """How the leader has set the projector: dark, standing still on what it showed, or without some of its panels."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="projector")
    paused_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)
    frozen: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict)  # HTML by language
    hidden: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # keys of panels
    instead = models.CharField(max_length=12, blank=True)  # what it shows in the place of the step: parking, answers
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class ParkingLot(models.Model):
    """Whether participants may put questions in the parking lot from their phones: since when, and who let them."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="parking")
    opened_at = models.DateTimeField(null=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")


class ParkedQuestion(models.Model):
    """A question that is not for now, so that it is not lost."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="parked")
    key = models.CharField(max_length=40)  # made by the screen that it was written on
    text = models.CharField(max_length=200)
    writer = models.CharField(max_length=20, blank=True)  # the seat's key, so that only the writer rewrites it
    at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    away_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="parked_once")]

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What the room decided, as the leader wrote it down."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="decisions")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=40)
    text = models.CharField(max_length=500, blank=True)  # empty: taken back
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="decided_once")]

    def __str__(self) -> str:
        return self.text


class QuickQuestion(models.Model):
    """An instant question to the room: a choice, a scale from 1 to 5, or words."""

    class Kind(models.TextChoices):
        """How it is answered."""

        CHOICE = "choice"
        SCALE = "scale"
        WORDS = "words"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="asks")
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=6, choices=Kind)
    text = models.CharField(max_length=140)
    choices: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    counts: "models.JSONField[list[int] | None, list[int] | None]" = models.JSONField(null=True)  # as released

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="asked_once")]

    def __str__(self) -> str:
        return self.text

    @property
    def options(self) -> list[str]:
        """What can be chosen, in order; nothing for words."""
        return ["1", "2", "3", "4", "5"] if self.kind == self.Kind.SCALE else self.choices


class QuickAnswer(OwnAnswer):
    """Someone's answer while the question is open. When it closes only words stay, without their writer."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="ask_answers")
    ask = models.ForeignKey(QuickQuestion, models.CASCADE, related_name="answers")
    participant = models.ForeignKey(Participant, models.CASCADE, null=True, related_name="+")
    value = models.PositiveSmallIntegerField(null=True)  # the option's place, from 1
    text = models.CharField(max_length=60, blank=True)
    is_shown = models.BooleanField(default=False)  # words that the leader lets the projector show

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "participant"], name="answers_once")]

    def __str__(self) -> str:
        return self.text or str(self.value)
