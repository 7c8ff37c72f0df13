"""Where a coordinator answers a request, by a secret link and without an account; and who the coordinators are."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.places.models import Coordinator, County
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.permissions import for_installation_admins
from digibarometer.support.models import Answer, SupportRequest
from digibarometer.ui.form_renderer import LineField

SAVED_FIELDS = ("name", "email", "phone")


class AnswerForm(forms.Form):
    """What the coordinator answers."""

    answer = forms.ChoiceField(label=_("Your answer"), choices=Answer.choices, widget=forms.RadioSelect)
    on = DayField(label=_("Date"), required=False, help_text=_("Which of the dates suits you, or another one."))
    text = forms.CharField(
        label=_("Message"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict[str, object]:
        """Another date must be said which, and be to come."""
        given = super().clean() or {}
        if given.get("answer") == Answer.OTHER and not given.get("on") and not self.has_error("on"):
            self.add_error("on", _("Write which date suits you."))
        if (on := given.get("on")) and on < timezone.localdate():
            self.add_error("on", _("Choose a date to come."))
        return given


class CoordinatorForm(forms.Form):
    """A county's coordinator: what is public of them."""

    name = LineField(label=_("Name"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    phone = LineField(label=_("Phone"), max_length=40, required=False)


@never_cache
def answer_request(request: HttpRequest, secret: str) -> HttpResponse:
    """See what is asked, and answer yes, no or another date; it can be changed until the day."""
    asked = get_object_or_404(
        SupportRequest.objects.select_related("workshop__municipality", "by").exclude(workshop__state="closed"),
        secret=secret,
    )
    first = {"answer": asked.answer, "on": asked.answer_on or next(iter(asked.days), None), "text": asked.answer_text}
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and asked.can_be_answered and form.is_valid():
        if _keep(asked, form):
            messages.success(request, gettext("Thank you. The municipality sees your answer now."))
        return redirect("planning:answer", secret=secret)
    response = render(
        request, "planning/support/answer.html", {"asked": asked, "workshop": asked.workshop, "form": form}
    )
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _keep(asked: SupportRequest, form: AnswerForm) -> bool:
    """Keep the answer, unless the request was taken back or a later one made meanwhile."""
    given = form.cleaned_data

    def change(_touched: list[Invalidation]) -> bool:
        others = SupportRequest.objects.filter(workshop=asked.workshop_id, withdrawn_at=None).exclude(pk=asked.pk)
        if given["answer"] != "no" and others.exclude(answer="no").exists():
            return False
        return bool(
            SupportRequest.objects.filter(pk=asked.pk, withdrawn_at=None).update(
                answer=given["answer"],
                answer_on=None if given["answer"] == "no" else given["on"],
                answer_text=given["text"],
                answered_at=timezone.now(),
            )
        )

    return api.apply_change(change)


@for_installation_admins
def coordinators(request: HttpRequest) -> HttpResponse:
    """For who looks after the installation: every county's coordinator."""
    known = {one.pk: one for one in Coordinator.objects.all()}
    counties = [(county, known.get(county.pk)) for county in County.objects.filter(municipalities__is_example=False)
                .distinct()]  # fmt: skip
    return render(request, "planning/support/coordinators.html", {"counties": counties})


@for_installation_admins
def coordinator(request: HttpRequest, county: str) -> HttpResponse:
    """Fill in a county's coordinator; empty fields say that nobody is known."""
    found = get_object_or_404(County, pk=county)
    kept = Coordinator.objects.filter(county=found).first() or Coordinator(county=found)
    form = CoordinatorForm(request.POST or None, initial={name: getattr(kept, name) for name in SAVED_FIELDS})
    if request.method == "POST" and form.is_valid():
        Coordinator.objects.update_or_create(county=found, defaults=form.cleaned_data)
        messages.success(request, gettext("Saved. The county's municipalities see it now."))
        return redirect("planning:coordinators")
    return render(request, "planning/support/coordinator.html", {"county": found, "form": form})
