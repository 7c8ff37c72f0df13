"""The invitation: where and when, what it says, to whom it goes and how that went. Without e-mail all can be copied."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from digibarometer.accounts.permissions import View, user_of
from digibarometer.inviting import delivery_queue, invitation_email
from digibarometer.inviting.delivery_queue import forget_addresses
from digibarometer.inviting.ics import participant_page_url
from digibarometer.inviting.models import InvitationText, Invitee
from digibarometer.links import button_of
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.mail import is_email_on
from digibarometer.planning.invitations.forms import AddressesForm, LetterForm, PlaceForm
from digibarometer.planning.permissions import for_planners
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import load_snapshot

State = Invitee.State


@for_planners
def invitations(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Places, letter and addresses on one page, each with its own button."""
    return _page(request, workshop, Forms(workshop))


class Forms:
    """The page's forms, with what was sent in one of them; the others as they are kept."""

    def __init__(self, workshop: Workshop, sent: str = "", data: Mapping[str, object] | None = None) -> None:
        letter = get_object_or_404(InvitationText, workshop=workshop)
        kept = set(workshop.invited.values_list("email", flat=True)) if sent == "addresses" else set()
        self.places = [PlaceForm(data if sent == "places" else None, one) for one in workshop.occasions.all()]
        self.letter = LetterForm(data if sent == "letter" else None, letter, load_snapshot(workshop.pk))
        self.addresses = AddressesForm(data if sent == "addresses" else None, kept=kept)


def _button(act: Callable[..., Forms | None]) -> View:
    """The view of a button. It answers with the forms where they are to be shown again, as something is wrong."""

    @for_planners
    @button_of("planning:invitations")
    @wraps(act)
    def view(request: HttpRequest, workshop: Workshop, **of: int) -> HttpResponse | None:
        if workshop.is_practice:
            messages.error(request, gettext("This is practice. Nobody is invited to it."))
        elif workshop.is_over:
            messages.error(request, gettext("The workshop has ended. Nobody is invited to it any more."))
        elif wrong := act(request, workshop, **of):
            return _page(request, workshop, wrong)
        return None

    return view


@_button
def save_places(request: HttpRequest, workshop: Workshop) -> Forms | None:
    """Keep where each occasion is."""
    given = Forms(workshop, "places", request.POST)
    if [form for form in given.places if not form.is_valid()]:  # all are looked at, so that all are marked
        return given

    def change(touched: list[Invalidation]) -> None:
        for form in given.places:
            form.save()
        touched += workshop.update_and_bump_version()

    api.apply_change(change)
    messages.success(request, gettext("Saved."))
    return None


@_button
def save_letter(request: HttpRequest, workshop: Workshop) -> Forms | None:
    """Keep the leader's own words."""
    given = Forms(workshop, "letter", request.POST)
    if not given.letter.is_valid():
        return given
    given.letter.instance.by, given.letter.instance.at = user_of(request), timezone.now()
    api.apply_change(lambda touched: given.letter.save())
    messages.success(request, gettext("Saved."))
    return None


@_button
def add_addresses(request: HttpRequest, workshop: Workshop) -> Forms | None:
    """Keep addresses to invite."""
    given = Forms(workshop, "addresses", request.POST)
    if not given.addresses.is_valid():
        return given
    new, by = given.addresses.cleaned_data["addresses"], user_of(request).pk
    rows = [Invitee(workshop=workshop, email=address, by_id=by) for address in new]
    api.apply_change(lambda touched: Invitee.objects.bulk_create(rows, ignore_conflicts=True))
    said = ngettext("%(n)s new address. Nothing is sent yet.", "%(n)s new addresses. Nothing is sent yet.", len(new))
    messages.success(request, said % {"n": len(new)})
    return None


@_button
def send_invitations(request: HttpRequest, workshop: Workshop) -> None:
    """Write to those who have not been written to."""
    _queue(request, workshop, [State.LISTED])


@_button
def send_again(request: HttpRequest, workshop: Workshop) -> None:
    """Write again to those whom the invitation may not have reached."""
    _queue(request, workshop, [State.FAILED, State.UNSURE])


def _queue(request: HttpRequest, workshop: Workshop, which: list[str]) -> None:
    if not is_email_on():
        messages.error(request, gettext("This installation sends no e-mail. Copy the text and the addresses."))
        return
    number = delivery_queue.queue_invitations(workshop.pk, user_of(request).pk, which)
    said = ngettext(
        "%(n)s invitation is on its way. It may take a minute.",
        "%(n)s invitations are on their way. It may take some minutes.",
        number,
    )
    messages.success(request, said % {"n": number})


@_button
def delete_addresses(request: HttpRequest, workshop: Workshop) -> None:
    """Delete all addresses."""
    api.apply_change(lambda touched: forget_addresses(workshop.pk))
    messages.success(request, gettext("The addresses are deleted."))


@_button
def remove_address(request: HttpRequest, workshop: Workshop, invited: int) -> None:
    """Delete one address."""
    api.apply_change(lambda touched: workshop.invited.filter(pk=invited).delete())


BUTTONS = [  # their addresses under the page's, and their names
    ("places/save/", save_places, "save_places"),
    ("text/save/", save_letter, "save_letter"),
    ("addresses/add/", add_addresses, "add_addresses"),
    ("addresses/send/", send_invitations, "send_invitations"),
    ("addresses/send-again/", send_again, "send_again"),
    ("addresses/delete/", delete_addresses, "delete_addresses"),
    ("addresses/<int:invited>/remove/", remove_address, "remove_address"),
]


def _page(request: HttpRequest, workshop: Workshop, given: Forms) -> HttpResponse:
    snapshot = load_snapshot(workshop.pk)
    letter = InvitationText.objects.get(workshop=workshop)  # as it is saved, not as it is being written
    invited = list(workshop.invited.all())
    number = Counter(one.state for one in invited)
    context = {
        "places": given.places,
        "letter_form": given.letter,
        "addresses": given.addresses,
        "workshop": workshop,
        "written": invitation_email.render_invitation(snapshot, letter),
        "times": [(one, invitation_email.times(snapshot, one)) for one in snapshot.occasions],
        "page": participant_page_url(letter),
        "secret": letter.secret,
        "invited": invited,
        "all_addresses": "; ".join(one.email for one in invited),
        "number": {state.value: number[state] for state in State},
        "again": number[State.FAILED] + number[State.UNSURE],
        "sends": is_email_on(),
        "has_day": all(one.on for one in snapshot.occasions),
    }
    return render(request, "planning/inviting/invitations.html", context)
