"""What is the municipality's own: taken out as a file, or deleted once its name is typed."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.files import file_response
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.places.models import Municipality
from digibarometer.planning import data_export
from digibarometer.planning.permissions import municipality_admin_or_404
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import State, Workshop
from digibarometer.workshops.secure_erase import erase_deleted

MAY_GO = (State.PLANNED, State.CLOSED)


class NameForm(forms.Form):
    """A name, typed again, before something is deleted."""

    name = LineField(
        label=_("Type the name to confirm"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, wanted: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.wanted = wanted

    def clean_name(self) -> str:
        """The name that was typed. Raises ValidationError where it is not the workshop's, whatever its capitals."""
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(_("That is not the name. Nothing was deleted."))
        return typed


@never_cache
@makes_document
@login_required
def export(request: HttpRequest, code: str) -> HttpResponse:
    """All that is the municipality's own, as a file."""
    found = municipality_admin_or_404(request, code)
    named = f"digibarometern-{found.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    return file_response(child_process.run(child_process.DOCUMENT, data_export.export_zip, found), named)


@never_cache
@login_required
def delete_workshop(request: HttpRequest, code: str, workshop: int) -> HttpResponse:
    """Delete a planned or closed workshop, once its title is typed."""
    found = municipality_admin_or_404(request, code)
    going = get_object_or_404(Workshop, pk=workshop, municipality=found, state__in=MAY_GO)
    return _delete(request, found, [going], going.title)


@never_cache
@login_required
def delete_all(request: HttpRequest, code: str) -> HttpResponse:
    """Delete all workshops of the municipality, once its name is typed; not while one is going on."""
    found = municipality_admin_or_404(request, code)
    if found.workshops.filter(state=State.OPEN).exists():
        messages.error(request, gettext("A workshop is going on. End it first."))
        return redirect("planning:municipality", code=code)
    return _delete(request, found, list(found.workshops.all()), found.name)


def _delete(request: HttpRequest, found: Municipality, going: list[Workshop], name: str) -> HttpResponse:
    form = NameForm(request.POST or None, wanted=name)
    if request.method == "POST" and form.is_valid():

        def change(touched: list[Invalidation]) -> None:
            data_export.delete_workshops(going)
            touched.extend(map(whole_workshop, pks))

        pks = [workshop.pk for workshop in going]
        api.apply_change(change)
        erase_deleted()
        messages.success(request, gettext("Deleted. Backups with it are deleted later."))
        return redirect("planning:municipality", code=found.pk)
    context = {"municipality": found, "going": going, "name": name, "form": form, "days": settings.BACKUP_DAYS}
    return render(request, "planning/delete.html", context)
