"""Who may make an account: only those who were invited, unless the installation is open to all."""

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from digibarometer.accounts.models import Invitation

INVITED = "invitation"  # the session keeps the secret of the invitation that brought someone here
also_invited: list[Callable[[str], bool]] = []  # whether a secret is another invitation that holds; apps add theirs


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's way to ask us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may make an account."""
        secret = request.session.get(INVITED, "")
        if settings.OPEN_SIGNUP or Invitation.objects.filter(secret=secret, accepted_at=None).exists():
            return True
        return any(holds(secret) for holds in also_invited)
