"""What every page may say: the product's name and whose it is not, the languages, and whether this is an example."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from digibarometer.i18n import OWN_NAMES

PRODUCT = "Digibarometern"
ORIGIN = _(
    "Independent software for Lantmäteriet's workshop Digibarometern; neither issued nor reviewed by Lantmäteriet."
)


def site_context(request: HttpRequest) -> dict[str, object]:
    """Context processor for all templates."""
    return {
        "product": PRODUCT,
        "origin": ORIGIN,
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": list(OWN_NAMES.items()),
        "is_demo": getattr(settings, "DEMO", False),
    }
