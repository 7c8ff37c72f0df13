"""Before the day: people rate on their own by a link, and are reminded once by e-mail if their addresses were given."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from digibarometer import mail
from digibarometer.accounts.permissions import user_of
from digibarometer.jobs import WAITING, Fields, NotDone
from digibarometer.links import button_of, join_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation, whole_workshop
from digibarometer.planning.form_fields import DayField
from digibarometer.planning.invitations.forms import addresses_in
from digibarometer.planning.permissions import for_planners
from digibarometer.workshops.models import Move, MoveKind, PreworkReminder, State, Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

log = logging.getLogger(__name__)
FIRST = timedelta(days=14)  # before the day
MAX_ADDRESSES = 200  # addresses


class ReminderForm(forms.Form):
    """Addresses, and the day when they are written to."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        max_length=20_000,
        help_text=_("One on each line. Each is deleted as soon as it has been written to."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    on = DayField(label=_("When to remind"))

    def __init__(self, data: Mapping[str, object] | None = None, *, day: date | None) -> None:
        super().__init__(data)
        self.day = day

    def clean_addresses(self) -> list[str]:
        """The addresses, each once; says which are wrong."""
        given = addresses_in(self.cleaned_data["addresses"])
        if len(given) > MAX_ADDRESSES:
            raise ValidationError(gettext("That is more than %(most)s addresses.") % {"most": MAX_ADDRESSES})
        return given

    def clean_on(self) -> date:
        """Today or later, and before the day."""
        on: date = self.cleaned_data["on"]
        if on < timezone.localdate() or (self.day and on >= self.day):
            raise ValidationError(gettext("Choose a day from today until the day before the workshop."))
        return on


def reminder_rejection(snapshot: WorkshopSnapshot) -> str:
    """Why the rating cannot be opened today; empty where it can."""
    day, today = snapshot.occasions[0].on, timezone.localdate()
    if snapshot.workshop.state != State.PLANNED and len(snapshot.occasions) > 1:
        return gettext(
            "The workshop has begun. At the next occasion everyone rates on their own in the room, at the beginning "
            "of each area: by then groups have talked of some areas, and a rating from home would not be the same "
            "question."
        )
    if snapshot.workshop.state != State.PLANNED:
        return gettext("The workshop has begun.")
    if day is None:
        return gettext("Set the workshop's date in the plan first.")
    if today >= day:
        return gettext("The day has come: people rate in the room.")
    if today < day - FIRST:
        return gettext("It can be opened two weeks before the day.")
    return ""


@for_planners
def prework(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """Whether the rating before the day is open, and whom to remind; with the buttons."""
    return _page(request, workshop, ReminderForm(day=load_snapshot(workshop.pk).occasions[0].on))


@for_planners
@button_of("planning:ahead")
def open_rating(request: HttpRequest, workshop: Workshop) -> None:
    """Let people rate before the day."""
    if why_not := reminder_rejection(load_snapshot(workshop.pk)):
        messages.error(request, why_not)
    else:
        _set(workshop, timezone.now(), user_of(request).pk)
        messages.success(request, gettext("People can rate now. Send them the link."))


@for_planners
@button_of("planning:ahead")
def close_rating(request: HttpRequest, workshop: Workshop) -> None:
    """Let people rate no more until the day."""
    if load_snapshot(workshop.pk).is_prework_open:
        _set(workshop, None, user_of(request).pk)
        messages.success(request, gettext("Closed. What people have answered is kept."))


@for_planners
@button_of("planning:ahead")
def remind(request: HttpRequest, workshop: Workshop) -> HttpResponse | None:
    """Have people reminded by e-mail."""
    snapshot = load_snapshot(workshop.pk)
    form = ReminderForm(request.POST, day=snapshot.occasions[0].on)
    if not form.is_valid():
        return _page(request, workshop, form)
    if snapshot.is_prework_open:
        save_reminder(workshop, form.cleaned_data["addresses"], form.cleaned_data["on"], user_of(request).pk)
        messages.success(request, gettext("They will be reminded."))
    return None


@for_planners
@button_of("planning:ahead")
def delete_reminder(request: HttpRequest, workshop: Workshop) -> None:
    """Delete the addresses: nobody is reminded."""
    api.apply_change(lambda touched: forget_addresses(PreworkReminder.objects.filter(workshop=workshop)))
    messages.success(request, gettext("The addresses are deleted."))


def _page(request: HttpRequest, workshop: Workshop, form: ReminderForm) -> HttpResponse:
    snapshot = load_snapshot(workshop.pk)
    context = {
        "workshop": workshop,
        "is_open": snapshot.is_prework_open,
        "why_not": reminder_rejection(snapshot),
        "day": snapshot.occasions[0].on,
        "has_several": len(snapshot.occasions) > 1,
        "join": join_url(workshop.code),
        "form": form,
        "reminder": PreworkReminder.objects.filter(workshop=workshop).first(),
        "sends": mail.is_email_on(),
    }
    return render(request, "planning/ahead.html", context)


def _set(workshop: Workshop, at: datetime | None, by: int | None) -> None:
    def change(touched: list[Invalidation]) -> None:
        Move.objects.create(workshop=workshop, what=MoveKind.AHEAD if at else MoveKind.NOT_AHEAD, by_id=by)
        workshop.update_and_bump_version(ahead_at=at)
        if at is None:
            forget_addresses(PreworkReminder.objects.filter(workshop=workshop))
        touched.append(whole_workshop(workshop.pk))

    api.apply_change(change)


def save_reminder(workshop: Workshop, addresses: list[str], on: date, by: int) -> None:
    """Keep whom to remind when; a new list takes the place of the old one."""
    said = {"addresses": addresses, "on": on, "by_id": by, "at": timezone.now(), "sent": 0, "failed": 0}
    said |= {"state": WAITING, "attempts": 0, "due_at": timezone.make_aware(datetime.combine(on, time.min))}
    api.apply_change(lambda touched: PreworkReminder.objects.update_or_create(workshop=workshop, defaults=said))


def forget_addresses(reminders: "QuerySet[PreworkReminder]") -> None:
    """Delete the addresses of these reminders: nobody is reminded any more."""
    reminders.update(addresses=[], due_at=None)


def send_due_reminders() -> None:
    """Once a minute: close what is open when its day has come, and send the reminders of today."""
    today = timezone.localdate()
    for workshop in Workshop.objects.filter(ahead_at__isnull=False, state=State.PLANNED):
        first = workshop.occasions.order_by("order").first()
        if first and first.on and first.on <= today:
            _set(workshop, None, None)
    forget_addresses(PreworkReminder.objects.exclude(addresses=[]).exclude(workshop__state=State.PLANNED))
    mail.run_mail_jobs(PreworkReminder.objects.filter(workshop__ahead_at__isnull=False), _remind, gives_up=_give_up)


def _remind(reminder: PreworkReminder, through: BaseEmailBackend) -> Fields:
    """Write to each address once. It is deleted before its letter goes, and kept again only if that cannot be sent."""
    workshop = reminder.workshop
    with override(settings.LANGUAGE_CODE):
        subject = gettext("Rate before the workshop: %(title)s") % {"title": workshop.title}
        text = gettext(
            "Hello!\n\nHere you can rate on your own before we meet: %(link)s\n"
            "If you have answered already, you need do nothing.\n\nThis is the only reminder."
        ) % {"link": join_url(workshop.code)}
    waiting, refused = reminder.addresses, list[str]()
    for place, address in enumerate(waiting, start=1):
        PreworkReminder.objects.filter(pk=reminder.pk).update(addresses=[*refused, *waiting[place:]])
        if mail.send(f"a reminder of workshop {workshop.pk}", address, subject, text, connection=through):
            PreworkReminder.objects.filter(pk=reminder.pk).update(sent=F("sent") + 1)
        else:
            refused.append(address)
    if refused:
        reminder.addresses = refused
        PreworkReminder.objects.filter(pk=reminder.pk).update(addresses=refused)
        raise NotDone
    return {}


def _give_up(reminder: PreworkReminder) -> Fields:
    return {"failed": len(reminder.addresses), "addresses": []}
