"""What several panels ask for in one turn of drawing is worked out once.

A turn is what the reading thread draws in one go. What has changed meanwhile is touched, and drawn in the next one.
"""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TypeVar, cast

A = TypeVar("A")
R = TypeVar("R")


class _RenderScope(threading.local):
    kept: dict[Hashable, object] | None = None


_turn = _RenderScope()


@contextmanager
def render_scope() -> Iterator[None]:
    """For as long as this lasts, in this thread, what is marked `cached_per_render` is worked out once."""
    _turn.kept = {}
    try:
        yield
    finally:
        _turn.kept = None


def cached_per_render(about: Callable[[A], Hashable]) -> Callable[[Callable[[A], R]], Callable[[A], R]]:
    """Marks a function of one argument; `about` says what its answer depends on. Outside of a turn it is called."""

    def mark(work_out: Callable[[A], R]) -> Callable[[A], R]:
        @wraps(work_out)
        def asked(of: A) -> R:
            if _turn.kept is None:
                return work_out(of)
            key = (work_out, about(of))
            if key not in _turn.kept:
                _turn.kept[key] = work_out(of)
            return cast(R, _turn.kept[key])

        return asked

    return mark
