"""Who is connected to the other processes, as far as they have said so lately."""

import time
from collections.abc import Callable

ALIVE_SECONDS = 2.0  # between two signs of life of a process
GONE_SECONDS = 7.0  # without one, after which a process is taken for dead


class Presence:
    """The seats that are connected elsewhere, by process and workshop.

    `changed` is told of each workshop whose people may have changed, `died` of a process that has fallen silent.
    """

    def __init__(self, changed: Callable[[int], None], died: Callable[[], None]):
        self.changed, self.died = changed, died
        self.heard: dict[str, float] = {}  # when each process last gave a sign of life
        self.seats: dict[str, dict[int, set[str]]] = {}

    def seats_in(self, workshop: int) -> set[str]:
        """Keys of the seats of a workshop that are connected to other processes."""
        return set().union(*(there.get(workshop, ()) for there in tuple(self.seats.values())))

    def is_known(self, process: str) -> bool:
        """Whether this process has been heard of."""
        return process in self.heard

    def hear(self, process: str, seats: dict[int, set[str]], is_all: bool) -> None:
        """A process has given a sign of life, and said who is connected there: of these workshops, or of all."""
        self.heard[process] = time.monotonic()
        before = self.seats.setdefault(process, {})
        after = seats if is_all else {**before, **seats}
        self.seats[process] = {workshop: there for workshop, there in after.items() if there}
        self._tell(before, self.seats[process])

    def forget(self, process: str) -> None:
        """A process has stopped: nobody is connected there."""
        self.heard.pop(process, None)
        self._tell(self.seats.pop(process, {}), {})

    def look(self) -> None:
        """Take those who have been silent for long for dead."""
        until = time.monotonic() - GONE_SECONDS
        silent = [process for process, at in self.heard.items() if at < until]
        for process in silent:
            self.forget(process)
        if silent:
            self.died()

    def _tell(self, before: dict[int, set[str]], after: dict[int, set[str]]) -> None:
        for workshop in sorted({*before, *after}):
            if before.get(workshop) != after.get(workshop):
                self.changed(workshop)
