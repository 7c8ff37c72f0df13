"""A municipality's own page: its members and how they come in; and the search for a municipality."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from digibarometer import mail
from digibarometer.accounts.models import Invitation, Membership
from digibarometer.accounts.permissions import user_of
from digibarometer.links import page_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.places.models import Municipality
from digibarometer.planning.municipality.data_views import MAY_GO
from digibarometer.planning.permissions import (
    administers,
    municipality_or_installation_admin_or_404,
    superuser_or_404,
)
from digibarometer.workshops.models import LeaderRole, State, Workshop


class InviteForm(forms.Form):
    """Whom to ask, and whether they may look after the municipality."""

    email = forms.EmailField(label=_("E-mail"))
    as_administrator = forms.BooleanField(label=_("May look after the municipality"), required=False)


@never_cache
@login_required
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """Members, invitations, taking out and deleting; invites a colleague."""
    found = municipality_or_installation_admin_or_404(request, code)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = Invitation.objects.create(municipality=found, by=user_of(request), **form.cleaned_data)
        _send(request, invitation)
        return redirect(reverse("planning:municipality", args=[code]) + "#invitations")
    context = {
        "municipality": found,
        "form": form,
        "memberships": found.memberships.select_related("user").order_by("pk"),
        "invitations": [(one, link_of(one)) for one in found.invitations.filter(accepted_at=None).order_by("pk")],
        "is_own": administers(user_of(request), code),
        "workshops": found.workshops.order_by("-made_at"),
        "may_go": MAY_GO,
    }
    return render(request, "planning/municipality.html", context)


def link_of(invitation: Invitation) -> str:
    """The invitation's whole address."""
    return page_url("planning:invitation", invitation.secret)


def _send(request: HttpRequest, invitation: Invitation) -> None:
    """Send the link, where e-mail is set up; it stands on the page in any case."""
    if not mail.is_email_on():
        messages.success(request, gettext("The invitation is made. Copy the link and send it."))
        return
    names = {"municipality": invitation.municipality.long_name, "link": invitation.mail_link(link_of(invitation))}
    subject = gettext("Come in to %(municipality)s in Digibarometern") % names
    text = gettext("You are invited to lead workshops for %(municipality)s. Open this link to come in:\n\n%(link)s")
    if mail.send("an invitation to lead", invitation.email, subject, text % names):
        messages.success(request, gettext("The invitation is sent. You can also copy its link."))
    else:
        messages.error(request, gettext("The e-mail could not be sent. Copy the link and send it yourself."))


@require_POST
@login_required
def take_back(request: HttpRequest, code: str, invitation: int) -> HttpResponse:
    """Take an invitation back: its link no longer works."""
    found = municipality_or_installation_admin_or_404(request, code)
    Invitation.objects.filter(municipality=found, pk=invitation, accepted_at=None).delete()
    messages.success(request, gettext("The invitation is taken back. Its link no longer works."))
    return redirect("planning:municipality", code=code)


@require_POST
@login_required
def member(request: HttpRequest, code: str, membership: int) -> HttpResponse:
    """Make a member look after the municipality or not, or remove them; one who looks after it always stays."""
    found = municipality_or_installation_admin_or_404(request, code)
    one = get_object_or_404(Membership.objects.select_related("user"), pk=membership, municipality=found)
    wish, who = request.POST.get("do", ""), {"who": one.user}
    others = found.memberships.filter(is_administrator=True).exclude(pk=one.pk)
    if wish in {"remove", "lower"} and one.is_administrator and not others.exists():
        messages.error(request, gettext("Somebody must look after the municipality. Choose another one first."))
    elif wish == "remove":
        _remove(one)
        said = gettext(
            "%(who)s no longer sees the municipality's workshops. Links that have been copied still work:"
            " each workshop has new ones under Links."
        )
        messages.success(request, said % who)
    elif wish in {"raise", "lower"}:
        Membership.objects.filter(pk=one.pk).update(is_administrator=wish == "raise")
        messages.success(request, gettext("That is changed for %(who)s.") % who)
    return redirect("planning:municipality", code=code)


def _remove(membership: Membership) -> None:
    """End a membership, and what the member leads there; their desks lose the seat at once."""

    def change(touched: list[Invalidation]) -> None:
        of = Workshop.objects.filter(municipality=membership.municipality_id)
        LeaderRole.objects.filter(user=membership.user_id, workshop__in=of).delete()
        membership.delete()
        for workshop in of.exclude(state=State.CLOSED):
            touched += workshop.update_and_bump_version()

    api.apply_change(change)


@never_cache
@login_required
def municipalities(request: HttpRequest) -> HttpResponse:
    """For who looks after the installation: find a municipality, and become its member."""
    superuser_or_404(request)
    if request.method == "POST":
        chosen = get_object_or_404(Municipality, pk=request.POST.get("municipality", ""))
        Membership.objects.update_or_create(
            user=user_of(request), municipality=chosen, defaults={"is_administrator": True}
        )
        messages.success(request, gettext("You look after %(name)s now.") % {"name": chosen.long_name})
        return redirect("planning:municipality", code=chosen.pk)
    text = request.GET.get("q", "").strip()[:100]
    mine = set(user_of(request).memberships.values_list("municipality", flat=True))
    found = [(one, one.pk in mine) for one in Municipality.objects.find(text)]
    return render(request, "planning/municipalities.html", {"found": found, "text": text})
