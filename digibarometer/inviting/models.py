"""Who is wanted in the room, what the invitation says, and whom it is sent to."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User, new_secret
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

    class Language(models.TextChoices):
        """What the invitation is written in."""

        SV = "sv", _("Swedish")
        EN = "en", _("English")

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="letter")
    secret = models.CharField(max_length=40, unique=True, default=new_secret)
    language = models.CharField(_("Language"), max_length=2, choices=Language, default=Language.SV)
    subject = models.CharField(_("Subject"), max_length=120, blank=True)  # empty: ours
    text = models.TextField(_("Your text"), max_length=4_000, blank=True)  # empty: ours
    contact = models.CharField(_("Whom to ask"), max_length=160, blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.workshop}"


class Invitee(models.Model):
    """An address that the invitation goes to once. It is deleted when the workshop ends."""

    class Status(models.TextChoices):
        """How far the letter has come."""

        LISTED = "listed", _("Not sent")
        WAITING = "waiting", _("Waiting to be sent")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Not sent: the mail server said no")
        UNSURE = "unsure", _("Unsure: the sending was cut off")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invited")
    email = models.EmailField()
    status = models.CharField(max_length=8, choices=Status, default=Status.LISTED)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)  # of the status

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "email"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.workshop} {self.status}"
