"""What others do when a seed is planted on a wall. They put themselves on this list when the server starts."""

from collections.abc import Callable, Iterable

from digibarometer.live.panels import Touch
from digibarometer.notes.models import Seed
from digibarometer.workshops.now import Now

planted: list[Callable[[Now, Seed, bool], Iterable[Touch]]] = []  # a seed was planted, or (False) taken up again
