"""Practice: a rehearsal of the workshop with simulated people on the real screens, thrown away afterwards."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.permissions import user_of
from digibarometer.links import button_of
from digibarometer.planning import data_export
from digibarometer.planning.permissions import for_planners, workshops_of
from digibarometer.support import rehearsals, simulation_processes
from digibarometer.support.models import Rehearsal
from digibarometer.support.rehearsals import MAX_SIMULATED, MIN_SIMULATED, PACES, USUAL
from digibarometer.workshops.attendance import Closed
from digibarometer.workshops.models import Workshop

PACE_CHOICES = [("real", _("As in reality")), ("double", _("Twice as fast")), ("fast", _("Five times as fast"))]
AT_ONCE = 3  # rehearsals of one workshop that are kept


class PracticeForm(forms.Form):
    """How many people come, and how fast they are."""

    people = forms.IntegerField(
        label=_("How many people"),
        min_value=MIN_SIMULATED,
        max_value=MAX_SIMULATED,
        initial=USUAL,
        help_text=_("From 5 to 40. They are simulated: they rate, write notes and talk by themselves."),
    )
    pace = forms.ChoiceField(label=_("How fast they are"), choices=PACE_CHOICES, initial="double")


@for_planners
def rehearsal_page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Begin a rehearsal of the workshop, or look after one that is on."""
    if workshop.is_practice:
        context = {
            "workshop": workshop,
            "rehearsal": Rehearsal.objects.select_related("of").get(workshop=workshop),
            "are_there": simulation_processes.is_running(workshop.pk),
        }
        return render(request, "planning/rehearsal.html", context)
    form = PracticeForm(request.POST or None)
    kept = workshops_of(user_of(request)).filter(rehearsal__of=workshop).select_related("rehearsal")
    if request.method == "POST" and form.is_valid():
        if len(kept) >= AT_ONCE:
            messages.error(request, gettext("Throw away one of the rehearsals that are kept first."))
            return redirect("planning:practice", workshop=workshop.pk)
        given = form.cleaned_data
        made = rehearsals.create_rehearsal(workshop, given["people"], PACES[given["pace"]], user_of(request))
        _let_people_come(request, made)
        return redirect("planning:practice", workshop=made.workshop_id)
    return render(request, "planning/practice.html", {"workshop": workshop, "form": form, "kept": kept})


@for_planners
@button_of("planning:practice")
def let_people_come(request: HttpRequest, workshop: Workshop) -> None:
    """Let the simulated people come."""
    _let_people_come(request, get_object_or_404(Rehearsal.objects.select_related("workshop"), workshop=workshop))


@for_planners
@button_of("planning:practice")
def send_people_home(request: HttpRequest, workshop: Workshop) -> None:
    """Send the simulated people home."""
    simulation_processes.stop_simulation(get_object_or_404(Rehearsal, workshop=workshop).workshop_id)
    messages.success(request, gettext("The simulated people have gone home. Their answers are kept."))


@for_planners
@button_of("planning:practice")
def throw_away(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Throw the rehearsal away."""
    of = get_object_or_404(Rehearsal, workshop=workshop).of_id
    rehearsals.delete_rehearsal(workshop, data_export.delete_workshops)
    messages.success(request, gettext("The rehearsal is thrown away. Nothing of it is left."))
    return redirect("planning:practice", workshop=of) if of else redirect("planning:workshops")


def _let_people_come(request: HttpRequest, rehearsal: Rehearsal) -> None:
    try:
        rehearsals.start_participants(rehearsal, _own_address(request))
    except simulation_processes.TooManySimulations:
        said = gettext("Others practise on this server now, and it can hold three rehearsals at once. Try again soon.")
        messages.error(request, said)
    except Closed:
        messages.error(request, gettext("The rehearsal has ended. Begin another one."))
    else:
        messages.success(request, gettext("The simulated people are coming. Open the desk and lead them."))


def _own_address(request: HttpRequest) -> str:
    """Where this very process listens: the people live on the same machine, and go around any proxy."""
    host, port = getattr(request, "scope", {}).get("server") or ("127.0.0.1", request.META["SERVER_PORT"])
    return f"http://[{host}]:{port}" if ":" in str(host) else f"http://{host}:{port}"


def delete_expired_rehearsals() -> None:
    """Once a minute: throw away the rehearsals whose last day has come."""
    for workshop in rehearsals.expired_rehearsals():
        rehearsals.delete_rehearsal(workshop, data_export.delete_workshops)
