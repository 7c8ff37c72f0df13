"""Pages that stand still: health, accessibility statement, how data is handled."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from digibarometer.live import doing


def health(request: HttpRequest) -> JsonResponse:
    """Whether the database answers and the live room runs, with its figures. For a monitor, not for people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    figures = doing.health()
    return JsonResponse({"ok": bool(figures), **figures}, status=200 if figures else 503)


def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "screens/accessibility.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who sees it, and for how long."""
    return render(request, "screens/privacy.html", {"backup_days": settings.BACKUP_DAYS})
