"""The days of a workshop as a calendar file (RFC 5545), the same event when it is sent again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event

from digibarometer.inviting.models import InvitationText
from digibarometer.links import page_url
from digibarometer.workshops.models import Occasion
from digibarometer.workshops.schedule import schedule_rows
from digibarometer.workshops.snapshot import WorkshopSnapshot


def session_start(occasion: Occasion) -> datetime | None:
    """When an occasion begins, in our time zone; none before both day and time are set."""
    if occasion.on is None or occasion.begins is None:
        return None
    return timezone.make_aware(datetime.combine(occasion.on, occasion.begins))


def session_minutes(snapshot: WorkshopSnapshot, occasion: Occasion) -> int:
    """How long an occasion is, with breaks: the minutes of its steps."""
    return sum(row.minutes for row in schedule_rows(snapshot, occasion))


def session_end(snapshot: WorkshopSnapshot, occasion: Occasion) -> datetime | None:
    """When an occasion ends by the plan."""
    start = session_start(occasion)
    return start + timedelta(minutes=session_minutes(snapshot, occasion)) if start else None


def participant_page_url(letter: InvitationText) -> str:
    """The whole address of the participants' page."""
    return page_url("planning:attending", letter.secret)


def invitation_calendar(snapshot: WorkshopSnapshot, letter: InvitationText, occasions: Iterable[Occasion]) -> bytes:
    """A file with an event for each occasion that has a day; one without a time fills its day."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Digibarometern//sv")
    made.add("method", "PUBLISH")
    for occasion in occasions:
        if occasion.on:
            made.add_component(_event(snapshot, letter, occasion))
    return bytes(made.to_ical())


def _event(snapshot: WorkshopSnapshot, letter: InvitationText, occasion: Occasion) -> Event:
    start, end = session_start(occasion), session_end(snapshot, occasion)
    event = Event()
    event.add("uid", f"occasion-{occasion.pk}@{urlsplit(settings.ADDRESS).hostname}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("sequence", snapshot.version)
    event.add("summary", title_of(snapshot, occasion))
    event.add("dtstart", start.astimezone(UTC) if start else occasion.on)
    if end:
        event.add("dtend", end.astimezone(UTC))
    if where := " · ".join(filter(None, [occasion.place, occasion.video])):
        event.add("location", where)
    lines = [gettext("What to expect, and how answers are used: %(link)s") % {"link": participant_page_url(letter)}]
    if occasion.video:
        lines.append(
            gettext("Video meeting for those who take part from elsewhere: %(link)s") % {"link": occasion.video}
        )
    event.add("description", "\n".join(lines))
    event.add("url", participant_page_url(letter))
    return event


def title_of(snapshot: WorkshopSnapshot, occasion: Occasion) -> str:
    """The workshop's title, with which occasion it is where there are several."""
    if len(snapshot.occasions) < 2:
        return snapshot.workshop.title
    return gettext("%(title)s, occasion %(n)s") % {"title": snapshot.workshop.title, "n": occasion.order}
