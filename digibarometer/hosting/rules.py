"""What holds for quick questions; pure."""

CHOICES = (2, 6)  # at least and at most
LONGEST_CHOICE = 60  # characters


def parse_options(written: str) -> list[str]:
    """The choices that were written, one a line; empty lines and those that stand there already do not count."""
    lines = [" ".join(line.split()) for line in written.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))
