"""Keys that stand in a content file more than once."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from digibarometer.questions.content_files.translation_check import ValidationError


def repeated(keys: Iterable[tuple[str, str]]) -> Iterator[ValidationError]:
    """Keys that are used more than once, given as (place, key)."""
    known: dict[str, str] = {}
    for place, key in keys:
        if key in known:
            yield place, _("“%(key)s” is used already, at %(at)s. Choose another key.") % {"key": key, "at": known[key]}
        known.setdefault(key, place)
