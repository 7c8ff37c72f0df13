"""What the room is asked, what each shows, and what everyone was shown of that."""

from typing import Any

from django.db import models

from digibarometer.workshops.models import OwnAnswer, Participant, Step, Workshop
from tests.fifth_exercise.rules import MAX_QUESTION_LENGTH


class Question(models.Model):
    """What the room is asked in a step. Opened once, and what was opened stands."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="fist_questions")
    step = models.OneToOneField(Step, models.CASCADE, related_name="fist_question")
    text = models.CharField(max_length=MAX_QUESTION_LENGTH)
    counts: Any = models.JSONField(null=True)  # people by number of fingers, as everyone was shown; none: not opened

    def __str__(self) -> str:
        return self.text


class Hand(OwnAnswer):
    """How many fingers somebody shows. Nobody else is ever told; closing deletes it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="fist_hands")
    question = models.ForeignKey(Question, models.CASCADE, related_name="hands")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="fist_hands")
    fingers = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "participant"], name="one_hand_each")]

    def __str__(self) -> str:
        return f"{self.question}: {self.fingers}"
