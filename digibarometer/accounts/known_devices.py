"""Devices that an account has been signed in from, known again by a signed cookie for each account."""

import secrets

from allauth.account.internal.userkit import filter_users_by_email
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from digibarometer.accounts.models import User

COOKIE = "known_"  # and the account's number
PATH = "/accounts/"
YEAR = 365 * 24 * 3600
_signer = signing.TimestampSigner(salt="digibarometer.known_device")


def remember(response: HttpResponse, user: User) -> None:
    """Have the browser keep that the user has been signed in from it."""
    value = _signer.sign_object([user.pk, secrets.token_urlsafe(9)])
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        f"{COOKIE}{user.pk}", value, max_age=YEAR, path=PATH, httponly=True, samesite="Lax", secure=secure
    )


def device_of(request: HttpRequest, email: str) -> str:
    """The name of the device that asks, if the account of this address has been signed in from it; else empty."""
    if not any(name.startswith(COOKIE) for name in request.COOKIES):
        return ""
    for user in filter_users_by_email(email, prefer_verified=True, for_login=True):
        try:
            account, device = _signer.unsign_object(request.COOKIES.get(f"{COOKIE}{user.pk}", ""), max_age=YEAR)
        except (signing.BadSignature, ValueError):
            continue
        if account == user.pk:
            return str(device)
    return ""
