"""What participants may pass on: a page of what to expect, before the day, and the short presentation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digibarometer.files import file_response
from digibarometer.inviting.ics import invitation_calendar
from digibarometer.inviting.intro_slides import intro_slides
from digibarometer.inviting.invitation_email import times
from digibarometer.inviting.models import InvitationText
from digibarometer.links import display_host, join_url
from digibarometer.workshops.models import Occasion, State
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

NOT_FOUND_BY_SEARCH = "noindex, nofollow"


@never_cache
@require_safe
def participant_page(request: HttpRequest, secret: str) -> HttpResponse:
    """What to expect; after the end only that it is over."""
    letter = _letter_or_404(secret)
    snapshot = load_snapshot(letter.workshop_id)
    is_open = snapshot.is_prework_open or snapshot.workshop.state in {State.OPEN, State.PAUSED}
    context = {
        "workshop": snapshot.workshop,
        "letter": letter,
        "days": [(one, times(snapshot, one), _rows(snapshot, one)) for one in snapshot.occasions],
        "has_day": any(one.on for one in snapshot.occasions),
        "join": join_url(snapshot.workshop.code),
        "host": display_host(),
        "is_open": is_open,
    }
    answer = render(request, "planning/inviting/attending.html", context)
    answer["X-Robots-Tag"] = NOT_FOUND_BY_SEARCH
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@never_cache
@require_safe
def participant_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """All occasions as a calendar file; `?occasion=2` for one of them."""
    letter = _letter_or_404(secret)
    snapshot = load_snapshot(letter.workshop_id)
    wanted = request.GET.get("occasion", "")
    held = [one for one in snapshot.occasions if one.on and wanted in {"", str(one.order)}]
    if not held or snapshot.workshop.is_over:
        raise Http404
    with translation.override(letter.language):
        content = invitation_calendar(snapshot, letter, held)
    return file_response(content, f"digibarometern{'-' + wanted if wanted else ''}.ics")


def _letter_or_404(secret: str) -> InvitationText:
    found = InvitationText.objects.filter(secret=secret).select_related("workshop__municipality").first()
    if found is None:
        raise Http404
    return found


def _rows(snapshot: WorkshopSnapshot, occasion: Occasion) -> list[tuple[str, object]]:
    return [(f"{row.clock:%H:%M}" if row.clock else "", row.step.title) for row in schedule_rows(snapshot, occasion)]


@require_safe
def intro(request: HttpRequest) -> HttpResponse:
    """What, why and how, in the place of a film, for whoever wants to know."""
    return render(request, "planning/inviting/intro.html", {"pages": intro_slides()})
