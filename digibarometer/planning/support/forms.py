"""The forms of support: asking the coordinator, the coordinator's answer and contact, and inviting a coach."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from digibarometer.planning.form_fields import DayField
from digibarometer.support.models import Answer, SupportKind
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import Right, Workshop

DAYS = ("day_1", "day_2", "day_3")


class AskForm(forms.Form):
    """What is asked of the coordinator."""

    wishes = forms.MultipleChoiceField(
        label=_("What do you want help with?"), choices=SupportKind.choices, widget=forms.CheckboxSelectMultiple
    )
    day_1 = DayField(label=_("Date that suits best"))
    day_2 = DayField(label=_("Another date"), required=False)
    day_3 = DayField(label=_("One more date"), required=False)
    message = forms.CharField(
        label=_("Message"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Days to come, each once."""
        given = super().clean() or {}
        for name in DAYS:
            if (day := given.get(name)) and day < timezone.localdate():
                self.add_error(name, _("Choose a date to come."))
        return given

    @property
    def days(self) -> set[date]:
        """The days that were filled in."""
        return {day for name in DAYS if (day := self.cleaned_data.get(name))}


class AnswerForm(forms.Form):
    """What the coordinator answers."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=Answer.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Date"), required=False, help_text=_("Which of the dates suits you, or another one."))
    text = forms.CharField(
        label=_("Message"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, Any]:
        """Another date must be said which, and be to come."""
        given = super().clean() or {}
        if given.get("answer") == Answer.OTHER and not given.get("on") and not self.has_error("on"):
            self.add_error("on", _("Write which date suits you."))
        if (on := given.get("on")) and on < timezone.localdate():
            self.add_error("on", _("Choose a date to come."))
        return given


class CoachForm(forms.Form):
    """Whom to invite as a coach, to what, and for how long."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    rights = forms.MultipleChoiceField(
        label=_("What the coach may do"),
        choices=Right.choices,
        initial=[Right.PLAN, Right.FOLLOW],
        widget=forms.CheckboxSelectMultiple,
    )
    begins_on = DayField(label=_("From"), required=False, help_text=_("Leave it empty to begin at once."))
    ends_on = DayField(label=_("To and with"))

    def __init__(self, *args: Any, last: date | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["ends_on"].initial = last

    def clean(self) -> dict[str, Any]:
        """A time to come that ends after it begins."""
        given = super().clean() or {}
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if ends and ends < timezone.localdate():
            self.add_error("ends_on", _("Choose a date to come."))
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day is before the first."))
        return given


class CoordinatorForm(forms.Form):
    """A county's coordinator: what is public of them."""

    name = LineField(label=_("Name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = LineField(label=_("Phone"), max_length=40, required=False)


def last_day(workshop: Workshop) -> date | None:
    """The day of the workshop's last occasion, where it has one that is to come."""
    day = workshop.occasions.order_by("-order").values_list("on", flat=True).first()
    return day if day and day >= timezone.localdate() else None
