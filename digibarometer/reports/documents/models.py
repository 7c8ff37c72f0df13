"""The documents that somebody has asked for, what a municipality shares, and what others have shared with us."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.jobs import DONE, FAILED, WAITING, WORKING, Job
from digibarometer.workshops.models import Workshop

STATES = {
    WAITING: _("Waits for its turn"),
    WORKING: _("Is being made"),
    DONE: _("Ready"),
    FAILED: _("Could not be made"),
}


class Document(Job):
    """A document of a workshop in one language; the file lies in the data folder, under the version of its data."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12)
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField(null=True)
    percent = models.PositiveSmallIntegerField(default=0)
    version = models.CharField(max_length=64, blank=True)  # of the data that it was made from
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the file
    size = models.PositiveIntegerField(default=0)  # bytes

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "kind", "language"], name="one_document_of_a_kind")]

    @property
    def is_under_way(self) -> bool:
        """Whether it waits or is being made."""
        return self.state == WORKING or self.due_at is not None

    @property
    def state_text(self) -> str:
        """How far it has come, in words."""
        return str(STATES[self.state])


class Approved(models.Model):
    """What the municipality has approved to share of a workshop: exactly the file that it sends, and by whom."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="approvals")
    content = models.TextField()  # the file
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
