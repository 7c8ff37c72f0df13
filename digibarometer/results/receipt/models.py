"""What a leader changed of a written receipt. Every version is kept; the latest counts."""

from django.db import models
from django.utils import timezone

from digibarometer.accounts.models import User
from digibarometer.workshops.models import Workshop


class ReceiptEdit(models.Model):
    """A part of the receipt in someone's own words, in one language. Without text: the written one again."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="receipt_edits")
    part = models.CharField(max_length=12)  # stated, done, ratings, remains
    language = models.CharField(max_length=5)
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["workshop", "part"], name="edits_of_a_receipt")]
