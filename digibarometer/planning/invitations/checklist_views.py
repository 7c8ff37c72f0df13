"""Who should be in the room: a checklist of functions, who is missing, and what that costs."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.inviting import stakeholder_checklist
from digibarometer.inviting.models import StakeholderFunction
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import workshop_or_404
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Role, Workshop
from digibarometer.workshops.rules import row_number

MAX_FUNCTIONS = 40  # functions of a workshop


class NumbersForm(forms.ModelForm):  # type: ignore[type-arg]  # no brackets at run time
    """How many of a function are asked, and how many come."""

    class Meta:
        model = StakeholderFunction
        fields = ("role", "invited", "coming")

    def __init__(self, given: Any, of: StakeholderFunction) -> None:
        super().__init__(given, instance=of, prefix=str(of.pk))
        name = stakeholder_checklist.name_of(self.instance)
        for key, what in (("role", _("Role")), ("invited", _("Asked")), ("coming", _("Coming"))):
            self.fields[key].widget.attrs["aria-label"] = f"{name}: {what}"
        for key in ("invited", "coming"):
            self.fields[key].required = False
            self.fields[key].widget.attrs |= {"min": "0", "max": "500", "inputmode": "numeric"}

    def clean(self) -> dict[str, Any]:
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


@never_cache
@login_required
def checklist(request: HttpRequest, workshop: int) -> HttpResponse:
    """The checklist with numbers; a function is added or taken away; who is missing, in words."""
    found = workshop_or_404(request, workshop)
    rows = list(found.wanted.all())
    wish = request.POST.get("do", "")
    is_table = wish == "save" or wish.startswith("drop-")
    forms_of = [NumbersForm(request.POST if is_table else None, row) for row in rows]
    own = OwnForm(request.POST if wish == "add" else None)
    if wish and _done(request, found, wish, forms_of, own):
        return redirect("planning:inviting", workshop=workshop)
    kept = list(found.wanted.all()) if wish else rows
    coming = Counter[str]()
    for row in kept:
        coming[row.role] += row.coming
    missing = stakeholder_checklist.without_attendees(kept)
    context = {
        "workshop": found,
        "rows": [(form, stakeholder_checklist.name_of(form.instance)) for form in forms_of],
        "own": own,
        "may_add": len(kept) < MAX_FUNCTIONS,
        "asked": sum(row.invited for row in kept),
        "coming": coming.total(),
        "roles": [(role, coming[role]) for role in Role],
        "costs": stakeholder_checklist.role_visibility_warnings(coming, found.threshold),
        "still_wanted": stakeholder_checklist.still_wanted(coming, found.threshold),
        "missing": [
            (stakeholder_checklist.name_of(row), stakeholder_checklist.consequence_of_missing(row), row.invited)
            for row in missing
        ],
    }
    return render(request, "planning/inviting/who.html", context)


def _done(request: HttpRequest, workshop: Workshop, wish: str, given: list[NumbersForm], own: OwnForm) -> bool:
    """Do what is wished; whether all was well, so that the page can be shown anew."""
    if wish == "save" or wish.startswith("drop-"):
        if [form for form in given if not form.is_valid()]:  # all are looked at, so that all are marked
            messages.error(request, gettext("Some numbers cannot be kept. Mend those that are marked."))
            return False
        changed = [form.instance for form in given]
        api.apply_change(
            lambda touched: StakeholderFunction.objects.bulk_update(changed, ["role", "invited", "coming"])
        )
        if wanted := row_number(wish[5:]):
            _drop(workshop, wanted)
        messages.success(request, gettext("Saved."))
    if wish == "add":
        if not own.is_valid() or len(given) >= MAX_FUNCTIONS:
            return False
        api.apply_change(lambda touched: StakeholderFunction.objects.create(workshop=workshop, **own.cleaned_data))
        messages.success(request, gettext("%(name)s is added.") % own.cleaned_data)
    return True


def _drop(workshop: Workshop, wanted: int) -> None:
    def change(touched: list[Invalidation]) -> None:
        if workshop.wanted.count() > 1:  # an empty checklist would say that nobody is missing
            workshop.wanted.filter(pk=wanted).delete()

    api.apply_change(change)
