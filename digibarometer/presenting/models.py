"""A guest's PDF as it is shown: its pages as pictures, and their words for those who do not see them."""

from datetime import timedelta
from secrets import token_urlsafe

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.workshops.models import Workshop

GIVEN_UP = timedelta(minutes=5)  # after which reading is taken to have been cut off


class State(models.TextChoices):
    """How far the reading of a PDF has come."""

    READING = "reading", _("Is being read")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be read")


class Presentation(models.Model):
    """A PDF that somebody has brought to a workshop; `shown` is its page on the projector, 0 while there is none."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="presentations")
    title = models.CharField(max_length=120)
    secret = models.CharField(max_length=64, default=token_urlsafe, unique=True)  # in the addresses of its pictures
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    why = models.CharField(max_length=300, blank=True)  # it could not be read, and what to do
    count = models.PositiveSmallIntegerField(default=0)  # pages
    shown = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_cut_off(self) -> bool:
        """Whether the server was stopped while it was read."""
        return self.state == State.READING and self.at < timezone.now() - GIVEN_UP


class Page(models.Model):
    """A page: its picture (WebP, at most 1920 × 1080), and its words."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="presented_pages")
    presentation = models.ForeignKey(Presentation, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    picture = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["presentation", "number"], name="one_page_a_number")]
