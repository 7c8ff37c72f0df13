"""Signing in by passkey, with a limit on how often somebody without an account may begin."""

from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.http import HttpRequest, HttpResponse


class BeginAndSignIn(LoginWebAuthnView):  # type: ignore[misc]
    """allauth's own: GET gives the browser a challenge, which is kept in a session; POST answers it."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """A challenge; 429 where a network asks for more of them than people do."""
        limit = {"app": "allauth.mfa", "action": "webauthn_begin", "limit_get": True}
        refused: HttpResponse | None = ratelimit.consume_or_429(request, **limit)
        if refused is not None:
            return refused
        return super().get(request, *args, **kwargs)  # type: ignore[no-any-return]
