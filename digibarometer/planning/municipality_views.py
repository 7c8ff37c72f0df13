"""A municipality's own pages: members and how they come in, its colour, its data; and the search for a municipality."""

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from digibarometer.accounts.models import Invitation, Membership
from digibarometer.accounts.permissions import View, user_of
from digibarometer.accounts.signup_adapter import INVITED, remember
from digibarometer.files import file_response
from digibarometer.links import button_of, page_url
from digibarometer.live import api
from digibarometer.live.actions import StrOrPromise
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.places.models import MIN_CONTRAST, Municipality, contrast_with_white, parse_colour
from digibarometer.planning import data_export, permissions
from digibarometer.planning.support.leader_views import mail_invitation
from digibarometer.serving import child_process
from digibarometer.serving.page_server import makes_document
from digibarometer.ui.form_renderer import LineField
from digibarometer.workshops.models import LeaderRole, State, Workshop
from digibarometer.workshops.secure_erase import erase_deleted

MAY_GO = (State.PLANNED, State.CLOSED)


class InviteForm(forms.Form):
    """Whom to ask, and whether they may look after the municipality."""

    email = forms.EmailField(label=_("E-mail"))
    as_administrator = forms.BooleanField(label=_("May look after the municipality"), required=False)


@permissions.for_admins_of_members
def municipality(request: HttpRequest, found: Municipality) -> HttpResponse:
    """Members, invitations, taking out and deleting; invites a colleague."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = Invitation.objects.create(municipality=found, by=user_of(request), **form.cleaned_data)
        _send(request, invitation)
        return redirect(reverse("planning:municipality", args=[found.pk]) + "#invitations")
    context = {
        "municipality": found,
        "form": form,
        "memberships": found.memberships.select_related("user").order_by("pk"),
        "invitations": [(one, link_of(one)) for one in found.invitations.filter(accepted_at=None).order_by("pk")],
        "is_own": permissions.administered_by(user_of(request)).contains(found),
        "workshops": found.workshops.order_by("-made_at"),
        "may_go": MAY_GO,
    }
    return render(request, "planning/municipality.html", context)


def link_of(invitation: Invitation) -> str:
    """The invitation's whole address."""
    return page_url("planning:invitation", invitation.secret)


def _send(request: HttpRequest, invitation: Invitation) -> None:
    names = {"municipality": invitation.municipality.long_name, "link": invitation.mail_link(link_of(invitation))}
    subject = gettext("Come in to %(municipality)s in Digibarometern") % names
    text = gettext("You are invited to lead workshops for %(municipality)s. Open this link to come in:\n\n%(link)s")
    mail_invitation(request, "an invitation to lead", invitation.email, subject, text % names)


@permissions.for_admins_of_members
@button_of("planning:municipality")
def take_back(request: HttpRequest, found: Municipality, invitation: int) -> None:
    """Take an invitation back: its link no longer works."""
    Invitation.objects.filter(municipality=found, pk=invitation, accepted_at=None).delete()
    messages.success(request, gettext("The invitation is taken back. Its link no longer works."))


def _of_member(change: Callable[[Membership], object], said: StrOrPromise, *, ends: bool) -> View:
    """The view of a button beside a member; one who looks after the municipality always stays."""

    @permissions.for_admins_of_members
    @button_of("planning:municipality")
    def view(request: HttpRequest, found: Municipality, membership: int) -> None:
        one = get_object_or_404(Membership.objects.select_related("user"), pk=membership, municipality=found)
        others = found.memberships.filter(is_administrator=True).exclude(pk=one.pk)
        if ends and one.is_administrator and not others.exists():
            messages.error(request, gettext("Somebody must look after the municipality. Choose another one first."))
        else:
            change(one)
            messages.success(request, said % {"who": one.user})

    return view


def _set_administrator(membership: Membership, *, is_administrator: bool) -> None:
    Membership.objects.filter(pk=membership.pk).update(is_administrator=is_administrator)


def _remove(membership: Membership) -> None:
    """End a membership, and what the member leads there; their desks lose the seat at once."""

    def change(touched: list[Invalidation]) -> None:
        of = Workshop.objects.filter(municipality=membership.municipality_id)
        LeaderRole.objects.filter(user=membership.user_id, workshop__in=of).delete()
        Membership.objects.filter(pk=membership.pk).delete()  # a change may be tried again: the row keeps its number
        for workshop in of.exclude(state=State.CLOSED):
            touched += workshop.update_and_bump_version()

    api.apply_change(change)


CHANGED = _("That is changed for %(who)s.")
REMOVED = _(
    "%(who)s no longer sees the municipality's workshops. Links that have been copied still work:"
    " each workshop has new ones under Links."
)
_raise = _of_member(partial(_set_administrator, is_administrator=True), CHANGED, ends=False)
_lower = _of_member(partial(_set_administrator, is_administrator=False), CHANGED, ends=True)
BUTTONS = [  # their addresses under the page's, and their names
    ("members/<int:membership>/make-administrator/", _raise, "make_administrator"),
    ("members/<int:membership>/make-member/", _lower, "make_member"),
    ("members/<int:membership>/remove/", _of_member(_remove, REMOVED, ends=True), "remove_member"),
    ("invitations/<int:invitation>/take-back/", take_back, "take_back"),
]


@permissions.for_installation_admins
def municipalities(request: HttpRequest) -> HttpResponse:
    """For who looks after the installation: find a municipality, and become its member."""
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


@permissions.for_municipality_admins
def colour(request: HttpRequest, found: Municipality) -> HttpResponse:
    """The municipality's colour on report and slides, seen and changed."""
    form = ColourForm(request.POST or None, initial={"colour": found.colour})
    if request.method == "POST" and form.is_valid():
        fields = {"colour": form.cleaned_data["colour"]}
        api.apply_change(lambda touched: Municipality.objects.filter(pk=found.pk).update(**fields))
        messages.success(request, gettext("Saved."))
        return redirect("planning:municipality", code=found.pk)
    return render(request, "planning/colour.html", {"municipality": found, "form": form})


@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask before coming in, so that a mail program that looks at the link does not use it up."""
    found = Invitation.objects.filter(secret=secret, accepted_at=None).select_related("municipality", "by").first()
    if found is None:
        return render(request, "planning/no_invitation.html", status=404)
    if not request.user.is_authenticated:
        remember(request, found)
        onwards = urlencode({"next": request.path})
        ways = {name: f"{reverse(f'account_{name}')}?{onwards}" for name in ("signup", "login")}
        return render(request, "planning/invitation.html", {"invitation": found, **ways})
    if request.method == "POST":
        _accept(request, found)
        request.session.pop(INVITED, None)
        said = gettext("Welcome. You see the workshops of %(name)s now.")
        messages.success(request, said % {"name": found.municipality.long_name})
        return redirect("planning:workshops")
    return render(request, "planning/invitation.html", {"invitation": found})


def _accept(request: HttpRequest, found: Invitation) -> None:
    user = user_of(request)

    def change(_touched: object) -> None:
        still = Invitation.objects.select_for_update().filter(pk=found.pk, accepted_at=None).first()
        if still is None:
            raise Http404
        still.accept(user)

    api.apply_change(change)


class NameForm(forms.Form):
    """A name, typed again, before something is deleted."""

    name = LineField(
        label=_("Type the name to confirm"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, data: Mapping[str, object] | None, *, wanted: str) -> None:
        super().__init__(data)
        self.wanted = wanted

    def clean_name(self) -> str:
        """The name that was typed. Raises ValidationError where it is not the workshop's, whatever its capitals."""
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.split()).casefold() != " ".join(self.wanted.split()).casefold():
            raise forms.ValidationError(_("That is not the name. Nothing was deleted."))
        return typed


@permissions.for_municipality_admins
@makes_document
def export(request: HttpRequest, found: Municipality) -> HttpResponse:
    """All that is the municipality's own, as a file."""
    named = f"digibarometern-{found.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    return file_response(child_process.run(child_process.DOCUMENT, data_export.export_zip, found), named)


@permissions.for_municipality_admins
def delete_workshop(request: HttpRequest, found: Municipality, workshop: int) -> HttpResponse:
    """Delete a planned or closed workshop, once its title is typed."""
    going = get_object_or_404(Workshop, pk=workshop, municipality=found, state__in=MAY_GO)
    return _delete(request, found, [going], going.title)


@permissions.for_municipality_admins
def delete_all(request: HttpRequest, found: Municipality) -> HttpResponse:
    """Delete all workshops of the municipality, once its name is typed; not while one is going on."""
    if found.workshops.filter(state=State.OPEN).exists():
        messages.error(request, gettext("A workshop is going on. End it first."))
        return redirect("planning:municipality", code=found.pk)
    return _delete(request, found, list(found.workshops.all()), found.name)


def _delete(request: HttpRequest, found: Municipality, going: list[Workshop], name: str) -> HttpResponse:
    form = NameForm(request.POST or None, wanted=name)
    if request.method == "POST" and form.is_valid():

        def change(touched: list[Invalidation]) -> None:
            data_export.delete_workshops(going)
            touched.extend(map(whole_workshop, pks))

        pks = [workshop.pk for workshop in going]
        api.apply_change(change)
        erase_deleted()
        messages.success(request, gettext("Deleted. Backups with it are deleted later."))
        return redirect("planning:municipality", code=found.pk)
    context = {"municipality": found, "going": going, "name": name, "form": form, "days": settings.BACKUP_DAYS}
    return render(request, "planning/delete.html", context)
