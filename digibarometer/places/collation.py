"""Swedish letters: how names are ordered, and how they are found when typed carelessly."""

import unicodedata

_LAST = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "-": " "})  # { | } follow z
_STROKES = str.maketrans({"ø": "o", "æ": "a", "đ": "d", "ł": "l"})  # these have no accent to take away


def sort_key(name: str) -> str:
    """What to sort a name by: å, ä and ö come last, in that order; é is e."""
    return _without_accents(unicodedata.normalize("NFC", name).casefold().translate(_LAST))


def search_key(name: str) -> str:
    """The bare letters and digits of a name: "Malung-Sälen" and "malung salen" are both "malungsalen"."""
    return "".join(letter for letter in _without_accents(name.casefold().translate(_STROKES)) if letter.isalnum())


def _without_accents(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
