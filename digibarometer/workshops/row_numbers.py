"""Numbers of rows as addresses, cookies, forms and the keys of seats give them."""

from collections.abc import Iterable

PARTICIPANT, TABLE, DESK, BOARD = "p", "t", "l", "b"  # what the keys of their seats begin with


def row_number(text: str) -> int | None:
    """The number of a row that is written in these digits; None where it can be no row's."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None


def seat_numbers(keys: Iterable[str], kind: str) -> dict[str, int]:
    """Of the keys of seats those of one kind, each with its number: of the participant, the group or the user."""
    found = {key: row_number(key.removeprefix(kind)) for key in keys if key.startswith(kind)}
    return {key: number for key, number in found.items() if number is not None}
