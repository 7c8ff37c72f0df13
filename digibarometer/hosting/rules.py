"""What holds for quick questions, and for the end of a phase; pure."""

CHOICES = (2, 6)  # at least and at most
LONGEST_CHOICE = 60  # characters


def parse_options(written: str) -> list[str]:
    """The choices that were written, one a line; empty lines and those that stand there already do not count."""
    lines = [" ".join(line.split()) for line in written.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))


def seconds_of_rounding_off(minutes: int) -> int:
    """How long before its end a phase of so many minutes is to be rounded off: its last fifth, at most two minutes."""
    return min(120, max(0, minutes) * 60 // 5)
