"""The municipality's colour on report and slides."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.live import api
from digibarometer.places.models import MIN_CONTRAST, Municipality, contrast_with_white, parse_colour
from digibarometer.planning.permissions import municipality_admin_or_404
from digibarometer.ui.form_renderer import LineField


class ColourForm(forms.Form):
    """A colour that can be read on white; none means ours."""

    colour = LineField(
        label=_("Colour, such as #0b5a4a"),
        max_length=7,
        required=False,
        help_text=_("Leave it empty for Digibarometern's own green."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_colour(self) -> str:
        """The colour as #rrggbb, or nothing."""
        typed: str = self.cleaned_data["colour"]
        if not typed.strip():
            return ""
        colour = parse_colour(typed)
        if colour is None:
            raise forms.ValidationError(gettext("Write the colour as # and six signs, 0–9 and a–f."))
        if contrast_with_white(colour) < MIN_CONTRAST:
            said = gettext("The colour is too light to be read on white. Choose a darker one.")
            raise forms.ValidationError(said)
        return colour


@never_cache
@login_required
def colour(request: HttpRequest, code: str) -> HttpResponse:
    """See and change it; for those who look after the municipality."""
    found = municipality_admin_or_404(request, code)
    form = ColourForm(request.POST or None, initial={"colour": found.colour})
    if request.method == "POST" and form.is_valid():
        fields = {"colour": form.cleaned_data["colour"]}
        api.apply_change(lambda touched: Municipality.objects.filter(pk=found.pk).update(**fields))
        messages.success(request, gettext("Saved."))
        return redirect("planning:municipality", code=code)
    return render(request, "planning/colour.html", {"municipality": found, "form": form})
