"""Limits at the door. Wrong codes by network never shut anybody out: who guesses must know one thing more.

And how often somebody may come in: so many at once, and then so many a second.
"""

import ipaddress
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from cachetools import LRUCache
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from digibarometer.live.failures import is_machine_failure
from digibarometer.live.limits import network_of_address

MAX_WRONG = 30  # in a window, after which a code alone is not enough
WINDOW_SECONDS = 600
RIGHT_FOR_SECONDS = 12 * 3600  # that a code which has been right in a network needs nothing more there
MAX_KEYS = 20_000  # of allowances: those not heard of for longest are forgotten first

T = TypeVar("T")


def has_many(network: str) -> bool:
    """Whether so many wrong codes have come from the network lately that a code alone may be a guess."""
    return bool(network) and _if_it_can(lambda: cache.get(_wrong(network), 0) >= MAX_WRONG, False)


def count_wrong(network: str) -> None:
    """Note a wrong code."""

    def count() -> None:
        cache.add(_wrong(network), 0, 2 * WINDOW_SECONDS)
        cache.incr(_wrong(network))

    if network:
        _if_it_can(count, None)


def note_right(network: str, code: str) -> None:
    """Note that the code has been right in the network: it tells nobody there more than they know."""
    if network:
        _if_it_can(lambda: cache.set(_right(network, code), True, RIGHT_FOR_SECONDS), None)


def has_been_right(network: str, code: str) -> bool:
    """Whether the code has been right in the network."""
    return bool(network) and _if_it_can(lambda: bool(cache.get(_right(network, code))), False)


def _wrong(network: str) -> str:
    return _key(f"wrong {network} {int(time.time() / WINDOW_SECONDS)}")


def _right(network: str, code: str) -> str:
    return _key(f"right {network} {code}")


def _key(about: str) -> str:
    return salted_hmac("digibarometer.codes", about).hexdigest()  # an address is written down nowhere


def _if_it_can(ask: Callable[[], T], otherwise: T) -> T:
    """What the counts say; `otherwise` where the bus does not answer, since people must come in."""
    try:
        return ask()
    except Exception as error:
        if not is_machine_failure(error):
            raise
        return otherwise


class Allowance:
    """A token bucket for each key, in the memory of this process; nothing is written down of who asked."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic):
        self.burst, self.per_second, self.clock = burst, per_second, clock
        self.left: LRUCache[str, tuple[float, float]] = LRUCache(MAX_KEYS)  # tokens, and when they were counted
        self.lock = threading.Lock()

    def wait(self, key: str) -> float:
        """Seconds until the key may do it once more; 0 for at once."""
        with self.lock:
            return max(0.0, (1 - self._tokens(key)) / self.per_second)

    def take(self, key: str) -> float:
        """Do it once, if the key may; else the seconds that it must wait."""
        with self.lock:
            tokens = self._tokens(key)
            if tokens < 1:
                return (1 - tokens) / self.per_second
            self.left[key] = tokens - 1, self.clock()
            return 0.0

    def forget(self) -> None:
        """Begin anew."""
        with self.lock:
            self.left.clear()

    def _tokens(self, key: str) -> float:
        tokens, at = self.left.get(key, (self.burst, 0.0))
        return min(self.burst, tokens + (self.clock() - at) * self.per_second)


def network_of(request: HttpRequest) -> str:
    """Whom a limit holds for: the address, or the network of an IPv6 address; empty for this machine itself.

    What comes from this machine is a proxy that has not been named, or a rehearsal: nobody in particular.
    """
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return ""
    if address.is_loopback:
        return ""
    return network_of_address(str(address))
