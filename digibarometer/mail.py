"""E-mail: whether this installation sends any, one letter, and letters that wait for their turn."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.utils import timezone

from digibarometer.jobs import Fields, J, run_jobs
from digibarometer.ui.form_renderer import one_line

log = logging.getLogger(__name__)
RETRY_AFTER = (timedelta(minutes=10), timedelta(hours=1))


def is_email_on() -> bool:
    """Whether this installation sends e-mail."""
    return not settings.EMAIL_BACKEND.endswith("dummy.EmailBackend")


def send(what: str, to: str, subject: str, text: str, **more: Any) -> bool:
    """Send a letter to one address; whether that went well. Whatever stands in its way stops nothing else.

    The log names what kind of letter (`what`) failed and why, but no address or text. `more`: see EmailMessage.
    """
    if not is_email_on():
        return False
    try:
        EmailMessage(one_line(subject), text, None, [to], **more).send()  # a header ends where its line ends
    except Exception as error:  # the mail server, the network, or something in the letter itself
        log.warning("%s could not be sent: %s", what, type(error).__name__)
        return False
    return True


@contextmanager
def open_connection() -> Iterator[BaseEmailBackend | None]:
    """A connection for several letters; None where no e-mail is sent or the mail server cannot be reached."""
    through = get_connection()
    try:
        through.open()
    except (SMTPException, OSError):
        log.warning("letters wait: the mail server cannot be reached")
        yield None
        return
    try:
        yield through if is_email_on() else None
    finally:
        through.close()


def run_mail_jobs(rows: "QuerySet[J]", work: Callable[[J, BaseEmailBackend], Fields], **more: Any) -> None:
    """Send what is due of these rows, as `run_jobs` does; while the mail server cannot be reached they wait."""
    is_any_due = rows.filter(due_at__lte=timezone.now()).exists()
    with open_connection() if is_any_due else nullcontext() as through:
        if through is None:
            rows = rows.none()
        run_jobs(rows, lambda row: work(row, through), RETRY_AFTER, **more)  # type: ignore[arg-type]
