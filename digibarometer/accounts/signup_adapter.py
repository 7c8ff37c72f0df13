"""How allauth asks us: who may make an account, whose address it is, how often a password is tried, and whose mail."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.views import PasswordResetView
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.apps import apps
from django.conf import settings
from django.contrib.sites.requests import RequestSite
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from digibarometer.accounts import known_devices
from digibarometer.accounts.models import SignUpInvitation, User
from digibarometer.mail import is_email_on

INVITED = "invitation"  # the session keeps the secret of the invitation that brought someone here
MAILED = "invitation_by_mail"  # and of the one whose link came by mail, which proves the address


def remember(request: HttpRequest, invitation: SignUpInvitation) -> None:
    """Keep the invitation while somebody signs up or signs in, and whether its link is the one that was mailed."""
    request.session[INVITED] = invitation.secret
    if constant_time_compare(request.GET.get(invitation.MAIL_PARAMETER, ""), invitation.mail_key):
        request.session[MAILED] = invitation.secret


def sign_up_invitation(request: HttpRequest) -> SignUpInvitation | None:
    """The invitation that the visitor may make an account by; None where there is none or it has made one."""
    secret = request.session.get(INVITED, "")
    kinds = [model for model in apps.get_models() if issubclass(model, SignUpInvitation)]
    found = next((one for kind in kinds if (one := kind._default_manager.filter(secret=secret).first())), None)
    return found if found and found.holds and found.account_id is None else None


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's way to ask us."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": _(
            "Too many wrong passwords. Wait five minutes, sign in with a passkey, or choose a new password by e-mail."
        ),
        "email_taken": _("That address belongs to another account. Sign in to that one, or choose another address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this visitor may make an account."""
        return settings.OPEN_SIGNUP or sign_up_invitation(request) is not None

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Make the account. It uses up the invitation; a link that came by mail proves the address."""
        invitation = sign_up_invitation(request)
        with transaction.atomic():
            made: User = super().save_user(request, user, form, commit)
            if invitation and not invitation.use_up(made):
                raise ImmediateHttpResponse(redirect("account_signup"))
        if invitation and request.session.get(MAILED) == invitation.secret:
            self.stash_verified_email(request, invitation.email)
        return made

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try at a password. Raises ValidationError where too many were wrong.

        A device that the account has been signed in from has a count of its own, so that nobody elsewhere keeps its
        owner out (OWASP: Slow Down Online Guessing Attacks with Device Cookies). All others are counted by account and
        network, by network, and by account.
        """
        email, network = credentials.get("email", "").lower(), ratelimit.get_ip(request)
        if device := known_devices.device_of(request, email):
            counts = {"login_failed": f"device {device}"}
        else:
            counts = {
                "login_failed": f"{email} from {network}",
                "login_failed_from": network,
                "login_failed_to": email,
            }
        self._tries = []
        for action, key in counts.items():
            if not (usage := ratelimit.consume(request, app="allauth.account", action=action, key=key)):
                self._rollback_login_failed_rl_usage()
                raise self.validation_error("too_many_login_attempts")
            self._tries.append(usage)

    def _rollback_login_failed_rl_usage(self) -> None:
        for usage in self._tries:
            usage.rollback()

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        """Go on where the visitor was going, and know this device again."""
        response: HttpResponse = super().post_login(request, user, **more)
        known_devices.remember(response, user)
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail whose addresses are the installation's own: the Host header is what anybody says it is."""
        ours = {name: _of_ours(value) for name, value in context.items() if name.endswith("_url")}
        site = RequestSite(self.request)
        site.domain, site.name = urlsplit(settings.ADDRESS).netloc, "Digibarometern"
        super().send_mail(template_prefix, email, context | ours | {"current_site": site})


def _of_ours(url: str) -> str:
    parts = urlsplit(url)
    return f"{settings.ADDRESS}{parts.path}" + (f"?{parts.query}" if parts.query else "")


class BeginAndSignIn(LoginWebAuthnView):  # type: ignore[misc]
    """allauth's own: GET gives the browser a challenge, which is kept in a session; POST answers it."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A challenge; 429 where a network asks for more of them than people do."""
        limit = {"app": "allauth.mfa", "action": "webauthn_begin", "limit_get": True}
        refused: HttpResponse | None = ratelimit.consume_or_429(request, **limit)
        if refused is not None:
            return refused
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]


class ResetPassword(PasswordResetView):  # type: ignore[misc]
    """allauth's own, which promises a letter; where no e-mail is sent the page says whom to ask."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The form, or what to do without it."""
        if not is_email_on():
            return render(request, "account/no_email.html")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]
