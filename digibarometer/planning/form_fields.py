"""Fields as browsers and people have them: dates and times in the browser's own picker, municipalities as typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from digibarometer.places.models import Municipality


class DayField(forms.DateField):
    """A date, with the browser's calendar."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **more)


class ClockField(forms.TimeField):
    """A time of day, to the minute."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, input_formats=["%H:%M", "%H:%M:%S"], **more)


class MunicipalityField(forms.CharField):
    """A municipality by its name or code, as people type it."""

    def __init__(self, among: list[Municipality], **more: Any) -> None:
        super().__init__(max_length=100, **more)
        self.among = among

    def clean(self, value: Any) -> Municipality:
        """The municipality that is meant. Raises ValidationError when none is, or several may be."""
        typed = super().clean(value)
        allowed = {one.pk for one in self.among}
        found = [one for one in Municipality.objects.find(typed) if one.pk in allowed]
        exactly = [one for one in found if typed.strip().casefold() in {one.name.casefold(), one.pk}]
        if len(chosen := exactly or found) == 1:
            return chosen[0]
        if not found:
            raise forms.ValidationError(_("No municipality has that name. Choose one from the list."))
        names = ", ".join(one.name for one in found[:5])
        raise forms.ValidationError(_("Which one do you mean: %(names)s?") % {"names": names})
