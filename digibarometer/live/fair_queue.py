"""A queue whose lanes take turns, so that whoever sends most makes nobody else wait."""

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Lane = tuple[Hashable, ...]


class FairQueue(Generic[T]):
    """First come, first served within a lane; between lanes, one each, or a few `in_a_row`.

    A lane is a path of `depth` keys, such as (municipality, workshop, seat): municipalities take turns, within each its
    workshops, and within each of those its seats.
    """

    __slots__ = ("depth", "in_a_row", "lanes", "size", "taken")

    def __init__(self, depth: int = 1, in_a_row: int = 1):
        self.depth, self.in_a_row, self.size = depth, in_a_row, 0
        self.taken = 0  # in a row, of the lane whose turn it is
        self.lanes: OrderedDict[Hashable, Any] = OrderedDict()  # a deque of items, or a FairQueue of one key less

    def __len__(self) -> int:
        return self.size

    def push(self, lane: Lane, item: T, first: bool = False) -> None:
        """Put an item last in its lane, or first; the lane's turn comes no sooner for that."""
        self.size += 1
        child = self._lane(lane[0])
        if self.depth > 1:
            child.push(lane[1:], item, first)
        elif first:
            child.appendleft(item)
        else:
            child.append(item)

    def give_back(self, lane: Lane, item: T) -> None:
        """Undo a pop; of several, the latest first. Then it is that lane's turn, as it was."""
        self.size += 1
        child = self._lane(lane[0])
        if self.depth > 1:
            child.give_back(lane[1:], item)
        else:
            child.appendleft(item)
        self.lanes.move_to_end(lane[0], last=False)
        self.taken = 0

    def _lane(self, key: Hashable) -> Any:
        child = self.lanes.get(key)
        if child is None:
            child = self.lanes[key] = deque() if self.depth == 1 else FairQueue(self.depth - 1)
        return child

    def pop(self) -> T:
        """Take the first item of the lane whose turn it is. Raises StopIteration when the queue is empty."""
        key = next(iter(self.lanes))
        child = self.lanes[key]
        item: T = child.popleft() if self.depth == 1 else child.pop()
        self.size -= 1
        self.taken += 1
        if not child:
            del self.lanes[key]
            self.taken = 0
        elif self.taken >= self.in_a_row:
            self.lanes.move_to_end(key)
            self.taken = 0
        return item

    def first_items(self) -> Iterator[T]:
        """The item that stands first in each lane."""
        for child in self.lanes.values():
            if self.depth == 1:
                yield child[0]
            else:
                yield from child.first_items()

    def take(self, wanted: Callable[[T], bool]) -> list[T]:
        """Take out every item for which `wanted` holds, and answer them."""
        taken: list[T] = []
        for key in list(self.lanes):
            child = self.lanes[key]
            if self.depth == 1:
                taken += (out := [item for item in child if wanted(item)])
                if out:
                    child = self.lanes[key] = deque(item for item in child if not wanted(item))
            else:
                taken += child.take(wanted)
            if not child:
                del self.lanes[key]
        self.size -= len(taken)
        return taken
