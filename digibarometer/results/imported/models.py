"""Which workshops were never held here, and who brought them in."""

from django.db import models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.workshops.models import Workshop


class ImportedRound(models.Model):
    """A workshop was brought in from a file: by whom and when."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="imported")
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
