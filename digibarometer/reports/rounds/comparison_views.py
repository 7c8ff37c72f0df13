"""Rounds of a municipality side by side, for those who lead one of them or belong to it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digibarometer.reports.page_data import RenderedPicture
from digibarometer.reports.permissions import leader_or_404
from digibarometer.results.comparison.pages import area_page, caveats_page, comparison_pages
from digibarometer.results.rounds.round_comparison import Comparison, compare_rounds
from digibarometer.results.rounds.round_loader import finished_rounds, load_round
from digibarometer.workshops.models import Workshop

MAX_ROUNDS = 6  # rounds beside each other: more lines cannot be told apart


@never_cache
@login_required
@require_safe
def comparison(request: HttpRequest, workshop: int) -> HttpResponse:
    """The rounds that are chosen; from the start this one and the one before it.

    Raises Http404 for others than the municipality's.
    """
    here = leader_or_404(request, workshop)
    rounds = finished_rounds(here.workshop)
    chosen = {one.pk for one in _chosen(request, rounds, here.workshop)}
    loaded = load_round(rounds)
    picked = [one for one in loaded if one.workshop.pk in chosen]
    context: dict[str, Any] = {"workshop": here.workshop, "rounds": loaded, "chosen": chosen, "most": MAX_ROUNDS}
    if len(picked) > 1:
        context |= _shown(compare_rounds(picked))
    return render(request, "reports/rounds/comparison.html", context)


def _chosen(request: HttpRequest, rounds: list[Workshop], here: Workshop) -> list[Workshop]:
    """Those that are asked for, as many as can be told apart; else this one and the one before it.

    Of the first round, which has none before it, the one after.
    """
    asked = set(request.GET.getlist("round"))
    wanted = [one for one in rounds if str(one.pk) in asked][-MAX_ROUNDS:]
    if asked:
        return wanted
    place = max(1, [one.pk for one in rounds].index(here.pk))
    return rounds[place - 1 : place + 1]


def _shown(found: Comparison) -> dict[str, object]:
    areas = [area_page(found, area) for area in found.areas]
    return {
        "found": found,
        "story": [(RenderedPicture(page, "rounds"), page.picture is not None) for page in comparison_pages(found)],
        "areas": [(RenderedPicture(page, "rounds"), page.picture is not None) for page in areas],
        "limits": caveats_page(found),
    }
