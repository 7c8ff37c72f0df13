"""The rows of support: what was asked of the coordinator, who is invited to coach, and rehearsals."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import SignUpInvitation, User, new_secret
from digibarometer.workshops.models import Right, Workshop


class SupportKind(models.TextChoices):
    """What a municipality can ask its coordinator for."""

    COACHING = "coaching", _("Coaching of our leader")
    LEADING = "leading", _("Lead the workshop on site")
    HORIZON = "horizon", _("A part of the horizon scan")


class Answer(models.TextChoices):
    """What the coordinator answers."""

    YES = "yes", _("Yes")
    OTHER = "other", _("Yes, on another date")
    NO = "no", _("No")


class SupportRequest(models.Model):
    """A workshop asks its county's coordinator for support; the coordinator answers by a secret link."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="support_requests")
    wishes: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    dates: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)  # ISO dates, earliest first
    message = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    sent_at = models.DateTimeField(null=True)  # by e-mail; none: the leader sends the text
    withdrawn_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=5, choices=Answer, blank=True)
    answer_on = models.DateField(null=True)  # the day that the coordinator proposes or agrees to
    answer_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop"], condition=Q(withdrawn_at=None) & ~Q(answer="no"), name="one_request_at_a_time"
            )
        ]

    @property
    def days(self) -> list[date]:
        """The wished days."""
        return [date.fromisoformat(day) for day in self.dates]

    @property
    def wished(self) -> list[str]:
        """What is asked for, in words."""
        return [str(wish.label) for wish in SupportKind if wish.value in self.wishes]

    @property
    def can_be_answered(self) -> bool:
        """Whether the answer can still be given or changed: until the last day that it is about."""
        last = max([*self.days, *([self.answer_on] if self.answer_on else [])], default=timezone.localdate())
        return self.withdrawn_at is None and not self.workshop.is_over and timezone.localdate() <= last


class CoachInvitation(SignUpInvitation):
    """Somebody is asked to coach a workshop, by a link that works once."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="coach_invitations")
    rights: "models.JSONField[list[str], list[str]]" = models.JSONField(default=list)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    @property
    def holds(self) -> bool:
        """Whether somebody can still come in by it."""
        is_late = self.ends_on is not None and self.ends_on < timezone.localdate()
        return self.accepted_at is None and not is_late and self.workshop.state != "closed"

    def rights_text(self) -> str:
        """What the coach is invited to, in words."""
        return ", ".join(str(right.label) for right in Right if right.value in self.rights)


class Rehearsal(models.Model):
    """A copy of a workshop to practise on, with simulated people. It goes by itself after its last day."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="rehearsal")
    of = models.ForeignKey(Workshop, models.SET_NULL, null=True, related_name="rehearsals")
    people = models.PositiveSmallIntegerField()
    unit = models.FloatField()  # seconds that a small thing takes the simulated people
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    goes_on = models.DateField()  # the day that it is thrown away
