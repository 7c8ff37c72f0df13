"""Pages that stand still: accessibility statement, how data is handled."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "screens/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and for how long."""
    return render(request, "screens/privacy.html", {"backup_days": settings.BACKUP_DAYS})
