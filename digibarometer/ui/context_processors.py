"""What every page may say: the product's name, the languages, and whether this is an example."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from digibarometer.i18n import OWN_NAMES

PRODUCT = "Digibarometern"


def site_context(request: HttpRequest) -> dict[str, Any]:
    """Context processor for all templates."""
    return {
        "product": PRODUCT,
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": list(OWN_NAMES.items()),
        "is_demo": getattr(settings, "DEMO", False),
    }
