"""The days of a workshop as a calendar file (RFC 5545), the same event when it is sent again."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from icalendar import Calendar, Event

from digibarometer.inviting.models import Letter
from digibarometer.workshops.models import Occasion
from digibarometer.workshops.schedule import rows
from digibarometer.workshops.snapshot import Now
from digibarometer.workshops.urls_and_qr import address, host


def begins(occasion: Occasion) -> datetime | None:
    """When an occasion begins, in our time zone; none before both day and time are set."""
    if occasion.on is None or occasion.begins is None:
        return None
    return timezone.make_aware(datetime.combine(occasion.on, occasion.begins))


def minutes(here: Now, occasion: Occasion) -> int:
    """How long an occasion is, with breaks: the minutes of its steps."""
    return sum(row.minutes for row in rows(here, occasion))


def ends(here: Now, occasion: Occasion) -> datetime | None:
    """When an occasion ends by the plan."""
    start = begins(occasion)
    return start + timedelta(minutes=minutes(here, occasion)) if start else None


def page_of(letter: Letter) -> str:
    """The whole address of the participants' page."""
    return address(reverse("planning:attending", args=[letter.secret]))


def calendar(here: Now, letter: Letter, occasions: Iterable[Occasion]) -> bytes:
    """A file with an event for each occasion that has a day; one without a time fills its day."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", "-//Digibarometern//sv")
    made.add("method", "PUBLISH")
    for occasion in occasions:
        if occasion.on:
            made.add_component(_event(here, letter, occasion))
    return bytes(made.to_ical())


def _event(here: Now, letter: Letter, occasion: Occasion) -> Event:
    start, end = begins(occasion), ends(here, occasion)
    event = Event()
    event.add("uid", f"occasion-{occasion.pk}@{urlsplit(address('/')).hostname or host()}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("sequence", here.version)
    event.add("summary", title_of(here, occasion))
    event.add("dtstart", start.astimezone(UTC) if start else occasion.on)
    if end:
        event.add("dtend", end.astimezone(UTC))
    if where := " · ".join(filter(None, [occasion.place, occasion.video])):
        event.add("location", where)
    lines = [gettext("What to expect, and how answers are used: %(link)s") % {"link": page_of(letter)}]
    if occasion.video:
        lines.append(
            gettext("Video meeting for those who take part from elsewhere: %(link)s") % {"link": occasion.video}
        )
    event.add("description", "\n".join(lines))
    event.add("url", page_of(letter))
    return event


def title_of(here: Now, occasion: Occasion) -> str:
    """The workshop's title, with which occasion it is where there are several."""
    if len(here.occasions) < 2:
        return here.workshop.title
    return gettext("%(title)s, occasion %(n)s") % {"title": here.workshop.title, "n": occasion.order}
