"""Numbers as they are written: always with a point in attributes, as the reader's language has it in visible text."""

from collections.abc import Callable

Number = Callable[[float], str]


def attribute(value: float) -> str:
    """At most two decimals, a point, and no trailing zeros: never through a template that knows a language."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def decimal_point(value: float) -> str:
    """Whole levels as they are (3), measured ones with one decimal (3.0)."""
    return str(value) if isinstance(value, int) else f"{value:.1f}"


def decimal_comma(value: float) -> str:
    """The number as Swedish writes it, with a comma."""
    return decimal_point(value).replace(".", ",")
