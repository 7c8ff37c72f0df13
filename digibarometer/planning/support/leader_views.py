"""The leader's page for support: the county's coordinator, what was asked, and the coaches."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer import mail
from digibarometer.accounts.permissions import View, user_of
from digibarometer.links import button_of, page_url
from digibarometer.live import api
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.permissions import for_planners, member_user_ids
from digibarometer.support import coach_invitations, support_requests
from digibarometer.support.models import CoachInvitation, SupportKind, SupportRequest
from digibarometer.workshops.models import LeaderRole, Right, Workshop

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

    def clean(self) -> dict[str, object]:
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

    def __init__(self, data: Mapping[str, object] | None = None, *, last: date | None) -> None:
        super().__init__(data)
        self.fields["ends_on"].initial = last

    def clean(self) -> dict[str, object]:
        """A time to come that ends after it begins."""
        given = super().clean() or {}
        begins, ends = given.get("begins_on"), given.get("ends_on")
        if ends and ends < timezone.localdate():
            self.add_error("ends_on", _("Choose a date to come."))
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day is before the first."))
        return given


def last_day(workshop: Workshop) -> date | None:
    """The day of the workshop's last occasion, where it has one that is to come."""
    day = workshop.occasions.order_by("-order").values_list("on", flat=True).first()
    return day if day and day >= timezone.localdate() else None


@for_planners
def support_page(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """See the coordinator and the coaches, and the buttons to ask, take back and invite."""
    return _page(request, workshop, AskForm(), CoachForm(last=last_day(workshop)))


def _button(place: str = "") -> Callable[[Callable[..., HttpResponse | None]], View]:
    """The view of a button, that goes on at this place of the page; none does anything once the workshop has ended."""

    def decorator(act: Callable[..., HttpResponse | None]) -> View:
        @for_planners
        @button_of("planning:support")
        @wraps(act)
        def view(request: HttpRequest, workshop: Workshop, **of: int) -> HttpResponse:
            if workshop.is_over:
                messages.error(request, gettext("The workshop has ended, so there is nothing to ask for."))
            elif page := act(request, workshop, **of):
                return page
            return redirect(reverse("planning:support", args=[workshop.pk]) + ("" if workshop.is_over else place))

        return view

    return decorator


@_button()
def ask_for_support(request: HttpRequest, workshop: Workshop) -> HttpResponse | None:
    """Ask the coordinator."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, workshop, form, CoachForm(last=last_day(workshop)))
    given = form.cleaned_data
    try:
        support_requests.create_request(workshop, user_of(request), given["wishes"], form.days, given["message"])
    except support_requests.AskedAlready:
        messages.error(request, gettext("You have asked already. Take that back first to ask for something else."))
    else:
        _send(request, workshop)
    return None


@_button()
def send_request(request: HttpRequest, workshop: Workshop) -> None:
    """Send what has been asked once more."""
    _send(request, workshop)


@_button()
def withdraw_request(request: HttpRequest, workshop: Workshop) -> None:
    """Take back what has been asked."""
    waiting = SupportRequest.objects.filter(workshop=workshop, withdrawn_at=None).exclude(answer="no")
    api.apply_change(lambda _touched: waiting.update(withdrawn_at=timezone.now()))
    messages.success(request, gettext("The request is taken back. Its link says so."))


@_button("#coaches")
def invite_coach(request: HttpRequest, workshop: Workshop) -> HttpResponse | None:
    """Invite a coach, by a link that is also sent where e-mail is set up."""
    form = CoachForm(request.POST, last=last_day(workshop))
    if not form.is_valid():
        return _page(request, workshop, AskForm(), form)
    given = form.cleaned_data
    made = coach_invitations.invite(
        workshop, user_of(request), given["email"], given["rights"], given["begins_on"], given["ends_on"]
    )
    names = {"municipality": workshop.municipality.long_name, "title": workshop.title}
    subject = gettext("Coach a workshop in %(municipality)s") % names
    text = gettext(
        "Hello!\n\nYou are invited to coach \u201d%(title)s\u201d in %(municipality)s. "
        "Open this link to come in:\n\n%(link)s"
    )
    said = text % {**names, "link": made.mail_link(coach_link(made))}
    mail_invitation(request, "an invitation to coach", made.email, subject, said)
    return None


def mail_invitation(request: HttpRequest, what: str, email: str, subject: str, text: str) -> None:
    """Send an invitation's link, where e-mail is set up, and say what became of it; the page has it too."""
    if not mail.is_email_on():
        messages.success(request, gettext("The invitation is made. Copy the link and send it."))
    elif mail.send(what, email, subject, text):
        messages.success(request, gettext("The invitation is sent. You can also copy its link."))
    else:
        messages.error(request, gettext("The e-mail could not be sent. Copy the link and send it yourself."))


@_button("#coaches")
def take_back_coach_invitation(request: HttpRequest, workshop: Workshop, coach_invitation: int) -> None:
    """Take back an invitation to coach that nobody has accepted."""
    going = CoachInvitation.objects.filter(workshop=workshop, pk=coach_invitation, accepted_at=None)
    api.apply_change(lambda _touched: going.delete())
    messages.success(request, gettext("The invitation is taken back. Its link no longer works."))


BUTTONS = [  # their addresses under the page's, and their names
    ("request/make/", ask_for_support, "ask_for_support"),
    ("request/send/", send_request, "send_request"),
    ("request/withdraw/", withdraw_request, "withdraw_request"),
    ("coaches/invite/", invite_coach, "invite_coach"),
    (
        "coaches/invitations/<int:coach_invitation>/take-back/",
        take_back_coach_invitation,
        "take_back_coach_invitation",
    ),
]


def _page(request: HttpRequest, workshop: Workshop, form: AskForm, coach: CoachForm) -> HttpResponse:
    asked = support_requests.open_request(workshop)
    waiting = CoachInvitation.objects.filter(workshop=workshop, accepted_at=None).order_by("pk")
    context = {
        "workshop": workshop,
        "county": workshop.municipality.county,
        "coordinator": support_requests.coordinator_of(workshop),
        "asked": asked,
        "letter": support_requests.request_letter(asked)[1] if asked and not asked.sent_at else "",
        "earlier": SupportRequest.objects.filter(workshop=workshop).exclude(pk=asked.pk if asked else 0),
        "form": form,
        "coach": coach,
        "members": member_user_ids(workshop),
        "coaches": workshop.leadings.filter(kind=LeaderRole.Kind.COACH).select_related("user").order_by("pk"),
        "waiting": [(one, coach_link(one)) for one in waiting if one.holds],
        "is_over": workshop.is_over,
    }
    return render(request, "planning/support/support.html", context)


def _send(request: HttpRequest, workshop: Workshop) -> None:
    asked = support_requests.open_request(workshop)
    if asked is None:
        return
    if support_requests.send_request(asked, support_requests.coordinator_of(workshop)):
        messages.success(request, gettext("The request is sent to the coordinator."))
    else:
        messages.success(request, gettext("The request is made. Copy the text below and send it yourself."))


def coach_link(invitation: CoachInvitation) -> str:
    """The invitation's whole address."""
    return page_url("planning:coach_invitation", invitation.secret)


def statuses(workshops: Iterable[Workshop]) -> dict[int, str]:
    """What stands beside each workshop of its request, by its number; nothing where it has been held."""
    held = {one.pk for one in workshops if not one.is_over}
    found = SupportRequest.objects.filter(workshop__in=held, withdrawn_at=None).order_by("pk")
    return {one.workshop_id: status(one) for one in found}


def status(asked: SupportRequest) -> str:
    """A request's answer in a few words."""
    if not asked.answer:
        return gettext("Support: asked for, no answer yet")
    return gettext("Support: %(answer)s") % {"answer": str(asked.get_answer_display()).lower()}
