"""Fields as browsers have them: a date and a time in the browser's own picker."""

from typing import Any

from django import forms


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
