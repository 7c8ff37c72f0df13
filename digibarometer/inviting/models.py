"""Who is wanted in the room, what the invitation says, and whom it is sent to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User, new_secret
from digibarometer.i18n import default_language, language_choices
from digibarometer.jobs import Job
from digibarometer.workshops.models import Role, Workshop


class StakeholderFunction(models.Model):
    """A function that should be in the room, with how many are asked and have said yes."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="wanted")
    key = models.CharField(max_length=20, blank=True)  # of content/inviting/functions.yaml; empty for one's own
    name = models.CharField(_("Function"), max_length=60, blank=True)  # one's own words; empty where the key names it
    role = models.CharField(_("Role"), max_length=10, choices=Role, default=Role.OFFICIAL)
    invited = models.PositiveSmallIntegerField(default=0)
    coming = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.key


class InvitationText(models.Model):
    """The invitation of a workshop: the leader's own words, and the secret of the participants' page."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="letter")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    language = models.CharField(_("Language"), max_length=2, choices=language_choices, default=default_language)
    subject = models.CharField(_("Subject"), max_length=120, blank=True)  # empty: ours
    text = models.TextField(_("Your text"), max_length=4_000, blank=True)  # empty: ours
    contact = models.CharField(_("Whom to ask"), max_length=160, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)


class Invitee(Job):
    """An address that the invitation goes to once. It is deleted when the workshop ends."""

    class State(models.TextChoices):
        """How far the letter has come."""

        LISTED = "listed", _("Not sent")
        WAITING = "waiting", _("Waiting to be sent")
        WORKING = "working", _("Being sent")
        DONE = "done", _("Sent")
        FAILED = "failed", _("Not sent: the mail server said no")
        UNSURE = "unsure", _("Unsure: the sending was cut off")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invited")
    email = models.EmailField()
    state = models.CharField(max_length=8, choices=State, default=State.LISTED)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)  # when it was asked for, then when it was sent

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "email"], name="invited_once")]
