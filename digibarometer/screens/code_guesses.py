"""Wrong codes by network. They never shut anybody out; who guesses must know one thing more."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from digibarometer.live.failures import is_machine_failure

MAX_WRONG = 30  # in a window, after which a code alone is not enough
WINDOW_SECONDS = 600
RIGHT_FOR_SECONDS = 12 * 3600  # that a code which has been right in a network needs nothing more there

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
