"""A municipality's own colour on its documents: only one that can be read on white."""

import re

WRITTEN = re.compile(r"#?([0-9a-fA-F]{6})")
MIN_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text against what it stands on


def parse_colour(text: str) -> str | None:
    """The colour that someone typed, as #rrggbb; none if it is no colour."""
    found = WRITTEN.fullmatch(text.strip())
    return f"#{found[1].lower()}" if found else None


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of #rrggbb against white, 1–21. Source: WCAG 2.2, relative luminance."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
