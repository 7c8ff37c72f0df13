"""Pages that stand still: accessibility statement, how data is handled, what the software is."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from digibarometer import __version__


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "screens/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and for how long."""
    return render(request, "screens/privacy.html", {"backup_days": settings.BACKUP_DAYS})


def about(request: HttpRequest) -> HttpResponse:
    """What the software is, whose it is not, and its version."""
    return render(request, "screens/about.html", {"version": __version__})
