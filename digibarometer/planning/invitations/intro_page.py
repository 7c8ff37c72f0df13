"""The short presentation of the workshop as a page, in the place of a film."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from digibarometer.inviting.intro_slides import intro_slides


@require_safe
def intro(request: HttpRequest) -> HttpResponse:
    """What, why and how, for whoever wants to know."""
    return render(request, "planning/inviting/intro.html", {"pages": intro_slides()})
