"""The invitation: where and when, what it says, to whom it goes and how that went. Without e-mail all can be copied."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache

from digibarometer.accounts.permissions import user_of
from digibarometer.inviting import delivery_queue, invitation_email
from digibarometer.inviting.delivery_queue import forget_addresses
from digibarometer.inviting.ics import participant_page_url
from digibarometer.inviting.models import InvitationText, Invitee
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.mail import is_email_on
from digibarometer.planning.invitations.forms import AddressesForm, LetterForm, PlaceForm
from digibarometer.planning.permissions import workshop_or_404
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.rules import row_number
from digibarometer.workshops.snapshot import load_snapshot

State = Invitee.State


@never_cache
@login_required
def invitations(request: HttpRequest, workshop: int) -> HttpResponse:
    """Places, letter and addresses on one page, each with its own button."""
    found = workshop_or_404(request, workshop)
    if _wish_of(request) and found.is_practice:
        messages.error(request, gettext("This is practice. Nobody is invited to it."))
        return redirect("planning:invitations", workshop=workshop)
    letter = get_object_or_404(InvitationText, workshop=found)
    wish = _wish_of(request)
    if wish and found.is_over:
        messages.error(request, gettext("The workshop has ended. Nobody is invited to it any more."))
        return redirect("planning:invitations", workshop=workshop)
    given = _forms(request, found, letter, wish)
    if wish and _done(request, found, wish, given):
        return redirect("planning:invitations", workshop=workshop)
    return render(request, "planning/inviting/invitations.html", _context(found, letter, given))


def _wish_of(request: HttpRequest) -> str:
    return request.POST.get("do", "")


def _forms(request: HttpRequest, workshop: Workshop, letter: InvitationText, wish: str) -> dict[str, Any]:
    def sent(name: str) -> Any:
        return request.POST if wish == name else None

    kept = set(workshop.invited.values_list("email", flat=True)) if wish == "add" else set()
    return {
        "places": [PlaceForm(sent("places"), one) for one in workshop.occasions.all()],
        "letter_form": LetterForm(sent("letter"), letter, load_snapshot(workshop.pk)),
        "addresses": AddressesForm(sent("add"), kept=kept),
    }


def _context(workshop: Workshop, letter: InvitationText, given: dict[str, Any]) -> dict[str, Any]:
    snapshot = load_snapshot(workshop.pk)
    kept = InvitationText.objects.get(pk=letter.pk)  # as it is saved, not as it is being written
    invited = list(workshop.invited.all())
    number = Counter(one.state for one in invited)
    return {
        **given,
        "workshop": workshop,
        "written": invitation_email.render_invitation(snapshot, kept),
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


def _done(request: HttpRequest, workshop: Workshop, wish: str, given: dict[str, Any]) -> bool:
    """Do what is wished; whether all was well, so that the page can be shown anew."""
    by = user_of(request).pk
    if wish == "places" and not [form for form in given["places"] if not form.is_valid()]:
        _keep_places(workshop, given["places"])
        messages.success(request, gettext("Saved."))
    elif wish == "letter" and given["letter_form"].is_valid():
        _keep_letter(given["letter_form"], by)
        messages.success(request, gettext("Saved."))
    elif wish == "add" and given["addresses"].is_valid():
        _add(request, workshop, given["addresses"].cleaned_data["addresses"], by)
    elif wish in {"send", "again"}:
        _ask_for(request, workshop, by, [State.LISTED] if wish == "send" else [State.FAILED, State.UNSURE])
    elif wish == "forget":
        api.apply_change(lambda touched: forget_addresses(workshop.pk))
        messages.success(request, gettext("The addresses are deleted."))
    elif wish.startswith("drop-") and (invited := row_number(wish[5:])):
        api.apply_change(lambda touched: workshop.invited.filter(pk=invited).delete())
    else:
        return wish not in {"places", "letter", "add"}
    return True


def _keep_places(workshop: Workshop, given: list[PlaceForm]) -> None:
    def change(touched: list[Invalidation]) -> None:
        for form in given:
            form.save()
        touched += workshop.update_and_bump_version()

    api.apply_change(change)


def _keep_letter(form: LetterForm, by: int) -> None:
    form.instance.by_id, form.instance.at = by, timezone.now()
    api.apply_change(lambda touched: form.save())


def _add(request: HttpRequest, workshop: Workshop, new: list[str], by: int) -> None:
    rows = [Invitee(workshop=workshop, email=address, by_id=by) for address in new]
    api.apply_change(lambda touched: Invitee.objects.bulk_create(rows, ignore_conflicts=True))
    said = ngettext("%(n)s new address. Nothing is sent yet.", "%(n)s new addresses. Nothing is sent yet.", len(new))
    messages.success(request, said % {"n": len(new)})


def _ask_for(request: HttpRequest, workshop: Workshop, by: int, which: list[str]) -> None:
    if not is_email_on():
        messages.error(request, gettext("This installation sends no e-mail. Copy the text and the addresses."))
        return
    number = delivery_queue.queue_invitations(workshop.pk, by, which)
    said = ngettext(
        "%(n)s invitation is on its way. It may take a minute.",
        "%(n)s invitations are on their way. It may take some minutes.",
        number,
    )
    messages.success(request, said % {"n": number})
