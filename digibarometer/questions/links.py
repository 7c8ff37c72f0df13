"""Which links may be shown to a room."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_is_whole = URLValidator(schemes=["https"])


def is_safe_link(link: str) -> bool:
    """Whether it is a whole https address without a user name, which could pass for another site's address."""
    try:
        _is_whole(link)
        return "@" not in urlsplit(link).netloc
    except (ValidationError, ValueError):
        return False
