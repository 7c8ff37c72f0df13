"""Activities and what people think of them; what becomes of them afterwards."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.jobs import Job
from digibarometer.measures.averages import median_level, middle_half
from digibarometer.notes.models import MAX_NOTE_LENGTH, Note
from digibarometer.questions.models import Question
from digibarometer.workshops.models import OwnAnswer, Participant, Step, Workshop


class Status(models.TextChoices):
    """How it goes."""

    WAITING = "waiting", _("Not begun")
    GOING = "going", _("Going on")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class ProposalSource(models.Model):
    """What a proposal grew from, in words: area:3, theme:5, note:12, horizon:7."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="origins")
    note = models.OneToOneField(Note, models.CASCADE, related_name="origin")
    source = models.CharField(max_length=60)


Votes = list[int] | None  # how many chose each level


class Activity(models.Model):
    """Something that was taken up on the short list; when chosen, a part of the plan."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="activities")
    step = models.ForeignKey(Step, models.SET_NULL, null=True, related_name="activities")
    number = models.PositiveSmallIntegerField()  # in pictures and lists; kept while it lives
    source = models.CharField(max_length=60)  # what was voted on: proposal:12, bundle:5
    name = models.CharField(max_length=MAX_NOTE_LENGTH)
    merged: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # proposals under it
    grew_from = models.CharField(max_length=60, blank=True)
    dots = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, default=timezone.now)  # none: taken off the short list again
    effect: "models.JSONField[Votes, Votes]" = models.JSONField(null=True)  # votes per level, once opened and enough
    effort: "models.JSONField[Votes, Votes]" = models.JSONField(null=True)
    weighed_by = models.PositiveSmallIntegerField(null=True)  # people whose votes were opened; none: not opened
    agreed_effect = models.PositiveSmallIntegerField(null=True)  # where the room placed it, after talking
    agreed_effort = models.PositiveSmallIntegerField(null=True)
    chosen_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    owner = models.CharField(_("Owner"), max_length=80, blank=True)  # a role or a unit
    owner_name = models.CharField(_("Name"), max_length=60, blank=True)  # only if wanted; not in open files
    first_step = models.CharField(_("First step"), max_length=MAX_NOTE_LENGTH, blank=True)
    due_on = models.DateField(_("Done by"), null=True, blank=True)
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="+")
    from_level = models.PositiveSmallIntegerField(null=True)
    to_level = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(_("How it goes"), max_length=8, choices=Status, default=Status.WAITING)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "source"], name="taken_up_once"),
            models.UniqueConstraint(fields=["workshop", "number"], name="one_activity_a_number"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def effect_middle(self) -> float | None:
        """How much it gives: where the room placed it, else the median of the votes."""
        return self.agreed_effect if self.agreed_effect is not None else median_level(self.effect or ())

    @property
    def effort_middle(self) -> float | None:
        """How much it takes."""
        return self.agreed_effort if self.agreed_effort is not None else median_level(self.effort or ())

    @property
    def effect_range(self) -> tuple[float, float] | None:
        """Where the middle half of the votes lies; none where the room has placed it."""
        return middle_half(self.effect or ()) if self.agreed_effect is None else None

    @property
    def effort_range(self) -> tuple[float, float] | None:
        """From the lowest to the highest effort that was given; None without votes."""
        return middle_half(self.effort or ()) if self.agreed_effort is None else None

    @property
    def is_open(self) -> bool:
        """Whether there is anything left to do."""
        return self.status in {Status.WAITING, Status.GOING}


class EffectEffortVote(OwnAnswer):
    """What one participant thinks that an activity gives and takes. Nobody else is shown it; closing deletes it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="weights")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="weights")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="weights")
    effect = models.PositiveSmallIntegerField(null=True)
    effort = models.PositiveSmallIntegerField(null=True)
    was_entered = models.BooleanField(default=False)  # by who leads, for a person without a phone

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "participant"], name="weighs_once")]


class Progress(models.Model):
    """Somebody said how it goes with an activity: someone with an account, or its owner by a link."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="progress")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="progress")
    status = models.CharField(max_length=8, choices=Status)
    text = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")  # none: the owner, by a link

    class Meta:
        ordering = ["-at", "-pk"]


class ActivityReminder(Job):
    """Where an activity's owner wants to be asked how it goes. The address goes when it is done or not wanted."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reminders")
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="reminder")
    address = models.EmailField(_("E-mail"), blank=True)  # empty: nobody is asked
    begun_on = models.DateField()
    sent_on = models.DateField(null=True)  # the last day that they were asked, or could not be
    stopped_at = models.DateTimeField(null=True)  # by the owner, through the link
