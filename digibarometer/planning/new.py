"""Making a workshop: whose, what it is called, which agenda, when, and with which questions."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.live import doing
from digibarometer.live.panels import Touch
from digibarometer.places.models import Municipality
from digibarometer.planning.access import municipalities_of, user_of
from digibarometer.planning.fields import DayField
from digibarometer.questions.agendas import AgendaTemplate, template, templates
from digibarometer.questions.models import QuestionSet
from digibarometer.questions.words import in_language
from digibarometer.workshops import moments, panels
from digibarometer.workshops.making import make
from digibarometer.workshops.models import Workshop

MOST_IN_A_LIST = 20  # municipalities to choose from; where there are more, one types the name


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


class NewWorkshopForm(forms.Form):
    """All that is needed to make a workshop; everything can be changed later, but for the questions."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("Everyone sees it, such as Digibarometern, spring 2027.")
    )
    template = forms.ChoiceField(label=_("Agenda"), widget=forms.RadioSelect)
    day_1 = DayField(label=_("Date"), required=False, help_text=_("You can leave it empty and set it later."))
    day_2 = DayField(label=_("Date of the second occasion"), required=False, help_text=_("Only for two occasions."))
    question_set: "forms.ModelChoiceField[QuestionSet]" = forms.ModelChoiceField(
        QuestionSet.objects.none(),
        label=_("Question set"),
        empty_label=None,
        help_text=_("It cannot be changed once the workshop is made."),
    )

    def __init__(self, *args: Any, among: list[Municipality], **more: Any) -> None:
        super().__init__(*args, **more)
        self.among = among
        self.fields["municipality"] = self._municipality()
        self.order_fields(["municipality", "title", "template", "day_1", "day_2", "question_set"])
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one.key, in_language(one.title)) for one in templates()]
        newest = {one.key: one.pk for one in QuestionSet.objects.order_by("pk")}
        sets = self.fields["question_set"]
        assert isinstance(sets, forms.ModelChoiceField)
        sets.queryset = QuestionSet.objects.filter(pk__in=newest.values())

    def _municipality(self) -> forms.Field:
        if len(self.among) <= MOST_IN_A_LIST:
            choices = [(one.pk, one.name) for one in self.among]
            return forms.TypedChoiceField(
                label=_("Municipality"), choices=choices, coerce={one.pk: one for one in self.among}.__getitem__
            )
        widget = forms.TextInput(attrs={"list": "municipalities", "autocomplete": "off"})
        return MunicipalityField(
            self.among, label=_("Municipality"), widget=widget, help_text=_("Type its name, or its four digits.")
        )

    def clean(self) -> dict[str, Any]:
        """The parts must fit each other: dates with occasions, and the agenda with the questions."""
        given: dict[str, Any] = super().clean() or {}
        agenda = template(given["template"]) if given.get("template") else None
        first, second = given.get("day_1"), given.get("day_2")
        if agenda and second and len(agenda.occasions) == 1:
            self.add_error("day_2", _("This agenda has one occasion. Leave this date empty, or choose two occasions."))
        elif first and second and second < first:
            self.add_error("day_2", _("The second occasion cannot be before the first."))
        if agenda and (chosen := given.get("question_set")):
            areas = set(chosen.areas.values_list("key", flat=True))
            if not {step.area for step in agenda.steps() if step.area} <= areas:
                self.add_error("question_set", _("The agenda is made for other questions. Choose another set."))
        return given

    @property
    def agendas(self) -> list[tuple[AgendaTemplate, forms.boundfield.BoundWidget, list[str], int]]:
        """Each template with its radio button, the titles of what is left out, and the minutes that remain."""
        return [
            (one, radio, left_out(one), one.only(moments.kinds).minutes)
            for one, radio in zip(templates(), self["template"], strict=True)
        ]


def left_out(agenda: AgendaTemplate) -> list[str]:
    """Titles of the steps of an agenda that this installation does not have, each once."""
    steps = [step for step in agenda.left_out(moments.kinds) if step.kind not in {"break", "lunch"}]
    return list(dict.fromkeys(in_language(step.title) for step in steps))


@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Make a workshop, and go to its plan."""
    among = municipalities_of(user_of(request))
    if not among:
        raise PermissionDenied
    asked = {"municipality": request.GET.get("municipality", ""), "template": templates()[0].key}
    form = NewWorkshopForm(request.POST or None, among=among, initial=asked)
    if request.method == "POST" and form.is_valid():
        made = _make(request, form.cleaned_data)
        messages.success(request, gettext("The workshop is made. Here is its agenda."), "ok")
        if missing := left_out(template(form.cleaned_data["template"])):
            said = gettext("Left out, because this installation does not have it yet: %(steps)s.")
            messages.warning(request, said % {"steps": ", ".join(missing)}, "warn")
        return redirect("planning:plan", workshop=made.pk)
    return render(request, "planning/new.html", {"form": form})


def _make(request: HttpRequest, given: dict[str, Any]) -> Workshop:
    user = user_of(request)

    def change(touched: list[Touch]) -> Workshop:
        made = make(
            given["municipality"],
            given["title"],
            given["question_set"],
            template(given["template"]),
            user,
            [given["day_1"], given["day_2"]],
            is_example=given["municipality"].is_example,
        )
        touched += panels.everything_of(made.pk)
        return made

    return doing.do(change)
