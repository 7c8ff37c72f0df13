"""Addresses that people type or scan."""

from functools import lru_cache
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.utils.crypto import salted_hmac

from digibarometer.workshops.models import Workshop

SCAN_KEY = "q"


def absolute_url(path: str) -> str:
    """The whole address of a page of this installation."""
    return f"{settings.ADDRESS}{path}"


def join_url(workshop: Workshop) -> str:
    """Where people come in, by QR or short link."""
    return absolute_url(f"/j/{workshop.code}/")


def scan_key(code: str) -> str:
    """What the QR code's address has besides the code: who has it has seen the QR code, and does not guess."""
    return salted_hmac("digibarometer.scanned", code).hexdigest()[:10]


def scan_url(workshop: Workshop) -> str:
    """Where the QR code leads: the join page, also while wrong codes are typed from the same network."""
    return f"{join_url(workshop)}?{SCAN_KEY}={scan_key(workshop.code or '')}"


def display_host() -> str:
    """The installation's address as it is read out, without http."""
    return urlsplit(absolute_url("/")).netloc


@lru_cache(maxsize=1_000)
def qr_svg(text: str) -> str:
    """A QR code as SVG that scales with its box."""
    return str(segno.make(text, error="m").svg_inline(omitsize=True, border=2, dark="#0f1a17", light="#ffffff"))
