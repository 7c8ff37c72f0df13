"""Numbers of rows as addresses, cookies and forms give them."""


def row_number(text: str) -> int | None:
    """The number of a row that is written in these digits; None where it can be no row's."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 12 else None
