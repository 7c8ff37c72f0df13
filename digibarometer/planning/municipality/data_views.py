"""What is the municipality's own: taken out as a file, or deleted once its name is typed."""

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.files import file_response
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.places.models import Municipality
from digibarometer.planning import data_export
from digibarometer.planning.permissions import for_municipality_admins
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

    def __init__(self, data: Mapping[str, object] | None, *, wanted: str) -> None:
        super().__init__(data)
        self.wanted = wanted

    def clean_name(self) -> str:
        """The name that was typed. Raises ValidationError where it is not the workshop's, whatever its capitals."""
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(_("That is not the name. Nothing was deleted."))
        return typed


@for_municipality_admins
@makes_document
def export(request: HttpRequest, found: Municipality) -> HttpResponse:
    """All that is the municipality's own, as a file."""
    named = f"digibarometern-{found.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    return file_response(child_process.run(child_process.DOCUMENT, data_export.export_zip, found), named)


@for_municipality_admins
def delete_workshop(request: HttpRequest, found: Municipality, workshop: int) -> HttpResponse:
    """Delete a planned or closed workshop, once its title is typed."""
    going = get_object_or_404(Workshop, pk=workshop, municipality=found, state__in=MAY_GO)
    return _delete(request, found, [going], going.title)


@for_municipality_admins
def delete_all(request: HttpRequest, found: Municipality) -> HttpResponse:
    """Delete all workshops of the municipality, once its name is typed; not while one is going on."""
    if found.workshops.filter(state=State.OPEN).exists():
        messages.error(request, gettext("A workshop is going on. End it first."))
        return redirect("planning:municipality", code=found.pk)
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
