"""What the room says of each activity of the plan before."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.exercises.activities.models import Activity
from digibarometer.workshops.models import Workshop

MAX_LED_TO_LENGTH = 500


class FollowUpStatus(models.TextChoices):
    """How it went, as the room sees it."""

    DONE = "done", _("Done")
    GOING = "going", _("Under way")
    NOT_DONE = "not_done", _("Not done")
    DROPPED = "dropped", _("Not relevant any more")


class FollowUp(models.Model):
    """The room of this workshop said what became of an activity of the plan before, and what it led to."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="follow_ups")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="follow_ups")  # of the round before
    became = models.CharField(max_length=8, choices=FollowUpStatus, blank=True)  # empty: not said
    led_to = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "activity"], name="followed_up_once")]
