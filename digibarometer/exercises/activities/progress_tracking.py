"""How it goes with the plan after the workshop: said by those with accounts, or by an owner through a link."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from digibarometer.exercises.activities.models import Activity, ActivityReminder, Progress, Status
from digibarometer.exercises.activities.rules import is_reminded


def record_progress(activity: Activity, status: str, text: str, by: int | None) -> None:
    """Keep how it goes; nothing is kept where nothing is new. What is done or stopped reminds nobody."""
    if status == activity.status and not text:
        return
    Progress.objects.create(workshop_id=activity.workshop_id, activity=activity, status=status, text=text, by_id=by)
    Activity.objects.filter(pk=activity.pk).update(status=status)
    if status in {Status.DONE, Status.STOPPED}:
        ActivityReminder.objects.filter(activity=activity).update(address="")


def edit_activity(activity: Activity, said: Mapping[str, object]) -> None:
    """Keep who owns it, how it begins and when it is to be done."""
    Activity.objects.filter(pk=activity.pk).update(**said)


def start_reminders(activity: Activity, address: str) -> ActivityReminder | None:
    """Ask the owner at this address from now on; nobody, where it is empty. An old link then no longer works."""
    held = ActivityReminder.objects.filter(activity=activity).first()
    if held is not None and held.address == address:
        return None
    if held is not None and (address or not held.stopped_at):
        held.delete()
    if not address:
        return None
    return ActivityReminder.objects.create(
        workshop_id=activity.workshop_id, activity=activity, address=address, begun_on=timezone.localdate()
    )


def stop_reminders(reminder: ActivityReminder) -> None:
    """The owner does not want to be asked any more; the address is forgotten."""
    ActivityReminder.objects.filter(pk=reminder.pk).update(address="", stopped_at=timezone.now())


def due_reminders(today: date) -> list[ActivityReminder]:
    """Those who are to be asked today and whose letter does not wait already."""
    rows = ActivityReminder.objects.exclude(address="").filter(
        due_at=None, activity__chosen_at__isnull=False, activity__status__in=[Status.WAITING, Status.GOING]
    )
    asked = rows.select_related("activity__workshop__municipality")
    return [row for row in asked if is_reminded(row.activity.due_on, row.begun_on, row.sent_on, today)]
