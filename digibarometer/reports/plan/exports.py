"""The plan as files: a calendar, a workbook and a table. Names of owners stand only in what needs an account."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from icalendar import Alarm, Calendar, Event
from openpyxl.utils import get_column_letter

from digibarometer.exercises.activities import summary
from digibarometer.exercises.activities.models import Activity
from digibarometer.exercises.activities.summary import PlannedActivity
from digibarometer.files import file_response
from digibarometer.i18n import localized
from digibarometer.links import display_host
from digibarometer.questions.spreadsheet import new_workbook, workbook_bytes, write_cell, write_head
from digibarometer.reports.open_data import to_csv
from digibarometer.reports.permissions import for_holders_of_the_link, for_readers
from digibarometer.workshops.models import Workshop
from digibarometer.workshops.snapshot import WorkshopSnapshot, load_snapshot

Cell = str | int | float | date | None
WIDTHS = (5, 48, 22, 20, 40, 13, 30, 8, 8, 8, 8, 14, 13, 50)


def columns(with_names: bool) -> list[str]:
    """Headings of the table."""
    return [
        gettext("Number"), gettext("Activity"), gettext("Owner"), *([gettext("Name")] if with_names else []),
        gettext("First step"), gettext("Done by"), gettext("Question that it should move"), gettext("From level"),
        gettext("To level"), gettext("Effect"), gettext("Effort"), gettext("Where it belongs"), gettext("How it goes"),
        gettext("Latest word"),
    ]  # fmt: skip


def rows(plan: Iterable[PlannedActivity], with_names: bool) -> list[list[Cell]]:
    """An activity a row. What has been said of it since is for those with an account."""
    return [_row(each, with_names) for each in plan]


def _row(planned: PlannedActivity, with_names: bool) -> list[Cell]:
    one = planned.activity
    latest = next((said for said in planned.progress if said.text), None) if with_names else None
    return [
        one.number, one.name, one.owner, *([one.owner_name] if with_names else []), one.first_step, one.due_on,
        localized(one.question.short) if one.question else "", one.from_level, one.to_level,
        one.effect_middle, one.effort_middle, planned.quadrant, str(one.get_status_display()),
        f"{latest.at:%Y-%m-%d}: {latest.text}" if latest else "",
    ]  # fmt: skip


def workbook(plan: Sequence[PlannedActivity], with_names: bool) -> bytes:
    """The plan as a workbook; what someone has written is never read as a formula."""
    book, page = new_workbook()
    page.title = gettext("The plan")
    write_head(page, columns(with_names))
    page.freeze_panes = "C2"
    for number, row in enumerate(rows(plan, with_names), start=2):
        for column, value in enumerate(row, start=1):
            write_cell(page.cell(number, column), value)
    for column, width in enumerate(WIDTHS if with_names else WIDTHS[:3] + WIDTHS[4:], start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    return workbook_bytes(book)


def table(plan: Sequence[PlannedActivity]) -> str:
    """The plan as CSV."""
    return to_csv(columns(with_names=False), rows(plan, with_names=False))


def calendar(activities: Iterable[Activity]) -> bytes:
    """A day for each activity with a date, with a reminder two weeks before."""
    made = Calendar()
    made.add("prodid", "-//Digibarometern//SV")
    made.add("version", "2.0")
    for activity in activities:
        if activity.due_on is None:
            continue
        event = Event()
        event.add("uid", f"activity-{activity.pk}@{display_host()}")
        event.add("dtstamp", activity.chosen_at or activity.taken_at)
        event.add("dtstart", activity.due_on)
        event.add("dtend", activity.due_on + timedelta(days=1))
        event.add("summary", gettext("Done: %(activity)s") % {"activity": activity.name})
        event.add("description", "\n".join(filter(None, [activity.first_step, activity.owner])))
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", activity.name)
        alarm.add("trigger", timedelta(days=-14))
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())


def _plan(workshop: Workshop) -> Sequence[PlannedActivity]:
    return summary.summarize(load_snapshot(workshop.pk)).plan


def _told(workshop: Workshop, content: bytes | str, ending: str) -> HttpResponse:
    return file_response(content, f"{gettext('plan')}-{workshop.pk}.{ending}")


@for_holders_of_the_link
@require_safe
def shared_calendar(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The plan's days."""
    return _told(workshop, calendar(each.activity for each in _plan(workshop)), "ics")


@for_holders_of_the_link
@require_safe
def shared_table(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The plan as CSV, without names."""
    return _told(workshop, table(_plan(workshop)), "csv")


@for_holders_of_the_link
@require_safe
def shared_workbook(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    """The plan as a workbook, without names."""
    return _told(workshop, workbook(_plan(workshop), with_names=False), "xlsx")


@for_readers
@require_safe
def own_workbook(request: HttpRequest, here: WorkshopSnapshot) -> HttpResponse:
    """The plan as a workbook, with names and what has been said, for those with an account."""
    return _told(here.workshop, workbook(summary.summarize(here).plan, with_names=True), "xlsx")
