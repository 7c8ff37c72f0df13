"""How often somebody may do a thing: so many at once, and then so many a second."""

import ipaddress
import threading
import time
from collections.abc import Callable

from cachetools import LRUCache
from django.http import HttpRequest

from digibarometer.live.limits import network_of_address

MAX_KEYS = 20_000  # those not heard of for longest are forgotten first


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
