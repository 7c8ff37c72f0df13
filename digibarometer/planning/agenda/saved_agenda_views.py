"""A municipality's own agendas: what they are called, and which there are."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.places.models import Municipality
from digibarometer.planning.permissions import is_installation_admin_only, member_or_404
from digibarometer.questions.agenda_templates.saved import own_agendas, template_of
from digibarometer.questions.models import OwnAgenda
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.row_numbers import row_number


class NameForm(forms.Form):
    """What an agenda is called."""

    use_required_attribute = False  # it may lie in a larger form, which can be saved without it
    template_title = LineField(label=_("What the template is called"), max_length=80)

    def __init__(self, data: object = None, *, municipality: str, of: OwnAgenda | None = None) -> None:
        super().__init__(data, initial={"template_title": of.title if of else ""})  # type: ignore[arg-type]
        self.municipality, self.of = municipality, of
        if of:
            self.auto_id = f"id_{of.pk}_%s"

    def clean_template_title(self) -> str:
        """A name that no other agenda of the municipality has."""
        title: str = self.cleaned_data["template_title"]
        others = {one.title.casefold() for one in own_agendas([self.municipality]) if one != self.of}
        if title.casefold() in others:  # not left to the database: SQLite knows no capital Å
            raise forms.ValidationError(_("There is a template of that name already. Choose another name."))
        return title


@never_cache
@login_required
def agendas(request: HttpRequest, code: str) -> HttpResponse:
    """See, rename and remove the municipality's agendas."""
    if is_installation_admin_only(request, code):
        said = {"municipality": Municipality.objects.get(pk=code)}
        return render(request, "planning/not_a_member.html", said, status=404)
    found = member_or_404(request, code)
    wrong: NameForm | None = None
    if request.method == "POST":
        wish, _colon, of = request.POST.get("do", "").partition(":")
        kept = get_object_or_404(OwnAgenda, pk=row_number(of), municipality=found)
        form = NameForm(request.POST, municipality=code, of=kept)
        if wish == "remove" or form.is_valid():
            _change(request, kept, None if wish == "remove" else form.cleaned_data["template_title"])
            return redirect("planning:agendas", code=code)
        wrong = form
    return render(request, "planning/agendas.html", {"municipality": found, "rows": _rows(found, wrong)})


def _rows(found: Municipality, wrong: NameForm | None) -> list[dict[str, object]]:
    kept = own_agendas([found.pk])
    forms_of = [wrong if wrong and wrong.of == one else NameForm(municipality=found.pk, of=one) for one in kept]
    return [{"own": one, "agenda": template_of(one), "form": form} for one, form in zip(kept, forms_of, strict=True)]


def _change(request: HttpRequest, kept: OwnAgenda, title: str | None) -> None:
    def change(touched: list[Invalidation]) -> None:
        if title is None:
            OwnAgenda.objects.filter(pk=kept.pk).delete()
        else:
            OwnAgenda.objects.filter(pk=kept.pk).update(title=title)

    api.apply_change(change)
    said = gettext("The template is removed. Workshops made from it stay as they are.")
    messages.success(request, gettext("The name is saved.") if title else said)
