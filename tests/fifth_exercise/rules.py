"""What holds for a fist of five; pure."""

from collections.abc import Iterable, Sequence

FIST = "fist"  # the kind of step
NUMBERS = range(6)  # of fingers: none is against, five is wholly for
MAX_QUESTION_LENGTH = 140


def spread(numbers: Iterable[int]) -> list[int]:
    """How many people showed each number."""
    shown = list(numbers)
    return [shown.count(number) for number in NUMBERS]


def mean(counts: Sequence[int]) -> float:
    """The mean of what people showed, from how many showed each number."""
    return sum(number * people for number, people in enumerate(counts)) / sum(counts)
