"""What holds for the end of a phase; pure."""


def seconds_of_rounding_off(minutes: int) -> int:
    """How long before its end a phase of so many minutes is to be rounded off: its last fifth, at most two minutes."""
    return min(120, max(0, minutes) * 60 // 5)
