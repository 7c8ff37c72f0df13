"""What a leader has done with an agenda beyond its steps."""

from django.db import models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.questions.models import Area
from digibarometer.workshops.models import Occasion, Step, Workshop

DRAWN_FOR = 24  # people that the templates' minutes are drawn for


class RemovedStep(models.Model):
    """A step that was taken out of the agenda, whole, so that it can be put back."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="dropped_steps")
    occasion = models.ForeignKey(Occasion, models.SET_NULL, null=True, related_name="+")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    title = models.JSONField(default=dict)
    guide = models.JSONField(default=dict)
    watch_speaker = models.BooleanField(default=False)
    phases = models.JSONField(default=list)  # [{"kind": …, "minutes": …, "text": …}]
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    @property
    def minutes(self) -> int:
        """How long it was."""
        return sum(phase["minutes"] for phase in self.phases)


class ExpectedAttendance(models.Model):
    """How many people the leader expects, and how many the minutes have been fitted to."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="expected")
    people = models.PositiveSmallIntegerField(null=True)
    fitted = models.PositiveSmallIntegerField(default=DRAWN_FOR)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class BetweenSessionsTask(models.Model):
    """What to do after an occasion, until the next: for those who lead, and for those who take part."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="betweens")
    occasion = models.OneToOneField(Occasion, models.CASCADE, related_name="between")
    leaders = models.TextField(blank=True)
    participants = models.TextField(blank=True)


class ReplanProposal(models.Model):
    """How the rest of an occasion is planned anew: proposed, and since when it holds, if it does."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="rest")
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="+")
    ends = models.TimeField()  # when the occasion is to end
    over = models.PositiveSmallIntegerField(default=0)  # minutes past it that the least takes
    before = models.JSONField(default=dict)  # minutes of each phase that is left, by its number as text
    after = models.JSONField(default=dict)
    behind_before = models.SmallIntegerField(default=0)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)


class StepRecap(models.Model):
    """What the room had come to when it left a step, in a few words: for those who come later, and another day."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="told")
    step = models.OneToOneField(Step, models.CASCADE, related_name="told")
    facts: "models.JSONField[list[dict[str, str]], list[dict[str, str]]]" = models.JSONField(default=list)
    newest = models.PositiveBigIntegerField(default=0)  # the last participant who had come in by then
