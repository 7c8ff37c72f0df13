"""The first account, made on the machine itself."""

import sys

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from digibarometer.running import backup, migrate


def main(email: str) -> None:
    """Ask for a password and make the account (without a terminal: DJANGO_SUPERUSER_PASSWORD)."""
    with backup.preparation_lock():
        migrate.bring_up_to_date()
    if EmailAddress.objects.filter(email__iexact=email).exists():
        sys.exit(f"{email} belongs to an account already.")
    who = {get_user_model().USERNAME_FIELD: email}
    try:
        call_command("createsuperuser", interactive=sys.stdin.isatty(), **who)
    except CommandError as wrong:
        sys.exit(str(wrong))
