"""What holds on a wall; pure."""

from collections.abc import Mapping


def dense_ranks(counts: Mapping[str, int]) -> dict[str, tuple[int, bool]]:
    """Each thing's place by its dots, and whether it shares it: 1, 2, 2, 4. What has no dots has no place."""
    given = {key: dots for key, dots in counts.items() if dots > 0}
    return {
        key: (1 + sum(other > dots for other in given.values()), sum(other == dots for other in given.values()) > 1)
        for key, dots in given.items()
    }


def room_for(wanted: int, elsewhere: int, dots: int, most: int) -> bool:
    """Whether someone with so many dots elsewhere may put so many on one thing."""
    return 0 <= wanted <= most and wanted + elsewhere <= dots
