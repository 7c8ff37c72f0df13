"""Who should be in the room: a checklist of functions, who is missing, and what that costs."""

from collections import Counter
from collections.abc import Mapping

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.inviting import stakeholder_checklist
from digibarometer.inviting.models import StakeholderFunction
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import for_planners
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Role, Workshop

MAX_FUNCTIONS = 40  # functions of a workshop


class NumbersForm(forms.ModelForm):  # type: ignore[type-arg]  # no brackets at run time
    """How many of a function are asked, and how many come."""

    class Meta:
        model = StakeholderFunction
        fields = ("role", "invited", "coming")

    def __init__(self, given: Mapping[str, object] | None, of: StakeholderFunction) -> None:
        super().__init__(given, instance=of, prefix=str(of.pk))
        name = stakeholder_checklist.name_of(self.instance)
        for key, what in (("role", _("Role")), ("invited", _("Asked")), ("coming", _("Coming"))):
            self.fields[key].widget.attrs["aria-label"] = f"{name}: {what}"
        for key in ("invited", "coming"):
            self.fields[key].required = False
            self.fields[key].widget.attrs |= {"min": "0", "max": "500", "inputmode": "numeric"}

    def clean(self) -> dict[str, object]:
        """Nobody where nothing is written, and never more than a hall holds."""
        given = super().clean() or {}
        for key in ("invited", "coming"):
            number = given.get(key) or 0
            if number > 500:
                self.add_error(key, gettext("At most 500."))
            given[key] = number
        return given


class OwnForm(forms.Form):
    """A function of one's own."""

    name = LineField(label=_("Function"), max_length=60, help_text=_("Such as Culture, or Schools."))
    role = forms.ChoiceField(label=_("Role"), choices=Role, initial=Role.OFFICIAL)


@for_planners
def checklist(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The checklist with numbers, which are saved; who is missing, in words."""
    return _save_and_show(request, workshop)


@for_planners
@button_of("planning:inviting")
def remove_function(request: HttpRequest, workshop: Workshop, function: int) -> HttpResponse:
    """Save the numbers, and take a function off the list."""
    return _save_and_show(request, workshop, remove=function)


@for_planners
@button_of("planning:inviting")
def add_function(request: HttpRequest, workshop: Workshop) -> HttpResponse | None:
    """Add a function of one's own."""
    own = OwnForm(request.POST)
    if not own.is_valid() or workshop.wanted.count() >= MAX_FUNCTIONS:
        return _page(request, workshop, [NumbersForm(None, row) for row in workshop.wanted.all()], own)
    api.apply_change(lambda touched: StakeholderFunction.objects.create(workshop=workshop, **own.cleaned_data))
    messages.success(request, gettext("%(name)s is added.") % own.cleaned_data)
    return None


def _save_and_show(request: HttpRequest, workshop: Workshop, remove: int = 0) -> HttpResponse:
    given = [NumbersForm(request.POST or None, row) for row in workshop.wanted.all()]
    if request.method == "POST":
        if not [form for form in given if not form.is_valid()]:  # all are looked at, so that all are marked
            _save(workshop, [form.instance for form in given], remove)
            messages.success(request, gettext("Saved."))
            return redirect("planning:inviting", workshop=workshop.pk)
        messages.error(request, gettext("Some numbers cannot be kept. Mend those that are marked."))
    return _page(request, workshop, given, OwnForm())


def _save(workshop: Workshop, changed: list[StakeholderFunction], remove: int) -> None:
    def change(touched: list[Invalidation]) -> None:
        StakeholderFunction.objects.bulk_update(changed, ["role", "invited", "coming"])
        if workshop.wanted.count() > 1:  # an empty checklist would say that nobody is missing
            workshop.wanted.filter(pk=remove).delete()

    api.apply_change(change)


def _page(request: HttpRequest, workshop: Workshop, given: list[NumbersForm], own: OwnForm) -> HttpResponse:
    kept = list(workshop.wanted.all())
    coming = Counter[str]()
    for row in kept:
        coming[row.role] += row.coming
    missing = stakeholder_checklist.without_attendees(kept)
    context = {
        "workshop": workshop,
        "rows": [(form, stakeholder_checklist.name_of(form.instance)) for form in given],
        "own": own,
        "may_add": len(kept) < MAX_FUNCTIONS,
        "asked": sum(row.invited for row in kept),
        "coming": coming.total(),
        "roles": [(role, coming[role]) for role in Role],
        "costs": stakeholder_checklist.role_visibility_warnings(coming, workshop.threshold),
        "still_wanted": stakeholder_checklist.still_wanted(coming, workshop.threshold),
        "missing": [
            (stakeholder_checklist.name_of(row), stakeholder_checklist.consequence_of_missing(row), row.invited)
            for row in missing
        ],
    }
    return render(request, "planning/inviting/who.html", context)
