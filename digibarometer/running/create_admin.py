"""The first account, made on the machine itself."""

import os
import sys

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from digibarometer.running import backup, migrate


def main(email: str) -> None:
    """Ask for a password and make the account; without a terminal, take the one in DJANGO_SUPERUSER_PASSWORD.

    Ends with a sentence where there is neither, or where the address has an account: nothing is made then.
    """
    if not sys.stdin.isatty() and not os.environ.get("DJANGO_SUPERUSER_PASSWORD"):
        sys.exit(
            "There is no terminal to ask for a password in: set DJANGO_SUPERUSER_PASSWORD, or run it in a terminal."
        )
    with backup.preparation_lock():
        migrate.bring_up_to_date()
    if EmailAddress.objects.filter(email__iexact=email).exists():
        sys.exit(f"{email} belongs to an account already.")
    who = {get_user_model().USERNAME_FIELD: email}
    try:
        call_command("createsuperuser", interactive=sys.stdin.isatty(), **who)
    except CommandError as wrong:
        sys.exit(str(wrong))
