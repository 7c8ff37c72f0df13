"""Virtual time and seeded secrets. Installed before the product is imported, which keeps what it finds."""

import random
import secrets
import time
from datetime import UTC, datetime, tzinfo
from typing import Any

START = 1_795_500_000.0  # unix time at which every run begins

_real_time, _real_monotonic, _real_random = time.time, time.monotonic, secrets._sysrand
_elapsed: float | None = None


def set_elapsed(seconds: float | None) -> None:
    """Let the clocks show this many seconds after the start; None lets them show the real time."""
    global _elapsed
    _elapsed = seconds


def elapsed() -> float:
    """Seconds since the run began."""
    return _elapsed or 0.0


def unix_time() -> float:
    """Replaces time.time."""
    return _real_time() if _elapsed is None else START + _elapsed


def monotonic() -> float:
    """Replaces time.monotonic."""
    return _real_monotonic() if _elapsed is None else 1_000.0 + _elapsed


class _AnyDatetime(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


class VirtualDatetime(datetime, metaclass=_AnyDatetime):
    """Replaces the class that django.utils.timezone.now asks."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Any:
        """The moment that the virtual clock shows."""
        return datetime.fromtimestamp(unix_time(), tz or UTC)


def install() -> None:
    """Replace the clocks of this process; they show the real time until a run begins."""
    time.time, time.monotonic = unix_time, monotonic
    from django.utils import timezone

    timezone.datetime = VirtualDatetime


def seed_secrets(seed: int | None) -> None:
    """Let secrets come from a seed; None makes them secret again."""
    secrets._sysrand = _real_random if seed is None else random.Random(seed)
