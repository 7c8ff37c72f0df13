"""The people of a workshop: who takes part, which phone is whose, table screens, and who leads."""

from collections.abc import Callable, Mapping
from functools import wraps

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts.models import User
from digibarometer.accounts.permissions import View, user_of
from digibarometer.links import button_of, qr_svg
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.planning.permissions import LEADS, for_planners, member_user_ids
from digibarometer.planning.secret_link_views import table_link
from digibarometer.workshops import secret_links
from digibarometer.workshops.attendance import ensure_attendance, merge_seats
from digibarometer.workshops.models import Attendance, LeaderRole, Participant, Workshop
from digibarometer.workshops.seat_transfer import pending_transfer, remove_phone, start_transfer, transfer_url
from digibarometer.workshops.snapshot import load_snapshot


class LeadingForm(forms.Form):
    """A colleague of the municipality who is to lead, help to lead, or follow."""

    user: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        User.objects.none(), label=_("Colleague"), empty_label=None
    )
    kind = forms.ChoiceField(label=_("As what"), choices=LeaderRole.Kind, initial=LeaderRole.Kind.CO_LEADER)

    def __init__(self, data: Mapping[str, object] | None, *, workshop: Workshop) -> None:
        super().__init__(data)
        colleagues = User.objects.filter(memberships__municipality=workshop.municipality, is_active=True)
        choice = self.fields["user"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = colleagues.exclude(leadings__workshop=workshop).order_by("name", "email")


class MergeForm(forms.Form):
    """Another seat of the same person, which goes."""

    goes: "forms.ModelChoiceField[Participant]" = forms.ModelChoiceField(
        Participant.objects.none(), label=_("The other seat"), empty_label=_("Choose a seat")
    )

    def __init__(self, data: Mapping[str, object] | None = None, *, stays: Participant) -> None:
        super().__init__(data)
        choice = self.fields["goes"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = Participant.objects.filter(workshop=stays.workshop_id).exclude(pk=stays.pk)
        choice.label_from_instance = participant_text  # type: ignore[assignment]


def participant_text(person: Participant) -> str:
    """A participant as a leader tells them apart: number, first name, role, unit."""
    parts = [f"{person.pk}", person.first_name, str(person.get_role_display()), person.unit]
    return " · ".join(part for part in parts if part)


@for_planners
def people(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Everybody, the table screens, and those who lead; adds a colleague."""
    snapshot = load_snapshot(workshop.pk)
    form = LeadingForm(request.POST or None, workshop=workshop)
    if request.method == "POST" and form.is_valid():
        _add_leading(workshop, form.cleaned_data["user"], form.cleaned_data["kind"])
        messages.success(request, gettext("%(who)s is added.") % {"who": form.cleaned_data["user"]})
        return redirect("planning:people", workshop=workshop.pk)
    attending = Attendance.objects.filter(occasion=snapshot.occasion)
    by_person = {attendance.participant_id: attendance for attendance in attending}
    seats = [(person, by_person.get(person.pk)) for person in Participant.objects.filter(workshop=workshop)]
    context = {
        "workshop": workshop,
        "form": form,
        "seats": [(person, seat, snapshot.groups.get((seat and seat.group_id) or 0)) for person, seat in seats],
        "here": sum(1 for _person, seat in seats if seat and seat.left_at is None),
        "tables": [(group, link, qr_svg(link)) for group in snapshot.groups.values() for link in [table_link(group)]],
        "members": member_user_ids(workshop),
        "leadings": workshop.leadings.select_related("user").order_by("pk"),
        "colleagues": form.fields["user"].queryset.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "planning/people.html", context)


def _add_leading(workshop: Workshop, user: User, kind: str) -> None:
    def change(touched: list[Invalidation]) -> None:
        LeaderRole.objects.get_or_create(workshop=workshop, user=user, defaults={"kind": kind})
        touched += workshop.update_and_bump_version()

    api.apply_change(change)


@for_planners
@button_of("planning:people")
def stop_leading(request: HttpRequest, workshop: Workshop, leading: int) -> HttpResponse:
    """Take someone off those who lead; one who leads always stays.

    Who then sees nothing of the workshop may have kept its links: they are new from the same moment.
    """
    gone = get_object_or_404(LeaderRole, pk=leading, workshop=workshop)
    if not workshop.leadings.filter(kind__in=LEADS).exclude(pk=gone.pk).exists():
        messages.error(request, gettext("Somebody must lead. Add another leader first."))
        return redirect("planning:people", workshop=workshop.pk)

    is_outside = gone.user_id not in member_user_ids(workshop)

    def change(touched: list[Invalidation]) -> None:
        LeaderRole.objects.filter(pk=leading).delete()
        if is_outside:
            secret_links.renew_result(workshop, touched)
            secret_links.renew_board(workshop, touched)
        touched += workshop.update_and_bump_version()

    api.apply_change(change)
    messages.success(request, gettext("%(who)s is taken off.") % {"who": gone.user})
    if is_outside:
        said = gettext("The board and the result have new links, and the old ones no longer work.")
        if workshop.result_secret is None:
            said = gettext("The board has a new link, and the old one no longer works. The result's is turned off.")
        messages.success(request, f"{said} {gettext('You find them under Links.')}")
    return redirect("planning:support" if request.POST.get("from") == "support" else "planning:people", workshop.pk)


@for_planners
def person(request: HttpRequest, workshop: Workshop, person: int) -> HttpResponse:
    """One participant, and the buttons: to another phone, double seats, gone home or back."""
    return _page(request, _of_workshop(workshop, person))


def _of_workshop(workshop: Workshop, person: int) -> Participant:
    return get_object_or_404(Participant.objects.select_related("workshop"), pk=person, workshop=workshop)


def _page(request: HttpRequest, someone: Participant, form: MergeForm | None = None) -> HttpResponse:
    transfer = pending_transfer(someone)
    link = transfer_url(transfer) if transfer and transfer.started_by_id is not None else ""
    occasion = load_snapshot(someone.workshop_id).occasion
    context = {
        "workshop": someone.workshop,
        "person": someone,
        "described": participant_text(someone),
        "attendance": Attendance.objects.filter(participant=someone, occasion=occasion).select_related("group").first(),
        "link": link,
        "qr": qr_svg(link) if link else "",
        "form": form or MergeForm(stays=someone),
    }
    return render(request, "planning/person.html", context)


def _button(act: Callable[[HttpRequest, Participant], HttpResponse]) -> View:
    """The view of a button of a participant's page; none does anything once the workshop has ended."""

    @for_planners
    @button_of("planning:person", 2)
    @wraps(act)
    def view(request: HttpRequest, workshop: Workshop, person: int) -> HttpResponse:
        someone = _of_workshop(workshop, person)
        if not workshop.is_over:
            return act(request, someone)
        messages.error(request, gettext("The workshop has ended. Its people stay as they were."))
        return redirect("planning:person", workshop=workshop.pk, person=person)

    return view


@_button
def move_to_another_phone(request: HttpRequest, someone: Participant) -> HttpResponse:
    """Make a link by which the seat moves."""
    start_transfer(someone, user_of(request))
    return redirect("planning:person", workshop=someone.workshop_id, person=someone.pk)


@_button
def put_phone_out(request: HttpRequest, someone: Participant) -> HttpResponse:
    """Put the phone out of the workshop."""
    remove_phone(someone)
    messages.success(request, gettext("That phone is no longer in the workshop. A table's screen can be handed over."))
    return redirect("planning:person", workshop=someone.workshop_id, person=someone.pk)


@_button
def merge_with(request: HttpRequest, someone: Participant) -> HttpResponse:
    """Make another seat of the same person one with this."""
    form = MergeForm(request.POST, stays=someone)
    if not form.is_valid():
        return _page(request, someone, form)
    merge_seats(load_snapshot(someone.workshop_id), someone, form.cleaned_data["goes"])
    messages.success(request, gettext("The two seats are one. What was said last counts."))
    return redirect("planning:people", workshop=someone.workshop_id)


@_button
def mark_as_left(request: HttpRequest, someone: Participant) -> HttpResponse:
    """Note that the person has gone home."""
    return _take_part(request, someone, takes_part=False)


@_button
def mark_as_here(request: HttpRequest, someone: Participant) -> HttpResponse:
    """Note that the person is back."""
    return _take_part(request, someone, takes_part=True)


def _take_part(request: HttpRequest, someone: Participant, *, takes_part: bool) -> HttpResponse:
    snapshot = load_snapshot(someone.workshop_id)

    def change(touched: list[Invalidation]) -> None:
        if takes_part:
            ensure_attendance(snapshot, someone)
        left_at = None if takes_part else timezone.now()
        Attendance.objects.filter(participant=someone, occasion=snapshot.occasion).update(left_at=left_at)
        touched += snapshot.workshop.update_and_bump_version()

    api.apply_change(change)
    messages.success(request, gettext("That is noted."))
    return redirect("planning:people", workshop=snapshot.pk)


BUTTONS = [  # their addresses under a participant's page, and their names
    ("phone/move/", move_to_another_phone, "move_to_another_phone"),
    ("phone/put-out/", put_phone_out, "put_phone_out"),
    ("merge/", merge_with, "merge_with"),
    ("mark-as-left/", mark_as_left, "mark_as_left"),
    ("mark-as-here/", mark_as_here, "mark_as_here"),
]
