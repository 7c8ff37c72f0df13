"""How much one seat, one workshop and one address may ask for, so that nobody is disturbed by another.

docs/protocol.md has the figures, under "Rates and sizes".
"""

import ipaddress
import time
from collections import Counter

from cachetools import LRUCache

ACTIONS_PER_SECOND, ACTIONS_AT_ONCE = 20.0, 200.0  # of a seat, over all its lines and HTTP
WORKSHOP_ACTIONS_PER_SECOND, WORKSHOP_ACTIONS_AT_ONCE = 400.0, 4_000.0
MAX_LINES_PER_SEAT = {"p": 6, "t": 6, "l": 20, "b": 20, "g": 20}  # by the seat's first letter (workshops/rules.py)
MAX_LINES_PER_WORKSHOP = 1_000
MAX_LINES_PER_ADDRESS = 4_000  # a town hall is behind one
MAX_WAIT_SECONDS = 60.0
MAX_BUCKETS = 50_000
TOO_MANY_LINES_CODE = 4429


class _Bucket:
    """So many at once, and so many a second in the long run."""

    __slots__ = ("at", "left")

    def __init__(self, left: float):
        self.left, self.at = left, time.monotonic()

    def take(self, now: float, rate: float, burst: float) -> float:
        """Take one; seconds to wait before it may be used."""
        left = min(burst, self.left + (now - self.at) * rate) - 1
        self.left, self.at = max(left, -MAX_WAIT_SECONDS * rate), now
        return max(0.0, -self.left / rate)

    def wait(self, now: float, rate: float) -> float:
        """Seconds until one more may be used."""
        return max(0.0, -(self.left + (now - self.at) * rate) / rate)


class ActionRates:
    """The actions of seats and workshops, over WebSocket and HTTP alike."""

    def __init__(self) -> None:
        self.buckets: LRUCache[tuple[int, str], _Bucket] = LRUCache(MAX_BUCKETS)

    def wait(self, workshop: int, seat: str) -> float:
        """Count one action; seconds to wait before it is taken, so that seat and workshop keep to their rates.

        What a seat sends beyond its own rate is not counted as its workshop's.
        """
        now = time.monotonic()
        own = self._bucket((workshop, seat), ACTIONS_AT_ONCE).take(now, ACTIONS_PER_SECOND, ACTIONS_AT_ONCE)
        if own:
            return own
        all_in_it = self._bucket((workshop, ""), WORKSHOP_ACTIONS_AT_ONCE)
        return all_in_it.take(now, WORKSHOP_ACTIONS_PER_SECOND, WORKSHOP_ACTIONS_AT_ONCE)

    def seconds_ahead(self, workshop: int, seat: str) -> float:
        """How long the seat must wait with its next action to keep to its rate; counts none."""
        return self._bucket((workshop, seat), ACTIONS_AT_ONCE).wait(time.monotonic(), ACTIONS_PER_SECOND)

    def _bucket(self, key: tuple[int, str], burst: float) -> _Bucket:
        bucket = self.buckets.get(key)
        if bucket is None:
            bucket = self.buckets[key] = _Bucket(burst)
        return bucket


def network_of_address(address: str) -> str:
    """Whom a limit holds for: an IPv4 address, or the /64 of an IPv6 address, which one household or firm has whole."""
    try:
        given = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((given, 64), strict=False) if given.version == 6 else given)


class LinesPerAddress:
    """How many lines each address holds."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()

    def open(self, address: str) -> bool:
        """Count a line that comes; whether the address may have one more."""
        if self.lines[address] >= MAX_LINES_PER_ADDRESS:
            return False
        self.lines[address] += 1
        return True

    def close(self, address: str) -> None:
        """A line has gone."""
        self.lines[address] -= 1
        if not self.lines[address]:
            del self.lines[address]
