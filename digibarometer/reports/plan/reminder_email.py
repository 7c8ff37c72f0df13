"""Letters to those who own an activity: a link by which they say how it goes, without an account."""

import logging
from datetime import date
from functools import partial

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from digibarometer.exercises.activities import progress_tracking
from digibarometer.exercises.activities.models import ActivityReminder
from digibarometer.links import page_url
from digibarometer.live import api
from digibarometer.live.panels import Invalidation
from digibarometer.results.followup.models import FollowUpStatus
from digibarometer.results.followup.queries import said_later
from digibarometer.workshops.mail import send_mail_or_log

log = logging.getLogger(__name__)
SALT = "reports.plan.follow"
NO_EMAIL = "django.core.mail.backends.dummy.EmailBackend"
LINK_LASTS = 2 * 365 * 24 * 3600  # seconds that a link works; a plan lives until the next round


def token(reminder: ActivityReminder) -> str:
    """What stands in the owner's link; signed, and no longer good when the address is changed."""
    return signing.dumps([reminder.pk, reminder.begun_on.isoformat()], salt=SALT)


def reminder_of(given: str) -> ActivityReminder | None:
    """The reminder that a link is for; none where the link is not good."""
    try:
        pk, begun = signing.loads(given, salt=SALT, max_age=LINK_LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = ActivityReminder.objects.filter(pk=pk, activity__chosen_at__isnull=False)
    row = found.select_related("activity__workshop__municipality", "activity__question").first()
    return row if row is not None and row.begun_on.isoformat() == begun else None


def link_of(reminder: ActivityReminder) -> str:
    """The owner's own link."""
    return page_url("reports:follow", token(reminder))


def is_email_on() -> bool:
    """Whether this installation sends e-mail."""
    return settings.EMAIL_BACKEND != NO_EMAIL


def send_reminder(reminder: ActivityReminder) -> bool:
    """Ask the owner how it goes; whether the letter was sent."""
    if not is_email_on():
        return False
    with override(settings.LANGUAGE_CODE):
        message = _letter(reminder)
    return send_mail_or_log(message, f"the letter about activity {reminder.activity_id}")


def _letter(reminder: ActivityReminder) -> EmailMessage:
    activity, link = reminder.activity, link_of(reminder)
    said = {"activity": activity.name, "municipality": activity.workshop.municipality.long_name, "link": link}
    lines = [
        gettext("You are the contact for this in %(municipality)s's plan:") % said,
        activity.name,
        gettext("First step: %(step)s") % {"step": activity.first_step} if activity.first_step else "",
        gettext("To be done by %(day)s.") % {"day": date_format(activity.due_on)} if activity.due_on else "",
        gettext("How does it go? Say so here. You need no account:\n%(link)s") % said,
        gettext("Do you not want these letters? You can stop them on the same page."),
    ]
    subject = gettext("How does it go: %(activity)s") % {"activity": " ".join(activity.name.split())[:80]}
    return EmailMessage(
        subject, "\n\n".join(filter(None, lines)), None, [reminder.address], headers={"List-Unsubscribe": f"<{link}>"}
    )


def send_due_reminders() -> None:
    """Ask those who are to be asked today; done once a day for each, by whichever process is first.

    Nobody is asked of what a later workshop has said is done, or not relevant any more.
    """
    today = timezone.localdate()
    if not is_email_on():
        return
    asked = progress_tracking.due_reminders(today)
    later = said_later(reminder.activity_id for reminder in asked)
    over = {
        activity for activity, said in later.items() if said.became in {FollowUpStatus.DONE, FollowUpStatus.DROPPED}
    }
    for reminder in asked:
        if reminder.activity_id in over:
            continue
        if api.apply_change(partial(_claim, reminder, today)) and not _sent(reminder):
            api.apply_change(partial(_unclaim, reminder, reminder.sent_on))


def _sent(reminder: ActivityReminder) -> bool:
    """Whether the letter was written and sent; one that cannot be is nothing to the others."""
    try:
        return send_reminder(reminder)
    except Exception:
        log.exception("the letter about activity %s could not be written", reminder.activity_id)
        return False


def _claim(reminder: ActivityReminder, today: date, touched: list[Invalidation]) -> bool:
    return progress_tracking.claim_reminder(reminder, today)


def _unclaim(reminder: ActivityReminder, before: date | None, touched: list[Invalidation]) -> None:
    progress_tracking.release_reminder(reminder, before)
