"""A workshop's signals, and where its groups place them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from digibarometer.notes.models import number_by_chance, place_by_chance
from digibarometer.questions.models import Card
from digibarometer.workshops.models import Group, OwnAnswer, Participant, Step, Workshop

FIRST_OWN = (
    1000  # the place from which people's own observations lie, by chance; before them cards, as they were chosen
)


def place_of_own() -> int:
    """A place among people's own observations that says nothing of who was first."""
    return FIRST_OWN + place_by_chance()


class Signal(OwnAnswer):
    """Something that the workshop looks at: a chosen card, or an observation of somebody's own."""

    id = models.BigIntegerField(primary_key=True, default=number_by_chance)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="signals")
    step = models.ForeignKey(Step, models.CASCADE, related_name="signals")
    key = models.CharField(max_length=40)  # made by the client, or card-<number>
    card = models.ForeignKey(Card, models.PROTECT, null=True, related_name="signals")
    title = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=280, blank=True)
    link = models.CharField(max_length=500, blank=True)
    author = models.ForeignKey(Participant, models.SET_NULL, null=True, related_name="signals")  # closing empties it
    answer = models.CharField(max_length=280, blank=True)  # what we do about it, in one sentence
    removed_at = models.DateTimeField(null=True)
    place = models.BigIntegerField(default=place_of_own)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "key"], name="one_signal_of_each_key")]

    def __str__(self) -> str:
        return str(self.card) if self.card else self.title


class Placement(models.Model):
    """Where a small group places a signal; without a group: where the room places it after talking."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="placements")
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="placements")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    horizon = models.PositiveSmallIntegerField(null=True)
    meaning = models.PositiveSmallIntegerField(null=True)
    is_threat = models.BooleanField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signal", "group"], name="one_place_a_group"),
            models.UniqueConstraint(fields=["signal"], condition=Q(group=None), name="one_place_of_the_room"),
        ]

    @property
    def is_whole(self) -> bool:
        """Whether all three have been said."""
        return None not in (self.horizon, self.meaning, self.is_threat)
