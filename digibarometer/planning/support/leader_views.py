"""The leader's page for support: the county's coordinator, what was asked, and the coaches."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from digibarometer import mail
from digibarometer.accounts.permissions import user_of
from digibarometer.links import page_url
from digibarometer.live import api
from digibarometer.planning.permissions import member_user_ids, workshop_or_404
from digibarometer.planning.support.forms import AskForm, CoachForm, last_day
from digibarometer.support import coach_invitations, support_requests
from digibarometer.support.models import CoachInvitation, SupportRequest
from digibarometer.workshops.models import LeaderRole, Workshop
from digibarometer.workshops.rules import row_number

BACK = "planning:support"


@never_cache
@login_required
def support_page(request: HttpRequest, workshop: int) -> HttpResponse:
    """See the coordinator and the coaches; ask, take back, and invite."""
    found = workshop_or_404(request, workshop)
    wish = request.POST.get("do", "")
    form = AskForm(request.POST if wish == "ask" else None)
    coach = CoachForm(request.POST if wish == "invite" else None, last=last_day(found))
    if wish and found.is_over:
        messages.error(request, gettext("The workshop has ended, so there is nothing to ask for."))
        return redirect(BACK, workshop=workshop)
    if wish == "ask" and form.is_valid():
        _ask(request, found, form)
        return redirect(BACK, workshop=workshop)
    if wish == "send":
        _send(request, found)
        return redirect(BACK, workshop=workshop)
    if wish == "withdraw":
        _withdraw(request, found)
        return redirect(BACK, workshop=workshop)
    if wish == "invite" and coach.is_valid():
        _invite(request, found, coach)
        return redirect(reverse(BACK, args=[workshop]) + "#coaches")
    if wish == "take-back":
        _take_back(request, found)
        return redirect(reverse(BACK, args=[workshop]) + "#coaches")
    return render(request, "planning/support/support.html", _page(found, form, coach))


def _page(workshop: Workshop, form: AskForm, coach: CoachForm) -> dict[str, object]:
    asked = support_requests.open_request(workshop)
    waiting = CoachInvitation.objects.filter(workshop=workshop, accepted_at=None).order_by("pk")
    return {
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


def _ask(request: HttpRequest, workshop: Workshop, form: AskForm) -> None:
    given = form.cleaned_data
    try:
        support_requests.create_request(workshop, user_of(request), given["wishes"], form.days, given["message"])
    except support_requests.AskedAlready:
        messages.error(request, gettext("You have asked already. Take that back first to ask for something else."))
        return
    _send(request, workshop)


def _send(request: HttpRequest, workshop: Workshop) -> None:
    asked = support_requests.open_request(workshop)
    if asked is None:
        return
    if support_requests.send_request(asked, support_requests.coordinator_of(workshop)):
        messages.success(request, gettext("The request is sent to the coordinator."))
    else:
        messages.success(request, gettext("The request is made. Copy the text below and send it yourself."))


def _withdraw(request: HttpRequest, workshop: Workshop) -> None:
    waiting = SupportRequest.objects.filter(workshop=workshop, withdrawn_at=None).exclude(answer="no")
    api.apply_change(lambda _touched: waiting.update(withdrawn_at=timezone.now()))
    messages.success(request, gettext("The request is taken back. Its link says so."))


def coach_link(invitation: CoachInvitation) -> str:
    """The invitation's whole address."""
    return page_url("planning:coach_invitation", invitation.secret)


def _invite(request: HttpRequest, workshop: Workshop, form: CoachForm) -> None:
    """Make the invitation, and send its link where e-mail is set up."""
    given = form.cleaned_data
    made = coach_invitations.invite(
        workshop, user_of(request), given["email"], given["rights"], given["begins_on"], given["ends_on"]
    )
    if not mail.is_email_on():
        messages.success(request, gettext("The invitation is made. Copy the link and send it."))
        return
    link = made.mail_link(coach_link(made))
    names = {"municipality": workshop.municipality.long_name, "title": workshop.title, "link": link}
    subject = gettext("Coach a workshop in %(municipality)s") % names
    text = gettext(
        "Hello!\n\nYou are invited to coach \u201d%(title)s\u201d in %(municipality)s. "
        "Open this link to come in:\n\n%(link)s"
    )
    if mail.send("an invitation to coach", made.email, subject, text % names):
        messages.success(request, gettext("The invitation is sent. You can also copy its link."))
    else:
        messages.error(request, gettext("The e-mail could not be sent. Copy the link and send it yourself."))


def _take_back(request: HttpRequest, workshop: Workshop) -> None:
    wanted = row_number(request.POST.get("invitation", ""))
    going = CoachInvitation.objects.filter(workshop=workshop, pk=wanted or 0, accepted_at=None)
    api.apply_change(lambda _touched: going.delete())
    messages.success(request, gettext("The invitation is taken back. Its link no longer works."))


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
