"""Addresses: of this installation's pages, of the room as people type and scan it, and of others' pages."""

from collections.abc import Callable
from functools import lru_cache, wraps
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

SCAN_KEY = "q"
_is_whole = URLValidator(schemes=["https"])


def absolute_url(path: str) -> str:
    """The whole address of a path of this installation."""
    return f"{settings.ADDRESS}{path}"


def page_url(name: str, *args: object) -> str:
    """The whole address of a page, by its name in the URL configuration, such as planning:invitation."""
    return absolute_url(reverse(name, args=args))


def display_host() -> str:
    """The installation's address as it is read out, without http."""
    return urlsplit(settings.ADDRESS).netloc


def join_url(code: str | None) -> str:
    """Where people come in to the room with this code, by QR or short link; empty without a code."""
    return absolute_url(f"/j/{code}/") if code else ""


def scan_key(code: str) -> str:
    """What the QR code's address has besides the code: who has it has seen the QR code, and does not guess."""
    return salted_hmac("digibarometer.scanned", code).hexdigest()[:10]


def scan_url(code: str) -> str:
    """Where the QR code leads: the join page, also while wrong codes are typed from the same network."""
    return f"{join_url(code)}?{SCAN_KEY}={scan_key(code)}"


def spaced_code(code: str | None) -> str:
    """A room's code as it is read and typed: 123 456; empty without one."""
    return f"{code[:3]} {code[3:]}" if code else ""


def way_in(code: str | None) -> dict[str, str]:
    """How people come in to a room: `code`, `join` (an address), `qr` (SVG), `host`; only the host without a code."""
    qr = qr_svg(scan_url(code)) if code else ""
    return {"code": spaced_code(code), "join": join_url(code), "qr": qr, "host": display_host()}


@lru_cache(maxsize=1_000)
def qr_svg(text: str) -> str:
    """A QR code as SVG that scales with its box."""
    return str(segno.make(text, error="m").svg_inline(omitsize=True, border=2, dark="#0f1a17", light="#ffffff"))


def is_safe_link(link: str) -> bool:
    """Whether it is a whole https address without a user name, which could pass for another site's address."""
    try:
        _is_whole(link)
        return "@" not in urlsplit(link).netloc
    except (ValidationError, ValueError):
        return False


def button_of(page: str, parts: int = 1) -> Callable[[Callable[..., HttpResponse | None]], Callable[..., HttpResponse]]:
    """A decorator for the view of a button, which leads to its page unless the view answers with another one.

    So it does for whoever opens its address without pressing (reloads, goes back). The page is called so in the URL
    configuration, and has the first parts of the button's address.
    """

    def decorator(view: Callable[..., HttpResponse | None]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def pressed(request: HttpRequest, *found: object, **named: int | str) -> HttpResponse:
            answer = view(request, *found, **named) if request.method == "POST" else None
            if answer is not None:
                return answer
            assert request.resolver_match is not None
            return redirect(page, *list(request.resolver_match.kwargs.values())[:parts])

        return pressed

    return decorator
