"""Sending one mail: whatever stands in its way stops nothing else, and is not passed over in silence."""

import logging

from django.core.mail import EmailMessage

from digibarometer.ui.form_renderer import one_line

log = logging.getLogger(__name__)


def send_mail_or_log(mail: EmailMessage, what: str) -> bool:
    """Send it; whether that went well. The log names what kind of mail failed and why, but no address or text."""
    mail.subject = one_line(str(mail.subject))  # a header ends where its line ends
    try:
        mail.send()
    except Exception as error:  # the mail server, the network, or something in the mail itself
        log.warning("%s could not be sent: %s", what, type(error).__name__)
        return False
    return True
