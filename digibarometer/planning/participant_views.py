"""The people of a workshop: who takes part, which phone is whose, table screens, and who leads."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from digibarometer.accounts.models import User
from digibarometer.links import qr_svg
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import LEADS, member_user_ids, workshop_or_404
from digibarometer.planning.secret_link_views import table_link
from digibarometer.workshops import secret_links
from digibarometer.workshops.attendance import ensure_attendance, merge_seats
from digibarometer.workshops.models import Attendance, LeaderRole, Participant, Workshop
from digibarometer.workshops.seat_transfer import pending_transfer, remove_phone, start_transfer, transfer_url
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot


class LeadingForm(forms.Form):
    """A colleague of the municipality who is to lead, help to lead, or follow."""

    user: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), empty_label=None
    )
    kind = forms.ChoiceField(label=_("As what"), choices=LeaderRole.Kind, initial=LeaderRole.Kind.CO_LEADER)

    def __init__(self, *args: Any, workshop: Workshop, **more: Any) -> None:
        super().__init__(*args, **more)
        colleagues = User.objects.filter(memberships__municipality=workshop.municipality, is_active=True)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = colleagues.exclude(leadings__workshop=workshop).order_by("name", "email")


class MergeForm(forms.Form):
    """Another seat of the same person, which goes."""

    goes: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        Participant.objects.none(), label=_("The other seat"), empty_label=_("Choose a seat")
    )

    def __init__(self, *args: Any, stays: Participant, **more: Any) -> None:
        super().__init__(*args, **more)
        choice = self.fields["goes"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Participant.objects.filter(workshop=stays.workshop_id).exclude(pk=stays.pk)
        choice.label_from_instance = participant_text  # type: ignore[assignment]


def participant_text(person: Participant) -> str:
    """A participant as a leader tells them apart: number, first name, role, unit."""
    parts = [f"{person.pk}", person.first_name, str(person.get_role_display()), person.unit]
    return " · ".join(part for part in parts if part)


@never_cache
@login_required
def people(request: HttpRequest, workshop: int) -> HttpResponse:
    """Everybody, the table screens, and those who lead; adds a colleague."""
    found = workshop_or_404(request, workshop)
    snapshot = load_snapshot(workshop)
    form = LeadingForm(request.POST or None, workshop=found)
    if request.method == "POST" and form.is_valid():
        _add_leading(found, form.cleaned_data["user"], form.cleaned_data["kind"])
        messages.success(request, gettext("%(who)s is added.") % {"who": form.cleaned_data["user"]})
        return redirect("planning:people", workshop=workshop)
    attending = Attendance.objects.filter(occasion=snapshot.occasion)
    by_person = {attendance.participant_id: attendance for attendance in attending}
    seats = [(person, by_person.get(person.pk)) for person in Participant.objects.filter(workshop=workshop)]
    context = {
        "workshop": found,
        "form": form,
        "seats": [(person, seat, snapshot.groups.get((seat and seat.group_id) or 0)) for person, seat in seats],
        "here": sum(1 for _person, seat in seats if seat and seat.left_at is None),
        "tables": [(group, link, qr_svg(link)) for group in snapshot.groups.values() for link in [table_link(group)]],
        "members": member_user_ids(found),
        "leadings": found.leadings.select_related("user").order_by("pk"),
        "colleagues": form.fields["user"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "planning/people.html", context)


def _add_leading(workshop: Workshop, user: User, kind: str) -> None:
    def change(touched: list[Invalidation]) -> None:
        LeaderRole.objects.get_or_create(workshop=workshop, user=user, defaults={"kind": kind})
        touched += workshop.update_and_bump_version()

    api.apply_change(change)


@require_POST
@login_required
def stop_leading(request: HttpRequest, workshop: int, leading: int) -> HttpResponse:
    """Take someone off those who lead; one who leads always stays.

    Who then sees nothing of the workshop may have kept its links: they are new from the same moment.
    """
    found = workshop_or_404(request, workshop)
    gone = get_object_or_404(LeaderRole, pk=leading, workshop=found)
    if not found.leadings.filter(kind__in=LEADS).exclude(pk=gone.pk).exists():
        messages.error(request, gettext("Somebody must lead. Add another leader first."))
        return redirect("planning:people", workshop=workshop)

    is_outside = gone.user_id not in member_user_ids(found)

    def change(touched: list[Invalidation]) -> None:
        gone.delete()
        if is_outside:
            secret_links.renew_result(found, touched)
            secret_links.renew_board(found, touched)
        touched += found.update_and_bump_version()

    api.apply_change(change)
    messages.success(request, gettext("%(who)s is taken off.") % {"who": gone.user})
    if is_outside:
        said = gettext("The board and the result have new links, and the old ones no longer work.")
        if found.result_secret is None:
            said = gettext("The board has a new link, and the old one no longer works. The result's is turned off.")
        messages.success(request, f"{said} {gettext('You find them under Links.')}")
    return redirect("planning:support" if request.POST.get("from") == "support" else "planning:people", workshop)


@never_cache
@login_required
def person(request: HttpRequest, workshop: int, person: int) -> HttpResponse:
    """One participant: to another phone, double seats, gone home or back."""
    found = workshop_or_404(request, workshop)
    someone = get_object_or_404(Participant.objects.select_related("workshop"), pk=person, workshop=workshop)
    snapshot = load_snapshot(workshop)
    wish = request.POST.get("do", "")
    form = MergeForm(request.POST if wish == "merge" else None, stays=someone)
    if request.method == "POST" and found.is_over:
        messages.error(request, gettext("The workshop has ended. Its people stay as they were."))
        return redirect("planning:person", workshop=workshop, person=person)
    if wish in {"left", "back"}:
        _take_part(snapshot, someone, wish == "back")
        messages.success(request, gettext("That is noted."))
        return redirect("planning:people", workshop=workshop)
    if wish == "merge" and form.is_valid():
        merge_seats(snapshot, someone, form.cleaned_data["goes"])
        messages.success(request, gettext("The two seats are one. What was said last counts."))
        return redirect("planning:people", workshop=workshop)
    if wish == "phone":
        start_transfer(someone, cast(User, request.user))
        return redirect("planning:person", workshop=workshop, person=person)
    if wish == "no_phone":
        remove_phone(someone)
        said = gettext("That phone is no longer in the workshop. A table's screen can be handed over.")
        messages.success(request, said)
        return redirect("planning:person", workshop=workshop, person=person)
    transfer = pending_transfer(someone)
    link = transfer_url(transfer) if transfer and transfer.started_by_id is not None else ""
    attendance = (
        Attendance.objects.filter(participant=someone, occasion=snapshot.occasion).select_related("group").first()
    )
    context = {
        "workshop": found,
        "person": someone,
        "described": participant_text(someone),
        "attendance": attendance,
        "link": link,
        "qr": qr_svg(link) if link else "",
        "form": form,
    }
    return render(request, "planning/person.html", context)


def _take_part(snapshot: WorkshopSnapshot, someone: Participant, takes_part: bool) -> None:
    def change(touched: list[Invalidation]) -> None:
        if takes_part:
            ensure_attendance(snapshot, someone)
        left_at = None if takes_part else timezone.now()
        Attendance.objects.filter(participant=someone, occasion=snapshot.occasion).update(left_at=left_at)
        touched += snapshot.workshop.update_and_bump_version()

    api.apply_change(change)
