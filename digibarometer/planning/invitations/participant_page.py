"""The participants' page: what to expect, before the day, by a link that tells no more than one may pass on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digibarometer.inviting.ics import calendar
from digibarometer.inviting.invitation_email import times
from digibarometer.inviting.models import Letter
from digibarometer.workshops.models import Occasion, State
from digibarometer.workshops.schedule import rows
from digibarometer.workshops.snapshot import Now, read
from digibarometer.workshops.urls_and_qr import host, join_address

NOT_FOUND_BY_SEARCH = "noindex, nofollow"


@never_cache
@require_safe
def attending(request: HttpRequest, secret: str) -> HttpResponse:
    """What to expect; after the end only that it is over."""
    letter = _letter_or_404(secret)
    here = read(letter.workshop_id)
    is_open = here.is_ahead or here.workshop.state in {State.OPEN, State.PAUSED}
    context = {
        "workshop": here.workshop,
        "letter": letter,
        "days": [(one, times(here, one), _rows(here, one)) for one in here.occasions],
        "has_day": any(one.on for one in here.occasions),
        "join": join_address(here.workshop) if here.workshop.code else "",
        "host": host(),
        "is_open": is_open,
    }
    answer = render(request, "planning/inviting/attending.html", context)
    answer["X-Robots-Tag"] = NOT_FOUND_BY_SEARCH
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@require_safe
def attending_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """All occasions as a calendar file; `?occasion=2` for one of them."""
    letter = _letter_or_404(secret)
    here = read(letter.workshop_id)
    wanted = request.GET.get("occasion", "")
    held = [one for one in here.occasions if one.on and wanted in {"", str(one.order)}]
    if not held or here.workshop.is_over:
        raise Http404
    with translation.override(letter.language):
        answer = HttpResponse(calendar(here, letter, held), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="digibarometern{"-" + wanted if wanted else ""}.ics"'
    answer["X-Robots-Tag"] = NOT_FOUND_BY_SEARCH
    return answer


def _letter_or_404(secret: str) -> Letter:
    found = Letter.objects.filter(secret=secret).select_related("workshop__municipality").first()
    if found is None:
        raise Http404
    return found


def _rows(here: Now, occasion: Occasion) -> list[tuple[str, object]]:
    return [(f"{row.clock:%H:%M}" if row.clock else "", row.step.title) for row in rows(here, occasion)]
